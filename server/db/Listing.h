// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Database.h"

#include <initializer_list>

namespace auth::db {

/// How a field of a list compares.
enum class ListKind : quint8 {
    Text, ///< Without regard to case; `*` stands for any text.
    Identifier, ///< As Text; without `*` it goes through the index of identifiers (see ListSpec::byIdentifier).
    Array, ///< text[]: one element equals the value.
    Boolean,
    Time,
};

enum class ListSort : quint8 { No, Yes };

struct ListField {
    QLatin1StringView name; ///< What filters and `sort` call it.
    const char *sql; ///< Its expression, never NULL where it can be sorted by.
    ListKind kind;
    ListSort sort = ListSort::No;
};

/// What a list reads. All of it is constant text of a store; values come from the caller as parameters.
struct ListSpec {
    const char *name;
    const char *columns;
    const char *from;
    const char *condition; ///< Which rows there are at all; uses $1, the first parameter.
    const char *id; ///< A uuid that tells rows with the same sort value apart.
    std::initializer_list<ListField> fields; ///< The first one is sorted by where nothing else is asked for.
    std::initializer_list<const char *> freeText; ///< Expressions that free text is looked for in.
    const char *byIdentifier = nullptr; ///< A condition on `identifier = $`: the parameter's number follows.

    const ListField *field(QStringView fieldName) const;
    QStringList fieldNames() const;
    QStringList sortNames() const;
};

/// One condition of a filter, already understood.
struct ListTerm {
    enum class Operator : quint8 { Is, Less, LessOrEqual, Greater, GreaterOrEqual };

    const ListField *field = nullptr; ///< None: free text.
    Operator op = Operator::Is;
    QString text; ///< Of text, identifiers, arrays and free text.
    bool boolean = false;
    Timestamp time {};
    bool negated = false;
};

/// Where a page begins: behind this row.
struct ListPosition {
    QString value; ///< Of the sort field.
    Uuid id;
};

struct ListRequest {
    int limit = 50;
    const ListField *sort = nullptr;
    bool descending = false;
    std::optional<ListPosition> after;
    QList<ListTerm> terms;
};

/// Rows of a page and where the next one begins.
struct ListPage {
    Rows rows;
    int count = 0; ///< Of the rows that belong to the page: one more may have been read.
    std::optional<ListPosition> next;
};

/// Reads one page by key: its cost does not grow with its number. \a first is $1 of the condition.
Task<Result<ListPage>> list(
    Database *database, const ListSpec *spec, Params first, ListRequest request, Deadline deadline);

/// \a text for LIKE: `*` becomes `%`, everything else stands for itself.
QString likePattern(const QString &text);

}
