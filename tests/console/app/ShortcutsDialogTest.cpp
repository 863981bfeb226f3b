// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/PrivateHome.h"

#include "app/MainWindow.h"
#include "app/Shortcuts.h"
#include "app/ShortcutsDialog.h"

#include <QtWidgets/QKeySequenceEdit>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableWidget>

namespace auth::console {

using namespace Qt::StringLiterals;

class ShortcutsDialogTest : public QObject {
    Q_OBJECT

    std::unique_ptr<MainWindow> m_window;
    QPointer<ShortcutsDialog> m_dialog;

    QAction *action(const MainWindow &window, const QString &name) const { return window.findChild<QAction *>(name); }
    void choose(const QString &text)
    {
        auto *const table = m_dialog->findChild<QTableWidget *>();
        for (int row = 0; row < table->rowCount(); ++row) {
            if (table->item(row, 0)->text() == text)
                table->selectRow(row);
        }
    }
    void press(const QKeySequence &keys)
    {
        auto *const edit = m_dialog->findChild<QKeySequenceEdit *>();
        edit->setKeySequence(keys);
        Q_EMIT edit->editingFinished();
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init()
    {
        m_window = std::make_unique<MainWindow>();
        action(*m_window, u"keyboardAction"_s)->trigger();
        m_dialog = m_window->findChild<ShortcutsDialog *>();
        QVERIFY(m_dialog);
    }
    void cleanup() { m_window.reset(); }

    void givesAnActionOtherKeysEverywhereAndForGood()
    {
        MainWindow second;
        choose(u"Reload"_s);
        press(QKeySequence(u"Ctrl+Alt+R"_s));
        const QList<QKeySequence> chosen { QKeySequence(u"Ctrl+Alt+R"_s) };
        QCOMPARE(action(*m_window, u"reloadAction"_s)->shortcuts(), chosen);
        QCOMPARE(action(second, u"reloadAction"_s)->shortcuts(), chosen);
        const MainWindow later;
        QCOMPARE(action(later, u"reloadAction"_s)->shortcuts(), chosen);
        m_dialog->findChild<QPushButton *>(u"standardButton"_s)->click();
        QCOMPARE(action(*m_window, u"reloadAction"_s)->shortcuts().size(), 2);
        QCOMPARE(action(second, u"reloadAction"_s)->shortcuts(), standardShortcuts(action(second, u"reloadAction"_s)));
    }

    void takesKeysFromNobody()
    {
        choose(u"Reload"_s);
        const auto before = action(*m_window, u"reloadAction"_s)->shortcuts();
        press(QKeySequence(u"Ctrl+Q"_s));
        QCOMPARE(action(*m_window, u"reloadAction"_s)->shortcuts(), before);
        auto *const problem = m_dialog->findChild<QLabel *>(u"problemLabel"_s);
        QVERIFY2(problem->isVisible() && problem->text().contains(u"Quit"_s), qPrintable(problem->text()));
        // None at all would leave it without a key.
        press({});
        QCOMPARE(action(*m_window, u"reloadAction"_s)->shortcuts(), before);
    }
};
AUTH_TEST(ShortcutsDialogTest);

}

#include "ShortcutsDialogTest.moc"
