// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Context.h"
#include "permissions/RightsService.h"

namespace auth {

/// Nobody gives rights in the admin API that they do not have, nor takes over or takes out who has more than they
/// (security.md B3); and the last person with every right keeps them. What resources of the admin API ask before they
/// change somebody.
class RightsGuard {
public:
    explicit RightsGuard(RightsService *rights)
        : m_rights(rights)
    {
    }

    /// Forbidden unless the caller has all of \a rights; \a what says whose they are: `The role "x"`. Where there are any,
    /// InsufficientUserAuthentication unless the caller signed in lately, if the operation wants that.
    Result<void> check(const admin::Context &context, const RightSet &rights, const QString &what) const;
    /// The same for everything that somebody has, as the change sees it.
    Task<Result<void>> checkSubject(admin::ContextPointer context, SubjectKind kind, Uuid id, QString what) const;
    /// The same for what roles give.
    Task<Result<void>> checkRoles(admin::ContextPointer context, QList<RoleId> roles, QString what) const;

    /// What begin() found, for end().
    enum class Watch : quint8 { Nothing, Administrator };
    /// Before a change that may give or take rights, and before anything is read for it: other such changes of the
    /// realm wait until this one ends.
    Task<Result<Watch>> begin(admin::ContextPointer context) const;
    /// The same for a change of a person's account: it waits for others only where the person's rights may be the last
    /// ones. Forbidden when the person has rights that the caller does not have.
    Task<Result<Watch>> beginFor(admin::ContextPointer context, UserId user, QString name) const;
    /// After it: Conflict when it leaves the system realm without anybody who has every right. Of other realms the
    /// server's administrators take care.
    Task<Result<void>> end(admin::ContextPointer context, Watch watch) const;

private:
    RightsService *m_rights;
};

}
