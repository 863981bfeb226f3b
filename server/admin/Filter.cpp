// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Filter.h"

#include "core/Suggest.h"
#include "core/Text.h"

#include <QtCore/QDateTime>

namespace auth::admin {

namespace {

using namespace Qt::StringLiterals;
using db::ListFilter;
using db::ListKind;
using db::ListTerm;

constexpr qsizetype kLongest = 1000;
constexpr int kMostTerms = 32;
constexpr int kDeepest = 8;

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

    Result<ListFilter> run()
    {
        if (!skipSpaces())
            return ListFilter();
        ListFilter filter = TRY(alternatives(0));
        if (m_position < m_text.size())
            return refused(u"invalid"_s, u"A closing parenthesis has no counterpart."_s);
        return filter;
    }

private:
    bool skipSpaces()
    {
        while (m_position < m_text.size() && m_text[m_position].isSpace())
            ++m_position;
        return m_position < m_text.size();
    }

    bool atEndOfGroup() { return !skipSpaces() || m_text[m_position] == u')'; }

    /// Is \a word here, on its own and not in quotes?
    bool atWord(QStringView word) const
    {
        const qsizetype end = m_position + word.size();
        return QStringView(m_text).sliced(m_position).startsWith(word)
            && (end == m_text.size() || m_text[end].isSpace() || m_text[end] == u'(' || m_text[end] == u')');
    }

    Result<ListFilter> alternatives(int depth)
    {
        ListFilter any;
        any.kind = ListFilter::Kind::Any;
        any.parts.push_back(TRY(conjunction(depth)));
        while (!atEndOfGroup()) {
            m_position += 2; // conjunction() ends at the end of a group or at OR.
            any.parts.push_back(TRY(conjunction(depth)));
        }
        if (any.parts.size() > 1)
            return any;
        return std::move(any.parts.front());
    }

    Result<ListFilter> conjunction(int depth)
    {
        ListFilter all;
        while (!atEndOfGroup() && !atWord(u"OR"))
            all.parts.push_back(TRY(factor(depth)));
        if (all.parts.empty())
            return refused(u"invalid"_s, u"A term is missing beside OR, or between parentheses."_s);
        return all;
    }

    Result<ListFilter> factor(int depth)
    {
        if (atWord(u"AND"))
            return refused(u"invalid"_s, u"Terms beside each other all have to hold: leave AND out, or quote it."_s);
        if (atWord(u"NOT"))
            return refused(u"invalid"_s, u"Write -term for its opposite, or quote NOT."_s);
        const bool negated = m_text[m_position] == u'-';
        if (negated)
            ++m_position;
        ListFilter filter;
        if (m_position < m_text.size() && m_text[m_position] == u'(') {
            if (depth == kDeepest)
                return refused(u"too_deep"_s, u"At most %1 parentheses may be open at once."_s.arg(kDeepest));
            ++m_position;
            filter = TRY(alternatives(depth + 1));
            if (m_position == m_text.size())
                return refused(u"invalid"_s, u"A parenthesis is not closed."_s);
            ++m_position;
        } else {
            if (++m_terms > kMostTerms)
                return refused(u"too_many"_s, u"At most %1 terms are allowed in a filter."_s.arg(kMostTerms));
            filter = ListFilter::of(TRY(term()));
        }
        filter.negated = filter.negated != negated;
        return filter;
    }

    Result<ListTerm> term()
    {
        ListTerm term;
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
        const bool quoted = m_position < m_text.size() && m_text[m_position] == u'"';
        QString value = TRY(quoted ? quotedValue() : bareValue());
        if (value.isEmpty())
            return refused(u"invalid"_s, u"A value is missing."_s);
        return value;
    }

    Result<QString> quotedValue()
    {
        QString value;
        for (++m_position; m_position < m_text.size(); ++m_position) {
            if (m_text[m_position] == u'"') {
                const bool doubled = m_position + 1 < m_text.size() && m_text[m_position + 1] == u'"';
                if (!doubled)
                    break;
                ++m_position;
            }
            value += m_text[m_position];
        }
        if (m_position == m_text.size())
            return refused(u"invalid"_s, u"A quotation mark has no counterpart."_s);
        ++m_position;
        if (m_position < m_text.size() && !m_text[m_position].isSpace() && m_text[m_position] != u')')
            return refused(u"invalid"_s, u"A space is needed after a quotation mark."_s);
        return value;
    }

    Result<QString> bareValue()
    {
        QString value;
        for (; m_position < m_text.size() && !m_text[m_position].isSpace() && m_text[m_position] != u')';
            ++m_position) {
            if (m_text[m_position] == u'(' || m_text[m_position] == u'"')
                return refused(u"invalid"_s, u"A value with parentheses or quotation marks has to stand in quotes."_s);
            value += m_text[m_position];
        }
        return value;
    }

    Result<void> take(ListTerm &term, const QString &value)
    {
        const db::ListField &field = *term.field;
        const QString name = field.name;
        const bool compares = field.kind == ListKind::Time || field.kind == ListKind::Integer;
        if (term.op != ListTerm::Operator::Is && !compares)
            return refused(u"not_supported"_s, u"%1 cannot be compared: write %1:value."_s.arg(name));
        if (value == u'*' && term.op == ListTerm::Operator::Is && field.kind != ListKind::Array) {
            term.op = ListTerm::Operator::Exists;
            return {};
        }
        switch (field.kind) {
        case ListKind::Boolean:
            if (value != "true"_L1 && value != "false"_L1)
                return refused(u"invalid"_s, u"%1 is true or false."_s.arg(name));
            term.boolean = value == "true"_L1;
            return {};
        case ListKind::Time:
            return takeTime(term, value);
        case ListKind::Integer: {
            const auto number = parseDecimal(value.toUtf8(), std::numeric_limits<qint64>::max());
            if (!number)
                return refused(u"invalid"_s, u"%1 is a whole number."_s.arg(name));
            term.integer = *number;
            return {};
        }
        case ListKind::Id:
            if (!Uuid::parse(value.toUtf8()))
                return refused(u"invalid"_s, u"%1 is an id, such as 01890a5d-ac96-774b-bcce-b302099a8057."_s.arg(name));
            break;
        case ListKind::Choice: {
            const QStringList choices = field.choiceNames();
            if (!choices.contains(value)) {
                const QString near = nearestName(value, choices);
                return refused(u"invalid"_s,
                    near.isEmpty() ? u"%1 is one of %2."_s.arg(name, choices.join(u", "_s))
                                   : u"%1 is one of %2; did you mean %3?"_s.arg(name, choices.join(u", "_s), near));
            }
            break;
        }
        case ListKind::Text:
        case ListKind::Identifier:
        case ListKind::Array:
            break;
        }
        term.text = value;
        return {};
    }

    Result<void> takeTime(ListTerm &term, const QString &value)
    {
        using enum ListTerm::Operator;
        const auto moment = absoluteTime(value);
        if (term.op == Is) {
            if (!moment || value.size() != 10)
                return refused(u"not_supported"_s,
                    u"%1:2026-01-31 is a day; compare other times with <, <=, > or >=."_s.arg(term.field->name));
            term.time = *moment;
            term.until = *moment + std::chrono::hours(24);
            return {};
        }
        if (moment) {
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
    int m_terms = 0;
};

}

Result<ListFilter> parseFilter(const QString &text, const db::ListSpec &spec, Timestamp now)
{
    if (text.size() > kLongest)
        return refused(u"too_long"_s, u"At most %1 characters are allowed in a filter."_s.arg(kLongest));
    return Parser(text, spec, now).run();
}

}
