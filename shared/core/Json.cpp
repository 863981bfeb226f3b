// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Json.h"

#include "core/Text.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QSet>

namespace auth {

namespace {

/// Walks the text once and finds what QJsonDocument would hide. Grammar errors are left to QJsonDocument.
class Scanner {
public:
    Scanner(const QByteArray &text, JsonLimits limits)
        : m_text(text)
        , m_limits(limits)
    {
    }

    Result<void> scan()
    {
        TRY(value(0));
        skipSpace();
        if (m_position != m_text.size())
            return error(QStringLiteral("unexpected text after the value"));
        return {};
    }

private:
    char peek() const { return m_position < m_text.size() ? m_text[m_position] : '\0'; }

    void skipSpace()
    {
        while (m_position < m_text.size()) {
            const char c = m_text[m_position];
            if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
                return;
            ++m_position;
        }
    }

    std::unexpected<Error> error(const QString &what) const
    {
        const auto before = QByteArrayView(m_text).first(m_position);
        const auto line = before.count('\n') + 1;
        const auto column = m_position - before.lastIndexOf('\n');
        return failure(ErrorCode::Malformed, QStringLiteral("line %1, column %2: %3").arg(line).arg(column).arg(what));
    }

    /// RFC 8259 §6. QJsonDocument takes `1.` and `.5` too.
    static bool isNumber(QByteArrayView token)
    {
        qsizetype at = 0;
        const auto next = [&token, &at] { return at < token.size() ? token[at] : '\0'; };
        const auto digits = [&next, &at] {
            const auto start = at;
            while (next() >= '0' && next() <= '9')
                ++at;
            return at > start;
        };
        if (next() == '-')
            ++at;
        if (next() == '0')
            ++at;
        else if (!digits())
            return false;
        if (next() == '.') {
            ++at;
            if (!digits())
                return false;
        }
        if (next() == 'e' || next() == 'E') {
            ++at;
            if (next() == '+' || next() == '-')
                ++at;
            if (!digits())
                return false;
        }
        return at == token.size();
    }

    Result<void> countMember()
    {
        if (++m_members > m_limits.members)
            return error(QStringLiteral("too many members"));
        return {};
    }

    Result<void> value(int depth)
    {
        if (depth > m_limits.depth)
            return error(QStringLiteral("nested too deeply"));
        skipSpace();
        switch (peek()) {
        case '{':
            return object(depth);
        case '[':
            return array(depth);
        case '"':
            TRY(string());
            return {};
        default: {
            const auto start = m_position;
            while (m_position < m_text.size() && !QByteArrayView(",]} \t\r\n").contains(m_text[m_position]))
                ++m_position;
            const auto token = QByteArrayView(m_text).sliced(start, m_position - start);
            if (token.isEmpty())
                return error(QStringLiteral("a value is missing"));
            if (token != "true" && token != "false" && token != "null" && !isNumber(token))
                return error(QStringLiteral("neither a number nor true, false or null"));
            return {};
        }
        }
    }

    Result<void> object(int depth)
    {
        ++m_position;
        QSet<QString> names;
        skipSpace();
        if (peek() == '}') {
            ++m_position;
            return {};
        }
        while (true) {
            TRY(countMember());
            skipSpace();
            if (peek() != '"')
                return error(QStringLiteral("a member name is missing"));
            const QString name = TRY(string());
            if (names.contains(name))
                return error(QStringLiteral("duplicate member \"%1\"").arg(name));
            names.insert(name);
            skipSpace();
            if (peek() != ':')
                return error(QStringLiteral("a colon is missing"));
            ++m_position;
            TRY(value(depth + 1));
            skipSpace();
            const char c = peek();
            ++m_position;
            if (c == '}')
                return {};
            if (c != ',') {
                --m_position;
                return error(QStringLiteral("a comma or closing brace is missing"));
            }
        }
    }

    Result<void> array(int depth)
    {
        ++m_position;
        skipSpace();
        if (peek() == ']') {
            ++m_position;
            return {};
        }
        while (true) {
            TRY(countMember());
            TRY(value(depth + 1));
            skipSpace();
            const char c = peek();
            ++m_position;
            if (c == ']')
                return {};
            if (c != ',') {
                --m_position;
                return error(QStringLiteral("a comma or closing bracket is missing"));
            }
        }
    }

