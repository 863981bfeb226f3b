// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/AuditLog.h"
#include "db/Listing.h"

namespace auth {

/// The versions of objects: which document each one was, and who made it.
class VersionLog {
public:
    explicit VersionLog(db::Database *database)
        : m_database(database)
    {
    }

    /// Keeps what \a event says its target became, in the transaction of the change. An event about no version of
    /// anything (no `version` in its `before` or `after`) leaves nothing.
    static void record(db::Transaction *transaction, const AuditEvent &event, Timestamp now);

    struct Object {
        RealmId realmId;
        QByteArray kind;
        Uuid id;
    };
    struct Version {
        qint64 version = 0;
        Timestamp at {};
        QString action; ///< Empty: the version was there when the history began.
        QString actorKind;
        QString actorId;
        QString actorName;
        QString correlationId;
        std::optional<QJsonObject> document; ///< None: the object was deleted.
        std::optional<QJsonObject> previous; ///< Of the version before, where one is known.
    };
    struct Page {
        std::vector<Version> versions;
        db::ListPage page;
    };
    Task<Result<Page>> list(Object object, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec();
    /// Nothing where the version is not known, or is a deletion.
    Task<Result<std::optional<QJsonObject>>> document(Object object, qint64 version, Deadline deadline) const;

private:
    db::Database *m_database;
};

}
