// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "RelyingParty.h"
#include "ResultTest.h"

using namespace auth;
using namespace auth::test;

class SmokeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signsAPersonIn()
    {
        const auto realm = TestServer::shared().createRealm();
        realm.createUser(QStringLiteral("alice"));
        const RelyingParty app(realm);
        const Tokens tokens = app.tokens();
        QVERIFY(tokens.isComplete());
        VERIFY_RESULT(verifiedToken(realm, tokens.access, "at+jwt"));
        QCOMPARE(app.userinfo(tokens.access).status, 200);
        QVERIFY(app.isActive(tokens.access));
    }
};

AUTH_TEST(SmokeTest);

#include "SmokeTest.moc"
