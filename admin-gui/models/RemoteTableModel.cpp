// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RemoteTableModel.h"

#include "app/Connection.h"

#include <QtCore/QJsonArray>
#include <QtCore/QLocale>
#include <QtCore/QTimer>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

/// What is read again when a list is renewed; what stands behind it is read when somebody looks.
constexpr int kPagesReloaded = 5;
/// After a forgotten page could not be read again, doubled with each time.
constexpr std::chrono::milliseconds kFirstReturn { 2000 };
constexpr int kMostDoublings = 5;

bool looksLikeTime(const QString &text)
{
    return text.size() >= 20 && text[4] == u'-' && text[10] == u'T' && text.endsWith(u'Z');
}

}

QJsonValue memberAt(const QJsonObject &object, const QString &path)
{
    const qsizetype dot = path.indexOf(u'.');
    if (dot < 0)
        return object[path];
    return memberAt(object[path.left(dot)].toObject(), path.mid(dot + 1));
}

QString displayText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? RemoteTableModel::tr("yes") : RemoteTableModel::tr("no");
    case QJsonValue::Double:
        return QLocale().toString(value.toInteger());
    case QJsonValue::String: {
        const QString text = value.toString();
        if (!looksLikeTime(text))
            return text;
        const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs).toLocalTime();
        return time.isValid() ? QLocale().toString(time, QLocale::ShortFormat) : text;
    }
    case QJsonValue::Array: {
        QStringList parts;
        for (const auto &part : value.toArray())
            parts.append(displayText(part));
        return parts.join(u", "_s);
    }
    default:
        return {};
    }
}

RemoteTableModel::RemoteTableModel(
    Connection *connection, QList<RemoteColumn> columns, QString key, QObject *parent)
    : QAbstractTableModel(parent)
    , m_connection(connection)
    , m_columns(std::move(columns))
    , m_key(std::move(key))
{
    connect(connection, &Connection::changed, this, [this] { m_hasChangedItself = true; });
    connect(&m_changes, &RowChanges::changed, this, [this] {
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), { LightRole });
    });
}

void RemoteTableModel::setCall(const api::Call &call)
{
    m_call = call;
    ++m_generation;
    m_isReloading = false;
    m_wanted.clear();
    m_changes.clear();
    m_total.reset();
    m_unfilteredTotal.reset();
    setLoading(false);
    if (m_rows.isEmpty())
        return;
    beginResetModel();
    m_rows.clear();
    m_pages.clear();
    m_isComplete = true;
    endResetModel();
}

void RemoteTableModel::setFilter(const QString &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    load();
}

void RemoteTableModel::load()
{
    if (!m_call)
        return;
    ++m_generation;
    m_wanted.clear();
    m_isReloading = true;
    m_fresh.clear();
    m_freshPages.clear();
    ask({});
}

void RemoteTableModel::ask(const QString &after)
{
    api::Call call = *m_call;
    call.list.limit = kPageSize;
    call.list.after = after;
    call.list.query = m_filter;
    call.list.sort = m_sort;
    call.list.total = after.isEmpty();
    setLoading(true);
    m_connection->ask(this, std::move(call), [this, after, generation = m_generation](const api::Answer &answer) {
        if (generation == m_generation)
            take(answer, after);
    });
}

QList<RemoteTableModel::Row> RemoteTableModel::toRows(const QJsonArray &items) const
{
    QList<Row> rows;
    rows.reserve(items.size());
    for (const auto &item : items) {
        const QJsonObject object = item.toObject();
        rows.append({ object[m_key].toVariant().toString(), object, true });
    }
    return rows;
}

