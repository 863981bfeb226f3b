// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/MainWindow.h"

#include "app/ActivityPanel.h"
#include "app/ConnectPage.h"
#include "app/Icons.h"
#include "app/Layouts.h"
#include "app/ObjectPage.h"
#include "app/Page.h"
#include "app/RealmSwitcher.h"
#include "app/Sidebar.h"
#include "app/StepUpDialog.h"
#include "models/Draft.h"
#include "widgets/MessageBanner.h"

#include <QtCore/QDateTime>
#include <QtCore/QLoggingCategory>
#include <QtCore/QSettings>
#include <QtGui/QCloseEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::seconds kClock { 1 };

/// QT_LOGGING_RULES="auth.console.page.debug=true" says when each page has been read.
Q_LOGGING_CATEGORY(pageCategory, "auth.console.page", QtInfoMsg)

}

MainWindow::MainWindow()
    : m_stack(new QStackedWidget(this))
    , m_connectPage(new ConnectPage(this))
    , m_stateLabel(new QLabel(this))
    , m_actorLabel(new QLabel(this))
    , m_zoneLabel(new QLabel(this))
{
    setObjectName(u"mainWindow"_s);
    setWindowIcon(programIcon());
    setCentralWidget(m_stack);
    m_stack->addWidget(m_connectPage);
    connect(m_connectPage, &ConnectPage::connected, this, &MainWindow::setConnection);
    m_stateLabel->setObjectName(u"stateLabel"_s);
    for (QLabel *label : { m_stateLabel, m_actorLabel, m_zoneLabel })
        label->setContentsMargins(8, 2, 8, 2);
    statusBar()->addWidget(m_stateLabel, 1);
    statusBar()->addPermanentWidget(m_actorLabel);
    statusBar()->addPermanentWidget(m_zoneLabel);
    statusBar()->setSizeGripEnabled(false);
    makeMenus();
    resize(1280, 820);
    restoreGeometry(QSettings().value(u"window/geometry"_s).toByteArray());
    connect(&m_clock, &QTimer::timeout, this, &MainWindow::showConnection);
    m_clock.start(kClock);
    showConnection();
    showTitle();
}

MainWindow::~MainWindow() = default;

void MainWindow::setConnection(Connection *connection)
{
    unlock();
    if (m_connection) {
        keepSession();
        clearPages();
        m_connection->deleteLater();
        m_frame->deleteLater();
        m_frame = nullptr;
        m_sidebar = nullptr;
        m_tabs = nullptr;
        m_areas = nullptr;
        m_banner = nullptr;
        m_notices = nullptr;
        m_activity = nullptr;
    }
    m_connection = connection;
    if (!connection) {
        m_stack->setCurrentWidget(m_connectPage);
        m_connectPage->load();
        showConnection();
        showTitle();
        return;
    }
    connection->setParent(this);
    makeFrame();
    connect(connection, &Connection::stateChanged, this, &MainWindow::showConnection);
    connect(connection, &Connection::answered, this, &MainWindow::showConnection);
    connect(connection, &Connection::rightsChanged, this, &MainWindow::showConnection);
    connect(connection, &Connection::proofDemanded, this, &MainWindow::askForProof);
    connect(connection, &Connection::noticesChanged, this, &MainWindow::showNotices);
    connect(connection, &Connection::restored, this, [this] {
        if (Page *const page = currentPage())
            page->load();
    });
    connect(connection, &Connection::realmChanged, this, [this] {
        // Drafts are kept in files: what is edited is there again when one comes back.
        const QString page = m_areas && m_areas->currentWidget()
            ? static_cast<Page *>(m_areas->currentWidget())->location().page
            : QString();
        clearPages();
        open({ page.isEmpty() ? Sidebar::pages().first() : page, m_connection->realm(), {}, {} });
    });
    showConnection();
    showNotices();
    showTitle();
    connection->retry();
}

