// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ChartPanel.h"

#include "widgets/ChartPainter.h"
#include "widgets/FlowLayout.h"
#include "widgets/Glyphs.h"

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

namespace {

/// A name of the legend, with its colour before it.
class LegendEntry final : public QWidget {
public:
    LegendEntry(const QString &name, const QColor &color, QWidget *parent)
        : QWidget(parent)
        , m_name(name)
        , m_color(color)
    {
    }
    QSize sizeHint() const override
    {
        return { fontMetrics().horizontalAdvance(m_name) + fontMetrics().height() + fontMetrics().averageCharWidth(),
            fontMetrics().height() };
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const qreal side = fontMetrics().height() * 0.6;
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_color);
        painter.drawRoundedRect(
            QRectF(mirrored ? width() - side : 0, (height() - side) / 2, side, side), side / 5, side / 5);
        painter.setPen(quietText(palette()));
        const int indent = fontMetrics().height() * 9 / 10;
        painter.drawText(mirrored ? rect().adjusted(0, 0, -indent, 0) : rect().adjusted(indent, 0, 0, 0),
            Qt::AlignAbsolute | Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft), m_name);
    }

private:
    QString m_name;
    QColor m_color;
};

}

ChartPanel::ChartPanel(const QString &title, ChartKind kind, QWidget *parent)
    : QWidget(parent)
    , m_model(new ChartTableModel(this))
    , m_title(new QLabel(title, this))
    , m_note(new QLabel(this))
    , m_legend(new QWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_chart(new Chart(this))
    , m_table(new QTableView(this))
    , m_asTable(nullptr)
{
    setObjectName(u"chartPanel"_s);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    m_title->setTextFormat(Qt::PlainText);
    m_note->setTextFormat(Qt::PlainText);
    m_chart->setKind(kind);
    m_chart->setTitle(title);
    m_title->setBuddy(m_chart);

    m_table->setModel(m_model);
    m_table->setObjectName(u"chartTableView"_s);
    m_table->setAccessibleName(tr("%1 as a table").arg(title));
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(m_table, &QTableView::activated, this,
        [this](const QModelIndex &index) { Q_EMIT rangeChosen(index.row(), index.row(), index.column() - 1); });

    auto *more = new QToolButton(this);
    more->setObjectName(u"chartMenuToolButton"_s);
    more->setIcon(glyphIcon(Glyph::Dots, quietText(palette())));
    more->setAutoRaise(true);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setToolTip(tr("More about %1").arg(title));
    more->setAccessibleName(more->toolTip());
    auto *menu = new QMenu(more);
    QAction *shows = menu->addAction(tr("Show as a table"));
    shows->setCheckable(true);
    connect(shows, &QAction::toggled, this, &ChartPanel::setShowsTable);
    connect(menu, &QMenu::aboutToShow, this, [this, shows] { shows->setChecked(showsTable()); });
    connect(menu->addAction(tr("Copy as CSV")), &QAction::triggered, this,
        [this] { QApplication::clipboard()->setText(m_chart->data().csv()); });
    more->setMenu(menu);
    m_asTable = more;

    m_stack->addWidget(m_chart);
    m_stack->addWidget(m_table);
    auto *legend = new FlowLayout(m_legend);
    legend->setContentsMargins(0, 0, 0, 0);
    legend->setSpacing(fontMetrics().averageCharWidth() * 2);
    QSizePolicy flowing(QSizePolicy::Preferred, QSizePolicy::Minimum);
    flowing.setHeightForWidth(true);
    m_legend->setSizePolicy(flowing);

    const int space = fontMetrics().height() * 3 / 4;
    auto *heading = new QHBoxLayout;
    heading->addWidget(m_title);
    heading->addWidget(m_note, 1);
    heading->addWidget(more);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(space, space / 2, space, space);
    rows->setSpacing(space / 2);
    rows->addLayout(heading);
    rows->addWidget(m_legend);
    rows->addWidget(m_stack, 1);
    connect(m_chart, &Chart::rangeChosen, this, &ChartPanel::rangeChosen);
    showLegend();
}

void ChartPanel::setData(const ChartData &data)
{
    m_chart->setData(data);
    m_model->showData(data);
    if (!data.isEmpty())
        m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    showLegend();
}

void ChartPanel::setNote(const QString &note)
{
    m_note->setText(note);
}

bool ChartPanel::showsTable() const
{
    return m_stack->currentWidget() == m_table;
}

void ChartPanel::setShowsTable(bool shows)
{
    m_stack->setCurrentWidget(shows ? static_cast<QWidget *>(m_table) : m_chart);
}

void ChartPanel::showLegend()
{
    while (QLayoutItem *item = m_legend->layout()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const ChartData &data = m_chart->data();
    const bool isNeeded = data.series.size() > 1 && m_chart->kind() != ChartKind::HeatMap;
    for (qsizetype series = 0; isNeeded && series < data.series.size(); ++series)
        m_legend->layout()->addWidget(
            new LegendEntry(data.series[series].name, chartColor(data, series, palette()), m_legend));
    m_legend->setVisible(isNeeded);
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText, quietText(palette()));
    m_note->setPalette(quiet);
    if (m_asTable)
        m_asTable->setIcon(glyphIcon(Glyph::Dots, quietText(palette())));
}

void ChartPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal radius = fontMetrics().height() / 3.0;
    painter.setPen(lineColor(palette()));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

void ChartPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showLegend();
}

}
