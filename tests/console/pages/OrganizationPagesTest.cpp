// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/PageFixture.h"
#include "console/Person.h"
#include "console/PrivateHome.h"

#include "app/Dialogs.h"
#include "app/RemoteTab.h"
#include "widgets/MessageBanner.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::PageFixture;

class OrganizationPagesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    QString m_organization;

    /// The tab \a name, in front.
    RemoteTab *tab(const QString &name)
    {
        m_fixture->object()->setFilter(name);
        m_fixture->waitForPage();
        for (RemoteTab *one : m_fixture->page->findChildren<RemoteTab *>()) {
            if (one->property("name").toString() == name)
                return one;
        }
        qFatal("no such tab");
    }
    void choose(RemoteTab *tab, int row) { tab->findChild<QTableView *>()->selectRow(row); }
    void openMembersWith(const QStringList &people)
    {
        for (const QString &name : people)
            test::makePerson(m_fixture->connection.get(), m_fixture->realm(), name);
        m_fixture->open(u"organization"_s, m_organization, u"members"_s);
        tab(u"members"_s)->findChild<QPushButton *>(u"addPeopleButton"_s)->click();
        auto *const dialog = m_fixture->dialog<RequestDialog>();
        dialog->findChild<QPlainTextEdit *>(u"peoplePlainTextEdit"_s)->setPlainText(people.join(u'\n') + u"\nnobody"_s);
        m_fixture->accept(dialog);
        QTRY_COMPARE(tab(u"members"_s)->model()->rowCount(), people.size());
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        api::OrganizationCreate body;
        body.name = u"acme"_s;
        m_organization = arranged(m_fixture->client().createOrganization(m_fixture->realm(), body)).id;
    }
    void cleanup() { m_fixture.reset(); }

    void makesAnOrganisationAndOpensIt()
    {
        m_fixture->open(u"organizations"_s);
        QCOMPARE(m_fixture->list()->model()->rowCount(), 1);
        QSignalSpy opened(m_fixture->page.get(), &Page::linkActivated);
        m_fixture->action(u"newOrganizationAction"_s)->trigger();
        auto *const dialog = m_fixture->dialog<RequestDialog>();
        auto *const create = dialog->findChild<QPushButton *>(u"acceptButton"_s);
        QVERIFY(!create->isEnabled());
        auto *const name = dialog->findChild<QLineEdit *>(u"nameLineEdit"_s);
        // What the server refuses is said at its field.
        name->setText(u"acme"_s);
        create->click();
        QTRY_VERIFY(name->property("bad").toBool());
        name->setText(u"globex"_s);
        create->click();
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].value<Location>().page, u"organization"_s);
        QTRY_COMPARE(m_fixture->list()->model()->rowCount(), 2);
    }

    void deletesOnlyWhatIsTyped()
    {
        m_fixture->open(u"organizations"_s);
        m_fixture->list()->table()->selectRow(0);
        m_fixture->action(u"deleteAction"_s)->trigger();
        auto *const dialog = m_fixture->dialog<RequestDialog>();
        QVERIFY(!dialog->findChild<QPushButton *>(u"acceptButton"_s)->isEnabled());
        dialog->findChild<QLineEdit *>(u"confirmLineEdit"_s)->setText(u"acme"_s);
        m_fixture->accept(dialog);
        QTRY_COMPARE(m_fixture->list()->model()->rowCount(), 0);
    }

    void addsPeopleAndSaysWhoIsNotThere()
    {
        openMembersWith({ u"ann"_s, u"bob"_s });
        const QString said = m_fixture->page->findChild<MessageBanner *>()->text();
        QVERIFY2(said.contains(u"nobody"_s), qPrintable(said));
    }

    void removesAMemberWhoseAccountStays()
    {
        openMembersWith({ u"ann"_s });
        RemoteTab *const members = tab(u"members"_s);
        choose(members, 0);
        members->findChild<QPushButton *>(u"removeMemberButton"_s)->click();
        m_fixture->accept(m_fixture->dialog<RequestDialog>());
        QTRY_COMPARE(members->model()->rowCount(), 0);
        QCOMPARE(arranged(m_fixture->client().listUsers(m_fixture->realm(), {})).items.size(), 1);
    }

    void showsWhoAdministersItAndWithWhichRights()
    {
        openMembersWith({ u"ann"_s, u"bob"_s });
        api::RoleCreate base;
        base.name = u"organisation-base"_s;
        base.rights = QStringList { u"organizations:read"_s };
        arranged(m_fixture->client().createRole(m_fixture->realm(), base));
        api::RoleCreate role;
        role.name = u"organisation-admin"_s;
        role.parents = QStringList { base.name };
        role.rights = QStringList { u"organizations:write"_s };
        arranged(m_fixture->client().createRole(m_fixture->realm(), role));
        RemoteTab *const delegates = tab(u"administrators"_s);
        QCOMPARE(delegates->model()->rowCount(), 0);

        RemoteTab *const members = tab(u"members"_s);
        choose(members, 0);
        const QString name = members->model()->item(0)[u"name"].toString();
        members->findChild<QPushButton *>(u"giveRoleButton"_s)->click();
        auto *const dialog = m_fixture->dialog<RequestDialog>();
        auto *const chosen = dialog->findChild<QComboBox *>(u"roleComboBox"_s);
        // The roles of the realm are offered.
        QTRY_VERIFY(chosen->findText(role.name) >= 0);
        QVERIFY(!dialog->findChild<QPushButton *>(u"acceptButton"_s)->isEnabled());
        chosen->setEditText(role.name);
        m_fixture->accept(dialog);
        QTRY_COMPARE(members->model()->item(0)[u"roles"].toArray().size(), 1);

        tab(u"administrators"_s);
        QTRY_COMPARE(delegates->model()->rowCount(), 1);
        QCOMPARE(delegates->model()->item(0)[u"name"].toString(), name);
        QCOMPARE(delegates->model()->index(0, 3).data().toString(), u"organizations:read, organizations:write"_s);

        choose(delegates, 0);
        delegates->findChild<QPushButton *>(u"takeRoleButton"_s)->click();
        auto *const take = m_fixture->dialog<RequestDialog>();
        QCOMPARE(take->findChild<QComboBox *>(u"roleComboBox"_s)->currentText(), role.name);
        m_fixture->accept(take);
        QTRY_COMPARE(delegates->model()->rowCount(), 0);
    }

    void refusesADomainWhileItIsTyped()
    {
        m_fixture->open(u"organization"_s, m_organization, u"domains"_s);
        auto *const domains = m_fixture->find<QPlainTextEdit>(u"domainsPlainTextEdit"_s);
        domains->setPlainText(u"acme.example\nlocalhost"_s);
        QVERIFY(domains->property("bad").toBool());
        domains->setPlainText(u"acme.example"_s);
        QVERIFY(!domains->property("bad").toBool());
        m_fixture->object()->save();
        QTRY_VERIFY(!m_fixture->object()->draft()->isDirty());
        QCOMPARE(arranged(m_fixture->client().getOrganization(m_fixture->realm(), m_organization)).domains,
            QStringList { u"acme.example"_s });
    }

    void showsTheOrganisationsOfAPerson()
    {
        openMembersWith({ u"ann"_s });
        const QString ann = tab(u"members"_s)->model()->item(0)[u"id"].toString();
        m_fixture->open(u"user"_s, ann, u"organizations"_s);
        RemoteTab *const organizations = tab(u"organizations"_s);
        QTRY_COMPARE(organizations->model()->rowCount(), 1);
        QCOMPARE(organizations->model()->item(0)[u"name"].toString(), u"acme"_s);
    }
};
AUTH_TEST(OrganizationPagesTest);

}

#include "OrganizationPagesTest.moc"
