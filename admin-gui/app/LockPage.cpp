// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/LockPage.h"

#include "app/Connection.h"
#include "app/Icons.h"
#include "app/SignInPanel.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

LockPage::LockPage(Connection *connection, QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
{
    setObjectName(u"lockPage"_s);
    auto *const card = new QFrame(this);
    card->setObjectName(u"card"_s);
    card->setFixedWidth(fontMetrics().averageCharWidth() * 72);
    auto *const sign = new QLabel(card);
    sign->setPixmap(icon(u"lock"_s).pixmap(QSize(36, 36)));
    auto *const title = new QLabel(tr("Locked"), card);
    title->setObjectName(u"pageTitle"_s);
    auto *const text = new QLabel(
        tr("%1 at %2. What was edited is kept, and is there again when you have signed in.")
            .arg(connection->actor(), connection->name()),
        card);
    text->setWordWrap(true);
    auto *const leave = new QPushButton(tr("&Disconnect"), card);
    leave->setObjectName(u"disconnectButton"_s);
    connect(leave, &QPushButton::clicked, this, &LockPage::disconnectRequested);
    auto *const column = new QVBoxLayout(card);
    column->setContentsMargins(28, 24, 28, 24);
    column->setSpacing(14);
    column->addWidget(sign);
    column->addWidget(title);
    column->addWidget(text);
    if (connection->canStepUp()) {
        auto *const panel = new SignInPanel(connection, { {}, std::chrono::seconds::zero() }, card);
        connect(panel, &SignInPanel::proven, this, &LockPage::unlocked);
        column->addWidget(panel);
        setFocusProxy(panel->button());
    } else {
        column->addWidget(makeTokenField());
    }
    column->addWidget(leave, 0, Qt::AlignLeft);
    // No alignment: it would not ask how high the card is with the lines that its width makes.
    auto *const middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(card);
    middle->addStretch(1);
    auto *const outer = new QVBoxLayout(this);
    outer->addStretch(1);
    outer->addLayout(middle);
    outer->addStretch(2);
}

/// A token that was given to the program is all that it knows of the person.
QWidget *LockPage::makeTokenField()
{
    auto *const box = new QWidget(this);
    auto *const field = new QLineEdit(box);
    field->setObjectName(u"tokenLineEdit"_s);
    field->setEchoMode(QLineEdit::Password);
    auto *const label = new QLabel(tr("The &token that the console was started with"), box);
    label->setBuddy(field);
    field->setAccessibleName(tr("The token that the console was started with"));
    auto *const problem = new QLabel(tr("This is not the token."), box);
    problem->setObjectName(u"problemLabel"_s);
    problem->setProperty("problem", true);
    problem->hide();
    auto *const unlock = new QPushButton(tr("&Unlock"), box);
    unlock->setObjectName(u"unlockButton"_s);
    unlock->setProperty("primary", true);
    auto *const row = new QHBoxLayout;
    row->addWidget(field, 1);
    row->addWidget(unlock);
    auto *const column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(label);
    column->addLayout(row);
    column->addWidget(problem);
    connect(field, &QLineEdit::returnPressed, unlock, &QPushButton::click);
    connect(field, &QLineEdit::textChanged, problem, &QWidget::hide);
    connect(unlock, &QPushButton::clicked, this, [this, field, problem] {
        if (m_connection->holdsToken(field->text().trimmed().toLatin1()))
            Q_EMIT unlocked();
        else
            problem->show();
    });
    setFocusProxy(field);
    return box;
}

}
