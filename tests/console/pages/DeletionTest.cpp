// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/PageFixture.h"
#include "console/PrivateHome.h"

#include "app/Dialogs.h"
#include "models/Moments.h"
#include "widgets/MessageBanner.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::PageFixture;

/// What is deleted can be taken back, from the list and from the page of the object.
class DeletionTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;

    QString makeUser(const QString &name)
    {
        api::UserCreate user;
        user.username = name;
        return arranged(m_fixture->client().createUser(m_fixture->realm(), user)).id;
    }
    QString makeApplication()
    {
        api::ApplicationCreate application;
        application.clientId = u"app"_s;
        application.type = u"machine"_s;
        return arranged(m_fixture->client().createApplication(m_fixture->realm(), application)).id;
    }
    void keepDeletedFor(int seconds)
    {
        api::RealmSettings settings;
        settings.recyclePeriod = seconds;
        api::RealmUpdate change;
        change.settings = settings;
        arranged(m_fixture->client().updateRealm(m_fixture->realm(), change));
    }
    bool exists(int operation, const char *parameter, const QString &id)
    {
        api::Call call = m_fixture->connection->call(operation, { { parameter, id } });
        return QCoro::waitFor(m_fixture->connection->exchange(call)).succeeded();
    }
    QString question() const { return m_fixture->dialog<RequestDialog>()->findChild<QLabel *>()->text(); }
    void confirm(const QString &name)
    {
        auto *const dialog = m_fixture->dialog<RequestDialog>();
        if (auto *const typed = dialog->findChild<QLineEdit *>(u"confirmLineEdit"_s))
            typed->setText(name);
        m_fixture->accept(dialog);
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init() { m_fixture = std::make_unique<PageFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void takesAPersonBackFromTheList()
    {
        const QString id = makeUser(u"ann"_s);
        m_fixture->open(u"users"_s);
        m_fixture->list()->table()->selectRow(0);
        QVERIFY(!m_fixture->action(u"undeleteAction"_s)->isEnabled());
        m_fixture->action(u"deleteAction"_s)->trigger();
        confirm({});
        QTRY_COMPARE(m_fixture->list()->model()->rowCount(), 0);
        QVERIFY(!exists(api::operation::kGetUser, "user", id));
        m_fixture->list()->setFilter(u"deleted:true"_s);
        QTRY_COMPARE(m_fixture->list()->model()->rowCount(), 1);
        m_fixture->list()->table()->selectRow(0);
        QVERIFY(!m_fixture->action(u"deleteAction"_s)->isEnabled());
        QVERIFY(m_fixture->action(u"undeleteAction"_s)->isEnabled());
        m_fixture->action(u"undeleteAction"_s)->trigger();
        QTRY_COMPARE(m_fixture->list()->model()->rowCount(), 0);
        QVERIFY(exists(api::operation::kGetUser, "user", id));
    }

    void saysUntilWhenItCanBeTakenBack()
    {
        makeUser(u"ann"_s);
        keepDeletedFor(3 * 86'400);
        m_fixture->open(u"users"_s);
        m_fixture->list()->table()->selectRow(0);
        m_fixture->action(u"deleteAction"_s)->trigger();
        // A minute may begin meanwhile.
        const QDateTime until = QDateTime::currentDateTime().addDays(3);
        QTRY_VERIFY2(question().contains(momentText(until)) || question().contains(momentText(until.addSecs(60)))
                || question().contains(momentText(until.addSecs(-60))),
            qPrintable(question()));
        m_fixture->dialog<RequestDialog>()->reject();
        keepDeletedFor(0);
        m_fixture->action(u"deleteAction"_s)->trigger();
        QTRY_VERIFY2(question().contains(u"cannot be taken back"_s), qPrintable(question()));
    }

    void deletesAndTakesBackOnThePageOfTheObject_data()
    {
        QTest::addColumn<QString>("page");
        QTest::newRow("user") << u"user"_s;
        QTest::newRow("application") << u"application"_s;
        QTest::newRow("realm") << u"realm"_s;
    }
    void deletesAndTakesBackOnThePageOfTheObject()
    {
        QFETCH(const QString, page);
        QString id;
        QString name = u"ann"_s;
        int get = api::operation::kGetUser;
        if (page == "user"_L1) {
            id = makeUser(name);
        } else if (page == "application"_L1) {
            name = u"app"_s;
            id = makeApplication();
            get = api::operation::kGetApplication;
        } else {
            name = m_fixture->realm() + u"-gone"_s;
            api::RealmCreate body;
            body.name = name;
            id = arranged(m_fixture->client().createRealm(body)).id;
            get = api::operation::kGetRealm;
        }
        m_fixture->open(page, id);
        QAction *const undelete = m_fixture->action(u"undeleteAction"_s);
        QVERIFY(!undelete->isEnabled());
        m_fixture->action(u"deleteAction"_s)->trigger();
        // Only what is typed.
        m_fixture->accept(m_fixture->dialog<RequestDialog>());
        QVERIFY(m_fixture->dialog<RequestDialog>());
        confirm(name);
        QTRY_VERIFY(undelete->isEnabled());
        QVERIFY(!exists(get, page.toLatin1().constData(), id));
        QVERIFY(!m_fixture->action(u"deleteAction"_s)->isEnabled());
        QVERIFY(m_fixture->find<QLabel>(u"stateLabel"_s)->text().contains(u"deleted"_s));
        undelete->trigger();
        QTRY_VERIFY(m_fixture->action(u"deleteAction"_s)->isEnabled());
        QVERIFY(exists(get, page.toLatin1().constData(), id));
    }

    void offersToTakeBackWhereThePageIsOpenedLater()
    {
        const QString id = makeUser(u"ann"_s);
        arranged(m_fixture->client().deleteUser(m_fixture->realm(), id));
        m_fixture->page.reset(findPageKind(u"user"_s)->make(
            m_fixture->connection.get(), { u"user"_s, m_fixture->realm(), id, {} }, nullptr));
        m_fixture->page->show();
        m_fixture->page->load();
        QTRY_VERIFY(m_fixture->action(u"undeleteAction"_s)->isEnabled());
        m_fixture->action(u"undeleteAction"_s)->trigger();
        QTRY_VERIFY(m_fixture->object()->draft()->hasBase());
        QCOMPARE(m_fixture->object()->title(), u"ann"_s);
    }

    void erasesAPersonFromTheLogOnlyWhenTheyAreTyped()
    {
        const QString id = makeUser(u"ann"_s);
        api::ListOptions options;
        options.query = u"action:user.created target_id:"_s + id;
        const auto names = [this, options] {
            QStringList list;
            for (const api::AuditEvent &row : arranged(m_fixture->client().listAuditEvents(m_fixture->realm(), options)).items)
                list.append(row.targetName);
            return list;
        };
        QTRY_COMPARE(names(), QStringList { u"ann"_s });
        m_fixture->open(u"user"_s, id);
        m_fixture->action(u"eraseAction"_s)->trigger();
        auto *const dialog = m_fixture->dialog<RequestDialog>();
        QVERIFY(!dialog->findChild<QPushButton *>(u"acceptButton"_s)->isEnabled());
        confirm(u"ann"_s);
        QTRY_VERIFY(m_fixture->page->findChild<MessageBanner *>()->text().contains(u"Erased"_s));
        QCOMPARE(names(), QStringList { QString() });
    }

    void saysHowFarTheLogOfARealmIs()
    {
        const QString id = arranged(m_fixture->client().getRealm(m_fixture->realm())).id;
        // The row of the realm's making is in the log within a second.
        QTRY_VERIFY(arranged(m_fixture->client().getAuditStatus(m_fixture->realm())).checkpointAt.hasValue());
        m_fixture->open(u"realm"_s, id, u"audit"_s);
        QTRY_VERIFY2(m_fixture->find<QLabel>(u"logLabel"_s)->text().contains(u"checkpoint"_s),
            qPrintable(m_fixture->find<QLabel>(u"logLabel"_s)->text()));
    }
};
AUTH_TEST(DeletionTest);

}

#include "DeletionTest.moc"
