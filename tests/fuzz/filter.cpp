// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a filter says, the statement is constant text with as many numbers as there are parameters.
#include "admin/Filter.h"

#include <cstdint>
#include <cstdlib>

using namespace auth;
using namespace Qt::StringLiterals;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

const db::ListSpec &spec()
{
    using enum db::ListKind;
    static const db::ListSpec made {
        .name = "fuzz_list",
        .columns = "id",
        .from = "things",
        .condition = "realm_id = $1",
        .id = "id",
        .fields = {
            { "name"_L1, "name", Identifier, db::ListSort::Yes },
            { "text"_L1, "text", Text },
            { "owner"_L1, "owner", Id },
            { "status"_L1, "status", Choice, db::ListSort::No, "active locked" },
            { "tags"_L1, "tags", Array },
            { "count"_L1, "count", Integer },
            { "enabled"_L1, "enabled", Boolean },
            { "at"_L1, "at", Time },
        },
        .freeText = { "name", "text" },
        .byIdentifier = "id IN (SELECT id FROM names WHERE name = ",
    };
    return made;
}

/// The deepest group; every term has what its kind needs.
int depthOf(const db::ListFilter &filter, int *terms)
{
    if (filter.kind == db::ListFilter::Kind::Term) {
        ++*terms;
        require(filter.term.field || !filter.term.text.isEmpty());
        return 0;
    }
    require(!filter.parts.empty());
    int deepest = 0;
    for (const auto &part : filter.parts)
        deepest = std::max(deepest, depthOf(part, terms));
    return deepest + 1;
}

}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text
        = QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)).remove(QChar(0));
    const auto filter = admin::parseFilter(text, spec(), Timestamp(std::chrono::seconds(1'800'000'000)));
    if (!filter) {
        require(filter.error().code == ErrorCode::ValidationFailed && filter.error().fields.size() == 1);
        return 0;
    }
    int terms = 0;
    if (!filter->parts.empty())
        require(depthOf(*filter, &terms) <= 20);
    require(terms <= 32);

    db::ListRequest request;
    request.sort = spec().fields.begin();
    request.filter = *filter;
    const auto made = db::composeList(spec(), db::Params::of(u"realm"_s), request);
    qsizetype highest = 0;
    for (qsizetype i = 0; i < made.sql.size(); ++i) {
        const char c = made.sql[i];
        const bool known = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || QByteArrayView(" _,.()<>=$:@'[]").contains(c);
        require(known);
        if (c == '\'')
            require(made.sql[i - 1] == '\'' || made.sql[i + 1] == '\'');
        if (c == '$') {
            qsizetype number = 0;
            for (++i; i < made.sql.size() && made.sql[i] >= '0' && made.sql[i] <= '9'; ++i)
                number = number * 10 + (made.sql[i] - '0');
            --i;
            highest = std::max(highest, number);
        }
    }
    require(highest == static_cast<qsizetype>(made.params.values().size()));
    return 0;
}
