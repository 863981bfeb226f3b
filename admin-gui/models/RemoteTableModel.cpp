// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RemoteTableModel.h"

#include "app/Connection.h"

#include <QtCore/QJsonArray>
#include <QtCore/QLocale>
#include <QtCore/QTimer>

#include <algorithm>
#include <numeric>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

/// What is read again when a list is renewed; what stands behind it is read when somebody looks.
constexpr int kPagesReloaded = 5;
/// After a forgotten page could not be read again, doubled with each time.
constexpr std::chrono::milliseconds kFirstReturn { 2000 };
constexpr int kMostDoublings = 5;
/// Who types faster than the server searches has so many searches under way, and the newest one after them.
constexpr int kQuestionsAtOnce = 2;
/// Forgotten pages that are read again: no more than a table shows, however far somebody drags its scroll bar.
constexpr int kPagesMissed = 4;
constexpr int kPagesReturning = 2;

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
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), { LightRole });
    });
}

void RemoteTableModel::setCall(const api::Call &call)
{
    m_call = call;
    ++m_generation;
    m_isReloading = false;
    m_unreadable.clear();
    m_changes.clear();
    m_total.reset();
    m_unfilteredTotal.reset();
    m_isHeldBack = false;
    forgetAll();
    setLoading(false);
    if (m_pages.isEmpty())
        return;
    beginResetModel();
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
    forgetAll();
    m_isReloading = true;
    m_isHeldBack = m_outstanding >= kQuestionsAtOnce;
    if (m_isHeldBack)
        setLoading(true);
    else
        ask({});
}

/// What is on its way is for nobody any more.
void RemoteTableModel::forgetAll()
{
    m_missed.clear();
    m_returning.clear();
    m_freshPages.clear();
}

api::Call RemoteTableModel::pageCall(const QString &after) const
{
    api::Call call = *m_call;
    call.list.limit = kPageSize;
    call.list.after = after;
    call.list.query = m_filter;
    call.list.sort = m_sort;
    call.list.total = after.isEmpty();
    return call;
}

void RemoteTableModel::ask(const QString &after)
{
    setLoading(true);
    ++m_outstanding;
    m_connection->ask(this, pageCall(after), [this, after, generation = m_generation](const api::Answer &answer) {
        --m_outstanding;
        if (generation == m_generation)
            take(answer, after);
        else if (std::exchange(m_isHeldBack, false))
            ask({});
    });
}

QList<RemoteTableModel::Row> RemoteTableModel::toRows(const QJsonArray &items) const
{
    QList<Row> rows;
    rows.reserve(items.size());
    for (const auto &item : items) {
        const QJsonObject object = item.toObject();
        rows.append({ object[m_key].toVariant().toString(), object });
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
        const int first = m_freshPages.isEmpty() ? 0 : m_freshPages.last().first + m_freshPages.last().count;
        m_freshPages.append({ after, first, static_cast<int>(items.size()), toRows(items), ++m_uses });
        const auto wanted = std::min<qsizetype>(m_pages.size(), kPagesReloaded);
        if (!m_next.isEmpty() && m_freshPages.size() < wanted) {
            ask(m_next);
            return;
        }
        m_isReloading = false;
        m_isComplete = m_next.isEmpty();
        markChanged(m_freshPages);
        merge(std::exchange(m_freshPages, {}));
    }
    setLoading(false);
    Q_EMIT loaded();
}

void RemoteTableModel::append(const QJsonArray &items, const QString &after)
{
    m_isComplete = m_next.isEmpty();
    if (items.isEmpty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(items.size()) - 1);
    m_pages.append({ after, first, static_cast<int>(items.size()), toRows(items), ++m_uses });
    endInsertRows();
    forgetOldPages();
}