void RemoteTableModel::take(const api::Answer &answer, const QString &after)
{
    // Something without items is no list, and takes no rows away.
    const bool isList = answer.body[u"items"].isArray();
    if (!answer.succeeded() || !isList) {
        m_failure = answer;
        if (answer.succeeded()) {
            m_failure.status = 0;
            m_failure.transportError = tr("The answer is no list.");
        }
        m_isReloading = false;
        setLoading(false);
        Q_EMIT failed();
        return;
    }
    m_failure = {};
    m_loadedAt = QDateTime::currentDateTime();
    const QJsonArray items = answer.body[u"items"].toArray();
    if (after.isEmpty()) {
        m_total.reset();
        if (const QJsonValue count = answer.body[u"total"]; count.isDouble())
            m_total = Total { count.toInteger(), answer.body[u"total_is_estimate"].toBool() };
        if (m_filter.isEmpty())
            m_unfilteredTotal = m_total;
        else if (m_total && !m_unfilteredTotal)
            countUnfiltered();
    }
    m_next = answer.body[u"next"].toString();
    if (!m_isReloading) {
        append(items, after);
    } else {
        m_fresh += toRows(items);
        m_freshPages.append({ after, static_cast<int>(items.size()), ++m_uses, true });
        const auto wanted = std::min<qsizetype>(m_pages.size(), kPagesReloaded);
        if (!m_next.isEmpty() && m_freshPages.size() < wanted) {
            ask(m_next);
            return;
        }
        m_isReloading = false;
        m_pages = std::move(m_freshPages);
        m_isComplete = m_next.isEmpty();
        markChanged(m_fresh);
        merge(std::move(m_fresh));
        m_fresh = {};
        m_freshPages = {};
    }
    setLoading(false);
    Q_EMIT loaded();
}

void RemoteTableModel::append(const QJsonArray &items, const QString &after)
{
    m_isComplete = m_next.isEmpty();
    if (items.isEmpty())
        return;
    const int first = static_cast<int>(m_rows.size());
    beginInsertRows({}, first, first + static_cast<int>(items.size()) - 1);
    m_rows += toRows(items);
    m_pages.append({ after, static_cast<int>(items.size()), ++m_uses, true });
    endInsertRows();
    forgetOldPages();
}

/// Goes from what is shown to \a rows by single steps: a reset would take selection and current row away.
void RemoteTableModel::merge(QList<Row> rows)
{
    QHash<QString, int> target;
    for (int i = 0; i < rows.size(); ++i)
        target.insert(rows[i].id, i);
    for (int row = static_cast<int>(m_rows.size()) - 1; row >= 0;) {
        int first = row;
        while (first >= 0 && !target.contains(m_rows[first].id))
            --first;
        if (first < row) {
            beginRemoveRows({}, first + 1, row);
            m_rows.remove(first + 1, row - first);
            endRemoveRows();
        }
        row = first - 1;
    }
    QHash<QString, bool> present;
    for (const Row &row : m_rows)
        present.insert(row.id, true);
    for (int i = 0; i < rows.size(); ++i) {
        if (i < m_rows.size() && m_rows[i].id == rows[i].id) {
            if (m_rows[i].item != rows[i].item || !m_rows[i].isHere) {
                m_rows[i] = rows[i];
                Q_EMIT dataChanged(index(i, 0), index(i, columnCount() - 1));
            }
            continue;
        }
        if (!present.contains(rows[i].id)) {
            int end = i;
            while (end + 1 < rows.size() && !present.contains(rows[end + 1].id))
                ++end;
            beginInsertRows({}, i, end);
            m_rows = m_rows.mid(0, i) + rows.mid(i, end - i + 1) + m_rows.mid(i);
            endInsertRows();
            i = end;
            continue;
        }
        const int from = rowOf(rows[i].id);
        beginMoveRows({}, from, from, {}, i);
        m_rows.move(from, i);
        endMoveRows();
        m_rows[i] = rows[i];
        Q_EMIT dataChanged(index(i, 0), index(i, columnCount() - 1));
    }
}

int RemoteTableModel::pageOf(int row) const
{
    int page = 0;
    for (int left = row; page < m_pages.size() && left >= m_pages[page].count; ++page)
        left -= m_pages[page].count;
    return page;
}

void RemoteTableModel::forgetOldPages()
{
    const auto here = std::count_if(m_pages.begin(), m_pages.end(), [](const Page &page) { return page.isHere; });
    if (here <= kPagesKept)
        return;
    auto oldest = m_pages.end();
    for (auto page = m_pages.begin(); page != m_pages.end(); ++page) {
        if (page->isHere && (oldest == m_pages.end() || page->lastUsed < oldest->lastUsed))
            oldest = page;
    }
    int first = 0;
    for (auto page = m_pages.begin(); page != oldest; ++page)
        first += page->count;
    oldest->isHere = false;
    for (int row = first; row < first + oldest->count; ++row) {
        m_rows[row].item = {};
        m_rows[row].isHere = false;
    }
}

