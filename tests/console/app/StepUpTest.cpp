// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/Challenger.h"
#include "console/ConsoleServer.h"
#include "console/Person.h"
#include "console/PrivateHome.h"

#include "app/MainWindow.h"
#include "app/ObjectPage.h"
#include "app/StepUpDialog.h"
#include "client/StepUp.h"
#include "models/Draft.h"
#include "widgets/MessageBanner.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::Challenger;
using test::ConsoleServer;

namespace {

Task<Result<QByteArray>> tokenOf(client::Profile profile, QByteArray refused)
{
    const auto token = co_await client::accessToken(sharedHttp(), profile, refused);
    if (!token)
        co_return failure(ErrorCode::Unauthenticated, token.error().message);
    co_return *token;
}

Task<Result<void>> prove(client::Profile profile, AuthenticationDemand demand, std::function<void(QString)> show)
{
    const auto done = co_await client::stepUp(sharedHttp(), profile, std::move(demand), std::move(show));
    if (!done)
        co_return failure(ErrorCode::Forbidden, done.error().message);
    co_return {};
}

}

/// A server that asks a person to prove who they are before it changes something (RFC 9470).
class StepUpTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Connection> m_other;
    std::unique_ptr<Challenger> m_server;
    std::unique_ptr<MainWindow> m_window;
    api::User m_user;
    QByteArray m_token; ///< Of the sign-in before.

    QString realm() const { return m_other->realm(); }
    ObjectPage *page() const { return qobject_cast<ObjectPage *>(m_window->currentPage()); }
    StepUpDialog *dialog() const { return m_window->findChild<StepUpDialog *>(); }
    QString savedName() const { return arranged(m_other->client().getUser(realm(), m_user.id)).name.valueOr({}); }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init()
    {
        m_other = ConsoleServer::shared().connect();
        const client::Profile profile = test::signIn(realm(), u"ann"_s);
        m_user = test::makePerson(m_other.get(), realm(), u"bob"_s);
        m_server = std::make_unique<Challenger>(ConsoleServer::shared().server());
        // The sign-in is the real one; who asks for it stands in front of the server.
        auto *const connection = new Connection(
            m_server->url(), [profile](const QByteArray &refused) { return tokenOf(profile, refused); });
        connection->setStepUp([profile](AuthenticationDemand demand, std::function<void(QString)> show) {
            return prove(profile, std::move(demand), std::move(show));
        });
        connection->setRealm(realm());
        m_token = arranged(tokenOf(profile, {}));
        m_window = std::make_unique<MainWindow>();
        m_window->setConnection(connection);
        m_window->show();
        m_window->open({ u"user"_s, realm(), m_user.id, {} });
        QTRY_VERIFY(page() && page()->draft()->hasBase() && !page()->isLoading());
    }
    void cleanup()
    {
        m_window.reset();
        m_server.reset();
        m_other.reset();
    }

    void saysWhatIsAskedForAndSavesOnceAfterwards()
    {
        m_window->findChild<QLineEdit *>(u"nameLineEdit"_s)->setText(u"Bob Example"_s);
        m_server->challenge(1);
        page()->save();
        QTRY_VERIFY(dialog() && dialog()->isVisible());
        const QString asked = dialog()->findChild<QLabel *>(u"demandLabel"_s)->text();
        QVERIFY2(asked.contains(u"5 min"_s), qPrintable(asked));
        QVERIFY(page()->draft()->isDirty());
        QCOMPARE(savedName(), QString());
        dialog()->findChild<QPushButton *>(u"proveButton"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!page()->draft()->isDirty(), 60'000);
        QCOMPARE(savedName(), u"Bob Example"_s);
        QTRY_VERIFY(!dialog());
        QCOMPARE(m_server->changes().size(), 2);
        QCOMPARE(m_server->header(1, "If-Match"), m_server->header(0, "If-Match"));
        // With the token of the new sign-in.
        QVERIFY(m_server->header(1, "Authorization") != m_server->header(0, "Authorization"));
        QVERIFY(!m_window->connection()->holdsToken(m_token));
    }

    void repeatsARequestWithItsKey()
    {
        m_server->challenge(1);
        api::Call call = m_window->connection()->call(api::operation::kLockUser, { { "user", m_user.id } });
        call.body = QJsonObject();
        int status = 0;
        m_window->connection()->ask(
            m_window.get(), call, [&status](const api::Answer &answer) { status = answer.status; });
        QTRY_VERIFY(dialog() && dialog()->isVisible());
        dialog()->findChild<QPushButton *>(u"proveButton"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(status, 200, 60'000);
        QCOMPARE(m_server->changes().size(), 2);
        QVERIFY(!m_server->header(0, "Idempotency-Key").isEmpty());
        QCOMPARE(m_server->header(1, "Idempotency-Key"), m_server->header(0, "Idempotency-Key"));
        QCOMPARE(arranged(m_other->client().getUser(realm(), m_user.id)).status, u"locked"_s);
    }

    void keepsWhatWasEditedWhereNobodyProvesAnything()
    {
        m_window->findChild<QLineEdit *>(u"nameLineEdit"_s)->setText(u"Bob Example"_s);
        m_server->challenge(1);
        page()->save();
        QTRY_VERIFY(dialog() && dialog()->isVisible());
        dialog()->findChild<QPushButton *>(u"cancelButton"_s)->click();
        auto *const banner = page()->findChild<MessageBanner *>();
        QTRY_VERIFY(banner->text().contains(u"Prove who you are"_s));
        QVERIFY(page()->draft()->isDirty());
        QCOMPARE(m_server->changes().size(), 1);
        QCOMPARE(m_window->connection()->state(), Connection::State::Connected);
        page()->discard();
    }

    void asksOnlyOnceForOneChange()
    {
        m_window->findChild<QLineEdit *>(u"nameLineEdit"_s)->setText(u"Bob Example"_s);
        m_server->challenge(2);
        page()->save();
        QTRY_VERIFY(dialog() && dialog()->isVisible());
        dialog()->findChild<QPushButton *>(u"proveButton"_s)->click();
        auto *const banner = page()->findChild<MessageBanner *>();
        QTRY_VERIFY_WITH_TIMEOUT(banner->text().contains(u"Prove who you are"_s), 60'000);
        QTRY_VERIFY(!dialog());
        QCOMPARE(m_server->changes().size(), 2);
        QVERIFY(page()->draft()->isDirty());
        page()->discard();
    }

    void refusesSomebodyElsesSignIn()
    {
        test::makePerson(m_other.get(), realm(), u"mallory"_s);
        test::useBrowserOf(u"mallory"_s);
        m_window->findChild<QLineEdit *>(u"nameLineEdit"_s)->setText(u"Bob Example"_s);
        m_server->challenge(1);
        page()->save();
        QTRY_VERIFY(dialog() && dialog()->isVisible());
        dialog()->findChild<QPushButton *>(u"proveButton"_s)->click();
        auto *const problem = dialog()->findChild<QLabel *>(u"problemLabel"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!problem->isHidden(), 60'000);
        QVERIFY(dialog()->isVisible());
        QCOMPARE(savedName(), QString());
        QVERIFY(m_window->connection()->holdsToken(m_token));
        dialog()->reject();
        page()->discard();
    }
};
AUTH_TEST(StepUpTest);

}

#include "StepUpTest.moc"
