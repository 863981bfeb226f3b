// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Snippets.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QUrl>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kDiscovery("/.well-known/openid-configuration");

/// As JavaScript, Python and JSON write a text.
QString quoted(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray { text }).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(1, list.size() - 2));
}

/// As a POSIX shell takes any text.
QString shellQuoted(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', u"'\\''"_s) + u'\'';
}

/// As Apache's configuration does.
QString apacheQuoted(const QString &text)
{
    return u'"' + QString(text).replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
}

class Writer {
public:
    Writer(const QJsonObject &application, const QString &issuer)
        : m_issuer(issuer)
        , m_clientId(application[u"client_id"].toString())
        , m_type(application[u"type"].toString())
        , m_redirectUri(application[u"redirect_uris"].toArray().at(0).toString(u"https://app.example.com/callback"_s))
        , m_scope(application[u"scope"].toString())
        , m_isPublic(application[u"token_endpoint_auth_method"].toString() == "none"_L1)
        , m_isPost(application[u"token_endpoint_auth_method"].toString() == "client_secret_post"_L1)
    {
        for (const auto &grant : application[u"grant_types"].toArray())
            m_grants.append(grant.toString());
        // What people sign in with always asks for an ID token.
        if (m_type != "machine"_L1 && !m_scope.split(u' ').contains(u"openid"_s))
            m_scope = (u"openid "_s + m_scope).trimmed();
    }

    QList<Snippet> all() const
    {
        QList<Snippet> list;
        if (m_type == "spa"_L1)
            list.append({ u"oidc-client-ts (browser)"_s, browser() });
        if (m_type == "web"_L1 || m_type == "native"_L1)
            list.append({ u"openid-client (Node.js)"_s, node() });
        if (m_type == "web"_L1) {
            list.append({ u"mod_auth_openidc (Apache)"_s, apache() });
            list.append({ u"Authlib (Python, Flask)"_s, python() });
        }
        if (m_grants.contains(u"client_credentials"_s)) {
            list.append({ u"openid-client (Node.js), for itself"_s, nodeForItself() });
            list.append({ u"curl, for itself"_s, curlForItself() });
        }
        if (m_grants.contains(u"urn:ietf:params:oauth:grant-type:device_code"_s))
            list.append({ u"curl, on another device"_s, curlOnDevice() });
        list.append({ u"curl, what the server offers"_s, u"curl "_s + shellQuoted(m_issuer + kDiscovery) + u'\n' });
        return list;
    }

private:
    /// Libraries refuse plain http unless they are told.
    bool isPlain() const { return QUrl(m_issuer).scheme() == "http"_L1; }

    QString nodeConfiguration() const
    {
        const QString secret = m_isPublic ? u"undefined"_s : u"process.env.CLIENT_SECRET"_s;
        const QString method = m_isPublic ? u"client.None()"_s
            : m_isPost                    ? u"client.ClientSecretPost(process.env.CLIENT_SECRET)"_s
                                          : u"client.ClientSecretBasic(process.env.CLIENT_SECRET)"_s;
        return u"import * as client from 'openid-client'\n\n"
               "const config = await client.discovery(\n"
               "    new URL(%1),\n"
               "    %2,\n"
               "    %3,\n"
               "    %4,\n"
               "%5)\n"_s.arg(quoted(m_issuer), quoted(m_clientId), secret, method,
            isPlain() ? u"    { execute: [client.allowInsecureRequests] },\n"_s : QString());
    }

    QString node() const
    {
        return nodeConfiguration()
            + u"\n// Where somebody wants to sign in: keep verifier and state in their session.\n"
              "const verifier = client.randomPKCECodeVerifier()\n"
              "const state = client.randomState()\n"
              "const url = client.buildAuthorizationUrl(config, {\n"
              "    redirect_uri: %1,\n"
              "    scope: %2,\n"
              "    code_challenge: await client.calculatePKCECodeChallenge(verifier),\n"
              "    code_challenge_method: 'S256',\n"
              "    state,\n"
              "})\n\n"
              "// Where they come back: currentUrl is the whole address of the request.\n"
              "const tokens = await client.authorizationCodeGrant(config, currentUrl, {\n"
              "    pkceCodeVerifier: verifier,\n"
              "    expectedState: state,\n"
              "})\n"
              "console.log(tokens.claims())\n"_s.arg(quoted(m_redirectUri), quoted(m_scope));
    }

    QString nodeForItself() const
    {
        return nodeConfiguration()
            + u"\nconst tokens = await client.clientCredentialsGrant(config, { scope: %1 })\n"
              "console.log(tokens.access_token)\n"_s.arg(quoted(m_scope));
    }

