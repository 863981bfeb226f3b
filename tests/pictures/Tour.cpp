// SPDX-License-Identifier: GPL-3.0-or-later
#include "Tour.h"

#include "Texts.h"

#include "app/ActivityPanel.h"
#include "app/ConnectPage.h"
#include "app/Connection.h"
#include "app/IdleWatch.h"
#include "app/ListPage.h"
#include "app/MergeDialog.h"
#include "app/ObjectPage.h"
#include "app/Profiles.h"
#include "app/Sidebar.h"
#include "models/Draft.h"
#include "widgets/PermissionMatrix.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QThread>
#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTreeView>

#include <cstdio>

namespace auth::pictures {

namespace {

using namespace Qt::StringLiterals;
using namespace console;

/// What there is most to see of.
const QStringList kFavourites { u"acme"_s, u"ann.archer"_s, u"Acme Shop"_s, u"shop"_s, u"finance"_s, u"orders"_s,
    u"application.updated"_s };
/// Dialogs that an action opens whose text has no ellipsis.
const QStringList kFurtherDialogs { u"whyAction"_s };
constexpr std::chrono::milliseconds kTyping { 600 }; ///< Until what waits for the end of typing has asked.
constexpr int kTurns = 20;
constexpr int kTurnMs = 20;
constexpr std::chrono::seconds kPatience { 30 };

void press(QWidget *widget, int key, const QString &text = {})
{
    for (const QEvent::Type type : { QEvent::KeyPress, QEvent::KeyRelease }) {
        QKeyEvent event(type, key, Qt::NoModifier, text);
        QCoreApplication::sendEvent(widget, &event);
    }
}

QString fileName(QString name)
{
    return name.replace(u"Action"_s, QString());
}

}

Tour::Tour(Wishes wishes)
    : m_wishes(std::move(wishes))
{
}

std::unique_ptr<MainWindow> Tour::window(const QUrl &server, const QString &realm) const
{
    auto made = std::make_unique<MainWindow>();
    made->resize(m_wishes.size);
    if (!server.isEmpty()) {
        Connection *const connection = connectWithToken(server, m_wishes.token, nullptr);
        connection->setRealm(realm);
        made->setConnection(connection);
        made->open({ Sidebar::pages().first(), realm, {}, {} });
    }
    made->show();
    return made;
}

void Tour::settle(std::chrono::milliseconds rest) const
{
    QElapsedTimer quiet;
    quiet.start();
    // Turns, too: on a busy machine time alone may pass without anything being laid out.
    int turns = 0;
    for (const QDeadlineTimer deadline(kPatience);
        (quiet.elapsed() < rest.count() || turns < kTurns) && !deadline.hasExpired(); ++turns) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, kTurnMs);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        const Page *const page = m_window ? m_window->currentPage() : nullptr;
        const Connection *const connection = m_window ? m_window->connection() : nullptr;
        if ((page && page->isLoading()) || (connection && connection->inFlight() > 0)) {
            quiet.restart();
            turns = 0;
        }
        QThread::msleep(2);
    }
}

void Tour::draw(QWidget *widget, const QString &name)
{
    settle();
    const QString file = u"%1/%2.png"_s.arg(m_wishes.folder, name);
    if (!widget->grab().save(file, "PNG")) {
        std::fprintf(stderr, "%s cannot be written\n", file.toLocal8Bit().constData());
        m_isGood = false;
    }
    if (!m_wishes.withTexts)
        return;
    for (const QString &text : cutTexts(widget))
        std::printf("%s: cut: %s\n", qPrintable(name), qPrintable(text));
    for (const QString &text : plainTexts(widget))
        std::printf("%s: plain: %s\n", qPrintable(name), qPrintable(text));
}

bool Tour::run()
{
    if (!QDir().mkpath(m_wishes.folder))
        return false;
    m_window = window(m_wishes.server, m_wishes.realm);
    settle();
    if (QWidget *const first = m_window->focusWidget())
        first->clearFocus();
    for (const QString &name : Sidebar::pages()) {
        if (wants(name))
            visit(findPageKind(name));
    }
    if (m_wishes.only.isEmpty()) {
        visitFilters();
        visitWindow();
        visitBareRealm();
        visitStrangers();
    }
    m_window.reset();
    return m_isGood;
}

