// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Chart.h"

class QLabel;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace auth::console {

/// A Chart with its title and legend, which is a table for those who want one, and CSV for those who go on with it.
class ChartPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ChartPanel(const QString &title, ChartKind kind, QWidget *parent = nullptr);

    void setData(const ChartData &data);
    /// A word beside the title: a sum, or how old it is.
    void setNote(const QString &note);
    Chart *chart() const { return m_chart; }
    QTableView *table() const { return m_table; }
    bool showsTable() const;
    void setShowsTable(bool shows);

Q_SIGNALS:
    /// From the chart, or a row of the table.
    void rangeChosen(int first, int last, int series);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showLegend();

    ChartTableModel *m_model;
    QLabel *m_title;
    QLabel *m_note;
    QWidget *m_legend;
    QStackedWidget *m_stack;
    Chart *m_chart;
    QTableView *m_table;
    QToolButton *m_asTable;
};

}
