// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/AuthenticationDemand.h"

#include <QtCore/QByteArrayView>

namespace auth::api {

/// What a `WWW-Authenticate` demands of the person (RFC 9470 §3): nothing where it is no challenge of `Bearer` with the
/// error `insufficient_user_authentication`, or says a thing twice.
std::optional<AuthenticationDemand> demandOf(QByteArrayView challenge);

}
