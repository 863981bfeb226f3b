// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthorizeUrl.h"

#include "Network.h"
#include "Session.h"
#include "output/Output.h"
#include "output/Sink.h"

#include "api/Operations.h"
#include "core/Base64Url.h"
#include "core/Form.h"
#include "core/Json.h"
#include "core/Random.h"

#include <QtCore/QCryptographicHash>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

std::expected<QString, Failure> authorizationEndpoint(const Options &options, const QString &issuer)
{
    const QString url = issuer + u"/.well-known/openid-configuration"_s;
    const HttpAnswer answer = Network::shared().get(options, QUrl(url));
    const auto metadata = parseJsonObject(answer.body);
    if (answer.status == 0)
        return std::unexpected(unreachable(url, answer));
    if (answer.status != 200 || !metadata) {
        Failure failure;
        failure.exitCode = ServerFault;
        failure.code = u"no_metadata"_s;
        failure.message = u"%1 answers with status %2 and no metadata; is the realm disabled?"_s.arg(url).arg(answer.status);
        return std::unexpected(failure);
    }
    return metadata->value("authorization_endpoint"_L1).toString();
}

}

int printAuthorizeUrl(const Invocation &invocation)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    const auto application = session.send(session.call());
    if (!application)
        return report(options, application.error());
    const QJsonArray redirectUris = application->body[u"redirect_uris"].toArray();
    const QString redirectUri
        = options.has(u"redirect-uri"_s) ? options.value(u"redirect-uri"_s) : redirectUris.at(0).toString();
    if (redirectUri.isEmpty())
        return report(options,
            usageFailure(u"\"%1\" has no redirect URI to come back to."_s.arg(options.handle),
                u"authctl app uri add %1 URI"_s.arg(options.handle)));
    const auto realm = session.send(session.call(api::operation::kGetRealm));
    if (!realm)
        return report(options, realm.error());
    const auto endpoint = authorizationEndpoint(options, realm->body[u"issuers"][0].toString());
    if (!endpoint)
        return report(options, endpoint.error());
    const QString state = QString::fromLatin1(randomToken(16));
    const QString nonce = QString::fromLatin1(randomToken(16));
    const QByteArray verifier = randomToken(32);
    Form request;
    request.append(u"response_type"_s, u"code"_s);
    request.append(u"client_id"_s, application->body[u"client_id"].toString());
    request.append(u"redirect_uri"_s, redirectUri);
    request.append(u"scope"_s, options.has(u"scope"_s) ? options.value(u"scope"_s) : u"openid"_s);
    request.append(u"state"_s, state);
    request.append(u"nonce"_s, nonce);
    request.append(u"code_challenge"_s,
        QString::fromLatin1(toBase64Url(QCryptographicHash::hash(verifier, QCryptographicHash::Sha256))));
    request.append(u"code_challenge_method"_s, u"S256"_s);
    if (options.has(u"prompt"_s))
        request.append(u"prompt"_s, options.value(u"prompt"_s));
    if (options.has(u"login-hint"_s))
        request.append(u"login_hint"_s, options.value(u"login-hint"_s));
    const QString url = *endpoint + (endpoint->contains(u'?') ? u'&' : u'?') + QString::fromLatin1(request.encode());
    const QJsonObject row { { u"url"_s, url }, { u"redirect_uri"_s, redirectUri }, { u"state"_s, state },
        { u"nonce"_s, nonce }, { u"code_verifier"_s, QString::fromLatin1(verifier) } };
    if (!isForPeople(options) || !options.columns.isEmpty())
        return writeObject(invocation, row);
    // A table would cut or wrap what is meant to be pasted.
    writeText(url.toUtf8() + '\n');
    return Done;
}

}