    QString browser() const
    {
        return u"import { UserManager } from 'oidc-client-ts'\n\n"
               "const users = new UserManager({\n"
               "    authority: %1,\n"
               "    client_id: %2,\n"
               "    redirect_uri: %3,\n"
               "    scope: %4,\n"
               "})\n\n"
               "// To sign in:\n"
               "await users.signinRedirect()\n\n"
               "// At the redirect URI:\n"
               "const user = await users.signinRedirectCallback()\n"
               "console.log(user.profile)\n"_s
            .arg(quoted(m_issuer), quoted(m_clientId), quoted(m_redirectUri), quoted(m_scope));
    }

    QString apache() const
    {
        return u"OIDCProviderMetadataURL %1\n"
               "OIDCClientID %2\n"
               "OIDCClientSecret \"exec:/bin/cat /etc/apache2/oidc-client-secret\"\n"
               "OIDCProviderTokenEndpointAuth %3\n"
               "OIDCRedirectURI %4\n"
               "OIDCPKCEMethod S256\n"
               "OIDCScope %5\n"
               "OIDCRemoteUserClaim preferred_username\n"
               "OIDCCryptoPassphrase \"exec:/bin/cat /etc/apache2/oidc-passphrase\"\n\n"
               "<Location />\n"
               "    AuthType openid-connect\n"
               "    Require valid-user\n"
               "</Location>\n"_s
            .arg(apacheQuoted(m_issuer + kDiscovery), apacheQuoted(m_clientId),
                m_isPost ? u"client_secret_post"_s : u"client_secret_basic"_s, apacheQuoted(m_redirectUri),
                apacheQuoted(m_scope));
    }

    QString python() const
    {
        return u"import os\n"
               "from authlib.integrations.flask_client import OAuth\n\n"
               "oauth = OAuth(app)\n"
               "oauth.register(\n"
               "    'auth',\n"
               "    server_metadata_url=%1,\n"
               "    client_id=%2,\n"
               "    client_secret=os.environ['CLIENT_SECRET'],\n"
               "    client_kwargs={'scope': %3, 'code_challenge_method': 'S256'},\n"
               ")\n\n"
               "@app.route('/login')\n"
               "def login():\n"
               "    return oauth.auth.authorize_redirect(%4)\n"_s
            .arg(quoted(m_issuer + kDiscovery), quoted(m_clientId), quoted(m_scope), quoted(m_redirectUri));
    }

    QString endpoint(const QString &variable, const QString &member) const
    {
        return u"%1=$(curl -s %2 | jq -r .%3)\n"_s.arg(variable, shellQuoted(m_issuer + kDiscovery), member);
    }

    /// As curl proves who it is.
    QString credentials() const
    {
        if (m_isPublic)
            return u"--data-urlencode client_id=%1"_s.arg(shellQuoted(m_clientId));
        return m_isPost
            ? u"--data-urlencode client_id=%1 --data-urlencode \"client_secret=$CLIENT_SECRET\""_s.arg(shellQuoted(m_clientId))
            : u"-u %1:\"$CLIENT_SECRET\""_s.arg(shellQuoted(m_clientId));
    }

    QString curlForItself() const
    {
        return endpoint(u"TOKEN"_s, u"token_endpoint"_s)
            + u"curl \"$TOKEN\" %1 \\\n    -d grant_type=client_credentials --data-urlencode scope=%2\n"_s.arg(
                credentials(), shellQuoted(m_scope));
    }

    QString curlOnDevice() const
    {
        return endpoint(u"DEVICE"_s, u"device_authorization_endpoint"_s) + endpoint(u"TOKEN"_s, u"token_endpoint"_s)
            + u"# Shows an address and a code, which the person enters there.\n"
              "ANSWER=$(curl -s \"$DEVICE\" %1 --data-urlencode scope=%2); echo \"$ANSWER\" | jq .\n"
              "# Until they have: every few seconds.\n"
              "curl \"$TOKEN\" %1 -d grant_type=urn:ietf:params:oauth:grant-type:device_code \\\n"
              "    -d device_code=\"$(echo \"$ANSWER\" | jq -r .device_code)\"\n"_s.arg(
                  credentials(), shellQuoted(m_scope));
    }

    QString m_issuer;
    QString m_clientId;
    QString m_type;
    QString m_redirectUri;
    QString m_scope;
    QStringList m_grants;
    bool m_isPublic;
    bool m_isPost;
};

}

QList<Snippet> snippetsFor(const QJsonObject &application, const QString &issuer)
{
    return Writer(application, issuer).all();
}

}
