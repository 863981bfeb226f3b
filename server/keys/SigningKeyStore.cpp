// SPDX-License-Identifier: GPL-3.0-or-later
#include "keys/SigningKeyStore.h"

#include "crypto/Hash.h"

#include <QtCore/QtEndian>

namespace auth {

namespace {

const db::Query kLock{ "signing_keys_lock", "SELECT pg_advisory_xact_lock($1)" };

const db::Query kList{ "signing_keys_list",
    "SELECT id, kid, alg, public_jwk, private_sealed, certificate, created_at, published_at, activates_at, retires_at, removes_at,"
    " revoked_at FROM signing_keys WHERE realm_id = $1 ORDER BY activates_at, id" };

const db::Query kInsert{ "signing_keys_insert",
    "INSERT INTO signing_keys (realm_id, id, kid, alg, public_jwk, private_sealed, created_at, published_at,"
    " activates_at, retires_at, removes_at, certificate) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)" };

const db::Query kRetire{ "signing_keys_retire",
    "UPDATE signing_keys SET retires_at = $3, removes_at = $4 WHERE realm_id = $1 AND id = $2" };

const db::Query kActivate{ "signing_keys_activate",
    "UPDATE signing_keys SET published_at = $3, activates_at = $4 WHERE realm_id = $1 AND id = $2" };

const db::Query kRevoke{ "signing_keys_revoke",
    "UPDATE signing_keys SET revoked_at = $3 WHERE realm_id = $1 AND id = $2 AND revoked_at IS NULL" };

const db::Query kRemove{ "signing_keys_remove", "DELETE FROM signing_keys WHERE realm_id = $1 AND id = $2" };

/// Advisory locks are named by a number: 64 bits of a hash, so that two subjects hardly ever share one.
qint64 lockNumber(RealmId realm)
{
    return qFromBigEndian<qint64>(crypto::sha256("signing_keys:" + realm.toBytes()).constData());
}

}

SigningKeyStore::Statement SigningKeyStore::lock(RealmId realm)
{
    return { &kLock, db::Params::of(lockNumber(realm)) };
}

SigningKeyStore::Statement SigningKeyStore::list(RealmId realm)
{
    return { &kList, db::Params::of(realm) };
}

SigningKeyStore::Statement SigningKeyStore::insert(RealmId realm, const SigningKeyRecord& key)
{
    return { &kInsert,
        db::Params::of(realm, key.id, key.kid, QByteArray(crypto::wireName(key.algorithm)), key.publicJwk,
            db::Bytes{ key.privateSealed }, key.createdAt, key.publishedAt, key.activatesAt, key.retiresAt,
            key.removesAt, db::Bytes{ key.certificate }) };
}

SigningKeyStore::Statement SigningKeyStore::retire(
    RealmId realm, SigningKeyId id, Timestamp retiresAt, Timestamp removesAt)
{
    return { &kRetire, db::Params::of(realm, id, retiresAt, removesAt) };
}

SigningKeyStore::Statement SigningKeyStore::activate(
    RealmId realm, SigningKeyId id, Timestamp publishedAt, Timestamp activatesAt)
{
    return { &kActivate, db::Params::of(realm, id, publishedAt, activatesAt) };
}

SigningKeyStore::Statement SigningKeyStore::revoke(RealmId realm, SigningKeyId id, Timestamp now)
{
    return { &kRevoke, db::Params::of(realm, id, now) };
}

SigningKeyStore::Statement SigningKeyStore::remove(RealmId realm, SigningKeyId id)
{
    return { &kRemove, db::Params::of(realm, id) };
}

SigningKeyList SigningKeyStore::read(const db::Rows& rows)
{
    SigningKeyList keys;
    keys.reserve(static_cast<size_t>(rows.count()));
    for (int row = 0; row < rows.count(); ++row) {
        const QByteArray name = rows.raw(row, "alg");
        const auto algorithm = crypto::parseSignatureAlgorithm(name);
        if (!algorithm)
            continue; // A newer version's: it signs and publishes for itself.
        SigningKeyRecord key;
        key.id = rows.id<SigningKeyId>(row, "id");
        key.kid = rows.text(row, "kid");
        key.algorithm = *algorithm;
        key.publicJwk = rows.object(row, "public_jwk");
        key.privateSealed = rows.bytes(row, "private_sealed");
        key.certificate = rows.bytes(row, "certificate");
        key.createdAt = rows.time(row, "created_at");
        key.publishedAt = rows.time(row, "published_at");
        key.activatesAt = rows.time(row, "activates_at");
        key.retiresAt = rows.optionalTime(row, "retires_at");
        key.removesAt = rows.optionalTime(row, "removes_at");
        key.revokedAt = rows.optionalTime(row, "revoked_at");
        keys.push_back(std::move(key));
    }
    return keys;
}

}
