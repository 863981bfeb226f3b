// SPDX-License-Identifier: GPL-3.0-or-later
#include "keys/SigningKeysApi.h"

#include "crypto/Certificate.h"

#include <algorithm>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

QString iso(Timestamp time)
{
    return QString::fromLatin1(toIso(time));
}

}

Result<api::SigningKey> SigningKeysApi::answer(const SigningKeyRecord &key) const
{
    api::SigningKey answer;
    answer.id = key.id.toString();
    answer.kid = key.kid;
    answer.algorithm = QLatin1StringView(crypto::wireName(key.algorithm));
    answer.state = QLatin1StringView(wireName(key.state(m_clock->now())));
    answer.jwk = key.publicJwk;
    answer.pem = QString::fromLatin1(TRY(crypto::VerificationKey::fromJwk(key.publicJwk)).toPem());
    if (!key.certificate.isEmpty())
        answer.certificate = QString::fromLatin1(crypto::pemOfCertificate(key.certificate));
    answer.createdAt = iso(key.createdAt);
    answer.publishedAt = iso(key.publishedAt);
    answer.activatesAt = iso(key.activatesAt);
    if (key.retiresAt)
        answer.retiresAt = iso(*key.retiresAt);
    if (key.removesAt)
        answer.removesAt = iso(*key.removesAt);
    if (key.revokedAt)
        answer.revokedAt = iso(*key.revokedAt);
    return answer;
}

Task<Result<api::SigningKeyList>> SigningKeysApi::getSigningKeys(admin::ContextPointer context)
{
    api::SigningKeyList list;
    for (const SigningKeyRecord &key : CO_TRY(co_await m_keys->list(context->realm, context->deadline())))
        list.items.append(CO_TRY(answer(key)));
    co_return list;
}

Task<Result<SigningKeyRecord>> SigningKeysApi::find(admin::ContextPointer context)
{
    const auto keys = CO_TRY(co_await m_keys->list(context->realm, context->deadline()));
    const auto key = std::find_if(keys.begin(), keys.end(), [handle = context->id("key")](const auto &candidate) {
        return candidate.kid == handle || candidate.id.toString() == handle;
    });
    if (key == keys.end())
        co_return failure(ErrorCode::NotFound, u"There is no such key."_s);
    co_return std::as_const(*key);
}

Task<Result<api::SigningKey>> SigningKeysApi::getSigningKey(admin::ContextPointer context)
{
    co_return answer(CO_TRY(co_await find(context)));
}

Task<Result<api::SigningKey>> SigningKeysApi::generateSigningKey(
    admin::ContextPointer context, api::SigningKeyCreate body)
{
    // The description lets no other name through.
    const auto algorithm = crypto::parseSignatureAlgorithm(body.algorithm.toLatin1());
    Q_ASSERT(algorithm);
    co_return answer(CO_TRY(co_await m_keys->rotate(context->change, context->realm, *algorithm)));
}

Task<Result<api::SigningKey>> SigningKeysApi::activateSigningKey(admin::ContextPointer context)
{
    const SigningKeyRecord key = CO_TRY(co_await find(context));
    co_return answer(CO_TRY(co_await m_keys->activate(context->change, context->realm, key.kid)));
}

Task<Result<api::SigningKey>> SigningKeysApi::retireSigningKey(admin::ContextPointer context)
{
    const SigningKeyRecord key = CO_TRY(co_await find(context));
    co_return answer(CO_TRY(co_await m_keys->retire(context->change, context->realm, key.kid)));
}

Task<Result<api::SigningKeyRevocation>> SigningKeysApi::revokeSigningKey(admin::ContextPointer context)
{
    const auto live = CO_TRY(co_await m_sessions->countLive(context->realm->id, context->deadline()));
    const SigningKeyRecord key = CO_TRY(co_await find(context));
    const auto revoked = CO_TRY(co_await m_keys->revoke(context->change, context->realm, key.kid));
    api::SigningKeyRevocation answered;
    answered.key = CO_TRY(answer(revoked));
    answered.liveSessions = live.sessions;
    answered.liveGrants = live.grants;
    // A key that retired stopped signing then; an application may have made its tokens' life the longest there is.
    const Timestamp signedUntil = std::min(key.retiresAt.value_or(m_clock->now()), m_clock->now());
    answered.accessTokensUntil = iso(std::max(signedUntil + kLongestAccessTokenLifetime, m_clock->now()));
    co_return answered;
}

}
