// SPDX-License-Identifier: GPL-3.0-or-later
// What MainWindow does where the person has to prove who they are: when nobody was there for a while, and when the server
// asks for it.
#include "app/Connection.h"
#include "app/IdleWatch.h"
#include "app/LockPage.h"
#include "app/MainWindow.h"
#include "app/StepUpDialog.h"

#include <QtCore/QSettings>
#include <QtGui/QActionGroup>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QStatusBar>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr int kUsualMinutes = 15;

}

void MainWindow::makeLockMenu(QMenu *menu)
{
    add(menu, tr("&Lock now"), { QKeySequence(u"Ctrl+Alt+L"_s) }, "lockNowAction", [this] { lock(); });
    QMenu *const limits = menu->addMenu(tr("Lock when &idle"));
    auto *const group = new QActionGroup(this);
    const int chosen = QSettings().value(u"lock/minutes"_s, kUsualMinutes).toInt();
    const std::tuple<int, QString, const char *, const char *> choices[] = {
        { 5, tr("After &5 minutes"), "Ctrl+Alt+5", "lockAfter5Action" },
        { 15, tr("After &15 minutes"), "Ctrl+Alt+6", "lockAfter15Action" },
        { 60, tr("After an &hour"), "Ctrl+Alt+7", "lockAfter60Action" },
        { 0, tr("&Never"), "Ctrl+Alt+8", "lockNeverAction" },
    };
    for (const auto &[minutes, text, keys, name] : choices) {
        QAction *const action = add(limits, text, { QKeySequence(QString::fromLatin1(keys)) }, name,
            [this, wanted = minutes] {
                QSettings().setValue(u"lock/minutes"_s, wanted);
                m_idle->setLimit(std::chrono::minutes(wanted));
            });
        action->setCheckable(true);
        action->setChecked(minutes == chosen);
        group->addAction(action);
    }
    m_idle = new IdleWatch(this);
    m_idle->setLimit(std::chrono::minutes(chosen));
    connect(m_idle, &IdleWatch::idled, this, &MainWindow::lock);
}

void MainWindow::lock()
{
    // Before anybody is known there is nothing to hide.
    if (isLocked() || !m_connection || !m_connection->knowsRights())
        return;
    if (QWidget *const popup = QApplication::activePopupWidget())
        popup->close();
    for (QDialog *dialog : findChildren<QDialog *>()) {
        if (dialog->isVisible()) {
            dialog->hide();
            m_hiddenDialogs.append(dialog);
        }
    }
    m_lockPage = new LockPage(m_connection, m_stack);
    connect(m_lockPage, &LockPage::unlocked, this, &MainWindow::unlock);
    connect(m_lockPage, &LockPage::disconnectRequested, this, [this] { setConnection(nullptr); });
    m_stack->addWidget(m_lockPage);
    m_stack->setCurrentWidget(m_lockPage);
    m_lockPage->setFocus();
    menuBar()->setEnabled(false);
    statusBar()->hide();
    showTitle();
}

void MainWindow::unlock()
{
    if (!isLocked())
        return;
    m_lockPage->deleteLater();
    m_lockPage = nullptr;
    menuBar()->setEnabled(true);
    statusBar()->show();
    if (m_frame)
        m_stack->setCurrentWidget(m_frame);
    for (const QPointer<QDialog> &dialog : std::exchange(m_hiddenDialogs, {})) {
        if (dialog)
            dialog->open();
    }
    showTitle();
}

void MainWindow::askForProof(Proof *proof)
{
    if (isLocked())
        return;
    if (m_stepUp && m_stepUp->demand() == proof->demand()) {
        m_stepUp->add(proof);
        return;
    }
    // Above the dialog whose request it is for.
    QWidget *const modal = QApplication::activeModalWidget();
    m_stepUp = new StepUpDialog(m_connection, proof, modal && modal->window() != this ? modal : this);
    m_stepUp->open();
}

}
