// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtCore/QStringList>

#include <optional>

namespace auth::console {

/// A field that a list can be filtered by.
struct FilterField {
    enum class Kind : quint8 { Text, List, Choice, Id, Integer, Boolean, Time };

    QString name;
    Kind kind = Kind::Text;
    QStringList choices = {}; ///< Of a Choice.

    bool compares() const { return kind == Kind::Time || kind == Kind::Integer; }
};

/// A piece of a filter, and where it stands.
struct FilterToken {
    enum class Kind : quint8 { Term, Or, Open, Close };

    Kind kind = Kind::Term;
    qsizetype start = 0;
    qsizetype length = 0;
    bool isNegated = false;
    QString field = {}; ///< Empty: free text.
    QString comparison = {}; ///< `:`, `=`, `<`, `<=`, `>`, `>=`
    QString value = {}; ///< Without its quotes.
    qsizetype valueStart = 0;
    QString problem = {}; ///< Of the token for itself.

    qsizetype end() const { return start + length; }
};

/// What is wrong with a filter, in the server's words.
struct FilterProblem {
    QString message;
    qsizetype start = 0;
    qsizetype length = 0;
};

/// The pieces of \a text, in order, also where it is unfinished.
QList<FilterToken> filterTokens(const QString &text);

/// The first reason why the server would refuse \a text. It knows more: what it refuses anyway, it says itself.
std::optional<FilterProblem> filterProblem(const QString &text, const QList<FilterField> &fields);

/// `field:value`, quoted where it has to be.
QString filterTerm(const QString &field, const QString &value);

/// \a text with one more term that has to hold.
QString withTerm(const QString &text, const QString &term);

/// \a text without what it says of \a field on the top.
QString withoutField(const QString &text, const QString &field);

/// What has to hold at the same time, as its words stand in \a text; nothing where alternatives are on the top.
QList<QPair<qsizetype, qsizetype>> filterParts(const QString &text);

/// What can stand where the cursor is.
struct FilterCompletion {
    qsizetype start = 0; ///< What of the text is replaced.
    qsizetype length = 0;
    QStringList words = {};
};
FilterCompletion filterCompletion(const QString &text, qsizetype cursor, const QList<FilterField> &fields);

}
