// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/ChartLayout.h"

#include <QtWidgets/QWidget>

#include <optional>

namespace auth::console {

/// Draws a ChartData. A click, Enter, or dragging over columns chooses a range; the arrow keys move a cursor whose
/// values are shown and told to screen readers, with Shift they extend the range.
class Chart final : public QWidget {
    Q_OBJECT

public:
    explicit Chart(QWidget *parent = nullptr);

    void setKind(ChartKind kind);
    ChartKind kind() const { return m_kind; }
    /// What it shows, as its accessible name.
    void setTitle(const QString &title);
    void setData(const ChartData &data);
    const ChartData &data() const { return m_data; }

    /// The column that the keyboard is at; -1 before the first key.
    int cursorColumn() const { return m_cursor; }
    int cursorSeries() const { return m_cursorSeries; }
    /// The values of a column as a sentence.
    QString columnSentence(int column) const;

    /// Marks columns \a first to \a last, as dragging does, and says nothing.
    void setRange(int first, int last);
    void clearRange();
    std::optional<std::pair<int, int>> range() const;

    const ChartLayout &layoutOfMarks() const { return m_layout; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Columns \a first to \a last were chosen; \a series is the one that was pointed at, or -1.
    void rangeChosen(int first, int last, int series);
    void cursorMoved(int column, int series);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void measure();
    void moveCursor(int column, int series, bool extends);
    /// The column whose values are shown: the pointer's, or else the cursor's.
    int shownColumn() const;

    ChartKind m_kind = ChartKind::Line;
    ChartData m_data;
    ChartLayout m_layout;
    int m_hover = -1;
    int m_hoverSeries = -1;
    int m_cursor = -1;
    int m_cursorSeries = 0;
    int m_pressed = -1;
    int m_anchor = -1; ///< Of the range.
    int m_end = -1;
};

}
