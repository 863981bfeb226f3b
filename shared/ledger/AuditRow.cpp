// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/AuditRow.h"

#include "crypto/Hash.h"
#include "ledger/Canonical.h"

#include <algorithm>
#include <string_view>

namespace auth::ledger {

namespace {

using namespace Qt::StringLiterals;

constexpr const char *kActorMembers[] = { "actor_name", "address", "user_agent" };
constexpr const char *kTargetMembers[] = { "after", "before", "data", "target_name" };
constexpr const char *kLeafMembers[] = { "action", "actor", "actor_id", "actor_kind", "application_id", "at",
    "correlation_id", "genuine", "id", "outcome", "reason", "session_id", "target", "target_id", "target_kind" };
constexpr const char *kAllMembers[] = { "action", "actor_id", "actor_kind", "actor_name", "address", "after",
    "application_id", "at", "before", "correlation_id", "data", "id", "outcome", "reason", "session_id", "target_id",
    "target_kind", "target_name", "user_agent" };

consteval bool isSorted(std::span<const char *const> names)
{
    return std::ranges::is_sorted(names, {}, [](const char *name) { return std::string_view(name); });
}
// As RFC 8785 §3.2.3 has it.
static_assert(isSorted(kActorMembers) && isSorted(kTargetMembers) && isSorted(kLeafMembers) && isSorted(kAllMembers));

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
    return crypto::hmacSha256(salt, canonicalJson(row, membersOf(group)));
}

QByteArray leafHash(const QJsonObject &row, const Commitments &commitments, bool genuine)
{
    QJsonObject leaf = row;
    leaf.insert(u"actor"_s, base64(commitments.actor));
    leaf.insert(u"target"_s, base64(commitments.target));
    leaf.insert(u"genuine"_s, genuine);
    return crypto::sha256(QByteArray(1, '\0') + canonicalJson(leaf, kLeafMembers));
}

QByteArray wholeRow(const QJsonObject &row)
{
    return canonicalJson(row, kAllMembers);
}

}
