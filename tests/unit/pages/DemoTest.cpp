// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "core/Form.h"
#include "demo/Relying.h"

using namespace auth;
using namespace auth::demo;
using namespace Qt::StringLiterals;

class DemoTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asksForACodeWithPkceStateAndNonce()
    {
        const DemoOptions options { "http://localhost:8080", "http://localhost:8080/realms/main", "http://127.0.0.1:8080", "demo", {} };
        PendingSignIn pending = PendingSignIn::make();
        // RFC 7636 appendix B
        pending.codeVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        const QByteArray url = authorizationUrl(options, { { u"authorization_endpoint"_s, u"http://localhost:8080/a"_s } }, pending);
        QVERIFY(url.startsWith("http://localhost:8080/a?"));
        const Form form = *Form::parse(url.mid(url.indexOf('?') + 1));
        QCOMPARE(form.valueOrEmpty("code_challenge"_L1), u"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"_s);
        QCOMPARE(form.valueOrEmpty("code_challenge_method"_L1), u"S256"_s);
        QCOMPARE(form.valueOrEmpty("redirect_uri"_L1), u"http://localhost:8080/demo/callback"_s);
        QCOMPARE(form.valueOrEmpty("state"_L1).toLatin1(), pending.state);
        QCOMPARE(form.valueOrEmpty("nonce"_L1).toLatin1(), pending.nonce);
        QVERIFY(PendingSignIn::make().state != pending.state);
    }

    void signsOutWithTheIdTokenAsHint()
    {
        const DemoOptions options { "http://localhost:8080", "http://localhost:8080/realms/main", "http://127.0.0.1:8080", "demo", {} };
        SignedIn person;
        person.idToken = "a.b.c";
        const QByteArray url = logoutUrl(options, { { u"end_session_endpoint"_s, u"http://localhost:8080/e"_s } }, person);
        const Form form = *Form::parse(url.mid(url.indexOf('?') + 1));
        QCOMPARE(form.valueOrEmpty("id_token_hint"_L1), u"a.b.c"_s);
        QCOMPARE(form.valueOrEmpty("post_logout_redirect_uri"_L1), u"http://localhost:8080/demo"_s);
    }
};

AUTH_TEST(DemoTest);

#include "DemoTest.moc"
