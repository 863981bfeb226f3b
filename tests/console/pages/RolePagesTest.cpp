// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/ConsoleServer.h"
#include "console/PrivateHome.h"

#include "app/Dialogs.h"
#include "app/HeldList.h"
#include "app/MainWindow.h"
#include "app/Page.h"
#include "app/Profiles.h"
#include "models/RoleTree.h"
#include "widgets/ConsequenceDialog.h"
#include "widgets/MessageBanner.h"
#include "widgets/PermissionMatrix.h"

#include <QtGui/QAction>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTreeView>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::ConsoleServer;

class RolePagesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<Page> m_page;

    QString realm() const { return m_connection->realm(); }
    api::Role role(const QString &name) const { return arranged(m_connection->client().getRole(realm(), name)); }
    void makeRole(const QString &name, const QStringList &parents, const QStringList &permissions)
    {
        api::RoleCreate body;
        body.name = name;
        body.parents = parents;
        body.permissions = permissions;
        arranged(m_connection->client().createRole(realm(), body));
    }
    void open(const QString &page, const QString &id = {})
    {
        m_page.reset(findPageKind(page)->make(m_connection.get(), { page, {}, id, {} }, nullptr));
        m_page->resize(1100, 700);
        m_page->show();
        m_page->load();
        QTRY_VERIFY(!m_page->isLoading());
    }
    QString said() const { return m_page->findChild<MessageBanner *>()->text(); }
    PermissionMatrixModel *matrix() const { return m_page->findChild<PermissionMatrix *>()->model(); }
    /// The cell of a permission and a role.
    QModelIndex cell(const QString &permission, const QString &name) const
    {
        for (int row = 0; row < matrix()->rowCount(); ++row) {
            for (int column = 0; column < matrix()->columnCount(); ++column) {
                if (matrix()->permission(row).name == permission && matrix()->role(column).name == name)
                    return matrix()->index(row, column);
            }
        }
        return {};
    }
    /// Presses space on a cell.
    void press(const QString &permission, const QString &name)
    {
        auto *view = m_page->findChild<PermissionMatrix *>()->view();
        view->setCurrentIndex(cell(permission, name));
        QTest::keyClick(view, Qt::Key_Space);
    }

    /// Saves what is drafted, without changing anything else.
    void save()
    {
        m_page->findChild<QAction *>(u"saveMatrixAction"_s)->trigger();
        [this] { QTRY_VERIFY(m_page->findChild<ConsequenceDialog *>()); }();
        m_page->findChild<ConsequenceDialog *>()->findChild<QPushButton *>(u"confirmPushButton"_s)->click();
        [this] { QTRY_VERIFY(!m_page->findChild<ConsequenceDialog *>() && !m_page->isLoading()); }();
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init()
    {
        m_connection = ConsoleServer::shared().connect();
        makeRole(u"finance"_s, {}, { u"invoice:read"_s, u"invoice:write"_s });
        makeRole(u"auditor"_s, { u"finance"_s }, { u"log:read"_s });
    }
    void cleanup()
    {
        m_page.reset();
        m_connection.reset();
    }

    void grantsInTheMatrixAfterSayingWhatComesOfIt()
    {
        open(u"permissions"_s);
        QCOMPARE(matrix()->cellText(cell(u"invoice:write"_s, u"auditor"_s)),
            u"invoice:write, role auditor, inherited from finance"_s);
        press(u"log:read"_s, u"finance"_s);
        press(u"invoice:write"_s, u"finance"_s);
        m_page->findChild<QAction *>(u"saveMatrixAction"_s)->trigger();
        QTRY_VERIFY(m_page->findChild<ConsequenceDialog *>());
        auto *dialog = m_page->findChild<ConsequenceDialog *>();
        QVERIFY(dialog->findChild<QPlainTextEdit *>()->toPlainText().startsWith(u"authctl role update"_s));
        QCOMPARE(role(u"finance"_s).permissions.size(), 2);
        dialog->findChild<QPushButton *>(u"confirmPushButton"_s)->click();
        QTRY_VERIFY2(said().startsWith(u"1 "_s), qPrintable(said()));
        QStringList permissions = role(u"finance"_s).permissions;
        permissions.sort();
        QCOMPARE(permissions, (QStringList { u"invoice:read"_s, u"log:read"_s }));
        QTRY_VERIFY(!m_page->isLoading());
        QCOMPARE(matrix()->changes().size(), 0);
        QVERIFY(matrix()->cellText(cell(u"invoice:write"_s, u"auditor"_s)).endsWith(u"not granted"_s));
    }

    void overwritesNothingThatSomebodyElseSaved()
    {
        open(u"permissions"_s);
        press(u"log:read"_s, u"finance"_s);
        arranged(
            m_connection->client().grantRolePermissions(realm(), u"finance"_s, { .permissions = { u"order:read"_s } }));
        save();
        QTRY_VERIFY2(said().contains(u"Somebody else"_s), qPrintable(said()));
        QVERIFY(role(u"finance"_s).permissions.contains(u"order:read"_s));
        QVERIFY(!role(u"finance"_s).permissions.contains(u"log:read"_s));
        // The draft is still there, on what they made of it.
        QTRY_VERIFY(cell(u"order:read"_s, u"finance"_s).isValid());
        QCOMPARE(matrix()->drafted(), (QList<MatrixCell> { { u"finance"_s, u"log:read"_s, true } }));
        save();
        QTRY_VERIFY2(said().startsWith(u"1 "_s), qPrintable(said()));
        QStringList permissions = role(u"finance"_s).permissions;
        permissions.sort();
        QCOMPARE(permissions,
            (QStringList { u"invoice:read"_s, u"invoice:write"_s, u"log:read"_s, u"order:read"_s }));
        QTRY_COMPARE(matrix()->drafted(), QList<MatrixCell>());
    }

    void draftsWhatIsLeftAfterAPartWasSaved()
    {
        open(u"permissions"_s);
        press(u"invoice:write"_s, u"auditor"_s);
        press(u"log:read"_s, u"finance"_s);
        arranged(
            m_connection->client().grantRolePermissions(realm(), u"finance"_s, { .permissions = { u"order:read"_s } }));
        save();
        QTRY_VERIFY2(said().startsWith(u"1 "_s) && said().contains(u"Somebody else"_s), qPrintable(said()));
        QVERIFY(role(u"auditor"_s).permissions.contains(u"invoice:write"_s));
        QTRY_COMPARE(matrix()->drafted(), (QList<MatrixCell> { { u"finance"_s, u"log:read"_s, true } }));
        save();
        QTRY_VERIFY(role(u"finance"_s).permissions.contains(u"log:read"_s));
        QTRY_COMPARE(matrix()->drafted(), QList<MatrixCell>());
    }

    void keepsADraftOverAnotherRealmASignOutAndARestart()
    {
        const QString other = ConsoleServer::shared().connect()->realm();
        auto window = std::make_unique<MainWindow>();
        const auto connect = [this, &window] {
            Connection *const connection = connectWithToken(
                ConsoleServer::shared().server(), ConsoleServer::shared().token(), nullptr);
            connection->setRealm(realm());
            window->setConnection(connection);
            window->show();
            window->open({ u"permissions"_s, {}, {}, {} });
        };
        const auto model
            = [&window] { return window->currentPage()->findChild<PermissionMatrix *>()->model(); };
        const auto isRead = [&] { return !window->currentPage()->isLoading() && model()->columnCount() > 0; };
        connect();
        QTRY_VERIFY(isRead());
        for (int row = 0; row < model()->rowCount(); ++row) {
            for (int column = 0; column < model()->columnCount(); ++column) {
                if (model()->permission(row).name == "log:read"_L1 && model()->role(column).name == "finance"_L1)
                    QVERIFY(model()->toggle({ model()->index(row, column) }));
            }
        }
        const QList<MatrixCell> drafted { { u"finance"_s, u"log:read"_s, true } };
        QCOMPARE(model()->drafted(), drafted);

        window->connection()->setRealm(other);
        QTRY_VERIFY(isRead());
        QCOMPARE(model()->drafted(), QList<MatrixCell>());
        window->connection()->setRealm(realm());
        QTRY_VERIFY(isRead());
        QCOMPARE(model()->drafted(), drafted);

        window->setConnection(nullptr);
        connect();
        QTRY_VERIFY(isRead());
        QCOMPARE(model()->drafted(), drafted);

        window = std::make_unique<MainWindow>();
        connect();
        QTRY_VERIFY(isRead());
        QCOMPARE(model()->drafted(), drafted);
        // It can be undone as if it had been drafted now.
        model()->undoStack()->undo();
        QCOMPARE(model()->drafted(), QList<MatrixCell>());
    }

    void keepsADraftWhenItLooksAgain()
    {
        open(u"permissions"_s);
        press(u"log:read"_s, u"finance"_s);
        m_page->load();
        QCOMPARE(matrix()->changes().size(), 1);
        m_page->findChild<QPushButton *>(u"discardPushButton"_s)->click();
        QCOMPARE(matrix()->changes().size(), 0);
    }

    void standsRolesUnderWhatTheyInherit()
    {
        open(u"roles"_s);
        auto *tree = m_page->findChild<RoleTree *>();
        const QModelIndex auditor = tree->find(u"auditor"_s);
        QCOMPARE(tree->at(auditor.parent())->name, u"finance"_s);
        m_page->findChild<QLineEdit *>(u"roleSearchLineEdit"_s)->setText(u"audit"_s);
        auto *view = m_page->findChild<QTreeView *>(u"rolesTreeView"_s);
        QCOMPARE(view->model()->rowCount(), 1);
        view->setCurrentIndex(view->model()->index(0, 0, view->model()->index(0, 0)));
        QSignalSpy opened(m_page.get(), &Page::linkActivated);
        m_page->findChild<QAction *>(u"openRoleAction"_s)->trigger();
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].value<Location>().id, role(u"auditor"_s).id);
    }

    void grantsAndInheritsOnTheRolesOwnPage()
    {
        open(u"role"_s, role(u"auditor"_s).id);
        m_page->findChild<QComboBox *>(u"permissionsComboBox"_s)->lineEdit()->setText(u"report:write"_s);
        m_page->findChild<QPushButton *>(u"permissionsAddButton"_s)->click();
        QTRY_VERIFY(role(u"auditor"_s).permissions.contains(u"report:write"_s));
        // What is taken away is asked about, and says why.
        auto *const table = m_page->findChild<QTableView *>(u"permissionsTableView"_s);
        const auto rowOf = [table](const QString &name) {
            for (int row = 0; row < table->model()->rowCount(); ++row) {
                if (table->model()->index(row, 0).data().toString() == name)
                    return row;
            }
            return -1;
        };
        QTRY_VERIFY(rowOf(u"report:write"_s) >= 0);
        table->selectRow(rowOf(u"report:write"_s));
        m_page->findChild<QPushButton *>(u"permissionsRemoveButton"_s)->click();
        auto *const dialog = m_page->findChild<ConsequenceDialog *>();
        QVERIFY(dialog);
        QVERIFY(role(u"auditor"_s).permissions.contains(u"report:write"_s));
        dialog->findChild<QPushButton *>(u"confirmPushButton"_s)->click();
        QTRY_VERIFY(!role(u"auditor"_s).permissions.contains(u"report:write"_s));
        // A ring is refused, and said why.
        m_page->findChild<QComboBox *>(u"rolesComboBox"_s)->lineEdit()->setText(u"auditor"_s);
        m_page->findChild<QPushButton *>(u"rolesAddButton"_s)->click();
        const auto isSaid = [this] {
            for (const MessageBanner *banner : m_page->findChildren<MessageBanner *>()) {
                if (!banner->isHidden() && banner->tone() == Tone::Bad)
                    return !banner->text().isEmpty();
            }
            return false;
        };
        QTRY_VERIFY(isSaid());
        QCOMPARE(role(u"auditor"_s).parents, QStringList(u"finance"_s));
    }

    void saysWhyARoleOfSomebodyCountsForNothing()
    {
        const auto text = [](const QStringList &because, bool requiresMfa) {
            return originText({ { u"direct"_s, true }, { u"sources"_s, QJsonArray() }, { u"require_mfa"_s, requiresMfa },
                { u"inactive"_s, !because.isEmpty() }, { u"inactive_because"_s, QJsonArray::fromStringList(because) } });
        };
        QCOMPARE(text({}, false), u"given directly"_s);
        QCOMPARE(text({}, true), u"given directly, counts with two factors only"_s);
        QCOMPARE(text({ u"no_second_factor"_s, u"phone_unverified"_s }, true),
            u"given directly, does not count: there is no second factor, does not count: the phone number is not verified"_s);
        QCOMPARE(text({ u"email_unverified"_s }, false), u"given directly, does not count: the e-mail address is not verified"_s);
    }

    void deletesARoleOnlyAfterItsNameWasTyped()
    {
        open(u"roles"_s);
        auto *view = m_page->findChild<QTreeView *>(u"rolesTreeView"_s);
        auto *tree = m_page->findChild<RoleTree *>();
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            if (view->model()->index(row, 0).data(RoleTree::NameRole) == u"finance"_s)
                view->setCurrentIndex(view->model()->index(row, 0));
        }
        m_page->findChild<QAction *>(u"deleteRoleAction"_s)->trigger();
        auto *dialog = m_page->findChild<RequestDialog *>();
        QVERIFY(dialog);
        dialog->reject();
        QVERIFY(tree->find(u"finance"_s).isValid());
        QCOMPARE(role(u"finance"_s).name, u"finance"_s);
    }
};

AUTH_TEST(RolePagesTest);

}

#include "RolePagesTest.moc"