/// Goes from what is shown to \a pages by steps: a reset would take selection and current row away.
void RemoteTableModel::merge(QList<Page> pages)
{
    // What is read for the old pages has no place any more.
    ++m_generation;
    m_missed.clear();
    m_returning.clear();
    m_unreadable.clear();
    QHash<QString, int> wanted;
    for (const Page &page : pages) {
        for (const Row &row : page.rows)
            wanted.insert(row.id, static_cast<int>(wanted.size()));
    }
    // Forgotten rows have no ids that could be there again. What is left is one page while it changes.
    for (qsizetype last = m_pages.size() - 1; last >= 0; --last) {
        if (m_pages[last].isHere())
            continue;
        qsizetype first = last;
        while (first > 0 && !m_pages[first - 1].isHere())
            --first;
        const int rows = m_pages[last].first + m_pages[last].count - m_pages[first].first;
        beginRemoveRows({}, m_pages[first].first, m_pages[first].first + rows - 1);
        m_pages.remove(first, last - first + 1);
        for (qsizetype page = first; page < m_pages.size(); ++page)
            m_pages[page].first -= rows;
        endRemoveRows();
        last = first;
    }
    Page whole;
    for (const Page &page : std::as_const(m_pages))
        whole.rows += page.rows;
    whole.count = static_cast<int>(whole.rows.size());
    m_pages = { whole };
    removeOthers(wanted);
    reorder(wanted);

    QList<Row> &rows = m_pages.first().rows;
    int at = 0;
    int firstChanged = -1;
    int lastChanged = -1;
    for (qsizetype page = 0, inPage = 0; page < pages.size();) {
        const QList<Row> &fresh = pages[page].rows;
        if (inPage == fresh.size()) {
            ++page;
            inPage = 0;
            continue;
        }
        if (at < rows.size() && rows[at].id == fresh[inPage].id) {
            if (rows[at].item != fresh[inPage].item) {
                rows[at] = fresh[inPage];
                firstChanged = firstChanged < 0 ? at : firstChanged;
                lastChanged = at;
            }
            ++at;
            ++inPage;
            continue;
        }
        qsizetype end = inPage;
        while (end < fresh.size() && (at >= rows.size() || fresh[end].id != rows[at].id))
            ++end;
        const int count = static_cast<int>(end - inPage);
        beginInsertRows({}, at, at + count - 1);
        rows = rows.mid(0, at) + fresh.mid(inPage, count) + rows.mid(at);
        m_pages.first().count += count;
        endInsertRows();
        at += count;
        inPage = end;
    }
    // Where an id was there twice.
    if (at < rows.size()) {
        beginRemoveRows({}, at, m_pages.first().count - 1);
        rows.resize(at);
        m_pages.first().count = at;
        endRemoveRows();
    }
    m_pages = std::move(pages);
    // A page without rows would count as forgotten.
    m_pages.removeIf([](const Page &page) { return !page.isHere(); });
    if (firstChanged >= 0)
        Q_EMIT dataChanged(index(firstChanged, 0), index(lastChanged, columnCount() - 1));
}

/// Takes away what is not \a wanted, in runs.
void RemoteTableModel::removeOthers(const QHash<QString, int> &wanted)
{
    Page &whole = m_pages.first();
    for (int row = whole.count - 1; row >= 0; --row) {
        int first = row + 1;
        while (first > 0 && !wanted.contains(whole.rows[first - 1].id))
            --first;
        if (first > row)
            continue;
        beginRemoveRows({}, first, row);
        whole.rows.remove(first, row - first + 1);
        whole.count -= row - first + 1;
        endRemoveRows();
        row = first;
    }
}

