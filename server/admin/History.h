// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Lists.h"
#include "history/VersionLog.h"

namespace auth::admin {

/// What `history` and `revert` of every resource are made of; the generated routes call it.
class History {
public:
    History(db::Database *database, RealmKeys *keys, const Clock *clock)
        : m_log(database)
        , m_lists(keys, clock)
    {
    }

    /// A page of the versions of the object \a id of the context's realm, newest first.
    Task<Result<Outcome>> list(ContextPointer context, QByteArray kind, QString id) const;

    /// Turns the call into the resource's own update: its body says how \a current becomes what it was at \a version,
    /// and its If-Match that this is what the object still is. \a update is the operation whose members can be changed.
    Task<Result<void>> becomeUpdate(
        ContextPointer context, QByteArray kind, QJsonObject current, qint64 version, int update) const;

private:
    VersionLog m_log;
    Lists m_lists;
};

/// The body of an update that makes \a wanted of \a current: members that differ, null for those that are to go. Only
/// \a fields are looked at; those of an object within (`settings.x`) one by one.
QJsonObject bodyOfRevert(std::span<const api::BodyField> fields, const QJsonObject &current, const QJsonObject &wanted);

}
