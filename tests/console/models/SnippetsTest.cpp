// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "models/Snippets.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>

namespace auth::console {

using namespace Qt::StringLiterals;

class SnippetsTest : public QObject {
    Q_OBJECT

    static constexpr QLatin1StringView kIssuer { "https://id.example/realms/main" };

    static QJsonObject application(const QString &type, const QJsonObject &more = {})
    {
        QJsonObject object { { u"client_id"_s, u"app"_s }, { u"type"_s, type }, { u"scope"_s, u"openid email"_s },
            { u"redirect_uris"_s, QJsonArray { u"https://app.example/cb"_s } },
            { u"grant_types"_s, QJsonArray { u"authorization_code"_s } },
            { u"token_endpoint_auth_method"_s, u"client_secret_basic"_s } };
        for (auto member = more.begin(); member != more.end(); ++member)
            object.insert(member.key(), member.value());
        return object;
    }
    static QStringList names(const QJsonObject &application)
    {
        QStringList names;
        for (const Snippet &snippet : snippetsFor(application, kIssuer))
            names.append(snippet.name);
        return names;
    }
    static QString text(const QJsonObject &application, const QString &name, const QString &issuer = kIssuer)
    {
        for (const Snippet &snippet : snippetsFor(application, issuer)) {
            if (snippet.name.startsWith(name))
                return snippet.text;
        }
        return {};
    }

private Q_SLOTS:
    void offersWhatFitsTheKind()
    {
        QVERIFY(names(application(u"web"_s)).contains(u"mod_auth_openidc (Apache)"_s));
        QVERIFY(names(application(u"spa"_s)).contains(u"oidc-client-ts (browser)"_s));
        const QJsonObject machine
            = application(u"machine"_s, { { u"grant_types"_s, QJsonArray { u"client_credentials"_s } } });
        QVERIFY(names(machine).contains(u"curl, for itself"_s));
        QVERIFY(!names(machine).contains(u"mod_auth_openidc (Apache)"_s));
        QVERIFY(!names(application(u"web"_s)).contains(u"curl, for itself"_s));
    }

    void namesIssuerClientAndRedirectUri()
    {
        for (const QString &name : { u"openid-client"_s, u"mod_auth_openidc"_s, u"Authlib"_s }) {
            const QString shown = text(application(u"web"_s), name);
            for (const QString &part : { u"https://id.example/realms/main"_s, u"\"app\""_s, u"https://app.example/cb"_s })
                QVERIFY2(shown.contains(part), qPrintable(name + u'\n' + shown));
        }
    }

    void asksPublicClientsForNoSecret()
    {
        const QJsonObject native = application(u"native"_s, { { u"token_endpoint_auth_method"_s, u"none"_s } });
        QVERIFY(!text(native, u"openid-client"_s).contains(u"CLIENT_SECRET"_s));
        QVERIFY(text(application(u"web"_s), u"openid-client"_s).contains(u"process.env.CLIENT_SECRET"_s));
    }

    void tellsLibrariesOfPlainHttp()
    {
        QVERIFY(text(application(u"web"_s), u"openid-client"_s, u"http://127.0.0.1:8080/realms/main"_s)
                .contains(u"allowInsecureRequests"_s));
        QVERIFY(!text(application(u"web"_s), u"openid-client"_s).contains(u"allowInsecureRequests"_s));
    }

    /// A client id is any text: a shell must not run what is in it.
    void quotesForTheShell()
    {
        const QString evil = u"it's $(echo never) \"x\""_s;
        const QJsonObject machine = application(u"machine"_s,
            { { u"client_id"_s, evil }, { u"grant_types"_s, QJsonArray { u"client_credentials"_s } } });
        QString script = text(machine, u"curl, for itself"_s);
        script.prepend(u"curl() { printf '%s\\n' \"$@\"; }; jq() { cat; }; CLIENT_SECRET=secret\n"_s);
        QProcess shell;
        shell.start(u"/bin/sh"_s, { u"-c"_s, script });
        QVERIFY(shell.waitForFinished(10'000));
        QCOMPARE(shell.exitCode(), 0);
        const QString said = QString::fromUtf8(shell.readAllStandardOutput());
        QVERIFY2(said.contains(evil + u":secret\n"_s), qPrintable(said));
    }

    void quotesForApacheAndJavaScript()
    {
        const QJsonObject web = application(u"web"_s, { { u"client_id"_s, u"a\"b\\c"_s } });
        QVERIFY(text(web, u"mod_auth_openidc"_s).contains(u"OIDCClientID \"a\\\"b\\\\c\"\n"_s));
        QVERIFY(text(web, u"openid-client"_s).contains(u"\"a\\\"b\\\\c\""_s));
    }
};
AUTH_TEST(SnippetsTest);

}

#include "SnippetsTest.moc"
