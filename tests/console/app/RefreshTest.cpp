// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "client/Tokens.h"
#include "console/ConsoleServer.h"
#include "console/PageFixture.h"
#include "console/Person.h"
#include "console/PrivateHome.h"

#include <QtCore/QProcess>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::ConsoleServer;
using test::kPatienceMs;

/// One login that the console and authctl share: a refresh token counts once, and whoever is second must not end it.
class RefreshTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }

    void bothGoOnWhileBothRefresh()
    {
        const auto other = ConsoleServer::shared().connect();
        // So short that it has to be renewed for each request.
        api::RealmSettings settings;
        settings.accessTokenLifetime = 10;
        api::RealmUpdate change;
        change.settings = settings;
        arranged(other->client().updateRealm(other->realm(), change));
        const client::Profile profile = test::signIn(other->realm(), u"ann"_s);
        QByteArray token = test::tokenOf(profile);
        for (int round = 0; round < 4; ++round) {
            QProcess commands[2];
            for (QProcess &command : commands) {
                command.start(QStringLiteral(AUTH_BINARY_DIR "/bin/authctl"),
                    { u"user"_s, u"list"_s, u"--context"_s, profile.context, u"--output"_s, u"json"_s });
            }
            const auto renewed = QCoro::waitFor(client::accessToken(sharedHttp(), profile, token));
            QVERIFY2(renewed, qPrintable(renewed ? QString() : renewed.error().message));
            QVERIFY(*renewed != token);
            token = *renewed;
            for (QProcess &command : commands) {
                QVERIFY(command.waitForFinished(kPatienceMs));
                QVERIFY2(command.exitCode() == 0, command.readAllStandardError().constData());
                QVERIFY(command.readAllStandardOutput().contains("\"ann\""));
            }
        }
        const auto connection = test::connectAs(other->realm(), profile);
        QCOMPARE(arranged(connection->client().listUsers(other->realm(), {})).items.size(), 1);
    }
};
AUTH_TEST(RefreshTest);

}

#include "RefreshTest.moc"
