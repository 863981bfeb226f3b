// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Database.h"
#include "keys/SigningKey.h"

namespace auth {

/// All SQL on signing_keys. Statements are values, for the database or for a transaction.
class SigningKeyStore {
public:
    struct Statement {
        const db::Query* query;
        db::Params params;
    };

    /// Waits until no other transaction changes the keys of \a realm; held to the end of this one.
    static Statement lock(RealmId realm);
    static Statement list(RealmId realm);
    static Statement insert(RealmId realm, const SigningKeyRecord& key);
    static Statement retire(RealmId realm, SigningKeyId id, Timestamp retiresAt, Timestamp removesAt);
    static Statement activate(RealmId realm, SigningKeyId id, Timestamp publishedAt, Timestamp activatesAt);
    static Statement revoke(RealmId realm, SigningKeyId id, Timestamp now);
    static Statement remove(RealmId realm, SigningKeyId id);

    /// The rows of list().
    static SigningKeyList read(const db::Rows& rows);
};

}
