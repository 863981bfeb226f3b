// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CanvasPage.h"

#include "app/PageActions.h"
#include "models/Moments.h"
#include "widgets/MessageBanner.h"

#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

CanvasPage::CanvasPage(Connection *connection, Location location, QWidget *parent, const QString &title)
    : Page(connection, std::move(location), parent)
    , m_header(new QHBoxLayout)
    , m_note(new QLabel(this))
    , m_content(new QVBoxLayout)
    , m_banner(new MessageBanner(this))
{
    auto *const name = new QLabel(title, this);
    name->setObjectName(u"pageTitle"_s);
    m_note->setObjectName(u"noteLabel"_s);
    m_note->setProperty("quiet", true);
    m_header->addWidget(name);
    m_header->addSpacing(fontMetrics().averageCharWidth());
    m_header->addWidget(m_note, 0, Qt::AlignBottom);
    m_header->addStretch(1);
    m_content->setSpacing(10);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(10);
    column->addLayout(m_header);
    column->addWidget(m_banner);
    column->addLayout(m_content, 1);
}

void CanvasPage::setNote(const QString &note)
{
    m_note->setText(note);
}

QAction *CanvasPage::addHeaderAction(const QString &text, const char *icon, const QKeySequence &shortcut,
    const char *permission, const char *name, const std::function<void()> &run, bool isPrimary)
{
    QAction *const action = addPageAction(this, connection(), { text, icon, shortcut, permission, name });
    connect(action, &QAction::triggered, this, run);
    m_header->addWidget(buttonFor(action, this, isPrimary));
    return action;
}

void CanvasPage::showFailure(const Error &error)
{
    // The window says already that the server is not there.
    const bool isGone = connection()->state() == Connection::State::Unreachable;
    QStringList texts { isGone ? tr("This could not be read.") : error.description };
    for (const FieldError &field : error.fields)
        texts.append(u"%1: %2"_s.arg(field.path.mid(1), field.message));
    if (error.code == ErrorCode::Unavailable && m_readAt.isValid())
        texts.append(tr("What you see is from %1.").arg(momentText(m_readAt)));
    m_banner->showMessage(isGone ? Tone::Warning : Tone::Bad, texts.join(u' '));
    connect(m_banner->addButton(tr("Read again")), &QAction::triggered, this, [this] {
        m_banner->dismiss();
        load();
    });
}

void CanvasPage::begin()
{
    if (++m_requests == 1)
        Q_EMIT loadingChanged();
}

void CanvasPage::end()
{
    if (--m_requests == 0)
        Q_EMIT loadingChanged();
}

}
