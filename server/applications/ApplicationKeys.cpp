// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/ApplicationKeys.h"

#include "crypto/Jwk.h"

namespace auth::application_keys {

namespace {

using namespace Qt::StringLiterals;

constexpr auto kBegin = "-----BEGIN CERTIFICATE-----";
constexpr auto kEnd = "-----END CERTIFICATE-----";

std::unexpected<Error> refused(const QString &path, const QString &message)
{
    Error error(ErrorCode::ValidationFailed, message);
    error.fields.append({ path, u"invalid"_s, message });
    return std::unexpected(error);
}

/// RFC 7517 §4.7: base64, not base64url, of the DER.
QString certificateIn(const QByteArray &pem)
{
    const qsizetype begin = pem.indexOf(kBegin);
    const qsizetype end = pem.indexOf(kEnd, begin);
    if (begin < 0 || end < 0)
        return {};
    const qsizetype from = begin + static_cast<qsizetype>(qstrlen(kBegin));
    QByteArray text = pem.sliced(from, end - from);
    text.replace('\n', "").replace('\r', "");
    return QString::fromLatin1(text);
}

}

Result<QJsonObject> toJwk(const Given &given)
{
    if (given.jwk.has_value() != given.pem.isEmpty())
        return refused(given.jwk ? u"/pem"_s : u"/jwk"_s, u"Give the key once: as jwk or as pem."_s);
    QJsonObject jwk;
    if (given.jwk) {
        jwk = *given.jwk;
        // Keys that encrypt are kept as they are; the rest is read strictly (see ApplicationRules).
        if (jwk[u"use"].toString() != "enc"_L1) {
            if (const auto key = crypto::VerificationKey::fromJwk(jwk); !key)
                return refused(u"/jwk"_s, key.error().description);
        }
    } else {
        const auto key = crypto::VerificationKey::fromPem(given.pem.toUtf8());
        if (!key)
            return refused(u"/pem"_s, key.error().description);
        jwk = key->toJwk();
        if (const QString certificate = certificateIn(given.pem.toUtf8()); !certificate.isEmpty())
            jwk.insert(u"x5c"_s, QJsonArray { certificate });
    }
    jwk.insert(u"kid"_s, given.kid.isEmpty() ? kidOf(jwk) : given.kid);
    if (jwk[u"kid"].toString().isEmpty())
        return refused(u"/kid"_s, u"This key needs a kid."_s);
    return jwk;
}

QString kidOf(const QJsonObject &jwk)
{
    if (const QString kid = jwk[u"kid"].toString(); !kid.isEmpty())
        return kid;
    const auto key = crypto::VerificationKey::fromJwk(jwk);
    return key ? key->kid() : QString();
}

QString toPem(const QJsonObject &jwk)
{
    const auto key = crypto::VerificationKey::fromJwk(jwk);
    return key ? QString::fromLatin1(key->toPem()) : QString();
}

QString certificateOf(const QJsonObject &jwk)
{
    const QString der = jwk[u"x5c"][0].toString();
    if (der.isEmpty())
        return {};
    QString pem = QLatin1StringView(kBegin) + u'\n';
    for (qsizetype i = 0; i < der.size(); i += 64)
        pem += der.mid(i, 64) + u'\n';
    return pem + QLatin1StringView(kEnd) + u'\n';
}

std::optional<QJsonArray> without(const QJsonArray &keys, const QString &kid)
{
    QJsonArray rest;
    for (const auto &key : keys) {
        if (kidOf(key.toObject()) != kid)
            rest.append(key);
    }
    return rest.size() == keys.size() ? std::nullopt : std::optional(rest);
}

}
