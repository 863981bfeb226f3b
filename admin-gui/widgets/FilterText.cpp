// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/FilterText.h"

#include "core/Id.h"
#include "core/Suggest.h"
#include "core/Text.h"

#include <QtCore/QDateTime>
#include <QtCore/QRegularExpression>

#include <algorithm>
#include <limits>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

bool isNameCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'.';
}

const FilterField *findField(const QList<FilterField> &fields, const QString &name)
{
    const auto found
        = std::find_if(fields.begin(), fields.end(), [&name](const FilterField &field) { return field.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

class Scanner {
public:
    explicit Scanner(const QString &text)
        : m_text(text)
    {
    }

    QList<FilterToken> run()
    {
        QList<FilterToken> tokens;
        while (true) {
            while (m_at < m_text.size() && m_text[m_at].isSpace())
                ++m_at;
            if (m_at == m_text.size())
                return tokens;
            FilterToken token { .start = m_at };
            if (isWord(u"OR")) {
                token.kind = FilterToken::Kind::Or;
                m_at += 2;
            } else if (m_text[m_at] == u')') {
                token.kind = FilterToken::Kind::Close;
                ++m_at;
            } else {
                factor(token);
            }
            token.length = m_at - token.start;
            tokens.append(token);
        }
    }

private:
    bool isWord(QStringView word) const
    {
        const qsizetype end = m_at + word.size();
        return QStringView(m_text).sliced(m_at).startsWith(word)
            && (end == m_text.size() || m_text[end].isSpace() || m_text[end] == u'(' || m_text[end] == u')');
    }

    void factor(FilterToken &token)
    {
        if (isWord(u"AND"))
            token.problem = u"Terms beside each other all have to hold: leave AND out, or quote it."_s;
        else if (isWord(u"NOT"))
            token.problem = u"Write -term for its opposite, or quote NOT."_s;
        token.isNegated = m_text[m_at] == u'-';
        if (token.isNegated)
            ++m_at;
        if (m_at < m_text.size() && m_text[m_at] == u'(') {
            token.kind = FilterToken::Kind::Open;
            ++m_at;
            return;
        }
        qsizetype end = m_at;
        while (end < m_text.size() && isNameCharacter(m_text[end]))
            ++end;
        if (end > m_at && end < m_text.size() && u":<>="_s.contains(m_text[end])) {
            token.field = m_text.mid(m_at, end - m_at);
            m_at = end + 1;
            token.comparison = m_text[end];
            if ((m_text[end] == u'<' || m_text[end] == u'>') && m_at < m_text.size() && m_text[m_at] == u'=') {
                token.comparison += u'=';
                ++m_at;
            }
        }
        token.valueStart = m_at;
        QString problem;
        token.value = m_at < m_text.size() && m_text[m_at] == u'"' ? quoted(problem) : bare(problem);
        if (problem.isEmpty() && token.value.isEmpty())
            problem = u"A value is missing."_s;
        if (token.problem.isEmpty())
            token.problem = problem;
    }

    QString quoted(QString &problem)
    {
        QString value;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == u'"') {
                if (m_at + 1 == m_text.size() || m_text[m_at + 1] != u'"')
                    break;
                ++m_at;
            }
            value += m_text[m_at];
        }
        if (m_at == m_text.size()) {
            problem = u"A quotation mark has no counterpart."_s;
            return value;
        }
        ++m_at;
        if (m_at < m_text.size() && !m_text[m_at].isSpace() && m_text[m_at] != u')')
            problem = u"A space is needed after a quotation mark."_s;
        return value;
    }

    QString bare(QString &problem)
    {
        QString value;
        for (; m_at < m_text.size() && !m_text[m_at].isSpace() && m_text[m_at] != u')'; ++m_at) {
            if ((m_text[m_at] == u'(' || m_text[m_at] == u'"') && problem.isEmpty())
                problem = u"A value with parentheses or quotation marks has to stand in quotes."_s;
            value += m_text[m_at];
        }
        return value;
    }

    const QString &m_text;
    qsizetype m_at = 0;
};

bool isMoment(const QString &value)
{
    if (value.size() == 10)
        return QDate::fromString(value, Qt::ISODate).isValid();
    return value.endsWith(u'Z') && QDateTime::fromString(value, Qt::ISODateWithMs).isValid();
}

bool isAge(const QString &value)
{
    return value.size() >= 2 && u"mhdw"_s.contains(value.back())
        && parseDecimal(value.chopped(1).toUtf8(), 100'000).has_value();
}

/// What the field says of a term that is well-formed.
QString fieldProblem(const FilterToken &token, const QList<FilterField> &fields)
{
    const FilterField *field = findField(fields, token.field);
    if (!field) {
        QStringList names;
        for (const FilterField &one : fields)
            names.append(one.name);
        return unknownNameMessage(u"field"_s, token.field, names);
    }
    const QString &name = field->name;
    const QString &value = token.value;
    const bool is = token.comparison == ":"_L1 || token.comparison == "="_L1;
    if (!is && !field->compares())
        return u"%1 cannot be compared: write %1:value."_s.arg(name);
    if (value == "*"_L1 && is && field->kind != FilterField::Kind::List)
        return {};
    switch (field->kind) {
    case FilterField::Kind::Boolean:
        return value == "true"_L1 || value == "false"_L1 ? QString() : u"%1 is true or false."_s.arg(name);
    case FilterField::Kind::Integer:
        return parseDecimal(value.toUtf8(), std::numeric_limits<qint64>::max()) ? QString()
                                                                                : u"%1 is a whole number."_s.arg(name);
    case FilterField::Kind::Id:
        return Uuid::parse(value.toUtf8()) ? QString()
                                           : u"%1 is an id, such as 01890a5d-ac96-774b-bcce-b302099a8057."_s.arg(name);
    case FilterField::Kind::Choice: {
        if (field->choices.contains(value))
            return {};
        const QString near = nearestName(value, field->choices);
        const QString known = field->choices.join(u", "_s);
        return near.isEmpty() ? u"%1 is one of %2."_s.arg(name, known)
                              : u"%1 is one of %2; did you mean %3?"_s.arg(name, known, near);
    }
    case FilterField::Kind::Time:
        if (is)
            return isMoment(value) && value.size() == 10
                ? QString()
                : u"%1:2026-01-31 is a day; compare other times with <, <=, > or >=."_s.arg(name);
        return isMoment(value) || isAge(value)
            ? QString()
            : u"A time is 2026-01-31, 2026-01-31T12:00:00Z, or an age such as 30d."_s;
    case FilterField::Kind::Text:
    case FilterField::Kind::List:
        break;
    }
    return {};
}

}

QList<FilterToken> filterTokens(const QString &text)
{
    return Scanner(text).run();
}

std::optional<FilterProblem> filterProblem(const QString &text, const QList<FilterField> &fields)
{
    using enum FilterToken::Kind;
    const QList<FilterToken> tokens = filterTokens(text);
    int depth = 0;
    bool needsTerm = true;
    const auto missing = [](const FilterToken &at) {
        return FilterProblem { u"A term is missing beside OR, or between parentheses."_s, at.start, at.length };
    };
    for (const FilterToken &token : tokens) {
        switch (token.kind) {
        case Open:
            ++depth;
            needsTerm = true;
            break;
        case Close:
            if (needsTerm)
                return missing(token);
            if (--depth < 0)
                return FilterProblem { u"A closing parenthesis has no counterpart."_s, token.start, token.length };
            break;
        case Or:
            if (needsTerm)
                return missing(token);
            needsTerm = true;
            break;
        case Term: {
            // An unknown field is refused before its value is read.
            QString problem = token.field.isEmpty() || findField(fields, token.field) ? token.problem : QString();
            if (problem.isEmpty() && !token.field.isEmpty())
                problem = fieldProblem(token, fields);
            if (!problem.isEmpty())
                return FilterProblem { problem, token.start, token.length };
            needsTerm = false;
            break;
        }
        }
    }
    if (tokens.isEmpty())
        return std::nullopt;
    if (needsTerm)
        return missing(tokens.back());
    if (depth > 0)
        return FilterProblem { u"A parenthesis is not closed."_s, tokens.back().start, tokens.back().length };
    return std::nullopt;
}

QString filterTerm(const QString &field, const QString &value)
{
    static const QRegularExpression awkward(u"[\\s()\"]"_s);
    QString written = value;
    if (value.isEmpty() || value.contains(awkward))
        written = u'"' + written.replace(u'"', u"\"\""_s) + u'"';
    return field.isEmpty() ? written : field + u':' + written;
}

QString withTerm(const QString &text, const QString &term)
{
    const QString before = text.trimmed();
    if (before.isEmpty())
        return term;
    int depth = 0;
    bool hasAlternatives = false;
    for (const FilterToken &token : filterTokens(before)) {
        depth += token.kind == FilterToken::Kind::Open ? 1 : token.kind == FilterToken::Kind::Close ? -1 : 0;
        hasAlternatives = hasAlternatives || (token.kind == FilterToken::Kind::Or && depth == 0);
    }
    return (hasAlternatives ? u'(' + before + u')' : before) + u' ' + term;
}

QString withoutField(const QString &text, const QString &field)
{
    QString left = text;
    const auto parts = filterParts(text);
    for (qsizetype i = parts.size(); i-- > 0;) {
        const auto &[start, length] = parts[i];
        const QList<FilterToken> tokens = filterTokens(text.mid(start, length));
        if (tokens.size() == 1 && tokens.front().field == field)
            left.remove(start, length);
    }
    return left.simplified();
}

QList<QPair<qsizetype, qsizetype>> filterParts(const QString &text)
{
    QList<QPair<qsizetype, qsizetype>> parts;
    int depth = 0;
    qsizetype start = 0;
    for (const FilterToken &token : filterTokens(text)) {
        if (depth == 0)
            start = token.start;
        if (token.kind == FilterToken::Kind::Or && depth == 0)
            return {};
        depth += token.kind == FilterToken::Kind::Open ? 1 : token.kind == FilterToken::Kind::Close ? -1 : 0;
        if (depth == 0)
            parts.append({ start, token.end() - start });
        if (depth < 0)
            return {};
    }
    return parts;
}

FilterCompletion filterCompletion(const QString &text, qsizetype cursor, const QList<FilterField> &fields)
{
    FilterCompletion completion { .start = cursor };
    for (const FilterToken &token : filterTokens(text)) {
        if (token.kind != FilterToken::Kind::Term || cursor < token.start || cursor > token.end())
            continue;
        const bool inValue = !token.field.isEmpty() && cursor >= token.valueStart;
        completion.start = inValue ? token.valueStart : token.start + (token.isNegated ? 1 : 0);
        completion.length = token.end() - completion.start;
        if (!inValue)
            continue;
        if (const FilterField *field = findField(fields, token.field)) {
            const bool is = token.comparison == ":"_L1 || token.comparison == "="_L1;
            if (field->kind == FilterField::Kind::Choice)
                completion.words = field->choices;
            else if (field->kind == FilterField::Kind::Boolean)
                completion.words = { u"true"_s, u"false"_s };
            else if (field->kind == FilterField::Kind::Time && !is)
                completion.words = { u"15m"_s, u"1h"_s, u"24h"_s, u"7d"_s, u"30d"_s, u"90d"_s };
        }
        return completion;
    }
    for (const FilterField &field : fields)
        completion.words.append(field.name + (field.kind == FilterField::Kind::Time ? u'<' : u':'));
    completion.words.sort();
    return completion;
}

}
