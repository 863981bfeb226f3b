// SPDX-License-Identifier: GPL-3.0-or-later
#include "TokenText.h"

#include "Network.h"
#include "core/Base64Url.h"
#include "core/Clock.h"
#include "core/Json.h"
#include "crypto/Jws.h"
#include "Login.h"
#include "output/Output.h"

#include <QtCore/QFile>
#include <QtCore/QUrl>

#include <unistd.h>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kLargest = 64 * 1024;

std::optional<crypto::VerificationKey> keyOf(const QJsonArray &keys, const QString &kid)
{
    for (const auto &candidate : keys) {
        const auto key = crypto::VerificationKey::fromJwk(candidate.toObject());
        if (key && (kid.isEmpty() || key->kid() == kid))
            return *key;
    }
    return std::nullopt;
}

std::expected<QJsonArray, Failure> keysOfFile(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(usageFailure(u"%1: %2"_s.arg(name, file.errorString())));
    const auto object = parseJsonObject(file.read(kLargest));
    if (!object)
        return std::unexpected(usageFailure(u"%1: %2"_s.arg(name, object.error().description)));
    return (*object)[u"keys"].toArray();
}

std::expected<QJsonObject, Failure> fetch(const Options &options, const QString &url)
{
    const HttpAnswer answer = Network::shared().get(options, QUrl(url));
    const auto object = answer.status == 200 ? parseJsonObject(answer.body) : Result<QJsonObject>();
    if (answer.status != 200 || !object) {
        Failure failure = unreachable(url, answer);
        if (answer.status != 0)
            failure.message = u"%1: no keys are published there."_s.arg(url);
        return std::unexpected(failure);
    }
    return *object;
}

/// RFC 8414: where the issuer says that its keys are.
std::expected<QJsonArray, Failure> keysOfIssuer(const Options &options, const QString &issuer)
{
    const QUrl url(issuer, QUrl::StrictMode);
    if (!url.isValid() || (url.scheme() != "https"_L1 && !(url.scheme() == "http"_L1 && isLoopback(url.host()))))
        return std::unexpected(
            usageFailure(u"The issuer \"%1\" is no https URL; --jwks FILE or --no-verify."_s.arg(issuer)));
    const auto metadata = fetch(options, issuer + u"/.well-known/openid-configuration"_s);
    if (!metadata)
        return std::unexpected(metadata.error());
    const auto set = fetch(options, (*metadata)[u"jwks_uri"].toString());
    if (!set)
        return std::unexpected(set.error());
    return (*set)[u"keys"].toArray();
}

}

std::expected<QByteArray, Failure> readToken(const Options &options)
{
    QByteArray token = options.arguments.value(0).toUtf8();
    if (token.isEmpty() || token == "-") {
        QFile input;
        if (isatty(STDIN_FILENO) || !input.open(STDIN_FILENO, QIODevice::ReadOnly))
            return std::unexpected(usageFailure(u"Which token? As an argument, or on standard input."_s));
        token = input.read(kLargest);
    }
    token = token.trimmed();
    if (token.isEmpty())
        return std::unexpected(usageFailure(u"Which token? As an argument, or on standard input."_s));
    return token;
}

int inspectToken(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const auto token = readToken(options);
    if (!token)
        return report(options, token.error());
    const auto segments = token->split('.');
    const auto header = segments.size() == 3 ? fromBase64Url(segments[0]) : std::nullopt;
    const auto payload = segments.size() == 3 ? fromBase64Url(segments[1]) : std::nullopt;
    const auto headerObject = header ? parseJsonObject(*header) : Result<QJsonObject>();
    const auto claims = payload ? parseJsonObject(*payload) : Result<QJsonObject>();
    if (!header || !payload || !headerObject || !claims) {
        Failure failure = usageFailure(
            u"This is no JWT. The server knows what a refresh token is: authctl token introspect."_s);
        failure.exitCode = Invalid;
        return report(options, failure);
    }
    QJsonObject shown { { u"header"_s, *headerObject }, { u"claims"_s, *claims } };
    const qint64 expires = (*claims)[u"exp"].toInteger();
    if (expires > 0)
        shown.insert(u"expired"_s, expires <= SystemClock().epochSeconds());
    int code = Done;
    if (options.has(u"no-verify"_s)) {
        shown.insert(u"signature"_s, u"not checked"_s);
    } else {
        const auto keys = options.has(u"jwks"_s) ? keysOfFile(options.value(u"jwks"_s))
                                                 : keysOfIssuer(options, (*claims)[u"iss"].toString());
        if (!keys)
            return report(options, keys.error());
        crypto::VerifyOptions rules;
        rules.algorithms = { crypto::kSignatureAlgorithms.begin(), crypto::kSignatureAlgorithms.end() };
        rules.types = { (*headerObject)[u"typ"].toString().toUtf8() };
        rules.maximumSize = kLargest;
        rules.resolveKey = [&keys](const QString &kid, crypto::SignatureAlgorithm) { return keyOf(*keys, kid); };
        const auto verified = crypto::parseAndVerify(*token, rules);
        shown.insert(u"signature"_s, verified ? u"good"_s : u"not good: "_s + verified.error().detail);
        code = verified ? Done : Invalid;
    }
    const int written = writeObject(invocation, shown);
    return written == Done ? code : written;
}

}