void RemoteTableModel::bringBack(int number)
{
    Return &wanted = m_wanted[number];
    if (wanted.isAsked || !wanted.notBefore.hasExpired())
        return;
    wanted.isAsked = true;
    api::Call call = *m_call;
    call.list.limit = kPageSize;
    call.list.after = m_pages[number].after;
    call.list.query = m_filter;
    call.list.sort = m_sort;
    m_connection->ask(this, std::move(call), [this, number, generation = m_generation](const api::Answer &answer) {
        if (generation != m_generation)
            return;
        if (!answer.succeeded()) {
            m_failure = answer;
            waitForPage(number);
            Q_EMIT failed();
            return;
        }
        m_wanted.remove(number);
        const QList<Row> rows = toRows(answer.body[u"items"].toArray());
        Page &page = m_pages[number];
        const int first = firstRowOf(number);
        if (rows.size() != page.count) {
            load(); // It is another list by now.
            return;
        }
        std::copy(rows.begin(), rows.end(), m_rows.begin() + first);
        page.isHere = true;
        page.lastUsed = ++m_uses;
        Q_EMIT dataChanged(index(first, 0), index(first + page.count - 1, columnCount() - 1));
        forgetOldPages();
    });
}

void RemoteTableModel::waitForPage(int number)
{
    Return &wanted = m_wanted[number];
    const std::chrono::milliseconds pause = kFirstReturn * (1 << std::min(wanted.failures, kMostDoublings));
    ++wanted.failures;
    wanted.isAsked = false;
    wanted.notBefore = QDeadlineTimer(pause);
    QTimer::singleShot(pause, this, [this, number, generation = m_generation] {
        if (generation != m_generation || m_pages[number].isHere)
            return;
        const int first = firstRowOf(number);
        Q_EMIT dataChanged(index(first, 0), index(first + m_pages[number].count - 1, columnCount() - 1));
    });
}

int RemoteTableModel::firstRowOf(int number) const
{
    int first = 0;
    for (int i = 0; i < number; ++i)
        first += m_pages[i].count;
    return first;
}

int RemoteTableModel::rowOf(const QString &id) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].id == id)
            return row;
    }
    return -1;
}

int RemoteTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RemoteTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant RemoteTableModel::data(const QModelIndex &index, int role) const
{
    const Row &row = m_rows[index.row()];
    const RemoteColumn &column = m_columns[index.column()];
    if (role == IdRole)
        return row.id;
    if (!row.isHere) {
        if (role != Qt::DisplayRole)
            return {};
        const int page = pageOf(index.row());
        QMetaObject::invokeMethod(
            const_cast<RemoteTableModel *>(this), [this, page] {
                auto *const self = const_cast<RemoteTableModel *>(this);
                if (page < m_pages.size() && !m_pages[page].isHere)
                    self->bringBack(page);
            },
            Qt::QueuedConnection);
        return u"…"_s;
    }
    if (m_pages.size() > kPagesKept && role == Qt::DisplayRole && index.column() == 0)
        m_pages[pageOf(index.row())].lastUsed = ++m_uses;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: {
        const QString text = column.text ? column.text(row.item) : displayText(memberAt(row.item, column.field));
        if (role == Qt::DisplayRole)
            return text;
        const QString note = m_changes.note(row.id);
        const QString whole = note.isEmpty() ? text : u"%1\n%2"_s.arg(text, note);
        return role == Qt::AccessibleTextRole ? u"%1: %2"_s.arg(column.title, whole) : whole;
    }
    case RowToneRole:
        return m_rowTone ? m_rowTone(row.item) : QString();
    case LightRole:
        return m_changes.light(row.id);
    case ItemRole:
        return row.item;
    case ToneRole:
        return column.tone ? column.tone(row.item) : QString();
    default:
        return {};
    }
}

QVariant RemoteTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return m_columns[section].title;
}

bool RemoteTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isComplete && !m_isLoading;
}

void RemoteTableModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        ask(m_next);
}

void RemoteTableModel::sort(int column, Qt::SortOrder order)
{
    const QString name = column < 0 ? QString() : m_columns[column].sort;
    const QString wanted = name.isEmpty() ? QString() : (order == Qt::DescendingOrder ? u"-"_s : QString()) + name;
    if (wanted == m_sort)
        return;
    m_sort = wanted;
    if (m_loadedAt.isValid() || m_isLoading)
        load();
}

void RemoteTableModel::setLoading(bool isLoading)
{
    if (isLoading == m_isLoading)
        return;
    m_isLoading = isLoading;
    Q_EMIT loadingChanged();
}

}
