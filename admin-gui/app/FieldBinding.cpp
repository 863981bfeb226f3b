// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/FieldBinding.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QStyle>
#include <QtWidgets/QWidget>

namespace auth::console {

namespace {

void setFlag(QWidget *widget, const char *name, bool value)
{
    if (widget->property(name).toBool() == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

}

FieldBinding::FieldBinding(Draft *draft, QString path, QString fieldName, Parts parts, QObject *parent)
    : QObject(parent)
    , m_draft(draft)
    , m_path(std::move(path))
    , m_fieldName(std::move(fieldName))
    , m_parts(std::move(parts))
{
    connect(draft, &Draft::changed, this, [this](const QString &changed) {
        if (changed.isEmpty() || changed == m_path)
            show();
    });
    show();
}

QString FieldBinding::problem() const
{
    if (!m_serverProblem.isEmpty())
        return m_serverProblem;
    return m_parts.check && m_parts.editor->isEnabled() ? m_parts.check() : QString();
}

void FieldBinding::setServerProblem(const QString &message)
{
    m_serverProblem = message;
    showState();
    Q_EMIT problemChanged();
}

void FieldBinding::setWarning(const QString &text)
{
    if (m_warning == text)
        return;
    m_warning = text;
    showState();
}

void FieldBinding::edited()
{
    if (m_isWriting)
        return;
    m_serverProblem.clear();
    // What is wrong stays in the editor and is no part of the draft until it is right, but where it is it counts.
    m_draft->set(m_path, m_parts.read(), m_fieldName);
    showState();
    Q_EMIT problemChanged();
}

void FieldBinding::show()
{
    m_isWriting = true;
    m_parts.write(m_draft->value(m_path));
    m_isWriting = false;
    showState();
    Q_EMIT problemChanged();
}

void FieldBinding::showState()
{
    const QString wrong = problem();
    const bool changed = m_draft->isChanged(m_path);
    setFlag(m_parts.editor, "bad", !wrong.isEmpty());
    setFlag(m_parts.message, "problem", !wrong.isEmpty());
    setFlag(m_parts.message, "warning", wrong.isEmpty() && !m_warning.isEmpty());
    const QString text = !wrong.isEmpty() ? wrong : !m_warning.isEmpty() ? m_warning : m_parts.help;
    m_parts.message->setText(text);
    m_parts.message->setVisible(!text.isEmpty());
    QFont font = m_parts.label->font();
    font.setBold(changed);
    m_parts.label->setFont(font);
    m_parts.editor->setAccessibleDescription(changed ? tr("Changed, not saved. %1").arg(text).trimmed() : text);
}

}