/// Brings what is left into the order of \a wanted, at once: a thousand moves of one row would be seen.
void RemoteTableModel::reorder(const QHash<QString, int> &wanted)
{
    QList<Row> &rows = m_pages.first().rows;
    const auto before = [&wanted](const Row &one, const Row &other) { return wanted[one.id] < wanted[other.id]; };
    if (std::is_sorted(rows.begin(), rows.end(), before))
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList old = persistentIndexList();
    QStringList ids;
    for (const QModelIndex &index : old)
        ids.append(rows[index.row()].id);
    std::sort(rows.begin(), rows.end(), before);
    QHash<QString, int> places;
    for (int row = 0; row < rows.size(); ++row)
        places.insert(rows[row].id, row);
    QModelIndexList now;
    for (qsizetype i = 0; i < old.size(); ++i)
        now.append(index(places[ids[i]], old[i].column()));
    changePersistentIndexList(old, now);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

int RemoteTableModel::pageOf(int row) const
{
    const auto after = std::upper_bound(
        m_pages.begin(), m_pages.end(), row, [](int wanted, const Page &page) { return wanted < page.first; });
    return static_cast<int>(after - m_pages.begin()) - 1;
}

const RemoteTableModel::Row *RemoteTableModel::rowAt(int row) const
{
    const Page &page = m_pages[pageOf(row)];
    return page.isHere() ? &page.rows[row - page.first] : nullptr;
}

QJsonObject RemoteTableModel::item(int row) const
{
    const Row *const here = rowAt(row);
    return here ? here->item : QJsonObject();
}

QString RemoteTableModel::id(int row) const
{
    const Row *const here = rowAt(row);
    return here ? here->id : QString();
}

int RemoteTableModel::heldRows() const
{
    return std::accumulate(m_pages.begin(), m_pages.end(), 0,
        [](int sum, const Page &page) { return sum + static_cast<int>(page.rows.size()); });
}

void RemoteTableModel::forgetOldPages()
{
    const auto here = std::count_if(m_pages.begin(), m_pages.end(), [](const Page &page) { return page.isHere(); });
    if (here <= kPagesKept)
        return;
    auto oldest = m_pages.end();
    for (auto page = m_pages.begin(); page != m_pages.end(); ++page) {
        if (page->isHere() && (oldest == m_pages.end() || page->lastUsed < oldest->lastUsed))
            oldest = page;
    }
    oldest->rows = {};
}

/// Somebody looks at \a page, which is forgotten.
void RemoteTableModel::miss(int page) const
{
    if (m_isReloading || m_returning.contains(page) || (!m_missed.isEmpty() && m_missed.last() == page) || !mayAskFor(page))
        return;
    m_missed.removeOne(page);
    m_missed.append(page);
    if (m_missed.size() > kPagesMissed)
        m_missed.removeFirst();
    // Not while a view paints.
    auto *const self = const_cast<RemoteTableModel *>(this);
    QMetaObject::invokeMethod(self, [self] { self->bringBack(); }, Qt::QueuedConnection);
}

void RemoteTableModel::bringBack()
{
    while (!m_missed.isEmpty() && m_returning.size() < kPagesReturning) {
        const int number = m_missed.takeLast();
        m_returning.append(number);
        const auto taken = [this, number, generation = m_generation](const api::Answer &answer) {
            if (generation != m_generation)
                return;
            m_returning.removeOne(number);
            if (!answer.succeeded()) {
                m_failure = answer;
                waitForPage(number);
                Q_EMIT failed();
                return;
            }
            m_unreadable.remove(number);
            QList<Row> rows = toRows(answer.body[u"items"].toArray());
            Page &page = m_pages[number];
            if (rows.size() != page.count) {
                load(); // It is another list by now.
                return;
            }
            page.rows = std::move(rows);
            page.lastUsed = ++m_uses;
            Q_EMIT dataChanged(index(page.first, 0), index(page.first + page.count - 1, columnCount() - 1));
            forgetOldPages();
            bringBack();
        };
        m_connection->ask(this, pageCall(m_pages[number].after), taken);
    }
}

bool RemoteTableModel::mayAskFor(int page) const
{
    const auto found = m_unreadable.constFind(page);
    return found == m_unreadable.cend() || found->notBefore.hasExpired();
}

void RemoteTableModel::waitForPage(int number)
{
    Unreadable &page = m_unreadable[number];
    const std::chrono::milliseconds pause = kFirstReturn * (1 << std::min(page.failures, kMostDoublings));
    ++page.failures;
    page.notBefore = QDeadlineTimer(pause);
    QTimer::singleShot(pause, this, [this, number, generation = m_generation] {
        if (generation != m_generation || number >= m_pages.size() || m_pages[number].isHere())
            return;
        const Page &forgotten = m_pages[number];
        Q_EMIT dataChanged(index(forgotten.first, 0), index(forgotten.first + forgotten.count - 1, columnCount() - 1));
    });
}

int RemoteTableModel::rowOf(const QString &id) const
{
    for (const Page &page : m_pages) {
        for (int row = 0; row < page.rows.size(); ++row) {
            if (page.rows[row].id == id)
                return page.first + row;
        }
    }
    return -1;
}

int RemoteTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_pages.isEmpty() ? 0 : m_pages.last().first + m_pages.last().count;
}

int RemoteTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant RemoteTableModel::data(const QModelIndex &index, int role) const
{
    const int number = pageOf(index.row());
    const Page &page = m_pages[number];
    if (!page.isHere()) {
        if (role != Qt::DisplayRole)
            return {};
        miss(number);
        return u"…"_s;
    }
    const Row &row = page.rows[index.row() - page.first];
    const RemoteColumn &column = m_columns[index.column()];
    if (role == Qt::DisplayRole && index.column() == 0)
        page.lastUsed = ++m_uses;
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
    case IdRole:
        return row.id;
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
