// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/OwnerPages.h"

#include "factors/FactorService.h"
#include "sessions/Assurance.h"
#include "sign_in/FlowPages.h"
#include "users/UserDirectory.h"

namespace auth::sign_in {

namespace {

constexpr std::chrono::minutes kFresh { 5 };

}

Task<Result<Owner>> ownerOf(protocol::Services *services, http::Request request, Visit visit, const char *path)
{
    Owner owner;
    owner.issuer = std::move(visit.issuer);
    owner.session = std::move(visit.session);
    owner.browser = pages::BrowserCookie::of(request);
    const RealmPointer realm = owner.issuer.realm;
    owner.user = CO_TRY(co_await services->users->find(realm->id, owner.session->userId, request.deadline));
    owner.factors = CO_TRY(co_await services->factors->ofAccount(realm->id, owner.user.id, request.deadline));
    const bool stale = owner.session->authTime + kFresh <= services->clock->now();
    const bool weak = owner.session->acr != kTwoFactors && !offeredFactors(*realm, owner.factors).empty();
    if (stale || weak)
        owner.elsewhere = CO_TRY(co_await services->flowPages->beginReauthentication(std::move(request), owner.issuer, owner.user.username, path));
    co_return owner;
}

Task<Result<SessionService::Started>> raiseBy(
    protocol::Services *services, db::Transaction *transaction, Owner owner, QString method, http::Request request)
{
    QStringList amr = owner.session->amr;
    for (const QString &proved : { method, kMfaMethod.toString() }) {
        if (!amr.contains(proved))
            amr.append(proved);
    }
    co_return co_await services->sessions->raise(transaction, *owner.session, owner.user.username, std::move(amr), std::move(request));
}

}
