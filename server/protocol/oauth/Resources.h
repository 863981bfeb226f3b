// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "applications/Application.h"
#include "protocol/Issuer.h"

namespace auth::oauth {

/// RFC 8707 §2: the resources that \a application may have tokens for: the issuer itself and its `allowed_resources`.
/// InvalidTarget for any other.
Result<void> checkResources(const protocol::Issuer &issuer, const Application &application, const QStringList &resources);

/// Is \a application the resource server (`resource_uri`) of one of \a audience?
bool isResourceServerOf(const Application &application, const QStringList &audience);

}
