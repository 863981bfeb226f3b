// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissions/RightSet.h"

#include <algorithm>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

bool reads(const QString &right)
{
    return right.endsWith(":read"_L1);
}

}

QStringList RightSet::expanded(const QString &name, const QStringList &known)
{
    QStringList names { name };
    if (name == QLatin1StringView(RightSet::kEverything))
        names += known + QStringList { QString::fromLatin1(RightSet::kReadEverything) };
    else if (name == QLatin1StringView(RightSet::kReadEverything))
        std::copy_if(known.begin(), known.end(), std::back_inserter(names), reads);
    return names;
}

bool RightReach::contains(const RightReach &other) const
{
    return everywhere || (!other.everywhere && realms.contains(other.realms));
}

void RightSet::add(const QString &name, const RightReach &reach, const QStringList &known)
{
    for (const QString &right : expanded(name, known)) {
        RightReach &held = m_rights[right];
        held.everywhere = held.everywhere || reach.everywhere;
        held.realms.unite(reach.realms);
    }
}

void RightSet::unite(const RightSet &other)
{
    for (auto right = other.m_rights.begin(); right != other.m_rights.end(); ++right)
        add(right.key(), right.value(), {});
}

bool RightSet::holds(const QString &name, RealmId realm) const
{
    const auto right = m_rights.constFind(name);
    return right != m_rights.constEnd() && (right->everywhere || right->realms.contains(realm));
}

bool RightSet::holdsEverywhere(const QString &name) const
{
    const auto right = m_rights.constFind(name);
    return right != m_rights.constEnd() && right->everywhere;
}

bool RightSet::reaches(RealmId realm) const
{
    return std::any_of(m_rights.begin(), m_rights.end(),
        [realm](const RightReach &reach) { return reach.everywhere || reach.realms.contains(realm); });
}

bool RightSet::reachesEverywhere() const
{
    return std::any_of(m_rights.begin(), m_rights.end(), [](const RightReach &reach) { return reach.everywhere; });
}

QStringList RightSet::missing(const RightSet &other) const
{
    QStringList names;
    for (auto right = other.m_rights.begin(); right != other.m_rights.end(); ++right) {
        const auto held = m_rights.constFind(right.key());
        if (held == m_rights.constEnd() || !held->contains(*right))
            names.append(right.key());
    }
    names.sort();
    return names;
}

QStringList RightSet::in(RealmId realm) const
{
    QStringList names;
    for (auto right = m_rights.begin(); right != m_rights.end(); ++right) {
        if (right->everywhere || right->realms.contains(realm))
            names.append(right.key());
    }
    names.sort();
    return names;
}

RightSet RightSet::within(const QStringList &scope, const QStringList &known) const
{
    RightSet part;
    const auto asked = [&scope](const QString &right) { return scope.contains(right); };
    for (auto right = m_rights.begin(); right != m_rights.end(); ++right) {
        const QStringList names = expanded(right.key(), known);
        // Tokens name rights one by one: `*` is theirs when nothing that it stands for is missing.
        const bool all = std::all_of(
            names.begin(), names.end(), [&](const QString &name) { return name.startsWith(u'*') || asked(name); });
        if (right.key().startsWith(u'*') ? all : asked(right.key()))
            part.m_rights.insert(right.key(), *right);
    }
    return part;
}

QStringList RightSet::names() const
{
    QStringList names = m_rights.keys();
    names.sort();
    return names;
}

}
