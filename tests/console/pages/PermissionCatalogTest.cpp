// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/PageFixture.h"
#include "console/PrivateHome.h"

#include "app/Dialogs.h"
#include "widgets/MessageBanner.h"
#include "widgets/PermissionMatrix.h"
#include "widgets/PermissionMatrixModel.h"

#include <QtWidgets/QLineEdit>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::kPatienceMs;
using test::PageFixture;

/// The permissions that there are, on the page of the matrix.
class PermissionCatalogTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;

    PermissionMatrix *matrix() const { return m_fixture->page->findChild<PermissionMatrix *>(); }
    QString said() const { return m_fixture->page->findChild<MessageBanner *>()->text(); }
    QStringList atServer() const
    {
        QStringList names;
        for (const api::Permission &one : arranged(m_fixture->client().listPermissions(m_fixture->realm(), {})).items)
            names.append(one.name);
        return names;
    }
    QString description() const
    {
        return arranged(m_fixture->client().getPermission(m_fixture->realm(), u"orders:read"_s)).description;
    }
    void makeRole()
    {
        api::RoleCreate role;
        role.name = u"clerk"_s;
        role.permissions = QStringList { u"orders:read"_s };
        arranged(m_fixture->client().createRole(m_fixture->realm(), role));
        m_fixture->open(u"permissions"_s);
        matrix()->view()->setCurrentIndex(matrix()->model()->index(0, 0));
    }
    RequestDialog *begin(const QString &action) const
    {
        m_fixture->action(action)->trigger();
        [this] { QTRY_VERIFY_WITH_TIMEOUT(m_fixture->dialog<RequestDialog>(), kPatienceMs); }();
        return m_fixture->dialog<RequestDialog>();
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init() { m_fixture = std::make_unique<PageFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void makesAPermissionThatNoRoleGivesYet()
    {
        m_fixture->open(u"permissions"_s);
        QVERIFY(!m_fixture->action(u"editPermissionAction"_s)->isEnabled());
        RequestDialog *const dialog = begin(u"newPermissionAction"_s);
        auto *const accept = dialog->findChild<QPushButton *>(u"acceptButton"_s);
        auto *const name = dialog->findChild<QLineEdit *>(u"nameLineEdit"_s);
        for (const QString &wrong : { QString(), u"orders"_s, u"orders:"_s, u":read"_s, u"or ders:read"_s }) {
            name->setText(wrong);
            QVERIFY2(!accept->isEnabled(), qPrintable(wrong));
        }
        name->setText(u"orders:read"_s);
        accept->click();
        QTRY_VERIFY_WITH_TIMEOUT(said().contains(u"orders:read"_s), kPatienceMs);
        QCOMPARE(atServer(), QStringList { u"orders:read"_s });
    }

    void saysWhatAPermissionIsForAndGoesBack()
    {
        makeRole();
        RequestDialog *const dialog = begin(u"editPermissionAction"_s);
        dialog->findChild<QLineEdit *>(u"descriptionLineEdit"_s)->setText(u"Sees orders"_s);
        dialog->findChild<QLineEdit *>(u"applicationLineEdit"_s)->setText(u"nobody"_s);
        m_fixture->accept(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(
            dialog->findChild<QLineEdit *>(u"applicationLineEdit"_s)->property("bad").toBool(), kPatienceMs);
        dialog->findChild<QLineEdit *>(u"applicationLineEdit"_s)->clear();
        m_fixture->accept(dialog);
        QTRY_COMPARE_WITH_TIMEOUT(description(), u"Sees orders"_s, kPatienceMs);
        m_fixture->waitForPage();
        matrix()->view()->setCurrentIndex(matrix()->model()->index(0, 0));
        m_fixture->action(u"permissionHistoryAction"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->find<QTableView>(u"historyTableView"_s), kPatienceMs);
        auto *const versions = m_fixture->find<QTableView>(u"historyTableView"_s);
        QTRY_COMPARE_WITH_TIMEOUT(versions->model()->rowCount(), 2, kPatienceMs);
        versions->selectRow(1);
        auto *const revert = m_fixture->find<QPushButton>(u"revertButton"_s);
        QTRY_VERIFY_WITH_TIMEOUT(revert->isEnabled(), kPatienceMs);
        revert->click();
        QTRY_COMPARE_WITH_TIMEOUT(description(), QString(), kPatienceMs);
    }

    void deletesOnlyWhatIsTyped()
    {
        makeRole();
        RequestDialog *const dialog = begin(u"deletePermissionAction"_s);
        QVERIFY(!dialog->findChild<QPushButton *>(u"acceptButton"_s)->isEnabled());
        dialog->findChild<QLineEdit *>(u"confirmLineEdit"_s)->setText(u"orders:read"_s);
        m_fixture->accept(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(atServer().isEmpty(), kPatienceMs);
        QVERIFY(arranged(m_fixture->client().getRole(m_fixture->realm(), u"clerk"_s)).permissions.isEmpty());
    }

    void waitsForTheDraftOfTheMatrix()
    {
        makeRole();
        QTest::keyClick(matrix()->view(), Qt::Key_Space);
        for (const QString &name : { u"newPermissionAction"_s, u"editPermissionAction"_s, u"deletePermissionAction"_s }) {
            QVERIFY(!m_fixture->action(name)->isEnabled());
            QVERIFY2(m_fixture->action(name)->toolTip().contains(u"drafted"_s), qPrintable(name));
        }
        matrix()->model()->discard();
        QVERIFY(m_fixture->action(u"newPermissionAction"_s)->isEnabled());
    }
};
AUTH_TEST(PermissionCatalogTest);

}

#include "PermissionCatalogTest.moc"
