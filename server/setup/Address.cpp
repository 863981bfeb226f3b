// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/Address.h"

#include "http/RequestHost.h"

namespace auth::setup {

Task<protocol::Issuer> issuerHere(protocol::Issuers *issuers, http::Request request, RealmPointer realm)
{
    const auto here = co_await issuers->at(http::requestHost(request), {}, request.deadline);
    co_return here && here->realm->id == realm->id ? *here : issuers->of(realm);
}

}
