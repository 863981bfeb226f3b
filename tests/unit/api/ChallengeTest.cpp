// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "api/Challenge.h"
#include "core/Error.h"
#include "http/ErrorRenderer.h"

using namespace auth;
using namespace Qt::StringLiterals;

/// `WWW-Authenticate` as RFC 9110 §11.6.1 and RFC 9470 §3 have it.
class ChallengeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheExamplesOfRfc9470()
    {
        const auto level = api::demandOf("Bearer error=\"insufficient_user_authentication\", error_description=\"A different"
                                         " authentication level is required\", acr_values=\"myACR\"");
        QVERIFY(level);
        QCOMPARE(level->acrValues, QStringList { u"myACR"_s });
        QVERIFY(!level->maxAge);
        const auto recent = api::demandOf("Bearer error=\"insufficient_user_authentication\", error_description=\"More recent"
                                          " authentication is required\", max_age=\"5\"");
        QVERIFY(recent && recent->acrValues.isEmpty());
        QCOMPARE(recent->maxAge, std::chrono::seconds(5));
    }

    void readsWhatTheServerWrites()
    {
        Error error(ErrorCode::InsufficientUserAuthentication, u"With \"two\" \\ factors, max_age=\"1\""_s);
        error.demand = AuthenticationDemand { { u"2"_s, u"1"_s }, std::chrono::seconds(900) };
        for (const auto style : { http::RouteStyle::ProblemJson, http::RouteStyle::Bearer }) {
            const http::Response response = http::renderError(style, {}, error, nullptr);
            QCOMPARE(response.status(), 401);
            QCOMPARE(api::demandOf(response.header("WWW-Authenticate")), error.demand);
        }
    }

    void findsNoDemandInAnythingElse_data()
    {
        QTest::addColumn<QByteArray>("challenge");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("another error") << QByteArray("Bearer error=\"invalid_token\", max_age=\"5\"");
        QTest::newRow("no error") << QByteArray("Bearer realm=\"oauth\"");
        QTest::newRow("another scheme") << QByteArray("Basic error=\"insufficient_user_authentication\"");
        QTest::newRow("inside a string") << QByteArray("Bearer realm=\"x, error=\\\"insufficient_user_authentication\\\"\"");
        QTest::newRow("open string") << QByteArray("Bearer error=\"insufficient_user_authentication");
        QTest::newRow("twice") << QByteArray("Bearer error=insufficient_user_authentication, error=insufficient_user_authentication");
        QTest::newRow("no number") << QByteArray("Bearer error=insufficient_user_authentication, max_age=\"-5\"");
        QTest::newRow("no comma") << QByteArray("Bearer error=insufficient_user_authentication max_age=5");
        QTest::newRow("no name") << QByteArray("Bearer =insufficient_user_authentication");
    }
    void findsNoDemandInAnythingElse()
    {
        QFETCH(QByteArray, challenge);
        QVERIFY(!api::demandOf(challenge));
    }
};

AUTH_TEST(ChallengeTest);

#include "ChallengeTest.moc"
