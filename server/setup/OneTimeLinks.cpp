// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/OneTimeLinks.h"

#include "core/Random.h"
#include "crypto/Hash.h"

namespace auth::setup {

namespace {

const db::Query kInsert { "one_time_link_insert",
    "INSERT INTO one_time_links (realm_id, token_hash, purpose, created_at, expires_at, user_id, data)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)" };
const db::Query kFind { "one_time_link_find",
    "SELECT user_id, data, consumed_at IS NOT NULL AS used, expires_at <= $4 AS expired FROM one_time_links"
    " WHERE realm_id = $1 AND token_hash = $2 AND purpose = $3" };
const db::Query kConsume { "one_time_link_consume",
    "UPDATE one_time_links SET consumed_at = $4 WHERE realm_id = $1 AND token_hash = $2 AND purpose = $3"
    " AND consumed_at IS NULL AND expires_at > $4" };

const db::Query kEndOthers { "one_time_link_end_others",
    "UPDATE one_time_links SET consumed_at = $4 WHERE realm_id = $1 AND purpose = $2 AND user_id = $3"
    " AND consumed_at IS NULL" };

QByteArray purposeName(LinkPurpose purpose)
{
    switch (purpose) {
    case LinkPurpose::Password:
        return "password";
    case LinkPurpose::Device:
        return "device";
    case LinkPurpose::Administrator:
        break;
    }
    return "administrator";
}

}

QByteArray OneTimeLinks::create(db::Transaction *transaction, RealmId realm, LinkPurpose purpose,
    std::chrono::seconds lifetime, std::optional<UserId> user, const QJsonObject &data) const
{
    QByteArray secret = randomToken();
    transaction->enqueue(&kInsert,
        db::Params::of(realm, db::Bytes { crypto::sha256(secret) }, purposeName(purpose), m_clock->now(), m_clock->now() + lifetime, user, data));
    return secret;
}

Task<Result<OneTimeLinks::Link>> OneTimeLinks::find(RealmId realm, LinkPurpose purpose, QByteArray secret, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(&kFind,
        db::Params::of(realm, db::Bytes { crypto::sha256(secret) }, purposeName(purpose), m_clock->now()), deadline));
    if (rows.isEmpty())
        co_return Link {};
    Link link;
    if (!rows.isNull(0, "user_id"))
        link.user = rows.id<UserId>(0, "user_id");
    link.data = rows.object(0, "data");
    link.state = rows.boolean(0, "used") ? LinkState::Used
        : rows.boolean(0, "expired")     ? LinkState::Expired
                                         : LinkState::Good;
    co_return link;
}

void OneTimeLinks::endOthers(db::Transaction *transaction, RealmId realm, LinkPurpose purpose, UserId user) const
{
    transaction->enqueue(&kEndOthers, db::Params::of(realm, purposeName(purpose), user, m_clock->now()));
}

Task<Result<bool>> OneTimeLinks::consume(db::Transaction *transaction, RealmId realm, LinkPurpose purpose, QByteArray secret) const
{
    const auto rows = CO_TRY(co_await transaction->execute(&kConsume,
        db::Params::of(realm, db::Bytes { crypto::sha256(secret) }, purposeName(purpose), m_clock->now())));
    co_return rows.affected() == 1;
}

}
