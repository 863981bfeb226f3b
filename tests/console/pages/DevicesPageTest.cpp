// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/PageFixture.h"
#include "console/Person.h"
#include "console/PrivateHome.h"

#include "app/Dialogs.h"
#include "app/RemoteTab.h"

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::PageFixture;

class DevicesPageTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;

    QList<api::Device> devices() const
    {
        return arranged(m_fixture->client().listDevices(m_fixture->realm(), {})).items;
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        test::signInWithBrowser(m_fixture->connection.get(), m_fixture->realm(), u"ann"_s);
    }
    void cleanup() { m_fixture.reset(); }

    void listsTheBrowserThatSomebodySignedInWith()
    {
        m_fixture->open(u"devices"_s);
        QTRY_COMPARE(m_fixture->list()->model()->rowCount(), 1);
        QCOMPARE(m_fixture->list()->model()->item(0)[u"username"].toString(), u"ann"_s);
        QCOMPARE(m_fixture->list()->model()->index(0, 1).data().toString(), u"known"_s);
        m_fixture->list()->table()->selectRow(0);
        QSignalSpy opened(m_fixture->page.get(), &Page::linkActivated);
        m_fixture->action(u"openUserAction"_s)->trigger();
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].value<Location>().page, u"user"_s);
    }

    void forgetsABrowserAndEndsItsSessions()
    {
        QCOMPARE(arranged(m_fixture->client().listSessions(m_fixture->realm(), {})).items.size(), 1);
        m_fixture->open(u"devices"_s);
        QTRY_COMPARE(m_fixture->list()->model()->rowCount(), 1);
        m_fixture->list()->table()->selectRow(0);
        m_fixture->action(u"forgetAction"_s)->trigger();
        m_fixture->accept(m_fixture->dialog<RequestDialog>());
        QTRY_COMPARE(m_fixture->list()->model()->rowCount(), 0);
        QVERIFY(devices().isEmpty());
        QVERIFY(arranged(m_fixture->client().listSessions(m_fixture->realm(), {})).items.isEmpty());
    }

    void confirmsABrowserThatSomebodyWasToldOf()
    {
        test::signInWithAnotherBrowser(m_fixture->connection.get(), m_fixture->realm(), u"ann"_s);
        m_fixture->open(u"devices"_s);
        QTRY_COMPARE(m_fixture->list()->model()->rowCount(), 2);
        // The last used first: it is the new one.
        QVERIFY(m_fixture->list()->model()->item(0)[u"unconfirmed"].toBool());
        m_fixture->list()->table()->selectRow(1);
        QVERIFY(!m_fixture->action(u"confirmAction"_s)->isEnabled());
        QVERIFY(!m_fixture->action(u"unrememberAction"_s)->isEnabled());
        m_fixture->list()->table()->selectRow(0);
        QVERIFY(m_fixture->action(u"confirmAction"_s)->isEnabled());
        m_fixture->action(u"confirmAction"_s)->trigger();
        QTRY_VERIFY(!m_fixture->list()->model()->item(0)[u"unconfirmed"].toBool());
        for (const api::Device &device : devices())
            QVERIFY(!device.unconfirmed && !device.rememberedUntil.hasValue());
    }

    void showsAPersonsDevicesAndWhatTheyDid()
    {
        const QString ann = devices()[0].userId;
        m_fixture->open(u"user"_s, ann, u"devices"_s);
        const auto tab = [this](const QString &name) {
            m_fixture->object()->setFilter(name);
            for (RemoteTab *one : m_fixture->page->findChildren<RemoteTab *>()) {
                if (one->property("name").toString() == name)
                    return one;
            }
            return static_cast<RemoteTab *>(nullptr);
        };
        QTRY_COMPARE(tab(u"devices"_s)->model()->rowCount(), 1);
        QTRY_COMPARE(tab(u"passkeys"_s)->model()->rowCount(), 0);
        // That the account was made, at least: what its owner did is written a moment later.
        QTRY_VERIFY(tab(u"activity"_s)->model()->rowCount() >= 1);
    }
};
AUTH_TEST(DevicesPageTest);

}

#include "DevicesPageTest.moc"
