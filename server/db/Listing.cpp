// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/Listing.h"

#include "core/Text.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

#include <QtCore/QRegularExpression>

#include <algorithm>
#include <deque>

namespace auth::db {

namespace {

/// The text of one composed statement, and the Query that refers to it.
struct Composed {
    QByteArray sql;
    Query query;
    Composed(const char *name, QByteArray text)
        : sql(std::move(text))
        , query(name, sql.constData(), Query::Kind::Composed)
    {
    }
};

/// A connection may still look at a statement that nobody waits for any more: the last ones of each thread are kept.
std::shared_ptr<Composed> composed(const char *name, QByteArray sql)
{
    constexpr size_t kKept = 1024;
    thread_local std::deque<std::shared_ptr<Composed>> recent;
    auto made = std::make_shared<Composed>(name, std::move(sql));
    recent.push_back(made);
    if (recent.size() > kKept)
        recent.pop_front();
    return made;
}

/// Puts a statement together, of constant text and numbered parameters.
class Builder {
public:
    explicit Builder(const ListSpec &spec, Params first)
        : m_spec(spec)
        , m_params(std::move(first))
    {
    }

    QByteArray count(const ListFilter &filter, int most)
    {
        return QByteArray("SELECT count(*) AS count FROM (SELECT 1 FROM ") + m_spec.from + where(filter) + " LIMIT "
            + parameter(most) + "::integer) AS counted";
    }

    QByteArray build(const ListRequest &request)
    {
        const ListField &sort = *request.sort;
        QByteArray sql = QByteArray("SELECT ") + m_spec.columns + ", (" + sort.sql + ")::text AS list_sort, "
            + m_spec.id + " AS list_id FROM " + m_spec.from + where(request.filter);
        const char *const direction = request.descending ? " DESC" : "";
        if (request.after) {
            sql += QByteArray(" AND (") + sort.sql + ", " + m_spec.id + (request.descending ? ") < (" : ") > (")
                + parameter(request.after->value) + castOf(sort.kind) + ", " + parameter(request.after->id) + "::uuid)";
        }
        sql += QByteArray(" ORDER BY ") + sort.sql + direction + ", " + m_spec.id + direction + " LIMIT "
            + parameter(request.limit + 1) + "::integer";
        return sql;
    }

    Params takeParams() { return std::move(m_params); }

private:
    template <typename T>
    QByteArray parameter(const T &value)
    {
        m_params.add(value);
        return '$' + QByteArray::number(m_params.values().size());
    }

    static const char *castOf(ListKind kind)
    {
        switch (kind) {
        case ListKind::Boolean:
            return "::boolean";
        case ListKind::Integer:
            return "::bigint";
        case ListKind::Time:
            return "::timestamptz";
        default:
            return "::text";
        }
    }

    static bool isWordCharacter(QChar c) { return c.isLetterOrNumber() || c == u'_'; }
    static bool isText(ListKind kind) { return kind == ListKind::Text || kind == ListKind::Identifier; }

    static const char *sqlOperator(ListTerm::Operator op)
    {
        switch (op) {
        case ListTerm::Operator::Is:
        case ListTerm::Operator::Exists:
            return " = ";
        case ListTerm::Operator::Less:
            return " < ";
        case ListTerm::Operator::LessOrEqual:
            return " <= ";
        case ListTerm::Operator::Greater:
            return " > ";
        case ListTerm::Operator::GreaterOrEqual:
            return " >= ";
        }
        Q_UNREACHABLE();
    }

    static bool asksForDeleted(const ListFilter &filter)
    {
        if (filter.kind == ListFilter::Kind::All && !filter.negated)
            return std::any_of(filter.parts.begin(), filter.parts.end(), asksForDeleted);
        return filter.kind == ListFilter::Kind::Term && filter.term.field
            && filter.term.field->name == QLatin1StringView("deleted") && filter.term.boolean != filter.negated;
    }

    QByteArray where(const ListFilter &filter)
    {
        QByteArray sql = QByteArray(" WHERE ") + m_spec.condition;
        m_deleted = m_spec.deletedAt && asksForDeleted(filter);
        // Constant text, so that a partial index fits.
        if (m_spec.deletedAt)
            sql += QByteArray(" AND ") + m_spec.deletedAt + (m_deleted ? " IS NOT NULL" : " IS NULL");
        if (filter.kind == ListFilter::Kind::All && !filter.negated && filter.parts.empty())
            return sql;
        return sql + " AND " + condition(filter, false);
    }

