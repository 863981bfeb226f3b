// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Location.h"

#include <QtCore/QHash>
#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtWidgets/QMainWindow>

class QDialog;
class QLabel;
class QMenu;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace auth::console {

class ActivityPanel;
class ConnectPage;
class Connection;
class IdleWatch;
class LockPage;
class MessageBanner;
class Page;
class Proof;
class Sidebar;
class StepUpDialog;

/// A frame around pages: sidebar, tabs, what goes on, and the way to everything by keyboard. One window has one server.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    MainWindow();
    ~MainWindow() override;

    /// Shows the pages of \a connection, which the window owns from now on; of nothing, the page that connects.
    void setConnection(Connection *connection);
    Connection *connection() const { return m_connection; }
    ConnectPage *connectPage() const { return m_connectPage; }

    /// Goes to a page, or opens an object in a tab of its own.
    void open(const Location &location);
    Page *currentPage() const;
    /// Goes to the realm, the page and the tabs that were open on this server last.
    void restoreSession();
    /// Covers everything until the person has proved that they are back; what is edited stays.
    void lock();
    bool isLocked() const { return m_lockPage != nullptr; }
    IdleWatch *idleWatch() const { return m_idle; }
    /// Every action of the menus.
    QList<QAction *> allActions() const;

Q_SIGNALS:
    /// Somebody wants another server, in another window.
    void windowRequested();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void makeMenus();
    void makeLockMenu(QMenu *menu);
    void unlock();
    void askForProof(Proof *proof);
    QAction *add(QMenu *menu, const QString &text, const QList<QKeySequence> &shortcuts, const char *name,
        const std::function<void()> &run);
    void makeFrame();
    void clearPages();
    void keepSession() const;
    Page *makePage(const Location &location);
    void openTab(const Location &location);
    void closeTab(int index);
    void showPageActions();
    void showConnection();
    /// How it came that the server is not there, in a window of its own.
    void showDetails();
    void showNotices();
    void showTitle();
    void showPalette();
    void copyLink();
    void showShortcuts();
    void chooseTheme(const QString &name);

    Connection *m_connection = nullptr;
    QStackedWidget *m_stack;
    ConnectPage *m_connectPage;
    QWidget *m_frame = nullptr;
    LockPage *m_lockPage = nullptr;
    IdleWatch *m_idle = nullptr;
    QList<QPointer<QDialog>> m_hiddenDialogs; ///< While it is locked.
    QPointer<StepUpDialog> m_stepUp;
    Sidebar *m_sidebar = nullptr;
    QTabWidget *m_tabs = nullptr;
    QStackedWidget *m_areas = nullptr; ///< The pages of the sidebar, in the first tab.
    QHash<QString, Page *> m_areaPages;
    MessageBanner *m_banner = nullptr;
    MessageBanner *m_notices = nullptr;
    ActivityPanel *m_activity = nullptr;
    QSplitter *m_activitySplitter = nullptr;
    QLabel *m_stateLabel;
    QLabel *m_actorLabel;
    QLabel *m_zoneLabel;
    QTimer m_clock;
    QMenu *m_objectMenu = nullptr;
    QMenu *m_goMenu = nullptr;
    QAction *m_undo = nullptr;
    QAction *m_redo = nullptr;
    QAction *m_save = nullptr;
    QAction *m_review = nullptr;
    QAction *m_discard = nullptr;
    QList<QAction *> m_actions;
};

}
