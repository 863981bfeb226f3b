// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/ApplicationRules.h"

#include "applications/ApplicationSecrets.h"
#include "applications/ApplicationStore.h"
#include "api/RegisteredUri.h"
#include "core/DisplayText.h"
#include "core/Random.h"
#include "core/Suggest.h"
#include "crypto/Jwk.h"

#include <QtCore/QJsonArray>
#include <QtCore/QSet>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kMostUris = 100;
constexpr qint64 kLongestRefreshTokenLifetime = 2 * 365 * 24 * 3600;

const QStringList &grantTypes()
{
    static const QStringList list { u"authorization_code"_s, u"refresh_token"_s, u"client_credentials"_s,
        QLatin1StringView(kDeviceCodeGrant) };
    return list;
}

const QStringList &authMethods()
{
    static const QStringList list { u"none"_s, u"client_secret_basic"_s, u"client_secret_post"_s, u"private_key_jwt"_s };
    return list;
}

const QStringList &algorithms()
{
    static const QStringList list { u"RS256"_s, u"ES256"_s, u"EdDSA"_s };
    return list;
}

/// What a client may sign with: every algorithm that is verified.
const QStringList &assertionAlgorithms()
{
    static const QStringList list = [] {
        QStringList names;
        for (const auto algorithm : crypto::kSignatureAlgorithms)
            names.append(QLatin1StringView(crypto::wireName(algorithm)));
        return names;
    }();
    return list;
}

class Checker {
public:
    explicit Checker(Application application)
        : m(std::move(application))
    {
    }

    Result<Application> run(const ApplicationChanges &changes)
    {
        takeType(changes);
        takeIdentity(changes);
        takeProtocol(changes);
        takeUris(changes);
        takeTokens(changes);
        takeKeys(changes);
        takeMetadata(changes);
        checkWhole(changes);
        if (m_errors.isEmpty())
            return m;
        Error error(ErrorCode::ValidationFailed, u"The application is not valid."_s);
        error.fields = m_errors;
        return std::unexpected(error);
    }

private:
    void refuse(const QString &path, const QString &code, const QString &message)
    {
        m_errors.append({ path, code, message });
    }

    void oneOf(const QString &path, const QString &value, const QStringList &allowed)
    {
        if (!allowed.contains(value))
            refuse(path, u"not_supported"_s, u"One of %1 is needed here."_s.arg(allowed.join(u", "_s)));
    }

    void takeType(const ApplicationChanges &changes)
    {
        if (!changes.type.isNamed())
            return;
        const auto type = applicationTypeFromName(changes.type.valueOr(u"web"_s).toUtf8());
        if (!type)
            return refuse(u"/type"_s, u"not_supported"_s, u"One of web, spa, native, machine is needed here."_s);
        m.type = *type;
    }

    bool isNew() const { return m.tokenEndpointAuthMethod.isEmpty(); }

    void takeIdentity(const ApplicationChanges &changes)
    {
        if (changes.clientId.hasValue()) {
            const QString id = changes.clientId.value();
            const bool printable = std::all_of(id.begin(), id.end(), [](QChar c) { return c > u' ' && c < u'\x7f'; });
            // RFC 6749 appendix A.1, without the space; no colon trouble: Basic percent-encodes it (§2.3.1).
            if (id.isEmpty() || id.size() > 255 || !printable)
                refuse(u"/client_id"_s, u"invalid"_s,
                    u"A client_id is 1 to 255 printable ASCII characters without spaces."_s);
            // `sub` of client credentials is the client_id: it must not be able to equal a user's id.
            else if (Uuid::parse(id.toLatin1()))
                refuse(
                    u"/client_id"_s, u"invalid"_s, u"A client_id must not have the form of an id of ours (a UUID)."_s);
            else
                m.clientId = id.toLatin1();
        }
        changes.clientName.applyTo(m.clientName);
        m.clientName = m.clientName.normalized(QString::NormalizationForm_C).trimmed();
        if (const QString problem = displayTextProblem(m.clientName, 200); !problem.isEmpty())
            refuse(u"/client_name"_s, u"invalid"_s, problem);
        changes.enabled.applyTo(m.enabled, true);
        changes.requireConsent.applyTo(m.requireConsent, false);
    }