    QByteArray condition(const ListFilter &filter, bool withinNegation)
    {
        const QByteArray negation = filter.negated ? "NOT " : "";
        withinNegation = withinNegation || filter.negated;
        // What is not known does not hold, and its negation does. Only a negation has to be told: an index answers no
        // coalesce().
        if (filter.kind == ListFilter::Kind::Term)
            return negation + (withinNegation ? "coalesce((" : "(") + condition(filter.term)
                + (withinNegation ? "), false)" : ")");
        QByteArray sql;
        for (const ListFilter &part : filter.parts) {
            sql += (sql.isEmpty()                                 ? ""
                           : filter.kind == ListFilter::Kind::All ? " AND "
                                                                  : " OR ")
                + condition(part, withinNegation);
        }
        return negation + '(' + sql + ')';
    }

    QByteArray condition(const ListTerm &term)
    {
        if (!term.field && m_spec.freeTextByWord && isWordCharacter(term.text.front())) {
            const QByteArray pattern = parameter(QString(QStringLiteral("\\m") + QRegularExpression::escape(term.text)));
            QByteArray any;
            for (const char *const expression : m_spec.freeText)
                any += (any.isEmpty() ? "" : " OR ") + QByteArray(expression) + " ~* " + pattern;
            return any;
        }
        if (!term.field) {
            const QByteArray pattern = parameter(QString(u'%' + likePattern(term.text) + u'%'));
            QByteArray any;
            for (const char *const expression : m_spec.freeText)
                any += (any.isEmpty() ? "" : " OR ") + QByteArray(expression) + " ILIKE " + pattern;
            return any;
        }
        const QByteArray expression = term.field->sql;
        if (term.op == ListTerm::Operator::Exists)
            return expression + (isText(term.field->kind) ? " <> ''" : " IS NOT NULL");
        switch (term.field->kind) {
        case ListKind::Identifier: {
            QByteArray sql = expression + " ILIKE " + parameter(likePattern(term.text));
            // The names of what is deleted are free.
            if (m_spec.byIdentifier && !m_deleted && !term.text.contains(u'*'))
                sql += QByteArray(" AND ") + m_spec.byIdentifier + parameter(canonicalName(term.text)) + ')';
            return sql;
        }
        case ListKind::Text:
            return expression + " ILIKE " + parameter(likePattern(term.text));
        case ListKind::Array:
            return expression + " @> ARRAY[" + parameter(term.text) + "::text]";
        case ListKind::Choice:
            return expression + " = " + parameter(term.text) + "::text";
        case ListKind::Id:
            return expression + " = " + parameter(term.text) + "::uuid";
        case ListKind::Integer:
            return expression + sqlOperator(term.op) + parameter(term.integer) + "::bigint";
        case ListKind::Boolean:
            return expression + " = " + parameter(term.boolean) + "::boolean";
        case ListKind::Time:
            if (term.op == ListTerm::Operator::Is) {
                return expression + " >= " + parameter(term.time) + "::timestamptz AND " + expression + " < "
                    + parameter(term.until) + "::timestamptz";
            }
            return expression + sqlOperator(term.op) + parameter(term.time) + "::timestamptz";
        }
        Q_UNREACHABLE();
    }

