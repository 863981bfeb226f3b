// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/Database.h"

#include <algorithm>
#include <mutex>

namespace auth::db {

namespace {

struct Registry {
    std::mutex mutex;
    std::vector<const Query *> queries;
    int next = 0;
};

Registry &registry()
{
    // Made by the first query and so destroyed after the last.
    static Registry instance;
    return instance;
}

}

Query::Query(const char *name_, const char *sql_, Kind kind)
    : name(name_)
    , sql(sql_)
    , number(-1)
{
    if (kind == Kind::Composed)
        return;
    const std::scoped_lock lock(registry().mutex);
    number = registry().next++;
    registry().queries.push_back(this);
}

Query::~Query()
{
    const std::scoped_lock lock(registry().mutex);
    std::erase(registry().queries, this);
}

std::vector<const Query *> Query::all()
{
    const std::scoped_lock lock(registry().mutex);
    return registry().queries;
}

}
