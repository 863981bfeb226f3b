// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/Issuer.h"

namespace auth::setup {

/// \a realm at the address that was asked, so that a person stays where they are; by its path where that is another's.
Task<protocol::Issuer> issuerHere(protocol::Issuers *issuers, http::Request request, RealmPointer realm);

}