void MainWindow::makeFrame()
{
    m_frame = new QWidget(m_stack);
    m_sidebar = new Sidebar(m_connection, m_frame);
    m_tabs = new QTabWidget(m_frame);
    m_tabs->setObjectName(u"tabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->setTabsClosable(true);
    m_tabs->setMovable(false);
    m_tabs->setElideMode(Qt::ElideMiddle);
    m_tabs->tabBar()->setAccessibleName(tr("Open pages"));
    m_tabs->tabBar()->setExpanding(false);
    m_areas = new QStackedWidget(m_tabs);
    m_tabs->addTab(m_areas, QString());
    m_tabs->tabBar()->setTabButton(0, QTabBar::RightSide, nullptr);
    m_tabs->tabBar()->setTabButton(0, QTabBar::LeftSide, nullptr);
    m_tabs->setTabBarAutoHide(true);
    m_banner = new MessageBanner(m_frame);
    m_banner->setObjectName(u"connectionBanner"_s);
    m_banner->setClosable(false);
    m_banner->hide();
    m_notices = new MessageBanner(m_frame);
    m_notices->setObjectName(u"noticeBanner"_s);
    m_activity = new ActivityPanel(m_connection, m_frame);
    connect(m_activity, &ActivityPanel::linkActivated, this, &MainWindow::open);
    m_activity->setVisible(QSettings().value(u"window/activity"_s, false).toBool());

    auto *const right = new QWidget(m_frame);
    auto *const column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_notices);
    column->addWidget(m_tabs, 1);
    m_activitySplitter = new QSplitter(Qt::Vertical, m_frame);
    m_activitySplitter->setObjectName(u"activitySplitter"_s);
    m_activitySplitter->setHandleWidth(1);
    m_activitySplitter->addWidget(right);
    m_activitySplitter->addWidget(m_activity);
    m_activitySplitter->setStretchFactor(0, 3);
    m_activitySplitter->setStretchFactor(1, 1);
    m_activitySplitter->setCollapsible(0, false);
    auto *const splitter = new QSplitter(m_frame);
    splitter->setObjectName(u"mainSplitter"_s);
    splitter->setHandleWidth(1);
    splitter->addWidget(m_sidebar);
    splitter->addWidget(m_activitySplitter);
    splitter->setStretchFactor(1, 1);
    splitter->setCollapsible(0, false);
    splitter->setSizes({ fontMetrics().averageCharWidth() * 30, width() });
    keepSplitter(splitter, u"main"_s);
    keepSplitter(m_activitySplitter, u"activity"_s);
    auto *const row = new QVBoxLayout(m_frame);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    if (m_connection->isProtected()) {
        auto *const warning = new QLabel(tr("%1 is protected: what you do here counts.").arg(m_connection->name()));
        warning->setObjectName(u"protectedLabel"_s);
        warning->setAlignment(Qt::AlignCenter);
        warning->setStyleSheet(u"background: #b3261e; color: white; padding: 3px; font-weight: 600;"_s);
        row->addWidget(warning);
    }
    row->addWidget(splitter, 1);
    m_stack->addWidget(m_frame);
    m_stack->setCurrentWidget(m_frame);

    connect(m_sidebar, &Sidebar::chosen, this,
        [this](const QString &page) { open({ page, m_connection->realm(), {}, {} }); });
    connect(m_tabs, &QTabWidget::tabCloseRequested, this, &MainWindow::closeTab);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        showPageActions();
        showTitle();
    });
}

void MainWindow::clearPages()
{
    if (!m_tabs)
        return;
    while (m_tabs->count() > 1) {
        QWidget *const page = m_tabs->widget(1);
        m_tabs->removeTab(1);
        page->deleteLater();
    }
    for (Page *page : std::as_const(m_areaPages)) {
        m_areas->removeWidget(page);
        page->deleteLater();
    }
    m_areaPages.clear();
}

Page *MainWindow::currentPage() const
{
    if (!m_tabs)
        return nullptr;
    QWidget *const widget = m_tabs->currentWidget();
    return static_cast<Page *>(widget == m_areas ? m_areas->currentWidget() : widget);
}

