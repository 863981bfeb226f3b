// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Command.h"
#include "Session.h"

#include <QtCore/QJsonArray>

namespace auth::cli {

/// Lists with columns of its own, where the noun's are about something else.
int listAs(const Invocation &invocation, const QStringList &columns);
int listHeldRoles(const Invocation &invocation); ///< name, direct, sources, inactive_because
int listHeldPermissions(const Invocation &invocation); ///< name, description, direct, sources
int listHolders(const Invocation &invocation); ///< kind, name, direct, sources

/// Sends the arguments as the list that the operation takes: `roles` or `permissions`.
int sendRoles(const Invocation &invocation);
int sendPermissions(const Invocation &invocation);
/// The same by another operation, with what its path has beside the handle.
int sendNames(const Invocation &invocation, int operation, const QString &member, const QStringList &names,
    const QList<std::pair<QByteArray, QString>> &parameters = {});

/// Sends \a body to an operation that moves people, and shows what became of each one. DoneInPart where some failed.
int sendAssignment(const Invocation &invocation, const QJsonObject &body);

/// Every item of a list, page by page.
std::expected<QJsonArray, Failure> fetchAll(Session &session, int operation, const QString &query = {},
    const QList<std::pair<QByteArray, QString>> &parameters = {});

inline constexpr Argument kRoleArguments[] = { { "ROLE", "Names of roles.", true, true } };
inline constexpr Argument kPermissionArguments[] = { { "PERMISSION", "resource:action", true, true } };

}
