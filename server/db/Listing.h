// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Database.h"

#include <initializer_list>
#include <vector>

namespace auth::db {

/// How a field of a list compares.
enum class ListKind : quint8 {
    Text, ///< Without regard to case; `*` stands for any text.
    Identifier, ///< As Text; without `*` it goes through the index of identifiers (see ListSpec::byIdentifier).
    Array, ///< text[]: one element equals the value.
    Choice, ///< One of the words in ListField::choices.
    Id, ///< uuid.
    Integer,
    Boolean,
    Time,
};

enum class ListSort : quint8 { No, Yes };

struct ListField {
    QLatin1StringView name; ///< What filters and `sort` call it.
    const char *sql; ///< Its expression, never NULL where it can be sorted by.
    ListKind kind;
    ListSort sort = ListSort::No;
    const char *choices = ""; ///< Of a Choice: the words, separated by spaces.

    QStringList choiceNames() const;
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
    bool descending = false; ///< Where nothing else is asked for.
    bool freeTextByWord = false; ///< Found at the beginnings of words only, not anywhere.
    const char *byIdentifier = nullptr; ///< A condition on `identifier = $`: the parameter's number follows.
    /// When a row was deleted. Such rows are listed only where the filter says `deleted:true`, a field of fields.
    const char *deletedAt = nullptr;

    const ListField *field(QStringView fieldName) const;
    QStringList fieldNames() const;
    QStringList sortNames() const;
};

/// One condition of a filter, already understood.
struct ListTerm {
    enum class Operator : quint8 { Is, Less, LessOrEqual, Greater, GreaterOrEqual, Exists };

    const ListField *field = nullptr; ///< None: free text.
    Operator op = Operator::Is;
    QString text; ///< Of text, identifiers, arrays, choices, ids and free text.
    bool boolean = false;
    qint64 integer = 0;
    Timestamp time {};
    Timestamp until {}; ///< The end of the day, where a time Is a day.
};

/// A filter, already understood: a term, or several filters of which all or any have to hold.
struct ListFilter {
    enum class Kind : quint8 { All, Any, Term };

    Kind kind = Kind::All; ///< All of no parts: everything.
    bool negated = false;
    ListTerm term;
    std::vector<ListFilter> parts;

    static ListFilter of(ListTerm term);
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
    ListFilter filter;
    bool total = false; ///< How many rows there are in all is asked for.
};

/// How many rows a list has in all.
struct ListTotal {
    qint64 count = 0;
    bool isEstimate = false;
};

/// Rows of a page and where the next one begins.
struct ListPage {
    Rows rows;
    int count = 0; ///< Of the rows that belong to the page: one more may have been read.
    std::optional<ListPosition> next;
    std::optional<ListTotal> total; ///< Where it was asked for and can be told cheaply.
};

/// A statement and its parameters.
struct ListStatement {
    QByteArray sql; ///< Constant text of the spec, and the numbers of parameters.
    Params params;
};

/// The statement of one page. \a first is $1 of the condition.
ListStatement composeList(const ListSpec &spec, Params first, const ListRequest &request);
/// How many rows there are, counting no further than \a most: `SELECT count(*) AS count`.
ListStatement composeCount(const ListSpec &spec, Params first, const ListFilter &filter, int most);

/// Reads one page by key: its cost does not grow with its number, nor does that of the total, which is counted where few
/// rows or little work are expected, and else the planner's estimate. \a first is $1 of the condition.
Task<Result<ListPage>> list(
    Database *database, const ListSpec *spec, Params first, ListRequest request, Deadline deadline);

/// How many rows there are, counting no further than \a most.
Task<Result<qint64>> count(
    Database *database, const ListSpec *spec, Params first, ListFilter filter, int most, Deadline deadline);

/// \a text for LIKE: `*` becomes `%`, everything else stands for itself.
QString likePattern(const QString &text);

}
