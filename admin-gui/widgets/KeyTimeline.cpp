// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/KeyTimeline.h"

#include "widgets/Tones.h"

#include <QtCore/QLocale>
#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QStyledItemDelegate>

#include <algorithm>
#include <utility>

namespace auth::console {

using namespace Qt::StringLiterals;

namespace {

using State = TimelineKey::State;

Tone toneOf(State state)
{
    switch (state) {
    case State::Active:
        return Tone::Good;
    case State::Waiting:
        return Tone::Accent;
    case State::Revoked:
        return Tone::Bad;
    case State::Retired:
    case State::Removed:
        break;
    }
    return Tone::Neutral;
}

QString day(const QDateTime &moment)
{
    return QLocale().toString(moment.toLocalTime(), u"d MMM yyyy HH:mm"_s);
}

const KeyTimelineModel *modelOf(const QModelIndex &index)
{
    return static_cast<const KeyTimelineModel *>(index.model());
}

/// The state as a word with a dot, the time as bars.
class KeyDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        if (index.column() == KeyTimelineModel::State) {
            paintState(painter, option, index);
            return;
        }
        QStyledItemDelegate::paint(painter, option, index);
        if (index.column() == KeyTimelineModel::Time)
            paintBars(painter, option, index);
    }

private:
    void paintState(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
    {
        QStyleOptionViewItem cell = option;
        initStyleOption(&cell, index);
        const QString text = std::exchange(cell.text, {});
        option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &cell, painter, option.widget);
        const int height = option.fontMetrics.height();
        const bool mirrored = option.direction == Qt::RightToLeft;
        const qreal x = mirrored ? option.rect.right() - height * 0.7 : option.rect.left() + height * 0.7;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(toneColor(option.palette, toneOf(modelOf(index)->at(index.row()).state)));
        painter->drawEllipse(QPointF(x, QRectF(option.rect).center().y()), height * 0.25, height * 0.25);
        painter->setPen(option.palette.color(QPalette::Text));
        const int indent = height * 3 / 2;
        painter->drawText(mirrored ? option.rect.adjusted(0, 0, -indent, 0) : option.rect.adjusted(indent, 0, 0, 0),
            Qt::AlignAbsolute | Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft), text);
        painter->restore();
    }

    static void paintBars(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
    {
        const KeyTimelineModel *model = modelOf(index);
        const TimelineKey &key = model->at(index.row());
        const QRectF cell = QRectF(option.rect).adjusted(0, 0, -1, 0);
        const auto at = [&](const QDateTime &moment) { return cell.left() + model->position(moment) * cell.width(); };
        const qreal height = option.fontMetrics.height() * 0.72;
        painter->save();
        painter->setClipRect(option.rect);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(lineColor(option.palette));
        for (const QDateTime &mark : model->marks(8))
            painter->drawLine(QPointF(at(mark), cell.top()), QPointF(at(mark), cell.bottom()));
        const auto bar = [&](const QDateTime &from, const QDateTime &until, const QColor &color, bool isOpen) {
            const qreal left = at(from);
            const qreal right = until.isValid() ? at(until) : cell.right() + height;
            QRectF place(left, cell.center().y() - height / 2, qMax(right - left, height / 5), height);
            painter->setPen(Qt::NoPen);
            painter->setBrush(color);
            if (isOpen)
                painter->setPen(QPen(color, option.fontMetrics.height() / 14.0));
            if (isOpen)
                painter->setBrush(toneSurface(option.palette, Tone::Accent));
            painter->drawRoundedRect(place, height / 6, height / 6);
        };
        const QDateTime stopped = key.revoked;
        const auto upTo = [&stopped](const QDateTime &moment) {
            return stopped.isValid() && (!moment.isValid() || stopped < moment) ? stopped : moment;
        };
        const QColor accent = toneColor(option.palette, Tone::Accent);
        if (key.published < key.activates)
            bar(key.published, upTo(key.activates), accent, true);
        if (!stopped.isValid() || key.activates < stopped) {
            bar(key.activates, upTo(key.retires), toneColor(option.palette, Tone::Good), false);
            if (key.retires.isValid() && (!stopped.isValid() || key.retires < stopped))
                bar(key.retires, upTo(key.removes),
                    mixed(option.palette.color(QPalette::Text), option.palette.color(QPalette::Base), 0.3), false);
        }
        if (stopped.isValid()) {
            const qreal half = height / 2.4;
            painter->setPen(QPen(
                toneColor(option.palette, Tone::Bad), option.fontMetrics.height() / 7.0, Qt::SolidLine, Qt::RoundCap));
            const QPointF middle(at(stopped), cell.center().y());
            painter->drawLine(middle + QPointF(-half, -half), middle + QPointF(half, half));
            painter->drawLine(middle + QPointF(half, -half), middle + QPointF(-half, half));
        }
        painter->setPen(QPen(option.palette.color(QPalette::Text), 1, Qt::DashLine));
        painter->drawLine(QPointF(at(model->now()), cell.top()), QPointF(at(model->now()), cell.bottom()));
        painter->restore();
    }
};

