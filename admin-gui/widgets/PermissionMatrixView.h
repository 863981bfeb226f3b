// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/PermissionMatrixModel.h"

#include <QtCore/QElapsedTimer>
#include <QtGui/QPixmap>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTableView>

#include <array>

namespace auth::console {

/// Names of roles: upright where there are many.
class MatrixColumnHeader final : public QHeaderView {
    Q_OBJECT

public:
    explicit MatrixColumnHeader(QWidget *parent);

    void setUpright(bool upright);
    QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    bool m_isUpright = false;
};

/// Names of permissions: what they are about is quiet where the row above says it already.
class MatrixRowHeader final : public QHeaderView {
    Q_OBJECT

public:
    explicit MatrixRowHeader(QWidget *parent);

    QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
};

/// Draws cells from marks that are drawn once.
class MatrixDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Colours or sizes are other ones now.
    void forget() { m_marks.fill(QPixmap()); }
    static QRect markIn(const QRect &cell, const QFontMetrics &metrics);

private:
    const QPixmap &mark(
        PermissionMatrixModel::State state, bool isFixed, const QStyleOptionViewItem &option, qreal ratio) const;

    mutable std::array<QPixmap, 6> m_marks;
};

/// The cells.
class MatrixTable final : public QTableView {
    Q_OBJECT

public:
    explicit MatrixTable(PermissionMatrixModel *model, QWidget *parent);

    /// Its headers have other sizes now.
    void remeasure() { updateGeometries(); }
    /// Goes to the next permission that begins so, or else has it in its name.
    void keyboardSearch(const QString &letters) override;

Q_SIGNALS:
    /// What is chosen cannot be changed.
    void refused(const QString &because);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void changeEvent(QEvent *event) override;

private:
    QRect markIn(const QModelIndex &cell) const;
    void toggleSelected();
    /// Gives all that is selected what the first of them gets.
    void toggle(const QModelIndex &first);

    PermissionMatrixModel *m_matrix;
    QString m_typed;
    QElapsedTimer m_sinceTyped;
    QModelIndex m_pressed; ///< Whose mark the button went down on.
};

}
