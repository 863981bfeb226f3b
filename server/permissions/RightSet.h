// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"

#include <QtCore/QHash>
#include <QtCore/QSet>
#include <QtCore/QStringList>

namespace auth {

/// The realms in which a right holds.
struct RightReach {
    bool everywhere = false;
    QSet<RealmId> realms;

    bool contains(const RightReach &other) const;
    friend bool operator==(const RightReach &, const RightReach &) = default;
};

/// Rights in the admin API, each with the realms in which it holds. A right is what an operation needs (`users:write`).
/// `*` stands for every right and `*:read` for all that read, also those of later versions: they are members beside the
/// rights that they stand for, so that who has every right of today one by one does not contain `*`.
class RightSet {
public:
    static constexpr auto kEverything = "*";
    static constexpr auto kReadEverything = "*:read";

    /// \a name is a right, `*` or `*:read`; \a known are the rights that there are.
    void add(const QString &name, const RightReach &reach, const QStringList &known);
    void unite(const RightSet &other);

    /// The rights that \a name stands for, itself included.
    static QStringList expanded(const QString &name, const QStringList &known);

    bool isEmpty() const { return m_rights.isEmpty(); }
    bool holds(const QString &name, RealmId realm) const;
    bool holdsEverywhere(const QString &name) const;
    bool holdsAnywhere(const QString &name) const { return m_rights.contains(name); }
    /// Is there any right in \a realm?
    bool reaches(RealmId realm) const;
    bool reachesEverywhere() const;
    bool contains(const RightSet &other) const { return missing(other).isEmpty(); }
    /// The names of \a other that are not here, or not in all realms in which \a other has them; sorted.
    QStringList missing(const RightSet &other) const;
    /// What holds in \a realm, sorted.
    QStringList in(RealmId realm) const;
    /// The part that a token with \a scope may use; \a known are the rights that there are.
    RightSet within(const QStringList &scope, const QStringList &known) const;
    QStringList names() const;

    friend bool operator==(const RightSet &, const RightSet &) = default;

private:
    QHash<QString, RightReach> m_rights;
};

}