    int hex4(qsizetype position) const
    {
        if (position + 4 > m_text.size())
            return -1;
        int unit = 0;
        for (qsizetype i = position; i < position + 4; ++i) {
            const char c = m_text[i];
            const int digit = c >= '0' && c <= '9' ? c - '0'
                : c >= 'a' && c <= 'f'             ? c - 'a' + 10
                : c >= 'A' && c <= 'F'             ? c - 'A' + 10
                                                   : -1;
            if (digit < 0)
                return -1;
            unit = unit * 16 + digit;
        }
        return unit;
    }

    Result<QString> string()
    {
        ++m_position;
        QString decoded;
        qsizetype runStart = m_position;
        const auto flush
            = [&] { decoded += QString::fromUtf8(QByteArrayView(m_text).sliced(runStart, m_position - runStart)); };
        while (m_position < m_text.size()) {
            const auto c = static_cast<unsigned char>(m_text[m_position]);
            if (c == '"') {
                flush();
                ++m_position;
                return decoded;
            }
            if (c < 0x20)
                return error(QStringLiteral("control character in a string"));
            if (c != '\\') {
                ++m_position;
                continue;
            }
            flush();
            if (m_position + 1 >= m_text.size())
                break;
            const char escape = m_text[m_position + 1];
            m_position += 2;
            if (escape == 'u') {
                const int unit = hex4(m_position);
                if (unit < 0)
                    return error(QStringLiteral("malformed \\u escape"));
                if (unit == 0)
                    return error(QStringLiteral("NUL in a string"));
                m_position += 4;
                decoded += QChar(static_cast<char16_t>(unit));
                if (unit >= 0xdc00 && unit <= 0xdfff)
                    return error(QStringLiteral("lone surrogate in a string"));
                if (unit >= 0xd800 && unit <= 0xdbff) {
                    const bool escaped = m_position + 6 <= m_text.size() && m_text[m_position] == '\\'
                        && m_text[m_position + 1] == 'u';
                    const int low = escaped ? hex4(m_position + 2) : -1;
                    if (low < 0xdc00 || low > 0xdfff)
                        return error(QStringLiteral("lone surrogate in a string"));
                    decoded += QChar(static_cast<char16_t>(low));
                    m_position += 6;
                }
            } else if (QByteArrayView("\"\\/bfnrt").contains(escape)) {
                // The decoded text only serves the comparison of names: any distinct character will do.
                decoded += QChar::fromLatin1(escape == 'b' ? '\b'
                        : escape == 'f'                    ? '\f'
                        : escape == 'n'                    ? '\n'
                        : escape == 'r'                    ? '\r'
                        : escape == 't'                    ? '\t'
                                                           : escape);
            } else {
                return error(QStringLiteral("unknown escape"));
            }
            runStart = m_position;
        }
        return error(QStringLiteral("a string does not end"));
    }

    const QByteArray &m_text;
    JsonLimits m_limits;
    qsizetype m_position = 0;
    int m_members = 0;
};

}

Result<QJsonValue> parseJson(QByteArray text, JsonLimits limits)
{
    if (text.size() > limits.bytes)
        return failure(
            ErrorCode::PayloadTooLarge, QStringLiteral("The JSON document is larger than %1 bytes.").arg(limits.bytes));
    if (!isValidUtf8(text) || text.contains('\0'))
        return failure(ErrorCode::Malformed, QStringLiteral("The JSON document is not valid UTF-8."));
    TRY(Scanner(text, limits).scan());
    // QJsonDocument takes objects and arrays only: wrap, so that every value is parsed by the same code.
    QJsonParseError parseError;
    const auto document = QJsonDocument::fromJson('[' + text + ']', &parseError);
    if (parseError.error != QJsonParseError::NoError)
        return failure(ErrorCode::Malformed, QStringLiteral("Not valid JSON: %1.").arg(parseError.errorString()));
    return document.array().at(0);
}

Result<QJsonObject> parseJsonObject(QByteArray text, JsonLimits limits)
{
    const QJsonValue value = TRY(parseJson(std::move(text), limits));
    if (!value.isObject())
        return failure(ErrorCode::Malformed, QStringLiteral("A JSON object is needed here."));
    return value.toObject();
}

QByteArray toJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray toJson(const QJsonArray &array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

}
