// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ChangesBar.h"

#include "models/Draft.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace auth::console {

ChangesBar::ChangesBar(Draft *draft, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_text(new QLabel(this))
    , m_resolve(new QPushButton(tr("&Resolve…"), this))
    , m_discard(new QPushButton(tr("&Discard"), this))
    , m_review(new QPushButton(tr("Re&view…"), this))
    , m_save(new QPushButton(tr("&Save"), this))
{
    setObjectName(QStringLiteral("changesBar"));
    setAttribute(Qt::WA_StyledBackground);
    m_text->setWordWrap(true);
    m_resolve->setObjectName(QStringLiteral("resolveButton"));
    m_resolve->setToolTip(tr("Choose what counts, field by field"));
    m_discard->setObjectName(QStringLiteral("discardButton"));
    m_review->setObjectName(QStringLiteral("reviewButton"));
    m_save->setObjectName(QStringLiteral("saveButton"));
    m_save->setProperty("primary", true);
    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(20, 10, 20, 10);
    row->addWidget(m_text, 1);
    row->addWidget(m_resolve);
    row->addWidget(m_discard);
    row->addWidget(m_review);
    row->addWidget(m_save);
    connect(m_resolve, &QPushButton::clicked, this, &ChangesBar::resolveRequested);
    connect(m_discard, &QPushButton::clicked, this, &ChangesBar::discardRequested);
    connect(m_review, &QPushButton::clicked, this, &ChangesBar::reviewRequested);
    connect(m_save, &QPushButton::clicked, this, &ChangesBar::saveRequested);
    connect(draft, &Draft::changed, this, &ChangesBar::show);
    show();
}

void ChangesBar::setProblem(const QString &problem)
{
    m_problem = problem;
    show();
}

void ChangesBar::setSaving(bool isSaving)
{
    m_isSaving = isSaving;
    show();
}

void ChangesBar::show()
{
    const int count = static_cast<int>(m_draft->changes().size());
    setVisible(count > 0);
    QString text = tr("%n unsaved change(s)", nullptr, count);
    const int conflicts = static_cast<int>(m_draft->conflicts().size());
    QString problem = m_problem;
    if (problem.isEmpty() && conflicts > 0)
        problem = tr("Somebody else changed the same: choose what counts first.");
    if (m_isSaving) {
        text = tr("Saving…");
    } else {
        if (conflicts > 0)
            text += QStringLiteral("  ·  ") + tr("%n conflict(s)", nullptr, conflicts);
        if (!m_problem.isEmpty())
            text += QStringLiteral("  ·  ") + m_problem;
    }
    m_text->setText(text);
    m_resolve->setVisible(conflicts > 0);
    m_resolve->setEnabled(!m_isSaving);
    const bool ready = problem.isEmpty() && !m_isSaving;
    m_save->setEnabled(ready);
    m_review->setEnabled(ready);
    m_discard->setEnabled(!m_isSaving);
    // A button that cannot be pressed says why.
    m_save->setToolTip(problem.isEmpty() ? tr("Save (Ctrl+S)") : problem);
    m_review->setToolTip(problem.isEmpty() ? tr("What would be sent (Ctrl+Shift+S)") : problem);
}

}
