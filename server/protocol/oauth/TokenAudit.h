// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "applications/Application.h"
#include "audit/AuditLog.h"

#include <QtCore/QHash>

namespace auth::oauth {

/// Token issuance changes no state worth a commit: it is counted, and written to the audit log in batches.
class TokenAudit {
public:
    TokenAudit(db::Database *database, const AuditLog *audit)
        : m_database(database)
        , m_audit(audit)
    {
    }
    void issued(RealmId realmId, const Application &application, QByteArray grantType);
    /// Writes what was counted since the last call: one row per realm, application and grant. What cannot be written
    /// now is kept for the next call.
    Task<> flush();

private:
    struct Key {
        RealmId realmId;
        ApplicationId applicationId;
        QByteArray grantType;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed = 0) { return qHashMulti(seed, key.realmId, key.applicationId, key.grantType); }
    };
    struct Count {
        QString clientId;
        qint64 tokens = 0;
    };
    db::Database *m_database;
    const AuditLog *m_audit;
    QHash<Key, Count> m_counts;
};

}
