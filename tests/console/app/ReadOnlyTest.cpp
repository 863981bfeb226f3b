// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/ConsoleServer.h"
#include "console/PageFixture.h"
#include "console/Person.h"
#include "console/PrivateHome.h"

#include "app/Form.h"

#include <QtWidgets/QTabWidget>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::ConsoleServer;
using test::kPatienceMs;

/// What somebody may not do stands there all the same, disabled, and says which right it needs.
class ReadOnlyTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Connection> m_other;
    std::unique_ptr<Connection> m_reader; ///< Of somebody who may read everything and change nothing.
    std::unique_ptr<Page> m_page;
    QMap<QString, QString> m_ids;

    void open(const PageKind *kind)
    {
        const QString name = QString::fromLatin1(kind->name);
        m_page.reset(kind->make(m_reader.get(), { name, m_other->realm(), m_ids.value(name), {} }, nullptr));
        m_page->resize(1100, 700);
        m_page->show();
        m_page->load();
        waitForPage();
    }
    void waitForPage() const
    {
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->isLoading() && m_reader->inFlight() == 0, kPatienceMs);
    }
    void checkDeeds()
    {
        for (const QAction *action : m_page->deeds()) {
            const QString permission = action->property("permission").toString();
            if (!permission.endsWith(":write"_L1))
                continue;
            ++m_checked;
            QVERIFY2(!action->isEnabled(), qPrintable(action->objectName()));
            QVERIFY2(action->toolTip().contains(u"Needs the right "_s + permission), qPrintable(action->toolTip()));
        }
    }
    int m_checked = 0;

private Q_SLOTS:
    void initTestCase()
    {
        test::usePrivateHome();
        m_other = ConsoleServer::shared().connect();
        const QString realm = m_other->realm();
        api::AdminClient client = m_other->client();
        api::RoleCreate role;
        role.name = u"reader"_s;
        QStringList rights;
        for (const char *const permission : api::permissions()) {
            if (QByteArrayView(permission).endsWith(":read"))
                rights.append(QString::fromLatin1(permission));
        }
        role.rights = rights;
        m_ids[u"role"_s] = arranged(client.createRole(realm, role)).id;
        m_reader = test::connectAs(realm, test::signIn(realm, u"rita"_s, role.name));
        m_ids[u"realm"_s] = arranged(client.getRealm(realm)).id;
        m_ids[u"user"_s] = arranged(client.getUser(realm, u"rita"_s)).id;
        api::ApplicationCreate application;
        application.clientId = u"app"_s;
        application.redirectUris = QStringList { u"https://app.example/cb"_s };
        m_ids[u"application"_s] = arranged(client.createApplication(realm, application)).id;
        api::ScopeCreate scope;
        scope.name = u"orders"_s;
        m_ids[u"scope"_s] = arranged(client.createScope(realm, scope)).id;
        api::ResourceServerCreate server;
        server.name = u"api"_s;
        server.identifier = u"https://api.example"_s;
        m_ids[u"resource_server"_s] = arranged(client.createResourceServer(realm, server)).id;
        api::OrganizationCreate organization;
        organization.name = u"acme"_s;
        m_ids[u"organization"_s] = arranged(client.createOrganization(realm, organization)).id;
        api::ApiKeyCreate key;
        key.application = u"app"_s;
        key.name = u"nightly"_s;
        m_ids[u"api_key"_s] = arranged(client.createApiKey(realm, key)).id;
        api::BulkRequest bulk;
        bulk.operation = u"lockUser"_s;
        bulk.ids = QStringList { test::makePerson(m_other.get(), realm, u"bob"_s).id };
        m_ids[u"job"_s] = arranged(client.createBulkJob(realm, bulk)).id;
    }
    void cleanup() { m_page.reset(); }
    void cleanupTestCase()
    {
        m_reader.reset();
        m_other.reset();
    }

    void saysWhichRightIsMissing_data()
    {
        QTest::addColumn<QString>("page");
        for (const PageKind *kind : pageKinds())
            QTest::newRow(kind->name) << QString::fromLatin1(kind->name);
    }
    void saysWhichRightIsMissing()
    {
        QFETCH(const QString, page);
        const PageKind *const kind = findPageKind(page);
        QVERIFY2(kind->area != PageKind::Area::Object || m_ids.contains(page), "the test has no object for this page");
        open(kind);
        if (QTest::currentTestFailed())
            return;
        if (const auto *const list = m_page->findChild<QTableView *>(page + "TableView"_L1); list && list->model()->rowCount() > 0)
            m_page->findChild<QTableView *>(page + "TableView"_L1)->selectRow(0);
        checkDeeds();
        auto *const parts = m_page->findChild<QTabWidget *>(u"objectTabs"_s);
        for (int i = 1; parts && i < parts->count() && !QTest::currentTestFailed(); ++i) {
            parts->setCurrentIndex(i);
            waitForPage();
            checkDeeds();
        }
        for (const Form *form : m_page->findChildren<Form *>()) {
            for (const FieldBinding *field : form->fields()) {
                const QVariant readOnly = field->editor()->property("readOnly");
                QVERIFY2(!field->editor()->isEnabled() || readOnly.toBool(), qPrintable(page + u' ' + field->path()));
            }
        }
    }

    void thereWereDeedsToCheck() { QVERIFY(m_checked > 50); }
};
AUTH_TEST(ReadOnlyTest);

}

#include "ReadOnlyTest.moc"
