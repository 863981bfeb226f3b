// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Filter.h"

#include "core/Suggest.h"
#include "core/Text.h"

#include <QtCore/QDateTime>

namespace auth::admin {

namespace {

using namespace Qt::StringLiterals;
using db::ListKind;
using db::ListTerm;

constexpr qsizetype kLongest = 1000;
constexpr qsizetype kMostTerms = 16;

std::unexpected<Error> refused(const QString &code, const QString &message)
{
    Error error(ErrorCode::ValidationFailed, message);
    error.fields.append({ u"/q"_s, code, message });
    return std::unexpected(error);
}

bool isNameCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'.';
}

std::optional<Timestamp> absoluteTime(const QString &text)
{
    QDateTime moment;
    if (text.size() == 10)
        moment = QDateTime(QDate::fromString(text, Qt::ISODate), QTime(0, 0), Qt::UTC);
    else if (text.endsWith(u'Z'))
        moment = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!moment.isValid())
        return std::nullopt;
    return Timestamp(std::chrono::milliseconds(moment.toMSecsSinceEpoch()));
}

std::optional<std::chrono::seconds> age(const QString &text)
{
    if (text.size() < 2)
        return std::nullopt;
    const auto number = parseDecimal(text.chopped(1).toUtf8(), 100'000);
    if (!number)
        return std::nullopt;
    switch (text.back().unicode()) {
    case u'm':
        return std::chrono::minutes(*number);
    case u'h':
        return std::chrono::hours(*number);
    case u'd':
        return std::chrono::hours(24 * *number);
    case u'w':
        return std::chrono::hours(7 * 24 * *number);
    default:
        return std::nullopt;
    }
}

class Parser {
public:
    Parser(const QString &text, const db::ListSpec &spec, Timestamp now)
        : m_text(text)
        , m_spec(spec)
        , m_now(now)
    {
    }

    Result<QList<ListTerm>> run()
    {
        QList<ListTerm> terms;
        while (skipSpaces()) {
            if (terms.size() == kMostTerms)
                return refused(u"too_many"_s, u"At most %1 terms are allowed in a filter."_s.arg(kMostTerms));
            terms.append(TRY(term()));
        }
        return terms;
    }

private:
    bool skipSpaces()
    {
        while (m_position < m_text.size() && m_text[m_position].isSpace())
            ++m_position;
        return m_position < m_text.size();
    }

    Result<ListTerm> term()
    {
        ListTerm term;
        if (m_text[m_position] == u'-') {
            term.negated = true;
            ++m_position;
        }
        if (m_position < m_text.size() && (m_text[m_position] == u'(' || m_text[m_position] == u')'))
            return refused(u"not_supported"_s,
                u"Parentheses are not supported in filters; put them in quotes to look for them."_s);
        qsizetype end = m_position;
        while (end < m_text.size() && isNameCharacter(m_text[end]))
            ++end;
        if (end > m_position && end < m_text.size() && u":<>="_s.contains(m_text[end])) {
            const QString name = m_text.mid(m_position, end - m_position);
            m_position = end;
            term.field = m_spec.field(name);
            if (!term.field)
                return refused(u"unknown_field"_s, unknownNameMessage(u"field"_s, name, m_spec.fieldNames()));
            term.op = op();
            const QString text = TRY(value());
            TRY(take(term, text));
            return term;
        }
        term.text = TRY(value());
        return term;
    }

    ListTerm::Operator op()
    {
        using enum ListTerm::Operator;
        const QChar first = m_text[m_position++];
        const bool orEqual
            = (first == u'<' || first == u'>') && m_position < m_text.size() && m_text[m_position] == u'=';
        if (orEqual)
            ++m_position;
        switch (first.unicode()) {
        case u'<':
            return orEqual ? LessOrEqual : Less;
        case u'>':
            return orEqual ? GreaterOrEqual : Greater;
        default:
            return Is;
        }
    }

    Result<QString> value()
    {
        QString value;
        if (m_position < m_text.size() && m_text[m_position] == u'"') {
            const qsizetype end = m_text.indexOf(u'"', m_position + 1);
            if (end < 0)
                return refused(u"invalid"_s, u"A quotation mark has no counterpart."_s);
            value = m_text.mid(m_position + 1, end - m_position - 1);
            m_position = end + 1;
        } else {
            while (m_position < m_text.size() && !m_text[m_position].isSpace())
                value += m_text[m_position++];
        }
        if (value.isEmpty())
            return refused(u"invalid"_s, u"A value is missing."_s);
        return value;
    }

    Result<void> take(ListTerm &term, const QString &value)
    {
        const QString name = term.field->name;
        if (term.op != ListTerm::Operator::Is && term.field->kind != ListKind::Time)
            return refused(u"not_supported"_s, u"%1 cannot be compared: write %1:value."_s.arg(name));
        switch (term.field->kind) {
        case ListKind::Boolean:
            if (value != "true"_L1 && value != "false"_L1)
                return refused(u"invalid"_s, u"%1 is true or false."_s.arg(name));
            term.boolean = value == "true"_L1;
            return {};
        case ListKind::Time:
            return takeTime(term, value);
        default:
            term.text = value;
            return {};
        }
    }

    Result<void> takeTime(ListTerm &term, const QString &value)
    {
        using enum ListTerm::Operator;
        if (term.op == Is)
            return refused(u"not_supported"_s, u"Compare %1 with <, <=, > or >=."_s.arg(term.field->name));
        if (const auto moment = absoluteTime(value)) {
            term.time = *moment;
            return {};
        }
        const auto relative = age(value);
        if (!relative)
            return refused(u"invalid"_s, u"A time is 2026-01-31, 2026-01-31T12:00:00Z, or an age such as 30d."_s);
        // A greater age is an earlier time.
        term.time = m_now - *relative;
        term.op = term.op == Less    ? Greater
            : term.op == LessOrEqual ? GreaterOrEqual
            : term.op == Greater     ? Less
                                     : LessOrEqual;
        return {};
    }

    const QString &m_text;
    const db::ListSpec &m_spec;
    Timestamp m_now;
    qsizetype m_position = 0;
};

}

Result<QList<ListTerm>> parseFilter(const QString &text, const db::ListSpec &spec, Timestamp now)
{
    if (text.size() > kLongest)
        return refused(u"too_long"_s, u"At most %1 characters are allowed in a filter."_s.arg(kLongest));
    return Parser(text, spec, now).run();
}

}
