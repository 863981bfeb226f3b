// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/PageFixture.h"
#include "console/Person.h"
#include "console/PrivateHome.h"

#include "app/Dialogs.h"
#include "app/RemoteTab.h"
#include "models/RemoteTableModel.h"

#include <QtWidgets/QLineEdit>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::kPatienceMs;
using test::PageFixture;

/// Sessions that are live, that are ended here, and that have ended.
class SessionPagesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;

    QStringList live() const
    {
        QStringList names;
        for (const api::Session &session : arranged(m_fixture->client().listSessions(m_fixture->realm(), {})).items)
            names.append(session.username);
        names.sort();
        return names;
    }
    int rows() const { return m_fixture->list()->model()->rowCount(); }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        for (const QString &name : { u"ann"_s, u"bob"_s })
            test::signInWithBrowser(m_fixture->connection.get(), m_fixture->realm(), name);
        m_fixture->open(u"sessions"_s);
    }
    void cleanup() { m_fixture.reset(); }

    void endsOneSessionThatIsThenAmongTheEndedOnes()
    {
        QCOMPARE(rows(), 2);
        QVERIFY(!m_fixture->action(u"endAction"_s)->isEnabled());
        m_fixture->list()->table()->selectRow(0);
        const QJsonObject gone = m_fixture->list()->model()->item(0);
        m_fixture->action(u"endAction"_s)->trigger();
        m_fixture->accept(m_fixture->dialog<RequestDialog>());
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, kPatienceMs);
        QVERIFY(!live().contains(gone[u"username"].toString()));

        QSignalSpy led(m_fixture->page.get(), &Page::linkActivated);
        m_fixture->action(u"endedSessionsAction"_s)->trigger();
        QCOMPARE(led[0][0].value<Location>().page, u"ended_sessions"_s);
        m_fixture->open(u"ended_sessions"_s);
        QCOMPARE(rows(), 1);
        const QJsonObject ended = m_fixture->list()->model()->item(0);
        QCOMPARE(ended[u"id"], gone[u"id"]);
        QVERIFY(ended[u"ended_at"].isString());
        QVERIFY(ended[u"end_reason"].isString());
        // The same on the page of the person.
        m_fixture->open(u"user"_s, gone[u"user_id"].toString(), u"ended-sessions"_s);
        for (const RemoteTab *tab : m_fixture->page->findChildren<RemoteTab *>()) {
            if (tab->property("name").toString() == "ended-sessions"_L1) {
                QTRY_COMPARE_WITH_TIMEOUT(tab->model()->rowCount(), 1, kPatienceMs);
                return;
            }
        }
        QFAIL("there is no such tab");
    }

    void endsSeveralAsAJobOfTheServer()
    {
        m_fixture->list()->table()->selectAll();
        m_fixture->action(u"endAction"_s)->trigger();
        m_fixture->accept(m_fixture->dialog<RequestDialog>());
        QTRY_VERIFY_WITH_TIMEOUT(live().isEmpty(), kPatienceMs);
    }

    void endsAllOnlyWhenTheRealmIsTyped()
    {
        m_fixture->action(u"endAllAction"_s)->trigger();
        auto *const dialog = m_fixture->dialog<RequestDialog>();
        QVERIFY(!dialog->findChild<QPushButton *>(u"acceptButton"_s)->isEnabled());
        dialog->findChild<QLineEdit *>(u"confirmLineEdit"_s)->setText(m_fixture->realm());
        m_fixture->accept(dialog);
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 0, kPatienceMs);
        QVERIFY(live().isEmpty());
    }
};
AUTH_TEST(SessionPagesTest);

}

#include "SessionPagesTest.moc"