/// With the scale above the bars.
class KeyHeader final : public QHeaderView {
public:
    explicit KeyHeader(KeyTimelineModel *model, QWidget *parent)
        : QHeaderView(Qt::Horizontal, parent)
        , m_model(model)
    {
        setHighlightSections(false);
        setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override
    {
        QHeaderView::paintSection(painter, rect, section);
        if (section != KeyTimelineModel::Time || m_model->rowCount() == 0)
            return;
        painter->save();
        painter->setClipRect(rect);
        const QFontMetrics metrics(font());
        const auto at = [&](const QDateTime &moment) {
            return rect.left() + static_cast<int>(m_model->position(moment) * rect.width());
        };
        painter->setPen(quietText(palette()));
        painter->setLayoutDirection(Qt::LeftToRight);
        int last = rect.left();
        for (const QDateTime &mark : m_model->marks(8)) {
            const QString text = QLocale().toString(mark, mark.time() == QTime(0, 0) ? u"d MMM"_s : u"d MMM HH:mm"_s);
            const int width = metrics.horizontalAdvance(text);
            const int left = at(mark) - width / 2;
            if (left < last || left + width > rect.right())
                continue;
            painter->drawText(QRect(left, rect.top(), width + 2, rect.height()), Qt::AlignVCenter, text);
            last = left + width + metrics.averageCharWidth() * 2;
        }
        painter->restore();
    }

private:
    KeyTimelineModel *m_model;
};

}

void KeyTimelineModel::setKeys(QList<TimelineKey> keys, const QDateTime &now)
{
    beginResetModel();
    m_keys = std::move(keys);
    m_now = now;
    m_first = m_last = now;
    for (const TimelineKey &key : m_keys) {
        m_first = std::min(m_first, key.published);
        for (const QDateTime &moment : { key.activates, key.retires, key.end() }) {
            if (moment.isValid())
                m_last = std::max(m_last, moment);
        }
    }
    // Room beside the ends, and for what has no end.
    const qint64 margin = std::max<qint64>(3600, m_first.secsTo(m_last) / 12);
    m_first = m_first.addSecs(-margin / 3);
    m_last = m_last.addSecs(margin);
    endResetModel();
}

qreal KeyTimelineModel::position(const QDateTime &moment) const
{
    return static_cast<qreal>(m_first.secsTo(moment)) / static_cast<qreal>(std::max<qint64>(1, m_first.secsTo(m_last)));
}

QList<QDateTime> KeyTimelineModel::marks(int most) const
{
    static constexpr qint64 kDay = 24 * 3600;
    const qint64 span = m_first.secsTo(m_last);
    qint64 step = 3600;
    for (const qint64 candidate :
        { qint64(900), qint64(3600), qint64(6 * 3600), kDay, 2 * kDay, 7 * kDay, 14 * kDay, 30 * kDay, 91 * kDay }) {
        step = candidate;
        if (span / candidate <= most)
            break;
    }
    QList<QDateTime> found;
    QDateTime mark = m_first.toLocalTime();
    if (step >= kDay)
        mark.setTime(QTime(0, 0));
    else
        mark = mark.addSecs(-(QTime(0, 0).secsTo(mark.time()) % step));
    for (; mark < m_last; mark = step >= kDay ? mark.addDays(step / kDay) : mark.addSecs(step)) {
        if (mark > m_first)
            found.append(mark);
    }
    return found;
}

