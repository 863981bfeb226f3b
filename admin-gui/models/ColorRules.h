// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/FilterText.h"

#include <QtCore/QJsonObject>

namespace auth::console {

/// A filter that is asked of rows that are here already: what a field is, and words anywhere.
class RowFilter {
public:
    explicit RowFilter(const QString &text);

    /// Why rows cannot be asked \a text; empty: they can. Comparisons need the server.
    static QString problem(const QString &text, const QList<FilterField> &fields);
    bool matches(const QJsonObject &item) const;

private:
    bool anyOf(const QJsonObject &item, qsizetype &at) const;
    bool allOf(const QJsonObject &item, qsizetype &at) const;

    QList<FilterToken> m_tokens;
};

/// Rows that a filter fits stand on the surface of a tone.
struct ColorRule {
    QString filter;
    QString tone; ///< As RowDelegate calls it.

    friend bool operator==(const ColorRule &, const ColorRule &) = default;
};

/// The rules of one page, in the user's settings; the first one that fits counts.
QList<ColorRule> colorRules(const QString &page);
void setColorRules(const QString &page, const QList<ColorRule> &rules);

/// Asks \a rules of rows.
class RowColors {
public:
    explicit RowColors(const QList<ColorRule> &rules = {});
    /// The tone of the first rule that fits; empty: none does.
    QString toneOf(const QJsonObject &item) const;

private:
    QList<std::pair<RowFilter, QString>> m_rules;
};

}