Page *MainWindow::makePage(const Location &location)
{
    const PageKind *const kind = findPageKind(location.page);
    if (!kind)
        return nullptr;
    Page *const page = kind->make(m_connection, location, m_tabs);
    connect(page, &Page::linkActivated, this, &MainWindow::open);
    connect(page, &Page::loadingChanged, page, [page] {
        if (!page->isLoading())
            qCDebug(pageCategory, "%s is read", page->kind()->name);
    });
    connect(page, &Page::titleChanged, this, [this, page] {
        const int index = m_tabs->indexOf(page);
        if (index >= 0)
            m_tabs->setTabText(index, page->title());
        showTitle();
        if (page == currentPage())
            showPageActions();
    });
    return page;
}

void MainWindow::open(const Location &location)
{
    if (!m_connection)
        return;
    if (!location.realm.isEmpty() && location.realm != m_connection->realm()) {
        m_connection->setRealm(location.realm);
        if (currentPage() && currentPage()->location().page == location.page && location.id.isEmpty())
            return;
    }
    const PageKind *const kind = findPageKind(location.page);
    if (!kind || !m_connection->has(kind->operation))
        return;
    if (kind->area == PageKind::Area::Object) {
        openTab(location);
        return;
    }
    Page *&page = m_areaPages[location.page];
    const bool isNew = !page;
    if (isNew) {
        page = makePage(location);
        m_areas->addWidget(page);
    } else if (!location.filter.isEmpty()) {
        page->setFilter(location.filter);
    }
    m_areas->setCurrentWidget(page);
    m_tabs->setTabVisible(0, true);
    m_tabs->setCurrentIndex(0);
    m_tabs->setTabText(0, page->title());
    m_sidebar->setCurrent(location.page);
    // Rows that are there stay while they are read again.
    page->load();
    showPageActions();
    showTitle();
}

void MainWindow::openTab(const Location &location)
{
    for (int i = 1; i < m_tabs->count(); ++i) {
        auto *const page = static_cast<Page *>(m_tabs->widget(i));
        if (page->location().page == location.page && page->location().id == location.id) {
            m_tabs->setCurrentIndex(i);
            if (!location.filter.isEmpty())
                page->setFilter(location.filter);
            return;
        }
    }
    Page *const page = makePage(location);
    // A link that leads to one object at once has no list behind it.
    m_tabs->setTabVisible(0, !m_areaPages.isEmpty());
    const int index = m_tabs->addTab(page, icon(QLatin1StringView(page->kind()->icon)), page->title());
    auto *const close = new QToolButton(m_tabs);
    close->setIcon(icon(u"close"_s));
    close->setIconSize({ 12, 12 });
    close->setAccessibleName(tr("Close tab"));
    close->setToolTip(tr("Close (Ctrl+W)"));
    close->setFocusPolicy(Qt::NoFocus);
    connect(close, &QToolButton::clicked, page, [this, page] { closeTab(m_tabs->indexOf(page)); });
    m_tabs->tabBar()->setTabButton(index, QTabBar::RightSide, close);
    m_tabs->setCurrentIndex(index);
    page->load();
    page->setFocus();
}

void MainWindow::closeTab(int index)
{
    if (index < 1)
        return;
    // What is edited is kept: it stands there again when the object is opened again.
    QWidget *const page = m_tabs->widget(index);
    m_tabs->removeTab(index);
    page->deleteLater();
    if (m_areaPages.isEmpty() && m_tabs->count() == 1)
        open({ Sidebar::pages().first(), m_connection->realm(), {}, {} });
}

void MainWindow::showPageActions()
{
    const Page *const page = currentPage();
    Draft *const draft = page ? page->draft() : nullptr;
    for (QAction *action : { m_undo, m_redo, m_save, m_review, m_discard })
        action->setEnabled(false);
    if (!draft)
        return;
    m_undo->setEnabled(draft->undoStack()->canUndo());
    m_redo->setEnabled(draft->undoStack()->canRedo());
    for (QAction *action : { m_save, m_review, m_discard })
        action->setEnabled(draft->isDirty());
}

