// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Operation.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <span>

namespace auth::declarations {

/// May a set that no longer declares an object delete it?
enum class Prunable : quint8 { Yes, Never };

/// What documents may declare: a row that names the operations of the admin API which list, make, read, change and delete
/// such objects. Everything else follows from the description of these operations.
struct Kind {
    const char *name;
    int list; ///< Of operations().
    int create;
    int get;
    int update;
    int remove;
    const char *parameter; ///< Of the path, beside `{realm}`; empty for the realm itself.
    const char *handle; ///< The member that `metadata.name` is.
    Prunable prunable;
    const char *secret; ///< A member that can be written and not read; null where there is none.
    bool isConfiguration = true; ///< A clone of a realm has such objects; people and what opens something it has not.
    /// The member `roles`, where such an object has roles: the operations that list, give and take them; -1 else.
    int listRoles = -1;
    int addRoles = -1;
    int removeRoles = -1;
    const char *holder = ""; ///< What it is called among the members of a role.
    bool hasMembers = false; ///< The member `members`: people who belong to it (see Members).

    const api::Operation &operation(int index) const;
    /// The members of a body of \a index, without those within members.
    QStringList members(int index) const;
    bool hasRoles() const { return listRoles >= 0; }
    bool isRealm() const { return *parameter == '\0'; }
};

/// Every kind, in the order in which they build upon each other.
std::span<const Kind> kinds();
const Kind *findKind(const QString &name);

}
