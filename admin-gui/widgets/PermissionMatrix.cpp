// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/PermissionMatrix.h"

#include "widgets/Glyphs.h"
#include "widgets/PermissionMatrixView.h"
#include "widgets/Tones.h"

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostLying = 6; ///< Roles whose names stand beside each other.

}

PermissionMatrix::PermissionMatrix(QWidget *parent)
    : QWidget(parent)
    , m_model(new PermissionMatrixModel(this))
    , m_search(new QLineEdit(this))
    , m_summary(new QLabel(this))
{
    setObjectName(u"permissionMatrix"_s);
    auto *table = new MatrixTable(m_model, this);
    m_view = table;
    m_view->setObjectName(u"permissionMatrixTableView"_s);
    m_view->setAccessibleName(tr("Permissions of roles"));
    m_view->setHorizontalHeader(new MatrixColumnHeader(m_view));
    m_view->setVerticalHeader(new MatrixRowHeader(m_view));
    m_search->setObjectName(u"permissionSearchLineEdit"_s);
    m_search->setPlaceholderText(tr("Find a permission"));
    m_search->setAccessibleName(tr("Find a permission"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(glyphIcon(Glyph::Search, quietText(palette())), QLineEdit::LeadingPosition);
    m_summary->setObjectName(u"matrixSummaryLabel"_s);
    m_summary->setWordWrap(true);
    m_summary->setTextFormat(Qt::PlainText);

    auto *copy = new QAction(tr("Copy the matrix as CSV"), this);
    m_view->addAction(copy);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copy, &QAction::triggered, this, [this] { QApplication::clipboard()->setText(m_model->csv()); });

    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_search);
    rows->addWidget(m_view, 1);
    rows->addWidget(m_summary);

    connect(m_search, &QLineEdit::textChanged, this, &PermissionMatrix::setRowFilter);
    connect(m_search, &QLineEdit::returnPressed, m_view, qOverload<>(&QWidget::setFocus));
    connect(m_model, &PermissionMatrixModel::draftChanged, this, &PermissionMatrix::showSummary);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        measure();
        setRowFilter(m_search->text());
    });
    connect(table, &MatrixTable::refused, m_summary, &QLabel::setText);
    measure();
}

void PermissionMatrix::measure()
{
    const QFontMetrics metrics = fontMetrics();
    const int roles = m_model->columnCount();
    const bool upright = roles > kMostLying;
    int width = metrics.height() * 2;
    for (int column = 0; !upright && column < roles; ++column)
        width = qMax(width,
            qMin(metrics.averageCharWidth() * 20,
                metrics.horizontalAdvance(m_model->role(column).name) + metrics.averageCharWidth() * 3));
    static_cast<MatrixColumnHeader *>(m_view->horizontalHeader())->setUpright(upright);
    m_view->horizontalHeader()->setMinimumSectionSize(metrics.height());
    m_view->verticalHeader()->setMinimumSectionSize(metrics.height());
    m_view->horizontalHeader()->setDefaultSectionSize(width);
    m_view->verticalHeader()->setDefaultSectionSize(metrics.height() * 7 / 4);
    static_cast<MatrixTable *>(m_view)->remeasure();
}

void PermissionMatrix::setRowFilter(const QString &text)
{
    m_view->setUpdatesEnabled(false);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const MatrixPermission &one = m_model->permission(row);
        const bool isWanted = text.isEmpty() || one.name.contains(text, Qt::CaseInsensitive)
            || one.description.contains(text, Qt::CaseInsensitive);
        if (m_view->isRowHidden(row) == isWanted)
            m_view->setRowHidden(row, !isWanted);
    }
    m_view->setUpdatesEnabled(true);
}

QString PermissionMatrix::summary() const
{
    const QList<MatrixChange> changes = m_model->changes();
    if (changes.isEmpty())
        return {};
    int granted = 0;
    int revoked = 0;
    for (const MatrixChange &change : changes) {
        granted += static_cast<int>(change.granted.size());
        revoked += static_cast<int>(change.revoked.size());
    }
    QStringList parts { tr("%n role(s) change.", nullptr, static_cast<int>(changes.size())) };
    if (granted > 0)
        parts.append(tr("%n permission(s) granted.", nullptr, granted));
    if (revoked > 0)
        parts.append(tr("%n permission(s) taken away.", nullptr, revoked));
    const auto effects = static_cast<int>(m_model->effects().size());
    parts.append(effects == 0 ? tr("Nobody gains or loses anything: it is inherited.")
                              : tr("What %n role(s) give changes, inheritance included.", nullptr, effects));
    return parts.join(u' ');
}

void PermissionMatrix::showSummary()
{
    m_summary->setText(summary());
}

void PermissionMatrix::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        measure();
    QWidget::changeEvent(event);
}

}
