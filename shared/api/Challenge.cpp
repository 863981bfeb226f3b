// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/Challenge.h"

#include "core/Text.h"

#include <QtCore/QHash>

#include <cstring>

namespace auth::api {

namespace {

constexpr qint64 kLongestAge = 10LL * 365 * 24 * 3600;

bool isTokenCharacter(char c)
{
    // RFC 9110 §5.6.2.
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || (c != '\0' && std::strchr("!#$%&'*+-.^_`|~", c));
}

/// Reads what RFC 9110 §11.2 calls auth-param, from the front.
class Reader {
public:
    explicit Reader(QByteArrayView text)
        : m_rest(text)
    {
    }
    bool isAtEnd() const { return m_rest.isEmpty(); }
    QByteArray token()
    {
        qsizetype size = 0;
        while (size < m_rest.size() && isTokenCharacter(m_rest[size]))
            ++size;
        const QByteArray read = m_rest.first(size).toByteArray();
        m_rest = m_rest.sliced(size);
        return read;
    }
    void skipSpace()
    {
        while (!m_rest.isEmpty() && (m_rest.front() == ' ' || m_rest.front() == '\t'))
            m_rest = m_rest.sliced(1);
    }
    bool skip(char c)
    {
        if (m_rest.isEmpty() || m_rest.front() != c)
            return false;
        m_rest = m_rest.sliced(1);
        return true;
    }
    /// A token or a quoted string; nothing where the string does not end.
    std::optional<QByteArray> value()
    {
        if (!skip('"'))
            return token();
        QByteArray read;
        while (!m_rest.isEmpty()) {
            if (skip('"'))
                return read;
            skip('\\');
            if (m_rest.isEmpty())
                break;
            read += m_rest.front();
            m_rest = m_rest.sliced(1);
        }
        return std::nullopt;
    }

private:
    QByteArrayView m_rest;
};

/// The parameters of the first challenge, by their names in lower case.
std::optional<QHash<QByteArray, QByteArray>> parametersOf(QByteArrayView challenge)
{
    Reader reader(challenge);
    if (reader.token().toLower() != "bearer" || !reader.skip(' '))
        return std::nullopt;
    QHash<QByteArray, QByteArray> parameters;
    while (!reader.isAtEnd()) {
        reader.skipSpace();
        const QByteArray name = reader.token().toLower();
        reader.skipSpace();
        if (name.isEmpty() || !reader.skip('='))
            return std::nullopt;
        reader.skipSpace();
        const auto value = reader.value();
        if (!value || parameters.contains(name))
            return std::nullopt;
        parameters.insert(name, *value);
        reader.skipSpace();
        if (!reader.isAtEnd() && !reader.skip(','))
            return std::nullopt;
    }
    return parameters;
}

}

std::optional<AuthenticationDemand> demandOf(QByteArrayView challenge)
{
    const auto parameters = parametersOf(challenge);
    if (!parameters || parameters->value("error") != "insufficient_user_authentication")
        return std::nullopt;
    AuthenticationDemand demand;
    demand.acrValues = QString::fromUtf8(parameters->value("acr_values")).split(u' ', Qt::SkipEmptyParts);
    if (parameters->contains("max_age")) {
        const auto seconds = parseDecimal(parameters->value("max_age"), kLongestAge);
        if (!seconds)
            return std::nullopt;
        demand.maxAge = std::chrono::seconds(*seconds);
    }
    return demand;
}

}
