// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "app/MetricsListener.h"

using namespace auth;
using namespace auth::app;

class MetricsListenerTest : public QObject {
    Q_OBJECT

    static int status(const QByteArray &configured, const QByteArray &authorization, WithoutToken withoutToken)
    {
        Config config;
        config.metrics.token = Secret(QByteArray(configured));
        http::Request request;
        if (!authorization.isEmpty())
            request.headers.append({ "authorization", authorization });
        const auto response = metricsPage(config, request, withoutToken);
        return response ? response->status() : response.error().traits().status;
    }

private Q_SLOTS:
    void asksForTheTokenThatIsConfigured()
    {
        for (const auto withoutToken : { WithoutToken::Nobody, WithoutToken::Everybody }) {
            QCOMPARE(status("0123456789abcdef", "Bearer 0123456789abcdef", withoutToken), 200);
            QCOMPARE(status("0123456789abcdef", "Bearer 0123456789abcdeg", withoutToken), 401);
            QCOMPARE(status("0123456789abcdef", "Bearer ", withoutToken), 401);
            QCOMPARE(status("0123456789abcdef", "Basic 0123456789abcdef", withoutToken), 401);
            QCOMPARE(status("0123456789abcdef", "", withoutToken), 401);
        }
    }

    void isOpenOnlyWhereTheCallerSaysSo()
    {
        QCOMPARE(status("", "", WithoutToken::Everybody), 200);
        QCOMPARE(status("", "", WithoutToken::Nobody), 401);
        QCOMPARE(status("", "Bearer ", WithoutToken::Nobody), 401);
    }
};

AUTH_TEST(MetricsListenerTest);
#include "MetricsListenerTest.moc"
