// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/PageFixture.h"
#include "console/Person.h"
#include "console/PrivateHome.h"

#include "app/BulkDialog.h"
#include "app/ViewButton.h"
#include "widgets/FilterBar.h"

#include <QtCore/QSettings>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::PageFixture;

/// How a list is looked at, and what is done to all that it finds.
class ListViewsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;

    FilterBar *filter() const { return m_fixture->page->findChild<FilterBar *>(); }
    QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < m_fixture->list()->model()->rowCount(); ++row)
            names.append(m_fixture->list()->model()->item(row)[u"username"].toString());
        return names;
    }
    QMenu *menu() const
    {
        m_fixture->list()->viewButton()->openMenu();
        return m_fixture->find<QMenu>(u"viewMenu"_s);
    }
    QAction *entry(const QMenu *menu, const QString &text) const
    {
        for (QAction *action : menu->actions()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }
    BulkDialog *openBulk() const
    {
        m_fixture->action(u"bulkAction"_s)->trigger();
        return m_fixture->dialog<BulkDialog>();
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init()
    {
        QSettings().clear();
        m_fixture = std::make_unique<PageFixture>();
        for (const QString &name : { u"ann"_s, u"bob"_s, u"carl"_s })
            test::makePerson(m_fixture->connection.get(), m_fixture->realm(), name);
        m_fixture->open(u"users"_s);
        QTRY_COMPARE(m_fixture->list()->model()->rowCount(), 3);
    }
    void cleanup() { m_fixture.reset(); }

    void bringsBackFilterOrderAndColumns()
    {
        QTableView *const table = m_fixture->list()->table();
        filter()->setText(u"username:*a*"_s);
        table->sortByColumn(0, Qt::DescendingOrder);
        QTRY_COMPARE(names(), QStringList({ u"carl"_s, u"ann"_s }));
        table->setColumnHidden(2, true);
        m_fixture->list()->viewButton()->askToSave();
        auto *const dialog = m_fixture->dialog<QInputDialog>();
        dialog->setTextValue(u"With an a"_s);
        dialog->accept();

        filter()->setText({});
        table->sortByColumn(-1, Qt::AscendingOrder);
        table->setColumnHidden(2, false);
        QTRY_COMPARE(names().size(), 3);

        QAction *const view = entry(menu(), u"With an a"_s);
        QVERIFY(view);
        view->trigger();
        QTRY_COMPARE(names(), QStringList({ u"carl"_s, u"ann"_s }));
        QCOMPARE(filter()->text(), u"username:*a*"_s);
        QVERIFY(table->isColumnHidden(2));
    }

    void offersViewsOnTheirPageOnlyAndForgetsThem()
    {
        m_fixture->list()->viewButton()->save(u"All"_s);
        QMenu *shown = menu();
        QVERIFY(entry(shown, u"All"_s));
        QMenu *const remove = entry(shown, u"&Delete a view"_s)->menu();
        entry(remove, u"All"_s)->trigger();
        shown->close();
        m_fixture->open(u"sessions"_s);
        QVERIFY(!entry(menu(), u"All"_s));
        m_fixture->open(u"users"_s);
        QVERIFY(!entry(menu(), u"All"_s));
    }

    void remembersWhichColumnsAreShown()
    {
        QMenu *const columns = entry(menu(), u"&Columns"_s)->menu();
        QCOMPARE(columns->actions().size(), m_fixture->list()->model()->columnCount() - 1);
        columns->actions().first()->trigger();
        QVERIFY(m_fixture->list()->table()->isColumnHidden(1));
        m_fixture->open(u"users"_s);
        QVERIFY(m_fixture->list()->table()->isColumnHidden(1));
        QVERIFY(!m_fixture->list()->table()->isColumnHidden(0));
    }

    void saysHowManyMatchBeforeAnythingStarts()
    {
        filter()->setText(u"username:*a*"_s);
        QTRY_COMPARE(names().size(), 2);
        BulkDialog *const dialog = openBulk();
        auto *const typed = dialog->findChild<QLineEdit *>(u"typedCountLineEdit"_s);
        auto *const start = dialog->findChild<QPushButton *>(u"startButton"_s);
        QVERIFY(!start->isEnabled());
        QTRY_COMPARE(typed->placeholderText(), u"2"_s);
        QVERIFY(!start->isEnabled());
        typed->setText(u"3"_s);
        QVERIFY(!start->isEnabled());
        // Looking changes nothing.
        QCOMPARE(arranged(m_fixture->client().listJobs(m_fixture->realm(), {})).items.size(), 0);
        typed->setText(u"2"_s);
        QVERIFY(start->isEnabled());
        QSignalSpy opened(m_fixture->page.get(), &Page::linkActivated);
        start->click();
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].value<Location>().page, u"job"_s);
        const QString job = opened[0][0].value<Location>().id;
        QTRY_COMPARE(arranged(m_fixture->client().getJob(m_fixture->realm(), job)).state, u"done"_s);
        api::ListOptions locked;
        locked.query = u"status:locked"_s;
        QCOMPARE(arranged(m_fixture->client().listUsers(m_fixture->realm(), locked)).items.size(), 2);
    }

    void startsNothingWhereNothingMatches()
    {
        filter()->setText(u"username:zoe"_s);
        QTRY_COMPARE(names().size(), 0);
        BulkDialog *const dialog = openBulk();
        auto *const count = dialog->findChild<QLabel *>(u"bulkCountLabel"_s);
        QTRY_COMPARE(count->text(), u"Nothing matches the filter."_s);
        QVERIFY(!dialog->findChild<QPushButton *>(u"startButton"_s)->isEnabled());
        QVERIFY(!dialog->findChild<QLineEdit *>(u"typedCountLineEdit"_s)->isEnabled());
    }
};
AUTH_TEST(ListViewsTest);

}

#include "ListViewsTest.moc"
