// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/Listing.h"

#include "core/Text.h"

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

    QByteArray build(const ListRequest &request)
    {
        const ListField &sort = *request.sort;
        QByteArray sql = QByteArray("SELECT ") + m_spec.columns + ", (" + sort.sql + ")::text AS list_sort, "
            + m_spec.id + " AS list_id FROM " + m_spec.from + " WHERE " + m_spec.condition;
        for (const ListTerm &term : request.terms)
            sql += (term.negated ? " AND NOT coalesce((" : " AND coalesce((") + condition(term) + "), false)";
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
        case ListKind::Time:
            return "::timestamptz";
        default:
            return "::text";
        }
    }

    static const char *sqlOperator(ListTerm::Operator op)
    {
        switch (op) {
        case ListTerm::Operator::Is:
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

    QByteArray condition(const ListTerm &term)
    {
        if (!term.field) {
            const QByteArray pattern = parameter(QString(u'%' + likePattern(term.text) + u'%'));
            QByteArray any;
            for (const char *const expression : m_spec.freeText)
                any += (any.isEmpty() ? "" : " OR ") + QByteArray(expression) + " ILIKE " + pattern;
            return any;
        }
        const QByteArray expression = term.field->sql;
        switch (term.field->kind) {
        case ListKind::Identifier: {
            QByteArray sql = expression + " ILIKE " + parameter(likePattern(term.text));
            if (m_spec.byIdentifier && !term.text.contains(u'*'))
                sql += QByteArray(" AND ") + m_spec.byIdentifier + parameter(canonicalName(term.text)) + ')';
            return sql;
        }
        case ListKind::Text:
            return expression + " ILIKE " + parameter(likePattern(term.text));
        case ListKind::Array:
            return expression + " @> ARRAY[" + parameter(term.text) + "::text]";
        case ListKind::Boolean:
            return expression + " = " + parameter(term.boolean) + "::boolean";
        case ListKind::Time:
            return expression + sqlOperator(term.op) + parameter(term.time) + "::timestamptz";
        }
        Q_UNREACHABLE();
    }

    const ListSpec &m_spec;
    Params m_params;
};

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

Task<Result<ListPage>> list(
    Database *database, const ListSpec *spec, Params first, ListRequest request, Deadline deadline)
{
    if (!request.sort)
        request.sort = spec->fields.begin();
    Builder builder(*spec, std::move(first));
    const auto statement = composed(spec->name, builder.build(request));
    ListPage page;
    page.rows = CO_TRY(co_await database->execute(&statement->query, builder.takeParams(), deadline));
    page.count = std::min(page.rows.count(), request.limit);
    if (page.rows.count() > request.limit)
        page.next
            = ListPosition { page.rows.text(page.count - 1, "list_sort"), page.rows.uuid(page.count - 1, "list_id") };
    co_return page;
}

}
