// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RowChanges.h"

#include <algorithm>

namespace auth::console {

namespace {

constexpr std::chrono::milliseconds kLight { 3000 };
constexpr std::chrono::milliseconds kFrame { 50 };
/// Who had the list open for a day wants to know of the last ones only.
constexpr qsizetype kMostKept = 1000;

}

RowChanges::RowChanges(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(kFrame);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        const bool isOver = QDateTime::currentDateTime() >= m_until;
        if (isOver)
            m_timer.stop();
        if (isOver || m_fades)
            Q_EMIT changed();
    });
}

void RowChanges::mark(const QStringList &ids, const QDateTime &now)
{
    if (ids.isEmpty())
        return;
    if (m_changes.size() > kMostKept)
        m_changes.clear();
    for (const QString &id : ids)
        m_changes.insert(id, { now, {} });
    m_until = now.addMSecs(kLight.count());
    m_timer.start();
    Q_EMIT changed();
}

void RowChanges::setNote(const QString &id, const QString &note)
{
    if (const auto change = m_changes.find(id); change != m_changes.end())
        change->note = note;
}

void RowChanges::clear()
{
    m_changes.clear();
    m_timer.stop();
}

double RowChanges::light(const QString &id) const
{
    if (!m_timer.isActive())
        return 0;
    const auto change = m_changes.constFind(id);
    if (change == m_changes.constEnd())
        return 0;
    const double left = 1 - static_cast<double>(change->at.msecsTo(QDateTime::currentDateTime())) / double(kLight.count());
    return left <= 0 ? 0 : m_fades ? std::min(left, 1.0) : 1;
}

QString RowChanges::note(const QString &id) const
{
    return m_changes.value(id).note;
}

}