    void takeProtocol(const ApplicationChanges &changes)
    {
        const bool publicType = m.type == ApplicationType::Spa || m.type == ApplicationType::Native;
        const bool machine = m.type == ApplicationType::Machine;
        const bool fresh = isNew();
        const auto reset = [fresh](const auto &field) { return field.isNull() || (fresh && !field.isNamed()); };

        if (changes.tokenEndpointAuthMethod.hasValue())
            m.tokenEndpointAuthMethod = changes.tokenEndpointAuthMethod.value().toUtf8();
        else if (reset(changes.tokenEndpointAuthMethod))
            m.tokenEndpointAuthMethod = publicType ? "none" : "client_secret_basic";
        if (changes.grantTypes.hasValue())
            m.grantTypes = changes.grantTypes.value();
        else if (reset(changes.grantTypes))
            m.grantTypes = machine ? QStringList { u"client_credentials"_s }
                                   : QStringList { u"authorization_code"_s, u"refresh_token"_s };
        if (changes.responseTypes.hasValue())
            m.responseTypes = changes.responseTypes.value();
        else if (reset(changes.responseTypes))
            m.responseTypes
                = m.grantTypes.contains("authorization_code"_L1) ? QStringList { u"code"_s } : QStringList {};
        if (changes.scope.hasValue())
            m.scope = changes.scope.value();
        else if (reset(changes.scope))
            m.scope = machine ? QString() : QLatin1StringView(kDefaultScope);
        if (changes.requirePkce.isNamed())
            m.requirePkce = changes.requirePkce.valueOr(true);
        else if (m.isPublic())
            m.requirePkce = true;
    }

    void checkWhole(const ApplicationChanges &)
    {
        const bool publicType = m.type == ApplicationType::Spa || m.type == ApplicationType::Native;
        oneOf(u"/token_endpoint_auth_method"_s, QString::fromUtf8(m.tokenEndpointAuthMethod), authMethods());
        if (publicType && !m.isPublic())
            refuse(u"/token_endpoint_auth_method"_s, u"inconsistent"_s,
                u"An application of type %1 cannot keep a secret: the method is none."_s.arg(
                    QLatin1StringView(applicationTypeName(m.type))));
        if (m.type == ApplicationType::Machine && m.isPublic())
            refuse(u"/token_endpoint_auth_method"_s, u"inconsistent"_s, u"A machine has to authenticate itself."_s);
        for (int i = 0; i < m.grantTypes.size(); ++i)
            oneOf(u"/grant_types/%1"_s.arg(i), m.grantTypes[i], grantTypes());
        checkUnique(u"/grant_types"_s, m.grantTypes);
        // RFC 6749 §4.4: MUST only be used by confidential clients.
        if (m.isPublic() && m.grantTypes.contains("client_credentials"_L1))
            refuse(u"/grant_types"_s, u"inconsistent"_s,
                u"client_credentials needs an application that authenticates itself."_s);
        if (m.type == ApplicationType::Machine && m.grantTypes.contains("authorization_code"_L1))
            refuse(u"/grant_types"_s, u"inconsistent"_s,
                u"A machine has no browser: authorization_code is for the other types."_s);
        if (m.type == ApplicationType::Machine && m.grantTypes.contains(QLatin1StringView(kDeviceCodeGrant)))
            refuse(u"/grant_types"_s, u"inconsistent"_s,
                u"A machine acts for nobody: %1 is for the other types."_s.arg(QLatin1StringView(kDeviceCodeGrant)));
        const bool codes = m.grantTypes.contains("authorization_code"_L1);
        for (int i = 0; i < m.responseTypes.size(); ++i)
            oneOf(u"/response_types/%1"_s.arg(i), m.responseTypes[i], { u"code"_s });
        // RFC 7591 §2.1: the two lists have to agree.
        if (codes != m.responseTypes.contains("code"_L1))
            refuse(u"/response_types"_s, u"inconsistent"_s,
                u"The response type code and the grant type authorization_code belong together."_s);
        if (m.isPublic() && !m.requirePkce)
            refuse(u"/require_pkce"_s, u"locked"_s,
                u"PKCE is always required of an application that does not authenticate itself."_s);
        // Nothing reads a jwks_uri: nobody could authenticate.
        if (m.tokenEndpointAuthMethod == "private_key_jwt" && !m.jwksUri.isEmpty())
            refuse(u"/jwks_uri"_s, u"inconsistent"_s, u"The keys of private_key_jwt are given in jwks."_s);
        checkScope();
    }

    void checkScope()
    {
        // RFC 6749 §3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E ).
        const QStringList tokens = m.scope.split(u' ');
        if (m.scope.isEmpty())
            return;
        for (const QString &token : tokens) {
            const bool ok = !token.isEmpty() && std::all_of(token.begin(), token.end(), [](QChar c) {
                return c > u' ' && c < u'\x7f' && c != u'"' && c != u'\\';
            });
            if (!ok)
                return refuse(u"/scope"_s, u"invalid"_s,
                    u"Scopes are printable ASCII without quotes and backslashes, with one space between two."_s);
        }
        if (m.scope.size() > 4000)
            refuse(u"/scope"_s, u"too_long"_s, u"At most 4000 characters are allowed here."_s);
        checkUnique(u"/scope"_s, tokens);
    }