    const ListSpec &m_spec;
    Params m_params;
    bool m_deleted = false; ///< Only deleted rows are asked for.
};

}

QStringList ListField::choiceNames() const
{
    return QString::fromLatin1(choices).split(u' ', Qt::SkipEmptyParts);
}

ListFilter ListFilter::of(ListTerm term)
{
    ListFilter filter;
    filter.kind = Kind::Term;
    filter.term = std::move(term);
    return filter;
}

const ListField *ListSpec::field(QStringView fieldName) const
{
    for (const ListField &candidate : fields) {
        if (fieldName == candidate.name)
            return &candidate;
    }
    return nullptr;
}

QStringList ListSpec::fieldNames() const
{
    QStringList names;
    for (const ListField &candidate : fields)
        names.append(candidate.name);
    return names;
}

QStringList ListSpec::sortNames() const
{
    QStringList names;
    for (const ListField &candidate : fields) {
        if (candidate.sort == ListSort::Yes)
            names.append(candidate.name);
    }
    return names;
}

QString likePattern(const QString &text)
{
    QString pattern;
    for (const QChar c : text) {
        if (c == u'%' || c == u'_' || c == u'\\')
            pattern += u'\\';
        pattern += c == u'*' ? u'%' : c;
    }
    return pattern;
}

ListStatement composeList(const ListSpec &spec, Params first, const ListRequest &request)
{
    Builder builder(spec, std::move(first));
    QByteArray sql = builder.build(request);
    return { std::move(sql), builder.takeParams() };
}

ListStatement composeCount(const ListSpec &spec, Params first, const ListFilter &filter, int most)
{
    Builder builder(spec, std::move(first));
    QByteArray sql = builder.count(filter, most);
    return { std::move(sql), builder.takeParams() };
}

namespace {

constexpr int kCountedRows = 1000;
/// In the planner's units, where a page read in order costs 1: some tens of milliseconds.
constexpr double kCountingCost = 5'000;
// libpq takes names without quotation marks for lower case.
constexpr auto kPlan = "\"QUERY PLAN\"";

/// EXPLAIN of the rows that \a filter finds: what the planner expects costs no more than to ask it.
Task<Result<ListTotal>> totalOf(
    Database *database, const ListSpec *spec, Params first, ListFilter filter, Deadline deadline)
{
    ListStatement all = composeCount(*spec, first, filter, std::numeric_limits<int>::max());
    const auto plan = composed(spec->name, "EXPLAIN (FORMAT JSON) " + all.sql);
    const Rows rows = CO_TRY(co_await database->execute(&plan->query, std::move(all.params), deadline));
    // The count stands above the limit, which expects as many rows as there are.
    const QJsonObject limit = rows.array(0, kPlan)[0][u"Plan"][u"Plans"][0].toObject();
    const double expected = limit[u"Plan Rows"].toDouble();
    ListStatement few = composeCount(*spec, std::move(first), std::move(filter), kCountedRows + 1);
    const auto explained = composed(spec->name, "EXPLAIN (FORMAT JSON) " + few.sql);
    const Rows cost = CO_TRY(co_await database->execute(&explained->query, few.params, deadline));
    if (cost.array(0, kPlan)[0][u"Plan"][u"Total Cost"].toDouble() <= kCountingCost) {
        const auto counting = composed(spec->name, std::move(few.sql));
        const Rows counted = CO_TRY(co_await database->execute(&counting->query, std::move(few.params), deadline));
        const qint64 count = counted.integer(0, "count");
        if (count <= kCountedRows)
            co_return ListTotal { count, false };
    }
    co_return ListTotal { std::max<qint64>(qRound64(expected), kCountedRows), true };
}

}

Task<Result<ListPage>> list(
    Database *database, const ListSpec *spec, Params first, ListRequest request, Deadline deadline)
{
    if (!request.sort)
        request.sort = spec->fields.begin();
    ListStatement made = composeList(*spec, first, request);
    const auto statement = composed(spec->name, std::move(made.sql));
    ListPage page;
    page.rows = CO_TRY(co_await database->execute(&statement->query, std::move(made.params), deadline));
    page.count = std::min(page.rows.count(), request.limit);
    if (page.rows.count() > request.limit)
        page.next
            = ListPosition { page.rows.text(page.count - 1, "list_sort"), page.rows.uuid(page.count - 1, "list_id") };
    // Who has seen everything has counted it.
    if (request.total && !page.next && !request.after)
        page.total = ListTotal { page.count, false };
    else if (request.total)
        page.total = CO_TRY(co_await totalOf(database, spec, std::move(first), std::move(request.filter), deadline));
    co_return page;
}

Task<Result<qint64>> count(
    Database *database, const ListSpec *spec, Params first, ListFilter filter, int most, Deadline deadline)
{
    ListStatement made = composeCount(*spec, std::move(first), filter, most);
    const auto statement = composed(spec->name, std::move(made.sql));
    const Rows rows = CO_TRY(co_await database->execute(&statement->query, std::move(made.params), deadline));
    co_return rows.integer(0, "count");
}

}
