// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/PageFixture.h"
#include "console/PrivateHome.h"

#include "app/Dialogs.h"

#include <QtWidgets/QLineEdit>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::kPatienceMs;
using test::PageFixture;

/// Scopes: made, described, and deleted.
class ScopePagesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;

    QStringList own() const
    {
        QStringList names;
        for (const api::Scope &scope : arranged(m_fixture->client().listScopes(m_fixture->realm(), {})).items)
            names.append(scope.name);
        return names.filter(u"orders"_s);
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init() { m_fixture = std::make_unique<PageFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void makesOneAndOpensIt()
    {
        m_fixture->open(u"scopes"_s);
        QSignalSpy led(m_fixture->page.get(), &Page::linkActivated);
        m_fixture->action(u"newScopeAction"_s)->trigger();
        auto *const dialog = m_fixture->dialog<RequestDialog>();
        QVERIFY(!dialog->findChild<QPushButton *>(u"acceptButton"_s)->isEnabled());
        auto *const name = dialog->findChild<QLineEdit *>(u"nameLineEdit"_s);
        // What the server refuses is said at its field.
        name->setText(u"or\"ders"_s);
        m_fixture->accept(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(name->property("bad").toBool(), kPatienceMs);
        name->setText(u"orders"_s);
        m_fixture->accept(dialog);
        QTRY_COMPARE_WITH_TIMEOUT(led.size(), 1, kPatienceMs);
        QCOMPARE(led[0][0].value<Location>().page, u"scope"_s);
        QCOMPARE(own(), QStringList { u"orders"_s });
        m_fixture->open(u"scope"_s, led[0][0].value<Location>().id);
        m_fixture->find<QLineEdit>(u"descriptionLineEdit"_s)->setText(u"Reads orders"_s);
        m_fixture->object()->save();
        QTRY_VERIFY_WITH_TIMEOUT(!m_fixture->object()->draft()->isDirty(), kPatienceMs);
        QCOMPARE(arranged(m_fixture->client().getScope(m_fixture->realm(), u"orders"_s)).description, u"Reads orders"_s);
    }

    void deletesOne()
    {
        api::ScopeCreate scope;
        scope.name = u"orders"_s;
        arranged(m_fixture->client().createScope(m_fixture->realm(), scope));
        m_fixture->open(u"scopes"_s);
        for (int row = 0; row < m_fixture->list()->model()->rowCount(); ++row) {
            if (m_fixture->list()->model()->item(row)[u"name"].toString() == "orders"_L1)
                m_fixture->list()->table()->selectRow(row);
        }
        m_fixture->action(u"deleteAction"_s)->trigger();
        m_fixture->accept(m_fixture->dialog<RequestDialog>());
        QTRY_VERIFY_WITH_TIMEOUT(own().isEmpty(), kPatienceMs);
    }
};
AUTH_TEST(ScopePagesTest);

}

#include "ScopePagesTest.moc"