    void checkUnique(const QString &path, const QStringList &list)
    {
        if (QSet<QString>(list.begin(), list.end()).size() != list.size())
            refuse(path, u"duplicate"_s, u"A value stands twice."_s);
    }

    template <typename Problem>
    void checkList(const QString &path, const QStringList &list, Problem problemOf)
    {
        if (list.size() > kMostUris)
            refuse(path, u"too_many"_s, u"At most %1 are allowed here."_s.arg(kMostUris));
        for (int i = 0; i < list.size(); ++i) {
            if (const QString problem = problemOf(list[i]); !problem.isEmpty())
                refuse(path + u'/' + QString::number(i), u"invalid"_s, problem);
        }
        checkUnique(path, list);
    }

    void takeUris(const ApplicationChanges &changes)
    {
        changes.redirectUris.applyTo(m.redirectUris);
        changes.postLogoutRedirectUris.applyTo(m.postLogoutRedirectUris);
        changes.allowedOrigins.applyTo(m.allowedOrigins);
        const auto schemes
            = m.type == ApplicationType::Native ? PrivateUseSchemes::Allowed : PrivateUseSchemes::Refused;
        const auto redirect = [schemes](const QString &uri) { return redirectUriProblem(uri, schemes); };
        checkList(u"/redirect_uris"_s, m.redirectUris, redirect);
        checkList(u"/post_logout_redirect_uris"_s, m.postLogoutRedirectUris, redirect);
        checkList(u"/allowed_origins"_s, m.allowedOrigins, originProblem);
    }

    void takeTokens(const ApplicationChanges &changes)
    {
        const auto algorithm = [this](const QString &path, const Field<QString> &field, QByteArray &target) {
            if (field.hasValue())
                oneOf(path, field.value(), algorithms());
            if (field.isNamed())
                target = field.valueOr({}).toUtf8();
        };
        algorithm(u"/access_token_signed_response_alg"_s, changes.accessTokenSignedResponseAlg,
            m.accessTokenSignedResponseAlg);
        algorithm(u"/id_token_signed_response_alg"_s, changes.idTokenSignedResponseAlg, m.idTokenSignedResponseAlg);
        algorithm(u"/userinfo_signed_response_alg"_s, changes.userinfoSignedResponseAlg, m.userinfoSignedResponseAlg);
        const auto lifetime = [this](const QString &path, const Field<qint64> &field,
                                  std::optional<std::chrono::seconds> &target, qint64 minimum, qint64 maximum) {
            if (field.hasValue() && (field.value() < minimum || field.value() > maximum))
                refuse(path, u"invalid"_s, u"The value must be from %1 to %2 seconds."_s.arg(minimum).arg(maximum));
            if (field.isNamed())
                target = field.hasValue() ? std::optional(std::chrono::seconds(field.value())) : std::nullopt;
        };
        lifetime(u"/access_token_lifetime"_s, changes.accessTokenLifetime, m.accessTokenLifetime, 10, 24 * 3600);
        lifetime(u"/refresh_token_lifetime"_s, changes.refreshTokenLifetime, m.refreshTokenLifetime, 60,
            kLongestRefreshTokenLifetime);
    }

    void takeKeys(const ApplicationChanges &changes)
    {
        changes.jwks.applyTo(m.jwks);
        changes.jwksUri.applyTo(m.jwksUri);
        if (!m.jwksUri.isEmpty() && changes.jwksUri.hasValue()) {
            if (const QString problem = webUrlProblem(m.jwksUri, LoopbackHttp::Allowed); !problem.isEmpty())
                refuse(u"/jwks_uri"_s, u"invalid"_s, problem);
        }
        // OpenID Connect Registration §2: jwks and jwks_uri MUST NOT be used together.
        if (!m.jwksUri.isEmpty() && !m.jwks.isEmpty())
            refuse(u"/jwks"_s, u"inconsistent"_s, u"Either jwks or jwks_uri, not both."_s);
        if (changes.jwks.hasValue())
            checkJwks();
    }

    void checkJwks()
    {
        const QJsonValue keys = m.jwks[u"keys"];
        if (!keys.isArray() || keys.toArray().isEmpty() || keys.toArray().size() > 20)
            return refuse(
                u"/jwks/keys"_s, u"invalid"_s, u"A JWK set has an array \"keys\" of 1 to 20 keys (RFC 7517 §5)."_s);
        const QJsonArray array = keys.toArray();
        for (int i = 0; i < array.size(); ++i) {
            const QString path = u"/jwks/keys/%1"_s.arg(i);
            if (!array[i].isObject()) {
                refuse(path, u"invalid"_s, u"A key is a JSON object."_s);
                continue;
            }
            // Encryption keys are for a later feature; the strict reader is for keys that verify.
            if (array[i][u"use"].toString() == "enc"_L1)
                continue;
            if (const auto key = crypto::VerificationKey::fromJwk(array[i].toObject()); !key)
                refuse(path, u"invalid"_s, key.error().description);
        }
    }

