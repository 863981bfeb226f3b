// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/AuditRow.h"

#include "crypto/Hash.h"
#include "ledger/Canonical.h"

namespace auth::ledger {

namespace {

using namespace Qt::StringLiterals;

constexpr const char *kActorMembers[] = { "actor_name", "address", "user_agent" };
constexpr const char *kTargetMembers[] = { "target_name", "before", "after", "data" };
constexpr const char *kOtherMembers[] = { "action", "actor_id", "actor_kind", "application_id", "at", "correlation_id",
    "id", "outcome", "reason", "session_id", "target_id", "target_kind" };

QJsonObject only(const QJsonObject &row, std::span<const char *const> names)
{
    QJsonObject part;
    for (const char *const name : names) {
        const QString member = QLatin1StringView(name);
        const QJsonValue value = row.value(member);
        part.insert(member, value.isUndefined() ? QJsonValue(QJsonValue::Null) : value);
    }
    return part;
}

QString base64(QByteArrayView bytes)
{
    return QString::fromLatin1(bytes.toByteArray().toBase64());
}

}

std::span<const char *const> membersOf(Personal group)
{
    if (group == Personal::Actor)
        return kActorMembers;
    return kTargetMembers;
}

QByteArray commitment(const QJsonObject &row, Personal group, QByteArrayView salt)
{
    return crypto::hmacSha256(salt, canonicalJson(only(row, membersOf(group))));
}

QByteArray leafHash(const QJsonObject &row, const Commitments &commitments, bool genuine)
{
    QJsonObject leaf = only(row, kOtherMembers);
    leaf.insert(u"actor"_s, base64(commitments.actor));
    leaf.insert(u"target"_s, base64(commitments.target));
    leaf.insert(u"genuine"_s, genuine);
    return crypto::sha256(QByteArray(1, '\0') + canonicalJson(leaf));
}

QByteArray wholeRow(const QJsonObject &row)
{
    QJsonObject whole = only(row, kOtherMembers);
    for (const auto group : { Personal::Actor, Personal::Target }) {
        const QJsonObject part = only(row, membersOf(group));
        for (auto member = part.begin(); member != part.end(); ++member)
            whole.insert(member.key(), member.value());
    }
    return canonicalJson(whole);
}

}
