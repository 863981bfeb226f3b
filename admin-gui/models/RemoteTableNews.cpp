// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RemoteTableModel.h"

#include "app/Connection.h"

#include <QtCore/QJsonArray>

#include <algorithm>

namespace auth::console {

using namespace Qt::StringLiterals;

/// Before merge(): a row that is at another version, or was changed at another time, than the one that is shown.
void RemoteTableModel::markChanged(const QList<Page> &pages)
{
    if (std::exchange(m_hasChangedItself, false))
        return;
    QHash<QString, const Row *> shown;
    for (const Page &page : std::as_const(m_pages)) {
        for (const Row &row : page.rows)
            shown.insert(row.id, &row);
    }
    QStringList ids;
    for (const Page &page : pages) {
        for (const Row &row : page.rows) {
            const Row *const before = shown.value(row.id);
            if (before
                && (before->item[u"version"] != row.item[u"version"]
                    || before->item[u"updated_at"] != row.item[u"updated_at"]))
                ids.append(row.id);
        }
    }
    if (ids.isEmpty())
        return;
    m_changes.mark(ids, QDateTime::currentDateTime());
    Q_EMIT changedElsewhere(ids);
}

void RemoteTableModel::countUnfiltered()
{
    if (std::exchange(m_isCounting, true))
        return;
    api::Call call = *m_call;
    call.list.limit = 1;
    call.list.total = true;
    m_connection->ask(this, std::move(call), [this](const api::Answer &answer) {
        m_isCounting = false;
        const QJsonValue count = answer.body[u"total"];
        if (!answer.succeeded() || !count.isDouble())
            return;
        m_unfilteredTotal = Total { count.toInteger(), answer.body[u"total_is_estimate"].toBool() };
        Q_EMIT counted();
    });
}

void RemoteTableModel::prepend(const QJsonArray &items)
{
    QList<Row> rows = toRows(items);
    rows.removeIf([this](const Row &row) { return rowOf(row.id) >= 0; });
    if (rows.isEmpty())
        return;
    std::reverse(rows.begin(), rows.end());
    const int count = static_cast<int>(rows.size());
    QStringList ids;
    for (const Row &row : std::as_const(rows))
        ids.append(row.id);
    beginInsertRows({}, 0, count - 1);
    if (m_pages.isEmpty())
        m_pages.append({ {}, 0, 0, {}, ++m_uses });
    // A forgotten first page is read again with all that is new, once somebody looks.
    Page &top = m_pages.first();
    if (top.isHere() || top.count == 0)
        top.rows = rows + top.rows;
    top.count += count;
    for (qsizetype page = 1; page < m_pages.size(); ++page)
        m_pages[page].first += count;
    if (m_total)
        m_total->count += count;
    endInsertRows();
    m_changes.mark(ids, QDateTime::currentDateTime());
}

void RemoteTableModel::setRowTone(std::function<QString(const QJsonObject &item)> tone)
{
    m_rowTone = std::move(tone);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), { RowToneRole });
}

}
