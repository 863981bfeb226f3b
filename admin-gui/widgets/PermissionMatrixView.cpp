// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/PermissionMatrixView.h"

#include "widgets/Glyphs.h"
#include "widgets/Tones.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>

namespace auth::console {

using namespace Qt::StringLiterals;
using State = PermissionMatrixModel::State;

namespace {

int currentSection(const QHeaderView *header)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(header->parentWidget());
    const QModelIndex current = view ? view->currentIndex() : QModelIndex();
    return header->orientation() == Qt::Horizontal ? current.column() : current.row();
}

QColor headerSurface(const QPalette &palette, bool isCurrent)
{
    const QColor base = palette.color(QPalette::Base);
    return isCurrent ? toneSurface(palette, Tone::Accent) : mixed(palette.color(QPalette::Text), base, 0.035);
}

/// The widest of the header's names, up to \a most.
int widestName(const QHeaderView *header, int most)
{
    const QAbstractItemModel *model = header->model();
    if (!model)
        return 0;
    int widest = 0;
    const QFontMetrics metrics(header->font());
    for (int section = 0; section < header->count() && widest < most; ++section) {
        const QString name = model->headerData(section, header->orientation()).toString();
        widest = qMax(widest, metrics.horizontalAdvance(name));
    }
    return qMin(widest, most);
}

}

MatrixColumnHeader::MatrixColumnHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setSectionResizeMode(QHeaderView::Fixed);
    setAccessibleName(tr("Roles"));
}

void MatrixColumnHeader::setUpright(bool upright)
{
    m_isUpright = upright;
    updateGeometry();
}

QSize MatrixColumnHeader::sizeHint() const
{
    const QFontMetrics metrics(font());
    if (!m_isUpright)
        return { 0, metrics.height() * 2 };
    return { 0, widestName(this, metrics.averageCharWidth() * 24) + metrics.averageCharWidth() * 3 };
}

void MatrixColumnHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const bool isCurrent = section == currentSection(this);
    painter->fillRect(rect, headerSurface(palette(), isCurrent));
    painter->save();
    const QString name = model()->headerData(section, Qt::Horizontal).toString();
    const QFontMetrics metrics(font());
    painter->setPen(isCurrent ? toneColor(palette(), Tone::Accent) : palette().color(QPalette::Text));
    const int space = metrics.averageCharWidth();
    if (m_isUpright) {
        painter->translate(rect.left(), rect.bottom());
        painter->rotate(-90);
        const QRect line(space, 0, rect.height() - 2 * space, rect.width());
        painter->drawText(line, Qt::AlignAbsolute | Qt::AlignLeft | Qt::AlignVCenter,
            metrics.elidedText(name, Qt::ElideRight, line.width()));
    } else {
        const QRect line = rect.adjusted(space / 2, 0, -space / 2, 0);
        painter->drawText(line, Qt::AlignCenter, metrics.elidedText(name, Qt::ElideRight, line.width()));
    }
    painter->restore();
    painter->setPen(lineColor(palette()));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
}

MatrixRowHeader::MatrixRowHeader(QWidget *parent)
    : QHeaderView(Qt::Vertical, parent)
{
    setSectionsClickable(true);
    setSectionResizeMode(QHeaderView::Fixed);
    setAccessibleName(tr("Permissions"));
}

QSize MatrixRowHeader::sizeHint() const
{
    const int letter = QFontMetrics(font()).averageCharWidth();
    return { qMax(letter * 16, widestName(this, letter * 40)) + letter * 4, 0 };
}

void MatrixRowHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const bool isCurrent = section == currentSection(this);
    painter->fillRect(rect, headerSurface(palette(), isCurrent));
    const QString name = model()->headerData(section, Qt::Vertical).toString();
    const qsizetype colon = name.lastIndexOf(u':');
    const QString about = name.left(colon + 1);
    int above = visualIndex(section) - 1;
    while (above >= 0 && isSectionHidden(logicalIndex(above)))
        --above;
    const bool isRepeated
        = above >= 0 && model()->headerData(logicalIndex(above), Qt::Vertical).toString().startsWith(about);
    const QFontMetrics metrics(font());
    QRect line = rect.adjusted(metrics.averageCharWidth() * 3 / 2, 0, -metrics.averageCharWidth(), 0);
    if (!isRepeated) {
        painter->setPen(lineColor(palette()));
        painter->drawLine(rect.topLeft(), rect.topRight());
    }
    painter->setPen(isRepeated ? mixed(palette().color(QPalette::Text), palette().color(QPalette::Base), 0.5)
                               : palette().color(QPalette::Text));
    if (metrics.horizontalAdvance(name) > line.width()) {
        painter->setPen(palette().color(QPalette::Text));
        painter->drawText(
            line, Qt::AlignVCenter | Qt::AlignLeft, metrics.elidedText(name, Qt::ElideMiddle, line.width()));
        return;
    }
    // Names of permissions are no language: their parts stand in one order everywhere, at the edge where texts begin.
    constexpr int kAtLeft = Qt::AlignAbsolute | Qt::AlignVCenter | Qt::AlignLeft;
    painter->setLayoutDirection(Qt::LeftToRight);
    if (isRightToLeft())
        line.setLeft(line.right() - metrics.horizontalAdvance(name));
    painter->drawText(line, kAtLeft, about);
    line.setLeft(line.left() + metrics.horizontalAdvance(about));
    painter->setPen(isCurrent ? toneColor(palette(), Tone::Accent) : palette().color(QPalette::Text));
    painter->drawText(line, kAtLeft, name.mid(colon + 1));
}

QRect MatrixDelegate::markIn(const QRect &cell, const QFontMetrics &metrics)
{
    const int side = metrics.height() * 11 / 10;
    return { cell.left() + (cell.width() - side) / 2, cell.top() + (cell.height() - side) / 2, side, side };
}

const QPixmap &MatrixDelegate::mark(State state, bool isFixed, const QStyleOptionViewItem &option, qreal ratio) const
{
    QPixmap &pixmap = m_marks[static_cast<size_t>(state) * 2 + (isFixed ? 1 : 0)];
    const int side = option.fontMetrics.height() * 11 / 10;
    if (!pixmap.isNull() && pixmap.devicePixelRatio() == ratio)
        return pixmap;
    pixmap = QPixmap(QSize(side, side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette &palette = option.palette;
    const QRectF box = QRectF(0, 0, side, side).adjusted(1, 1, -1, -1);
    const QRectF sign = box.adjusted(side * 0.16, side * 0.16, -side * 0.16, -side * 0.16);
    const QColor accent = isFixed ? quietText(palette) : toneColor(palette, Tone::Accent);
    switch (state) {
    case State::Granted:
        painter.setPen(Qt::NoPen);
        painter.setBrush(accent);
        painter.drawRoundedRect(box, side * 0.22, side * 0.22);
        paintGlyph(&painter, Glyph::Check, sign, palette.color(QPalette::Base));
        break;
    case State::Inherited:
        painter.setPen(QPen(mixed(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.3), side / 14.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box, side * 0.22, side * 0.22);
        paintGlyph(&painter, Glyph::Check, sign, quietText(palette));
        break;
    case State::None:
        painter.setPen(Qt::NoPen);
        painter.setBrush(mixed(palette.color(QPalette::Text), palette.color(QPalette::Base), isFixed ? 0.12 : 0.25));
        painter.drawEllipse(box.center(), side * 0.08, side * 0.08);
        break;
    }
    return pixmap;
}

void MatrixDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = static_cast<const PermissionMatrixModel *>(index.model());
    const auto *view = static_cast<const QTableView *>(option.widget);
    const QModelIndex current = view->currentIndex();
    const QPalette &palette = option.palette;
    if (model->isDrafted(index.row(), index.column()))
        painter->fillRect(option.rect, toneSurface(palette, Tone::Warning));
    else if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, toneSurface(palette, Tone::Accent));
    else if (index.row() == current.row() || index.column() == current.column())
        painter->fillRect(option.rect, mixed(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.04));
    painter->drawPixmap(markIn(option.rect, option.fontMetrics).topLeft(),
        mark(model->state(index.row(), index.column()), !model->role(index.column()).fixedBecause.isEmpty(), option,
            painter->device()->devicePixelRatioF()));
    if (model->isDrafted(index.row(), index.column())) {
        // A corner beside the colour, for those who do not see it.
        const int corner = option.fontMetrics.height() / 3;
        const QPoint top = option.rect.topRight() + QPoint(1, 0);
        painter->setPen(Qt::NoPen);
        painter->setBrush(toneColor(palette, Tone::Warning));
        painter->drawPolygon(QPolygon({ top, top - QPoint(corner, 0), top + QPoint(0, corner) }));
        if (model->state(index.row(), index.column()) == State::None)
            paintGlyph(painter, Glyph::Minus, markIn(option.rect, option.fontMetrics).adjusted(2, 2, -2, -2),
                toneColor(palette, Tone::Warning));
    }
    if (index == current && view->hasFocus()) {
        const int width = qMax(1, option.fontMetrics.height() / 9);
        painter->setPen(QPen(toneColor(palette, Tone::Accent), width));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(width / 2, width / 2, -width, -width));
    }
}

