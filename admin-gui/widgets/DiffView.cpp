// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/DiffView.h"

#include "widgets/Tones.h"

#include <QtCore/QEvent>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtGui/QPainter>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <climits>
#include <utility>

namespace auth::console {

using namespace Qt::StringLiterals;

namespace {

using Kind = FieldDifference::Kind;

QString written(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Double:
        return QString::number(value.toDouble(), 'g', 15);
    case QJsonValue::Array: {
        QStringList parts;
        const QJsonArray array = value.toArray();
        for (const QJsonValue &item : array)
            parts.append(written(item));
        return parts.join(u'\n');
    }
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Undefined:
        break;
    }
    return {};
}

bool isListOfWords(const QJsonValue &value)
{
    const QJsonArray array = value.toArray();
    return value.isArray()
        && std::all_of(array.begin(), array.end(), [](const QJsonValue &item) { return item.isString(); });
}

/// The items of \a list, with a sign before those that \a other does not have.
QString signedItems(const QJsonArray &list, const QJsonArray &other, QChar sign)
{
    QStringList lines;
    for (const QJsonValue &item : list)
        lines.append((other.contains(item) ? u"  "_s : sign + u" "_s) + item.toString());
    return lines.join(u'\n');
}

void compare(const QString &path, const QJsonValue &before, const QJsonValue &after, QList<FieldDifference> *found)
{
    const bool goesDeeper = (before.isObject() && !before.toObject().isEmpty() && !after.isArray())
        || (after.isObject() && !after.toObject().isEmpty() && !before.isArray());
    const bool bothObjects = (before.isObject() || before.isUndefined()) && (after.isObject() || after.isUndefined());
    if (goesDeeper && bothObjects) {
        QStringList names = before.toObject().keys() + after.toObject().keys();
        names.sort();
        names.removeDuplicates();
        for (const QString &name : names)
            compare(path.isEmpty() ? name : path + u'.' + name, before.toObject().value(name),
                after.toObject().value(name), found);
        return;
    }
    FieldDifference one { path, written(before), written(after), Kind::Same };
    if (before.isUndefined())
        one.kind = Kind::Added;
    else if (after.isUndefined())
        one.kind = Kind::Removed;
    else if (before != after)
        one.kind = Kind::Changed;
    if (one.kind == Kind::Changed && isListOfWords(before) && isListOfWords(after)) {
        one.before = signedItems(before.toArray(), after.toArray(), u'−');
        one.after = signedItems(after.toArray(), before.toArray(), u'+');
    }
    found->append(one);
}

/// Colours a value that went or came, with a bar at its side.
class DifferenceDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *model = static_cast<const DifferenceModel *>(index.model());
        const Kind kind = model->at(index.row()).kind;
        const bool went = index.column() == DifferenceModel::Before && (kind == Kind::Changed || kind == Kind::Removed);
        const bool came = index.column() == DifferenceModel::After && (kind == Kind::Changed || kind == Kind::Added);
        QStyleOptionViewItem cell = option;
        initStyleOption(&cell, index);
        const QString text = std::exchange(cell.text, {});
        option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &cell, painter, option.widget);
        if (went || came) {
            const Tone tone = went ? Tone::Bad : Tone::Good;
            painter->fillRect(option.rect.adjusted(0, 1, 0, 0), toneSurface(option.palette, tone));
            const int width = qMax(2, option.fontMetrics.height() / 6);
            painter->fillRect(QRect(option.rect.left(), option.rect.top() + 1, width, option.rect.height() - 1),
                toneColor(option.palette, tone));
        }
        painter->setPen(option.palette.color(QPalette::Text));
        const int space = option.fontMetrics.averageCharWidth() * 3 / 2;
        painter->drawText(option.rect.adjusted(space, 0, -space / 2, 0),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWrapAnywhere, text);
    }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int space = option.fontMetrics.averageCharWidth() * 3 / 2;
        const auto *table = static_cast<const QTableView *>(option.widget);
        // The field's name is as wide as it needs, the others wrap.
        const int width = index.column() == DifferenceModel::Field ? INT_MAX / 4
                                                                   : table->columnWidth(index.column()) - space * 3 / 2;
        const QRect words = option.fontMetrics.boundingRect(
            QRect(0, 0, qMax(1, width), INT_MAX / 4), Qt::TextWrapAnywhere, index.data().toString());
        return { words.width() + space * 2, words.height() + option.fontMetrics.height() };
    }
};

}

QList<FieldDifference> differences(const QJsonObject &before, const QJsonObject &after)
{
    QList<FieldDifference> found;
    if (!before.isEmpty() || !after.isEmpty())
        compare(QString(), before, after, &found);
    return found;
}

void DifferenceModel::setDifferences(QList<FieldDifference> differences)
{
    beginResetModel();
    m_differences = std::move(differences);
    endResetModel();
}

int DifferenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_differences.size());
}

int DifferenceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DifferenceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FieldDifference &one = m_differences[index.row()];
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return index.column() == Field ? one.path : index.column() == Before ? one.before : one.after;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignTop);
    if (role == Qt::AccessibleTextRole) {
        switch (one.kind) {
        case Kind::Same:
            return tr("%1 stayed %2").arg(one.path, one.before);
        case Kind::Changed:
            return tr("%1 changed from %2 to %3").arg(one.path, one.before, one.after);
        case Kind::Added:
            return tr("%1 became %2").arg(one.path, one.after);
        case Kind::Removed:
            return tr("%1 was %2 and is gone").arg(one.path, one.before);
        }
    }
    return {};
}

QVariant DifferenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == Field ? tr("Field") : section == Before ? tr("Before") : tr("After");
}

DiffView::DiffView(QWidget *parent)
    : QWidget(parent)
    , m_model(new DifferenceModel(this))
    , m_table(new QTableView(this))
    , m_same(new QCheckBox(tr("Show what stayed the same"), this))
    , m_nothing(new QLabel(tr("Nothing differs."), this))
{
    setObjectName(u"diffView"_s);
    m_table->setObjectName(u"differencesTableView"_s);
    m_table->setAccessibleName(tr("Differences"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new DifferenceDelegate(m_table));
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(DifferenceModel::Field, QHeaderView::ResizeToContents);
    m_same->setObjectName(u"sameCheckBox"_s);
    m_nothing->setAlignment(Qt::AlignCenter);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_table, 1);
    rows->addWidget(m_nothing, 1);
    rows->addWidget(m_same);
    connect(m_same, &QCheckBox::toggled, this, &DiffView::showRows);
    // Columns change one after the other: rows follow once.
    m_wrap.setSingleShot(true);
    m_wrap.setInterval(0);
    connect(&m_wrap, &QTimer::timeout, m_table, &QTableView::resizeRowsToContents);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, &m_wrap, qOverload<>(&QTimer::start));
    showRows();
}

void DiffView::setObjects(const QJsonObject &before, const QJsonObject &after)
{
    m_differences = differences(before, after);
    showRows();
}

void DiffView::showRows()
{
    QList<FieldDifference> shown = m_differences;
    const bool hasSame
        = std::any_of(shown.begin(), shown.end(), [](const FieldDifference &one) { return one.kind == Kind::Same; });
    if (!m_same->isChecked())
        shown.removeIf([](const FieldDifference &one) { return one.kind == Kind::Same; });
    m_same->setVisible(hasSame);
    m_table->setVisible(!shown.isEmpty());
    m_nothing->setVisible(shown.isEmpty());
    m_model->setDifferences(shown);
    m_table->resizeRowsToContents();
}

void DiffView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        m_table->resizeRowsToContents();
}

}
