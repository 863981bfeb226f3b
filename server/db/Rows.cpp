// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/Database.h"

#include <QtCore/QJsonDocument>

#include <libpq-fe.h>

#include <charconv>

namespace auth::db {

namespace {

template <typename T>
T number(const char *first, const char *last)
{
    T value {};
    std::from_chars(first, last, value);
    return value;
}

/// `2026-01-31 12:00:00.123456+00`: what DateStyle ISO and TimeZone UTC, which every connection sets, give.
Timestamp parseTime(QByteArrayView text)
{
    using namespace std::chrono;
    if (text == "infinity")
        return Timestamp::max();
    if (text == "-infinity" || text.size() < 19)
        return Timestamp::min();
    const char *const data = text.data();
    const auto date = year_month_day { year(number<int>(data, data + 4)), month(number<unsigned>(data + 5, data + 7)),
        day(number<unsigned>(data + 8, data + 10)) };
    qint64 micros = 0;
    if (text.size() > 20 && data[19] == '.') {
        qint64 unit = 100'000;
        for (qsizetype i = 20; i < text.size() && data[i] >= '0' && data[i] <= '9'; ++i, unit /= 10)
            micros += unit * (data[i] - '0');
    }
    return sys_days(date) + hours(number<int>(data + 11, data + 13)) + minutes(number<int>(data + 14, data + 16))
        + seconds(number<int>(data + 17, data + 19)) + microseconds(micros);
}

/// PostgreSQL manual §8.15.6. One dimension; NULL elements are left out.
QStringList parseArray(QByteArrayView text)
{
    QStringList list;
    for (qsizetype i = 1; i + 1 < text.size();) {
        QByteArray element;
        const bool quoted = text[i] == '"';
        if (quoted) {
            for (++i; i < text.size() && text[i] != '"'; ++i) {
                if (text[i] == '\\')
                    ++i;
                element += text[i];
            }
            ++i;
        } else {
            for (; i + 1 < text.size() && text[i] != ','; ++i)
                element += text[i];
        }
        ++i;
        if (quoted || element != "NULL")
            list.append(QString::fromUtf8(element));
    }
    return list;
}

int columnIndex(const PGresult *result, const char *column)
{
    const int index = result ? PQfnumber(result, column) : -1;
    Q_ASSERT_X(index >= 0, "Rows", column);
    return index;
}

QByteArrayView value(const PGresult *result, int row, const char *column)
{
    const int index = columnIndex(result, column);
    return { PQgetvalue(result, row, index), PQgetlength(result, row, index) };
}

}

Rows::Rows(pg_result *result)
    : m_result(result, &PQclear)
{
}

int Rows::count() const
{
    return m_result ? PQntuples(m_result.get()) : 0;
}

qint64 Rows::affected() const
{
    if (!m_result)
        return 0;
    const QByteArrayView text = PQcmdTuples(m_result.get());
    return number<qint64>(text.begin(), text.end());
}

bool Rows::isNull(int row, const char *column) const
{
    return PQgetisnull(m_result.get(), row, columnIndex(m_result.get(), column)) != 0;
}

QString Rows::text(int row, const char *column) const
{
    return QString::fromUtf8(value(m_result.get(), row, column));
}

QByteArray Rows::raw(int row, const char *column) const
{
    return value(m_result.get(), row, column).toByteArray();
}

QByteArray Rows::bytes(int row, const char *column) const
{
    const QByteArrayView text = value(m_result.get(), row, column);
    // bytea_output is hex: `\x` and two digits a byte.
    return text.startsWith("\\x") ? QByteArray::fromHex(QByteArray::fromRawData(text.data() + 2, text.size() - 2))
                                  : QByteArray();
}

qint64 Rows::integer(int row, const char *column) const
{
    const QByteArrayView text = value(m_result.get(), row, column);
    return number<qint64>(text.begin(), text.end());
}

bool Rows::boolean(int row, const char *column) const
{
    return value(m_result.get(), row, column) == "t";
}

Timestamp Rows::time(int row, const char *column) const
{
    const QByteArrayView text = value(m_result.get(), row, column);
    return text.isEmpty() ? Timestamp {} : parseTime(text);
}

std::optional<Timestamp> Rows::optionalTime(int row, const char *column) const
{
    return isNull(row, column) ? std::nullopt : std::optional(time(row, column));
}

Uuid Rows::uuid(int row, const char *column) const
{
    return Uuid::parse(value(m_result.get(), row, column)).value_or(Uuid {});
}

QJsonObject Rows::object(int row, const char *column) const
{
    return QJsonDocument::fromJson(raw(row, column)).object();
}

QJsonArray Rows::array(int row, const char *column) const
{
    return QJsonDocument::fromJson(raw(row, column)).array();
}

QStringList Rows::list(int row, const char *column) const
{
    return parseArray(value(m_result.get(), row, column));
}

}