    void takeMetadata(const ApplicationChanges &changes)
    {
        for (auto member = changes.metadata.begin(); member != changes.metadata.end(); ++member) {
            if (member.value().isNull()) {
                m.metadata.remove(member.key());
                continue;
            }
            m.metadata.insert(member.key(), member.value());
            const QString path = u'/' + jsonPointerToken(member.key());
            static const QStringList shown { u"logo_uri"_s, u"client_uri"_s, u"policy_uri"_s, u"tos_uri"_s,
                u"initiate_login_uri"_s, u"sector_identifier_uri"_s };
            static const QStringList called { u"backchannel_logout_uri"_s, u"frontchannel_logout_uri"_s };
            if (!shown.contains(member.key()) && !called.contains(member.key()))
                continue;
            const auto loopback = called.contains(member.key()) ? LoopbackHttp::Allowed : LoopbackHttp::Refused;
            if (const QString problem = webUrlProblem(member.value().toString(), loopback); !problem.isEmpty())
                refuse(path, u"invalid"_s, problem);
        }
        if (changes.metadata.contains(u"claim_mappings"_s))
            checkClaimMappings();
        if (const QString algorithm = changes.metadata[u"token_endpoint_auth_signing_alg"].toString(); !algorithm.isEmpty())
            oneOf(u"/token_endpoint_auth_signing_alg"_s, algorithm, assertionAlgorithms());
    }

    /// A mapping must not make the application believe what the server did not say (RFC 9068 §2.2, OpenID Connect Core §2).
    void checkClaimMappings()
    {
        static const QStringList own { u"iss"_s, u"sub"_s, u"aud"_s, u"exp"_s, u"iat"_s, u"nbf"_s, u"jti"_s,
            u"client_id"_s, u"azp"_s, u"scope"_s, u"auth_time"_s, u"acr"_s, u"amr"_s, u"sid"_s, u"device"_s, u"device_changed"_s, u"nonce"_s, u"at_hash"_s,
            u"c_hash"_s, u"s_hash"_s, u"cnf"_s, u"act"_s, u"may_act"_s, u"grant_id"_s, u"userinfo_claims"_s, u"organization"_s, u"active"_s,
            u"token_type"_s, u"events"_s, u"authorization_details"_s, u"email"_s, u"email_verified"_s,
            u"phone_number"_s, u"phone_number_verified"_s };
        static const QStringList targets { u"access_token"_s, u"id_token"_s, u"userinfo"_s };
        const QJsonArray mappings = m.metadata[u"claim_mappings"].toArray();
        if (mappings.size() > 50)
            refuse(u"/claim_mappings"_s, u"too_long"_s, u"At most 50 claims can be mapped."_s);
        for (int i = 0; i < mappings.size(); ++i) {
            const QString path = u"/claim_mappings/%1"_s.arg(i);
            if (own.contains(mappings[i][u"claim"].toString()))
                refuse(path + u"/claim"_s, u"reserved"_s, u"This claim is the server's own."_s);
            const QJsonArray tokens = mappings[i][u"tokens"].toArray();
            for (int j = 0; j < tokens.size(); ++j)
                oneOf(path + u"/tokens/%1"_s.arg(j), tokens[j].toString(), targets);
        }
    }

    Application m;
    QList<FieldError> m_errors;
};

}

Result<Application> applyChanges(Application base, const ApplicationChanges &changes)
{
    return Checker(std::move(base)).run(changes);
}

namespace {

std::unexpected<Error> secretRefused(const QString &code, const QString &message)
{
    Error error(ErrorCode::ValidationFailed, message);
    error.fields.append({ u"/client_secret"_s, code, message });
    return std::unexpected(error);
}

}

Result<QString> newSecret(const Application &application, const Field<QString> &given, bool hasOne)
{
    if (!usesSecret(application)) {
        if (given.hasValue())
            return secretRefused(u"inconsistent"_s,
                u"An application that does not authenticate itself with a secret has none."_s);
        return QString();
    }
    if (!given.hasValue())
        return hasOne ? QString() : QString::fromLatin1(randomToken(32));
    const QString secret = given.value();
    const bool printable = std::all_of(secret.begin(), secret.end(), [](QChar c) { return c >= u' ' && c < u'\x7f'; });
    // RFC 6749 appendix A.2: VSCHAR. Only a hash without stretching is kept, so it must not be guessable.
    if (secret.size() < 32 || secret.size() > 512 || !printable)
        return secretRefused(u"invalid"_s,
            u"A secret is 32 to 512 printable ASCII characters; leave it out to have one made."_s);
    return secret;
}

}
