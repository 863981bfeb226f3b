// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "permissions/RightSet.h"
#include "permissions/Role.h"

#include <memory>
#include <vector>

namespace auth {

/// What somebody proved who wants to use what they have.
enum class Proof : quint8 { OneFactor, TwoFactors };

enum class SubjectKind : quint8 { User, Application };

/// Who has roles: a person, or an application acting for itself.
struct Subject {
    RealmId realmId;
    SubjectKind kind = SubjectKind::User;
    Uuid id;

    friend bool operator==(const Subject &, const Subject &) = default;
    friend size_t qHash(const Subject &subject, size_t seed = 0)
    {
        return qHashMulti(seed, subject.realmId, static_cast<int>(subject.kind), subject.id);
    }
};

/// `user` or `application`: in answers and audit rows.
const char *subjectKindName(SubjectKind kind);

/// A role that somebody has, directly or through another one. Without a name: what was granted singly.
struct HeldRole {
    QString name;
    std::optional<ApplicationId> applicationId;
    QStringList permissions;
    QStringList rights;
    std::optional<QList<RealmId>> realms; ///< That the rights are limited to.
    bool requiresMfa = false; ///< On every way by which somebody has it, and that is open to them.
    bool wantsVerifiedContact = false; ///< No way is open: each leads through a role that wants a verified address or number.
    bool dependsOnContact = false; ///< One of the ways does.
};

/// Everything that somebody has.
struct Holdings {
    std::vector<HeldRole> roles;
    QStringList permissions; ///< Of all roles and single grants, sorted.
    RightSet rights;
    std::vector<HeldRole> inactive; ///< Left out for want of a second factor or of a verified address or number.
};

/// Shared, immutable: a cache entry that changes is replaced.
using HoldingsPointer = std::shared_ptr<const Holdings>;

/// The same roles, as they count for somebody.
struct UsableHoldings {
    HoldingsPointer all; ///< Whatever their roles want of them.
    HoldingsPointer withTwoFactors; ///< The same object as all where no role wants more than they have.
    HoldingsPointer withOneFactor;
    bool dependsOnContact = false; ///< To be read again each time: what is verified is the account's, not the realm's.

    const HoldingsPointer &with(Proof proof) const { return proof == Proof::TwoFactors ? withTwoFactors : withOneFactor; }
};

}
