// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ColorRules.h"

#include "models/RemoteTableModel.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>
#include <QtCore/QSettings>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

bool fits(const FilterToken &term, const QJsonObject &item)
{
    if (term.field.isEmpty()) {
        // Of what one sees; a row has no members of members that one looks for.
        return std::any_of(item.begin(), item.end(), [&term](const QJsonValue &value) {
            return value.isString() && value.toString().contains(term.value, Qt::CaseInsensitive);
        });
    }
    const QString is = memberAt(item, term.field).toVariant().toString();
    const QRegularExpression wanted(QRegularExpression::anchoredPattern(
                                        QRegularExpression::escape(term.value).replace(u"\\*"_s, u".*"_s)),
        QRegularExpression::CaseInsensitiveOption);
    return wanted.match(is).hasMatch();
}

}

RowFilter::RowFilter(const QString &text)
    : m_tokens(filterTokens(text))
{
}

QString RowFilter::problem(const QString &text, const QList<FilterField> &fields)
{
    if (const auto problem = filterProblem(text, fields))
        return problem->message;
    const QList<FilterToken> tokens = filterTokens(text);
    if (tokens.isEmpty())
        return QCoreApplication::translate("ColorRules", "It fits every row.");
    const bool compares = std::any_of(tokens.begin(), tokens.end(), [](const FilterToken &token) {
        return token.comparison.startsWith(u'<') || token.comparison.startsWith(u'>');
    });
    return compares ? QCoreApplication::translate("ColorRules", "A colour rule says what a field is, by : or =.") : QString();
}

bool RowFilter::matches(const QJsonObject &item) const
{
    qsizetype at = 0;
    return !m_tokens.isEmpty() && anyOf(item, at);
}

bool RowFilter::anyOf(const QJsonObject &item, qsizetype &at) const
{
    bool found = allOf(item, at);
    while (at < m_tokens.size() && m_tokens[at].kind == FilterToken::Kind::Or) {
        ++at;
        // Read to its end in any case.
        const bool next = allOf(item, at);
        found = found || next;
    }
    return found;
}

bool RowFilter::allOf(const QJsonObject &item, qsizetype &at) const
{
    bool holds = true;
    while (at < m_tokens.size()) {
        const FilterToken &token = m_tokens[at];
        if (token.kind == FilterToken::Kind::Or || token.kind == FilterToken::Kind::Close)
            break;
        ++at;
        bool one = false;
        if (token.kind == FilterToken::Kind::Open) {
            one = anyOf(item, at);
            ++at; // Its end.
        } else {
            one = fits(token, item);
        }
        holds = holds && one != token.isNegated;
    }
    return holds;
}

QList<ColorRule> colorRules(const QString &page)
{
    QSettings settings;
    QList<ColorRule> rules;
    const int count = settings.beginReadArray(u"pages/%1/colours"_s.arg(page));
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        rules.append({ settings.value("filter"_L1).toString(), settings.value("tone"_L1).toString() });
    }
    settings.endArray();
    return rules;
}

void setColorRules(const QString &page, const QList<ColorRule> &rules)
{
    const QString group = u"pages/%1/colours"_s.arg(page);
    QSettings settings;
    settings.remove(group);
    settings.beginWriteArray(group, static_cast<int>(rules.size()));
    for (int i = 0; i < rules.size(); ++i) {
        settings.setArrayIndex(i);
        settings.setValue("filter"_L1, rules[i].filter);
        settings.setValue("tone"_L1, rules[i].tone);
    }
    settings.endArray();
}

RowColors::RowColors(const QList<ColorRule> &rules)
{
    for (const ColorRule &rule : rules)
        m_rules.append({ RowFilter(rule.filter), rule.tone });
}

QString RowColors::toneOf(const QJsonObject &item) const
{
    for (const auto &[filter, tone] : m_rules) {
        if (filter.matches(item))
            return tone;
    }
    return {};
}

}
