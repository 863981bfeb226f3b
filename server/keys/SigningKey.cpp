// SPDX-License-Identifier: GPL-3.0-or-later
#include "keys/SigningKey.h"

#include <algorithm>

namespace auth {

const char* wireName(SigningKeyState state)
{
    switch (state) {
    case SigningKeyState::Made:
        return "made";
    case SigningKeyState::Published:
        return "published";
    case SigningKeyState::Active:
        return "active";
    case SigningKeyState::Retired:
        return "retired";
    case SigningKeyState::Removed:
        return "removed";
    case SigningKeyState::Revoked:
        break;
    }
    return "revoked";
}

SigningKeyState SigningKeyRecord::state(Timestamp now) const
{
    if (revokedAt)
        return SigningKeyState::Revoked;
    if (removesAt && *removesAt <= now)
        return SigningKeyState::Removed;
    if (retiresAt && *retiresAt <= now)
        return SigningKeyState::Retired;
    if (activatesAt <= now)
        return SigningKeyState::Active;
    return publishedAt <= now ? SigningKeyState::Published : SigningKeyState::Made;
}

bool SigningKeyRecord::isPublished(Timestamp now) const
{
    return verifies(now) && publishedAt <= now;
}

bool SigningKeyRecord::verifies(Timestamp now) const
{
    const auto current = state(now);
    return current != SigningKeyState::Removed && current != SigningKeyState::Revoked;
}

const SigningKeyRecord* activeKey(const SigningKeyList& keys, crypto::SignatureAlgorithm algorithm, Timestamp now)
{
    const SigningKeyRecord* newest = nullptr;
    for (const auto& key : keys) {
        if (key.algorithm != algorithm || key.state(now) != SigningKeyState::Active)
            continue;
        // The id decides between keys of one moment: every node picks the same.
        if (!newest || std::pair(key.activatesAt, key.id) > std::pair(newest->activatesAt, newest->id))
            newest = &key;
    }
    return newest;
}

const SigningKeyRecord* pendingKey(const SigningKeyList& keys, crypto::SignatureAlgorithm algorithm, Timestamp now)
{
    const SigningKeyRecord* next = nullptr;
    for (const auto& key : keys) {
        const auto state = key.state(now);
        if (key.algorithm != algorithm || (state != SigningKeyState::Made && state != SigningKeyState::Published))
            continue;
        if (!next || key.activatesAt < next->activatesAt)
            next = &key;
    }
    return next;
}

std::vector<PlannedKey> dueSuccessors(const SigningKeyList& keys, Timestamp now, const KeySchedule& schedule)
{
    std::vector<PlannedKey> due;
    for (const auto algorithm : crypto::kSignatureAlgorithms) {
        const SigningKeyRecord* active = activeKey(keys, algorithm, now);
        if (!active || active->retiresAt || pendingKey(keys, algorithm, now))
            continue;
        const Timestamp end = active->activatesAt + schedule.rotationPeriod;
        if (now < end - schedule.createAhead)
            continue;
        // After a long stop the end may have passed: then the old key signs until the new one is known to clients.
        const Timestamp activates = std::max<Timestamp>(end, now + schedule.publishAhead);
        due.push_back({ algorithm, activates - schedule.publishAhead, activates });
    }
    return due;
}

QList<SigningKeyId> removableKeys(const SigningKeyList& keys, Timestamp now, const KeySchedule& schedule)
{
    QList<SigningKeyId> removable;
    for (const auto& key : keys) {
        const bool removed = !key.revokedAt && key.state(now) == SigningKeyState::Removed;
        if (removed || (key.revokedAt && *key.revokedAt + schedule.keepRevoked <= now))
            removable.append(key.id);
    }
    return removable;
}

}