QString KeyTimelineModel::sentence(int row) const
{
    const TimelineKey &key = m_keys[row];
    switch (key.state) {
    case TimelineKey::State::Waiting:
        return tr("Published; signs from %1").arg(day(key.activates));
    case TimelineKey::State::Active:
        return key.retires.isValid() ? tr("Signs since %1, up to %2").arg(day(key.activates), day(key.retires))
                                     : tr("Signs since %1").arg(day(key.activates));
    case TimelineKey::State::Retired:
        return key.removes.isValid() ? tr("Signs no more; verifies up to %1").arg(day(key.removes))
                                     : tr("Signs no more since %1; still verifies").arg(day(key.retires));
    case TimelineKey::State::Removed:
        return tr("Gone since %1").arg(day(key.removes));
    case TimelineKey::State::Revoked:
        return tr("Revoked on %1; nothing that it signed counts").arg(day(key.revoked));
    }
    return {};
}

int KeyTimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_keys.size());
}

int KeyTimelineModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant KeyTimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TimelineKey &key = m_keys[index.row()];
    if (role == Qt::AccessibleTextRole && index.column() == Time)
        return sentence(index.row());
    if (role == Qt::ToolTipRole)
        return index.column() == Key ? key.kid : sentence(index.row());
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Key:
        return key.kid;
    case Algorithm:
        return key.algorithm;
    case State:
        switch (key.state) {
        case TimelineKey::State::Waiting:
            return tr("waiting");
        case TimelineKey::State::Active:
            return tr("active");
        case TimelineKey::State::Retired:
            return tr("retired");
        case TimelineKey::State::Removed:
            return tr("removed");
        case TimelineKey::State::Revoked:
            return tr("revoked");
        }
        break;
    default:
        break;
    }
    return {};
}

QVariant KeyTimelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::AccessibleTextRole && section == Time)
        return tr("Time");
    if (role != Qt::DisplayRole)
        return {};
    return section == Key      ? tr("Key")
        : section == Algorithm ? tr("Algorithm")
        : section == State     ? tr("State")
                               : QString();
}

KeyTimeline::KeyTimeline(QWidget *parent)
    : QTableView(parent)
    , m_model(new KeyTimelineModel(this))
{
    setObjectName(u"keyTimelineTableView"_s);
    setAccessibleName(tr("Signing keys over time"));
    setModel(m_model);
    setHorizontalHeader(new KeyHeader(m_model, this));
    setItemDelegate(new KeyDelegate(this));
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 9 / 4);
    horizontalHeader()->setStretchLastSection(true);
    setColumnWidth(KeyTimelineModel::Key, fontMetrics().averageCharWidth() * 26);
}

void KeyTimeline::setKeys(const QList<TimelineKey> &keys, const QDateTime &now)
{
    const TimelineKey *before = currentKey();
    const QString chosen = before ? before->id : QString();
    m_model->setKeys(keys, now);
    const int letter = fontMetrics().averageCharWidth();
    setColumnWidth(
        KeyTimelineModel::Key, qBound(letter * 18, sizeHintForColumn(KeyTimelineModel::Key) + letter * 3, letter * 52));
    // Other languages have longer words.
    for (const auto &[column, letters] :
        { std::pair(KeyTimelineModel::Algorithm, 15), std::pair(KeyTimelineModel::State, 18) })
        setColumnWidth(column,
            qMax(letter * letters,
                qMax(horizontalHeader()->sectionSizeHint(column), sizeHintForColumn(column)) + letter * 4));
    const auto found
        = std::find_if(keys.begin(), keys.end(), [&chosen](const TimelineKey &key) { return key.id == chosen; });
    if (found != keys.end())
        setCurrentIndex(m_model->index(static_cast<int>(found - keys.begin()), 0));
    Q_EMIT currentKeyChanged();
}

const TimelineKey *KeyTimeline::currentKey() const
{
    const int row = currentIndex().row();
    return row < 0 || row >= m_model->rowCount() ? nullptr : &m_model->at(row);
}

QSize KeyTimeline::sizeHint() const
{
    const int rows = qBound(3, m_model->rowCount(), 10);
    return { fontMetrics().averageCharWidth() * 110,
        horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() + 2 * frameWidth() };
}

void KeyTimeline::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_model->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(quietText(palette()));
    painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("No keys yet."));
}

void KeyTimeline::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row())
        Q_EMIT currentKeyChanged();
}

}
