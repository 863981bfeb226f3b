// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of MainWindow: every action of the program has an entry here, and a shortcut.
#include "app/ActivityPanel.h"
#include "app/CommandPalette.h"
#include "app/Connection.h"
#include "app/ListPage.h"
#include "app/MainWindow.h"
#include "app/ObjectPage.h"
#include "app/RealmSwitcher.h"
#include "app/Shortcuts.h"
#include "app/ShortcutsDialog.h"
#include "app/Sidebar.h"
#include "app/Theme.h"
#include "app/ViewButton.h"
#include "models/Draft.h"

#include <QtCore/QSettings>
#include <QtGui/QActionGroup>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QTabWidget>

namespace auth::console {

using namespace Qt::StringLiterals;

QAction *MainWindow::add(QMenu *menu, const QString &text, const QList<QKeySequence> &shortcuts, const char *name,
    const std::function<void()> &run)
{
    auto *const action = new QAction(text, this);
    action->setObjectName(QLatin1StringView(name));
    setStandardShortcuts(action, shortcuts);
    connect(action, &QAction::triggered, this, [this, run] {
        if (!isLocked())
            run();
    });
    menu->addAction(action);
    m_actions.append(action);
    return action;
}

void MainWindow::makeMenus()
{
    const auto object = [this] { return qobject_cast<ObjectPage *>(currentPage()); };

    QMenu *const file = menuBar()->addMenu(tr("&File"));
    add(file, tr("&Connect to another server…"), { QKeySequence(u"Ctrl+Shift+K"_s) }, "connectAction",
        [this] { Q_EMIT windowRequested(); });
    add(file, tr("&Disconnect"), { QKeySequence(u"Ctrl+Shift+D"_s) }, "disconnectAction",
        [this] { setConnection(nullptr); });
    file->addSeparator();
    makeLockMenu(file);
    file->addSeparator();
    add(file, tr("Close &tab"), { QKeySequence(u"Ctrl+W"_s), QKeySequence(u"Ctrl+F4"_s) }, "closeTabAction", [this] {
        if (m_tabs)
            closeTab(m_tabs->currentIndex());
    });
    add(file, tr("&Quit"), { QKeySequence(u"Ctrl+Q"_s) }, "quitAction", [] { QApplication::closeAllWindows(); });

    QMenu *const edit = menuBar()->addMenu(tr("&Edit"));
    m_undo = add(edit, tr("&Undo"), { QKeySequence(u"Ctrl+Z"_s) }, "undoAction", [this] {
        if (currentPage() && currentPage()->draft())
            currentPage()->draft()->undoStack()->undo();
        showPageActions();
    });
    m_redo = add(edit, tr("&Redo"), { QKeySequence(u"Ctrl+Shift+Z"_s), QKeySequence(u"Ctrl+Y"_s) }, "redoAction", [this] {
        if (currentPage() && currentPage()->draft())
            currentPage()->draft()->undoStack()->redo();
        showPageActions();
    });
    edit->addSeparator();
    m_save = add(edit, tr("&Save changes"), { QKeySequence::Save }, "saveAction", [object] {
        if (object())
            object()->save();
    });
    m_review = add(edit, tr("Re&view changes…"), { QKeySequence(u"Ctrl+Shift+S"_s) }, "reviewAction", [object] {
        if (object())
            object()->review();
    });
    m_discard = add(edit, tr("Dis&card changes"), { QKeySequence(u"Ctrl+Shift+Backspace"_s) }, "discardAction", [object] {
        if (object())
            object()->discard();
    });
    edit->addSeparator();
    add(edit, tr("&Filter"), { QKeySequence(u"/"_s), QKeySequence::Find }, "filterAction", [this] {
        if (Page *const page = currentPage())
            page->focusFilter();
    });
    add(edit, tr("Copy &link"), { QKeySequence(u"Ctrl+L"_s) }, "copyLinkAction", [this] { copyLink(); });
    add(edit, tr("Copy as &authctl command"), { QKeySequence(u"Ctrl+Shift+C"_s) }, "copyCommandAction", [this] {
        if (m_activity)
            QGuiApplication::clipboard()->setText(m_activity->command());
    });

    QMenu *const view = menuBar()->addMenu(tr("&View"));
    add(view, tr("&Reload"), { QKeySequence(u"Ctrl+R"_s), QKeySequence(u"F5"_s) }, "reloadAction", [this] {
        if (Page *const page = currentPage())
            page->load();
    });
    add(view, tr("&Activity"), { QKeySequence(u"Ctrl+`"_s) }, "activityAction", [this] {
        if (m_activity)
            m_activity->setVisible(!m_activity->isVisible());
    });
    const auto list = [this] { return qobject_cast<ListPage *>(currentPage()); };
    add(view, tr("Saved &views…"), { QKeySequence(u"Ctrl+Shift+V"_s) }, "viewsAction", [list] {
        if (list())
            list()->viewButton()->openMenu();
    });
    add(view, tr("&Save this view…"), { QKeySequence(u"Ctrl+Alt+V"_s) }, "saveViewAction", [list] {
        if (list())
            list()->viewButton()->askToSave();
    });
    add(view, tr("&Inspector in a window of its own"), { QKeySequence(u"Ctrl+Alt+I"_s) }, "inspectorAction", [list] {
        if (list())
            list()->setInspectorDetached(!list()->isInspectorDetached());
    });
    QMenu *const themes = view->addMenu(tr("&Theme"));
    auto *const group = new QActionGroup(this);
    const QString chosen = QSettings().value(u"theme"_s, u"system"_s).toString();
    const std::tuple<QString, QString, const char *, const char *> names[] = {
        { u"system"_s, tr("As the &system"), "Ctrl+Alt+1", "themeSystemAction" },
        { u"light"_s, tr("&Light"), "Ctrl+Alt+2", "themeLightAction" },
        { u"dark"_s, tr("&Dark"), "Ctrl+Alt+3", "themeDarkAction" },
    };
    for (const auto &[name, text, keys, objectName] : names) {
        QAction *const action = add(themes, text, { QKeySequence(QString::fromLatin1(keys)) }, objectName,
            [this, chosenName = name] { chooseTheme(chosenName); });
        action->setCheckable(true);
        action->setChecked(name == chosen);
        group->addAction(action);
    }

    m_goMenu = menuBar()->addMenu(tr("&Go"));
    add(m_goMenu, tr("To &anything…"), { QKeySequence(u"Ctrl+K"_s), QKeySequence(u"Ctrl+P"_s) }, "paletteAction",
        [this] { showPalette(); });
    add(m_goMenu, tr("To another &realm…"), { QKeySequence(u"Ctrl+Shift+R"_s) }, "realmAction", [this] {
        if (m_sidebar)
            m_sidebar->realmSwitcher()->openSearch();
    });
    add(m_goMenu, tr("&Next tab"), { QKeySequence(u"Ctrl+Tab"_s) }, "nextTabAction", [this] {
        if (m_tabs)
            m_tabs->setCurrentIndex((m_tabs->currentIndex() + 1) % m_tabs->count());
    });
    add(m_goMenu, tr("&Previous tab"), { QKeySequence(u"Ctrl+Shift+Tab"_s) }, "previousTabAction", [this] {
        if (m_tabs)
            m_tabs->setCurrentIndex((m_tabs->currentIndex() + m_tabs->count() - 1) % m_tabs->count());
    });
    m_goMenu->addSeparator();
    int number = 0;
    for (const QString &page : Sidebar::pages()) {
        // The first nine by one digit, the others by two keys.
        ++number;
        const QKeySequence keys(number <= 9 ? u"Alt+%1"_s.arg(number) : u"Alt+0, %1"_s.arg(number - 9));
        add(m_goMenu, findPageKind(page)->translatedTitle(), { keys }, (page + u"PageAction"_s).toLatin1().constData(),
            [this, page] {
                const PageKind *const kind = findPageKind(page);
                if (m_connection && m_connection->has(kind->operation)
                    && m_connection->may(QLatin1StringView(kind->permission)))
                    open({ page, m_connection->realm(), {}, {} });
            });
    }

    m_objectMenu = menuBar()->addMenu(tr("&Object"));
    m_objectMenu->setToolTipsVisible(true);
    connect(m_objectMenu, &QMenu::aboutToShow, this, [this] {
        m_objectMenu->clear();
        const Page *const page = currentPage();
        if (page)
            m_objectMenu->addActions(page->deeds());
        if (m_objectMenu->isEmpty())
            m_objectMenu->addAction(tr("Nothing to do here"))->setEnabled(false);
    });

    QMenu *const help = menuBar()->addMenu(tr("&Help"));
    add(help, tr("&Keyboard"), { QKeySequence::HelpContents }, "keyboardAction", [this] { showShortcuts(); });
}

QList<QAction *> MainWindow::allActions() const
{
    QList<QAction *> actions = m_actions;
    if (const Page *const page = currentPage())
        actions += page->deeds();
    return actions;
}

void MainWindow::showPalette()
{
    if (!m_connection)
        return;
    auto *const palette = new CommandPalette(m_connection, allActions(), this);
    connect(palette, &CommandPalette::chosen, this, &MainWindow::open);
    palette->open();
}

void MainWindow::copyLink()
{
    if (const Page *const page = currentPage())
        QGuiApplication::clipboard()->setText(
            QString::fromLatin1(toLink(page->location(), m_connection->server()).toEncoded()));
}

void MainWindow::chooseTheme(const QString &name)
{
    QSettings().setValue(u"theme"_s, name);
    applyTheme(themeNamed(name));
}

void MainWindow::showShortcuts()
{
    auto *const dialog = new ShortcutsDialog(allActions(), this);
    dialog->open();
}

}
