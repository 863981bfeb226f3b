// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/SignInPanel.h"

#include "app/Connection.h"

#include <QtCore/QPointer>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

SignInPanel::SignInPanel(Connection *connection, AuthenticationDemand demand, QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_demand(std::move(demand))
    , m_begin(new QPushButton(tr("Sign in with the &browser"), this))
    , m_waiting(new QWidget(this))
    , m_link(new QLineEdit(m_waiting))
    , m_problem(new QLabel(this))
{
    m_begin->setObjectName(u"proveButton"_s);
    m_begin->setProperty("primary", true);
    auto *const text = new QLabel(tr("Sign in with your browser. If none opens, open this yourself:"), m_waiting);
    text->setWordWrap(true);
    m_link->setObjectName(u"signInLinkLineEdit"_s);
    m_link->setReadOnly(true);
    m_link->setAccessibleName(tr("Link to sign in with"));
    auto *const stopButton = new QPushButton(tr("&Stop waiting"), m_waiting);
    stopButton->setObjectName(u"stopButton"_s);
    auto *const waitingColumn = new QVBoxLayout(m_waiting);
    waitingColumn->setContentsMargins(0, 0, 0, 0);
    waitingColumn->addWidget(text);
    waitingColumn->addWidget(m_link);
    waitingColumn->addWidget(stopButton, 0, Qt::AlignLeft);
    m_waiting->hide();
    m_problem->setObjectName(u"problemLabel"_s);
    m_problem->setProperty("problem", true);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_begin, 0, Qt::AlignLeft);
    column->addWidget(m_waiting);
    column->addWidget(m_problem);
    connect(m_begin, &QPushButton::clicked, this, &SignInPanel::begin);
    connect(stopButton, &QPushButton::clicked, this, &SignInPanel::stop);
}

void SignInPanel::begin()
{
    const QPointer<SignInPanel> self(this);
    const int attempt = ++m_attempt;
    m_problem->hide();
    m_begin->setEnabled(false);
    const auto show = [self, attempt](const QString &link) {
        if (self && self->m_attempt == attempt)
            self->showWaiting(link);
    };
    Connection::ask(this, m_connection->stepUp(m_demand, show), [this, attempt](const Result<void> &done) {
        if (attempt != m_attempt)
            return; // One has stopped waiting for it.
        stop();
        if (done) {
            Q_EMIT proven();
            return;
        }
        m_problem->setText(done.error().description);
        m_problem->show();
    });
}

void SignInPanel::stop()
{
    ++m_attempt;
    m_waiting->hide();
    m_begin->setEnabled(true);
}

void SignInPanel::showWaiting(const QString &link)
{
    m_link->setText(link);
    m_waiting->show();
}

}