void Tour::visit(const PageKind *kind)
{
    const QString name = QLatin1StringView(kind->name);
    m_window->open({ name, m_wishes.realm, {}, {} });
    settle();
    draw(m_window.get(), name);
    Page *const page = m_window->currentPage();
    selectFirst(page);
    if (page->findChild<QAbstractItemView *>())
        draw(m_window.get(), name + u"+selected"_s);
    visitDialogs(name);
    if (name == "permissions"_L1)
        paint();
    const auto *const list = qobject_cast<const ListPage *>(page);
    if (list && !list->traits().objectPage.isEmpty() && list->model()->rowCount() > 0)
        visitObject(list->traits().objectPage, objectFor(list));
    if (QAction *const open = page->findChild<QAction *>(u"openRoleAction"_s); open && open->isEnabled()) {
        open->trigger();
        settle();
        visitObject(m_window->currentPage()->location().page, m_window->currentPage()->location().id);
    }
}

QString Tour::objectFor(const ListPage *list) const
{
    const QString field
        = list->traits().titleField.isEmpty() ? list->traits().columns.first().field : list->traits().titleField;
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        const QJsonObject item = list->model()->item(row);
        if (kFavourites.contains(item[field].toString()))
            return item[list->traits().key].toString();
    }
    return list->model()->item(0)[list->traits().key].toString();
}

void Tour::selectFirst(QWidget *part) const
{
    for (auto *const view : part->findChildren<QAbstractItemView *>()) {
        if (!view->isVisible() || !view->model() || view->model()->rowCount() == 0
            || !(qobject_cast<QTableView *>(view) || qobject_cast<QTreeView *>(view)))
            continue;
        int chosen = 0;
        for (int row = view->model()->rowCount() - 1; row >= 0; --row) {
            for (int column = 0; column < qMin(2, view->model()->columnCount()); ++column) {
                if (kFavourites.contains(view->model()->index(row, column).data().toString()))
                    chosen = row;
            }
        }
        view->setCurrentIndex(view->model()->index(chosen, 0));
    }
    settle();
}

void Tour::visitObject(const QString &name, const QString &id)
{
    m_window->open({ name, m_wishes.realm, id, {} });
    settle();
    auto *const page = qobject_cast<ObjectPage *>(m_window->currentPage());
    if (!page)
        return;
    auto *const parts = page->findChild<QTabWidget *>(u"objectTabs"_s);
    for (int i = 0; i < parts->count(); ++i) {
        parts->setCurrentIndex(i);
        settle();
        selectFirst(parts->currentWidget());
        draw(m_window.get(), u"%1+%2"_s.arg(name, parts->currentWidget()->property("name").toString()));
        visitDialogs(name);
    }
    parts->setCurrentIndex(0);
    if (name == "application"_L1)
        edit();
    m_window->findChild<QAction *>(u"closeTabAction"_s)->trigger();
    settle();
}

void Tour::visitDialogs(const QString &page)
{
    for (QAction *action : m_window->currentPage()->deeds()) {
        const bool opens = action->text().contains(u'…') || kFurtherDialogs.contains(action->objectName());
        const QString key = page + action->objectName();
        if (!opens || !action->isEnabled() || m_dialogs.contains(key))
            continue;
        m_dialogs.insert(key);
        openDialog(page, action);
    }
}

void Tour::openDialog(const QString &page, QAction *action)
{
    const QString name = u"%1+%2"_s.arg(page, fileName(action->objectName()));
    action->trigger();
    settle();
    if (QWidget *const popup = QApplication::activePopupWidget()) {
        draw(popup, name);
        popup->close();
    }
    while (auto *const dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget())) {
        // Qt's own.
        if (!qobject_cast<QFileDialog *>(dialog))
            draw(dialog, name);
        // The app's code, which nobody will ever confirm.
        if (auto *const next = dialog->findChild<QPushButton *>(u"nextPushButton"_s)) {
            next->click();
            draw(dialog, name + u"+code"_s);
        }
        dialog->reject();
        settle();
    }
}