void MainWindow::showConnection()
{
    if (!m_connection) {
        m_stateLabel->setText(tr("Not connected"));
        m_actorLabel->clear();
        m_zoneLabel->clear();
        return;
    }
    const auto state = m_connection->state();
    if (state == Connection::State::Connected) {
        m_stateLabel->setText(tr("✔ connected  ·  %1 ms").arg(m_connection->lastMilliseconds()));
    } else {
        m_stateLabel->setText(state == Connection::State::Idle ? tr("Connecting…")
                : state == Connection::State::SignedOut        ? tr("✖ signed out")
                                                               : tr("✖ not reachable"));
    }
    m_actorLabel->setText(m_connection->actor());
    const QString release
        = m_connection->serverRelease().isEmpty() ? QString() : u"  ·  v"_s + m_connection->serverRelease();
    m_zoneLabel->setText(QDateTime::currentDateTime().timeZoneAbbreviation() + release);
    if (!m_banner)
        return;
    const bool isOffline = m_connection->isOffline();
    const bool isBad
        = isOffline || state == Connection::State::Unreachable || state == Connection::State::SignedOut;
    QString text;
    if (isOffline) {
        text = tr("You are working offline: you see what was read before, and nothing can be changed.");
    } else if (state == Connection::State::Unreachable) {
        const int seconds = m_connection->retryInSeconds();
        text = seconds > 0 ? tr("Cannot reach %1: trying again in %2 s. What you see may be old; nothing that you edit is "
                                "lost. (%3)")
                                 .arg(m_connection->server().host())
                                 .arg(seconds)
                                 .arg(m_connection->problem())
                           : tr("Cannot reach %1: trying again… (%2)")
                                 .arg(m_connection->server().host(), m_connection->problem());
    } else if (state == Connection::State::SignedOut) {
        text = tr("You are signed out of %1: %2").arg(m_connection->name(), m_connection->problem());
    }
    if (!isBad) {
        if (!m_banner->isHidden())
            m_banner->dismiss();
        return;
    }
    if (m_banner->text() == text && !m_banner->isHidden())
        return;
    m_banner->showMessage(isOffline ? Tone::Neutral : state == Connection::State::Unreachable ? Tone::Warning : Tone::Bad, text);
    if (isOffline) {
        connect(m_banner->addButton(tr("&Go online")), &QAction::triggered, m_connection,
            [connection = m_connection] { connection->setOffline(false); });
    } else if (state == Connection::State::SignedOut) {
        connect(m_banner->addButton(tr("&Sign in")), &QAction::triggered, this, [this] {
            const QString name = m_connection->name();
            setConnection(nullptr);
            m_connectPage->askForLogin(name, tr("Sign in again: what you edited is kept."));
        });
    } else {
        connect(m_banner->addButton(tr("&Try now")), &QAction::triggered, m_connection, &Connection::retry);
        connect(m_banner->addButton(tr("&Details…")), &QAction::triggered, this, &MainWindow::showDetails);
        connect(m_banner->addButton(tr("Work &offline")), &QAction::triggered, m_connection,
            [connection = m_connection] { connection->setOffline(true); });
    }
}

void MainWindow::showDetails()
{
    const QDateTime last = m_connection->answeredAt();
    QStringList lines { tr("Address: %1").arg(m_connection->server().toString()),
        tr("What is wrong: %1").arg(m_connection->problem()),
        last.isValid() ? tr("It answered last: %1").arg(QLocale().toString(last, QLocale::ShortFormat))
                       : tr("It has not answered since this window was opened."),
        tr("Tried without an answer: %n time(s)", nullptr, m_connection->failures()) };
    auto *const box = new QMessageBox(QMessageBox::NoIcon, tr("No connection"), lines.join(u'\n'),
        QMessageBox::Close, this);
    box->setObjectName(u"connectionDetails"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box->open();
}

void MainWindow::showNotices()
{
    if (m_notices && !m_connection->notices().isEmpty())
        m_notices->showMessage(Tone::Neutral, m_connection->notices().join(u' '));
}

void MainWindow::showTitle()
{
    QString title = tr("Auth Console");
    if (isLocked()) {
        title = tr("%1 — locked").arg(title);
    } else if (m_connection) {
        const Page *const page = currentPage();
        title = u"%1 — %2 · %3"_s.arg(page ? page->title() : title, m_connection->realm(), m_connection->name());
    }
    setWindowTitle(title);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    keepSession();
    QSettings settings;
    settings.setValue(u"window/geometry"_s, saveGeometry());
    if (m_activity)
        settings.setValue(u"window/activity"_s, m_activity->isVisible());
    event->accept();
}

}
