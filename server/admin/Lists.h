// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Context.h"
#include "core/Field.h"
#include "db/Listing.h"
#include "keys/RealmKeys.h"

namespace auth::admin {

/// Turns the parameters of a list into a request for the store, and the end of a page into a cursor. A cursor is bound
/// by a MAC to the realm, list, filter and sort that it was made for: it cannot be made up, or used elsewhere.
class Lists {
public:
    Lists(RealmKeys *keys, const Clock *clock)
        : m_keys(keys)
        , m_clock(clock)
    {
    }

    /// ValidationFailed for a bad filter, sort or cursor.
    Result<db::ListRequest> request(const Context &context, const db::ListSpec &spec) const;
    /// For `after` of the next page; null on the last one. Leaves the page's total in \a context.
    Result<Field<QString>> next(Context &context, const db::ListSpec &spec, const db::ListPage &page) const;

private:
    Result<QByteArray> mac(const Context &context, const db::ListSpec &spec, const QByteArray &payload) const;

    RealmKeys *m_keys;
    const Clock *m_clock;
};

/// Adds to the answer of a list what Lists::next() left.
void addTotal(const Context &context, QJsonObject &answer);

}