/// A changed field, what is said of it before it is saved, and what when somebody else was faster.
void Tour::edit()
{
    auto *const page = qobject_cast<ObjectPage *>(m_window->currentPage());
    page->draft()->set(u"client_name"_s, u"Acme Shop & Friends"_s, u"client_name"_s);
    page->draft()->set(u"access_token_lifetime"_s, 600, u"access_token_lifetime"_s);
    draw(m_window.get(), u"application+changed"_s);
    openDialog(u"application"_s, m_window->findChild<QAction *>(u"reviewAction"_s));
    auto *const merge = new MergeDialog(page->draft(),
        { { u"client_name"_s, u"Acme Shop"_s, u"Acme Store"_s, u"Acme Shop & Friends"_s },
            { u"access_token_lifetime"_s, QJsonValue(), 900, 600 } },
        page);
    merge->open();
    draw(merge, u"application+merge"_s);
    merge->reject();
    page->discard();
}

/// Some cells of the matrix that are not saved yet.
void Tour::paint()
{
    auto *const matrix = m_window->currentPage()->findChild<PermissionMatrix *>();
    auto *const view = matrix->findChild<QTableView *>();
    for (int row = 0; row < qMin(4, view->model()->rowCount()); ++row) {
        view->setCurrentIndex(view->model()->index(row, row % 2 == 0 ? 0 : view->model()->columnCount() - 1));
        press(view, Qt::Key_Space, u" "_s);
    }
    draw(m_window.get(), u"permissions+changed"_s);
    visitDialogs(u"permissions"_s);
    QAction *const undo = m_window->currentPage()->findChild<QAction *>(u"undoMatrixAction"_s);
    while (undo->isEnabled())
        undo->trigger();
}

void Tour::visitFilters()
{
    m_window->open({ u"users"_s, m_wishes.realm, {}, u"status:locked"_s });
    draw(m_window.get(), u"users+filter"_s);
    m_window->open({ u"users"_s, m_wishes.realm, {}, u"username:nobody"_s });
    draw(m_window.get(), u"users+nothing"_s);
    m_window->open({ u"users"_s, m_wishes.realm, {}, u"colour:green"_s });
    draw(m_window.get(), u"users+wrong"_s);
    m_window->open({ u"users"_s, m_wishes.realm, {}, u""_s });
}

void Tour::visitWindow()
{
    const auto open = [this](const char *action) {
        m_window->findChild<QAction *>(QLatin1StringView(action))->trigger();
        settle();
    };
    open("paletteAction");
    if (auto *const palette = qobject_cast<QDialog *>(QApplication::activeModalWidget())) {
        draw(palette, u"window+palette"_s);
        palette->findChild<QLineEdit *>()->setText(u"an"_s);
        settle(kTyping);
        draw(palette, u"window+palette-found"_s);
        palette->reject();
        settle();
    }
    for (const char *const action : { "keyboardAction", "realmAction", "saveViewAction", "viewsAction" })
        openDialog(u"window"_s, m_window->findChild<QAction *>(QLatin1StringView(action)));
    for (const auto *const entry : m_window->menuBar()->actions()) {
        QMenu *const menu = entry->menu();
        Q_EMIT menu->aboutToShow();
        menu->popup(m_window->mapToGlobal(QPoint(20, 30)));
        draw(menu, u"menu+%1"_s.arg(m_window->menuBar()->actions().indexOf(entry)));
        menu->close();
    }
    open("activityAction");
    draw(m_window.get(), u"window+activity"_s);
    open("activityAction");
    m_window->lock();
    draw(m_window.get(), u"window+locked"_s);
}

void Tour::visitBareRealm()
{
    if (m_wishes.bareRealm.isEmpty())
        return;
    m_window = window(m_wishes.server, m_wishes.bareRealm);
    for (const QString &name : Sidebar::pages()) {
        m_window->open({ name, m_wishes.bareRealm, {}, {} });
        draw(m_window.get(), u"bare+"_s + name);
    }
}

/// Nobody connected, and a server that is not there.
void Tour::visitStrangers()
{
    m_window = window({}, {});
    draw(m_window.get(), u"connect"_s);
    m_window = window(QUrl(u"http://127.0.0.1:1"_s), m_wishes.realm);
    draw(m_window.get(), u"unreachable"_s);
}

}