MatrixTable::MatrixTable(PermissionMatrixModel *model, QWidget *parent)
    : QTableView(parent)
    , m_matrix(model)
{
    setModel(model);
    setItemDelegate(new MatrixDelegate(this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
}

void MatrixTable::keyPressEvent(QKeyEvent *event)
{
    const bool isTyping = m_sinceTyped.isValid() && m_sinceTyped.elapsed() < QApplication::keyboardInputInterval()
        && !m_typed.isEmpty();
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier && !isTyping) {
        toggleSelected();
        return;
    }
    QTableView::keyPressEvent(event);
}

void MatrixTable::toggleSelected()
{
    toggle(currentIndex());
}

void MatrixTable::toggle(const QModelIndex &first)
{
    QModelIndexList cells = selectionModel()->selectedIndexes();
    cells.removeAll(first);
    if (first.isValid())
        cells.prepend(first);
    cells.removeIf([this](const QModelIndex &cell) { return isRowHidden(cell.row()); });
    if (!m_matrix->toggle(cells) && first.isValid())
        Q_EMIT refused(m_matrix->fixedBecause(first.column()));
}

QRect MatrixTable::markIn(const QModelIndex &cell) const
{
    return MatrixDelegate::markIn(visualRect(cell), fontMetrics());
}

void MatrixTable::mousePressEvent(QMouseEvent *event)
{
    const QPoint place = event->position().toPoint();
    const QModelIndex cell = indexAt(place);
    const bool isOnMark = cell.isValid() && markIn(cell).contains(place);
    m_pressed
        = event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier && isOnMark ? cell : QModelIndex();
    QTableView::mousePressEvent(event);
}

void MatrixTable::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    const QPoint place = event->position().toPoint();
    const QModelIndex cell = indexAt(place);
    // On the mark of one cell; or from there over others, which get the same.
    if (m_pressed.isValid() && cell.isValid() && (cell != m_pressed || markIn(cell).contains(place)))
        toggle(m_pressed);
    m_pressed = QModelIndex();
}

void MatrixTable::keyboardSearch(const QString &letters)
{
    if (!m_sinceTyped.isValid() || m_sinceTyped.elapsed() >= QApplication::keyboardInputInterval())
        m_typed.clear();
    m_sinceTyped.start();
    m_typed += letters;
    const int count = m_matrix->rowCount();
    const int from = qMax(0, currentIndex().row()) + (m_typed.size() > 1 ? 0 : 1);
    for (const bool begins : { true, false }) {
        for (int step = 0; step < count; ++step) {
            const int row = (from + step) % count;
            const QString &name = m_matrix->permission(row).name;
            const bool fits
                = begins ? name.startsWith(m_typed, Qt::CaseInsensitive) : name.contains(m_typed, Qt::CaseInsensitive);
            if (fits && !isRowHidden(row)) {
                setCurrentIndex(m_matrix->index(row, qMax(0, currentIndex().column())));
                return;
            }
        }
    }
}

void MatrixTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    viewport()->update();
    horizontalHeader()->viewport()->update();
    verticalHeader()->viewport()->update();
}

void MatrixTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        static_cast<MatrixDelegate *>(itemDelegate())->forget();
    QTableView::changeEvent(event);
}

}
