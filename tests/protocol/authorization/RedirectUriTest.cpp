// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "Twins.h"

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// RFC 9700 §2.1 and §4.11, RFC 8252 §7.3: where the browser may be sent.
class RedirectUriTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Twins> m;

    Reply get(const QByteArray &target) const { return HttpClient(m->server).get(target); }

private Q_SLOTS:
    void initTestCase() { m = std::make_unique<Twins>(); }

    void refusesEveryUriThatIsNotTheRegisteredString_data()
    {
        QTest::addColumn<QByteArray>("uri");
        const auto row = [](const char *name, const QByteArray &uri) { QTest::newRow(name) << uri; };
        row("trailing slash", "https://app.example/callback/");
        row("case of the path", "https://app.example/Callback");
        row("case of the host", "https://APP.example/callback");
        row("case of the scheme", "HTTPS://app.example/callback");
        row("added query", "https://app.example/callback?next=x");
        row("empty query", "https://app.example/callback?");
        row("added fragment", "https://app.example/callback#x");
        row("empty fragment", "https://app.example/callback#");
        row("encoded full stop", "https://app.example/%2e/callback");
        row("encoded letter", "https://app.example/%63allback");
        row("dot segments", "https://app.example/x/../callback");
        row("dot segment", "https://app.example/./callback");
        row("path parameter", "https://app.example/callback;x");
        row("path parameter with dots", "https://app.example/..;/callback");
        row("double slash", "https://app.example//callback");
        row("user info", "https://app.example@evil.example/callback");
        row("user info before the host", "https://evil@app.example/callback");
        row("two at signs", "https://a@app.example@evil.example/callback");
        row("default port", "https://app.example:443/callback");
        row("other port", "https://app.example:8443/callback");
        row("other scheme", "http://app.example/callback");
        row("script", "javascript://app.example/callback");
        row("longer host", "https://app.example.evil.example/callback");
        row("host in front", "https://evilapp.example/callback");
        row("subdomain", "https://x.app.example/callback");
        row("trailing full stop of the host", "https://app.example./callback");
        row("prefix", "https://app.example/call");
        row("longer path", "https://app.example/callback2");
        row("homograph", "https://аpp.example/callback");
        row("punycode", "https://xn--pp-gva.example/callback");
        row("tab", "https://app.example\t/callback");
        row("newline", "https://app.example/callback\n");
        row("carriage return", "https://app.example/callback\r\nSet-Cookie: x=y");
        row("leading space", " https://app.example/callback");
        row("trailing space", "https://app.example/callback ");
        row("backslash", "https://app.example\\@evil.example/callback");
        row("backslashes", "https:\\\\app.example\\callback");
        row("no authority", "https:/app.example/callback");
        row("relative", "/callback");
        row("scheme-relative", "//app.example/callback");
        row("list", "https://app.example/callback https://evil.example/");
        row("asterisk", "*");
        row("empty", "");
        row("of another client", "https://other.example/callback");
    }
    void refusesEveryUriThatIsNotTheRegisteredString()
    {
        QFETCH(QByteArray, uri);
        ApplicationChanges changes;
        changes.redirectUris = QStringList { u"https://other.example/callback"_s };
        const RelyingParty other(m->one, changes);
        for (const RelyingParty *app : { &m->app, &m->spa, &m->appOfTwo }) {
            const auto reply = get(app->authorize({ { "redirect_uri", uri } }));
            QVERIFY2(isErrorPage(reply), reply.head);
            QVERIFY(!reply.has("Set-Cookie"));
        }
    }

    void wantsOneThatIsNamed()
    {
        ApplicationChanges changes;
        changes.redirectUris = QStringList { u"https://app.example/callback"_s, u"https://app.example/other"_s };
        const RelyingParty app(m->one, changes);
        QVERIFY(isErrorPage(get(app.authorizeWith(app.request().without("redirect_uri")))));
        QCOMPARE(get(app.authorize({ { "redirect_uri", "https://app.example/other" }, { "prompt", "none" } }))
                     .locationBase(),
            "https://app.example/other");
    }

    void keepsTheQueryOfARegisteredUri()
    {
        ApplicationChanges changes;
        changes.redirectUris = QStringList { u"https://app.example/callback?tenant=a%20b&x"_s };
        const RelyingParty app(m->one, changes);
        const auto reply = get(app.authorize({ { "prompt", "none" } }));
        QCOMPARE(reply.status, 303);
        QVERIFY2(reply.location().startsWith("https://app.example/callback?tenant=a%20b&x&error=login_required"),
            reply.location());
    }

    void acceptsAnyPortOfALoopbackAddressFromNativeApplications_data()
    {
        QTest::addColumn<QByteArray>("uri");
        QTest::addColumn<bool>("accepted");
        const auto row = [](const char *name, const char *uri, bool accepted) {
            QTest::newRow(name) << QByteArray(uri) << accepted;
        };
        row("registered", "http://127.0.0.1/cb", true);
        row("with a port", "http://127.0.0.1:49152/cb", true);
        row("other port", "http://127.0.0.1:1/cb", true);
        row("other path", "http://127.0.0.1:49152/cb2", false);
        row("query", "http://127.0.0.1:49152/cb?x", false);
        row("https", "https://127.0.0.1:49152/cb", false);
        row("name", "http://localhost:49152/cb", false);
        row("IPv6", "http://[::1]:49152/cb", false);
        row("other address", "http://127.0.0.2:49152/cb", false);
        row("user info", "http://127.0.0.1:80@evil.example/cb", false);
        row("longer host", "http://127.0.0.1.evil.example/cb", false);
        row("no digits", "http://127.0.0.1:/cb", false);
        row("letters", "http://127.0.0.1:8x/cb", false);
        row("too many digits", "http://127.0.0.1:1234567/cb", false);
    }
    void acceptsAnyPortOfALoopbackAddressFromNativeApplications()
    {
        QFETCH(QByteArray, uri);
        QFETCH(bool, accepted);
        ApplicationChanges changes;
        changes.type = u"native"_s;
        changes.redirectUris = QStringList { u"http://127.0.0.1/cb"_s };
        const RelyingParty native(m->one, changes);
        const auto reply = get(native.authorize({ { "redirect_uri", uri }, { "prompt", "none" } }));
        if (accepted)
            QCOMPARE(reply.locationBase(), uri);
        else
            QVERIFY2(isErrorPage(reply), reply.head);
    }

    void doesNotRelaxThePortForOthers()
    {
        ApplicationChanges changes;
        changes.redirectUris = QStringList { u"http://127.0.0.1:8000/cb"_s };
        const RelyingParty web(m->one, changes);
        QCOMPARE(get(web.authorize({ { "prompt", "none" } })).locationBase(), "http://127.0.0.1:8000/cb");
        QVERIFY(isErrorPage(get(web.authorize({ { "redirect_uri", "http://127.0.0.1:8001/cb" } }))));
    }

    void showsAPageForAClientThatIsUnknownDisabledOrAnotherRealms()
    {
        ApplicationChanges changes;
        const RelyingParty onlyOfOne(m->one, changes);
        const RelyingParty disabled(m->one);
        changes.enabled = false;
        disabled.update(changes);
        const RelyingParty removed(m->one);
        m->one.removeApplication(removed.id());

        const QByteArray atTwo = m->two.target("/oauth/authorize?") + onlyOfOne.request().encoded();
        const QByteArray atRoot = "/oauth/authorize?" + onlyOfOne.request().encoded();
        for (const QByteArray &target :
            { atTwo, atRoot, disabled.authorize(), removed.authorize(), m->app.authorize({ { "client_id", "nobody" } }),
                m->app.authorize({ { "client_id", "TWIN-WEB" } }), m->app.authorize({ { "client_id", "twin-web " } }),
                m->app.authorizeWith(m->app.request().without("client_id")), m->app.authorize({ { "client_id", "" } }),
                m->app.authorize({ { "client_id", QByteArray(3000, 'x') } }),
                m->app.authorize({ { "client_id", "' OR 1=1--" } }) })
            QVERIFY2(isErrorPage(get(target)), target.left(200));
        QVERIFY(!isErrorPage(get(onlyOfOne.authorize())));
    }

    void showsAPageWhereTheClientOrTheRedirectUriIsDoubled()
    {
        for (const auto &[name, value] :
            { Parameters::Pair("client_id", "twin-web"), Parameters::Pair("redirect_uri", RelyingParty::kRedirectUri),
                Parameters::Pair("redirect_uri", "https://evil.example/"), Parameters::Pair("client_id", "") }) {
            QVERIFY2(isErrorPage(get(m->app.authorizeWith(m->app.request().add(name, value)))), name + '=' + value);
            QVERIFY2(isErrorPage(HttpClient(m->server).get(
                         m->one.target("/oauth/authorize?") + name + '=' + value + '&' + m->app.request().encoded())),
                name);
        }
    }

    void showsAPageForBytesThatAreNoText_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("NUL") << QByteArray("a%00b");
        QTest::newRow("invalid UTF-8") << QByteArray("%ff");
        QTest::newRow("cut UTF-8") << QByteArray("%c3");
        QTest::newRow("overlong slash") << QByteArray("%c0%af");
        QTest::newRow("overlong NUL") << QByteArray("%c0%80");
        QTest::newRow("lone surrogate") << QByteArray("%ED%A0%80");
        QTest::newRow("beyond Unicode") << QByteArray("%f4%90%80%80");
        QTest::newRow("malformed escape") << QByteArray("%zz");
        QTest::newRow("cut escape") << QByteArray("%a");
    }
    void showsAPageForBytesThatAreNoText()
    {
        QFETCH(QByteArray, bytes);
        // What is no URI is refused before it reaches a page.
        const auto isRefused = [](const Reply &reply) {
            return reply.status == 400 && !reply.has("Location") && !reply.has("Set-Cookie");
        };
        const QByteArray flows = m->server.sql("SELECT count(*) FROM flows");
        for (const char *name : { "client_id", "redirect_uri", "state", "nonce", "scope", "login_hint", "unknown" }) {
            const QByteArray target = m->one.target("/oauth/authorize?") + m->app.request().without(name).encoded()
                + '&' + name + '=' + bytes;
            QVERIFY2(isRefused(get(target)), target);
            const auto posted = HttpClient(m->server).postRaw(
                m->one.target("/oauth/authorize"), m->app.request().without(name).encoded() + '&' + name + '=' + bytes);
            QVERIFY2(isErrorPage(posted), posted.head);
        }
        QCOMPARE(m->server.sql("SELECT count(*) FROM flows"), flows);
    }
};

AUTH_TEST(RedirectUriTest);

#include "RedirectUriTest.moc"
