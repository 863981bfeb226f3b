// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"

#include <QtCore/QJsonObject>
#include <QtCore/QString>

#include <optional>

namespace auth {

/// A job as administrators see it.
struct BulkJob {
    RealmId realmId;
    Uuid id;
    QString kind;
    QString state;
    QJsonObject payload;
    qint64 total = 0;
    qint64 done = 0;
    qint64 failed = 0;
    QString reason; ///< Why the whole job failed.
    QString requestedBy;
    Timestamp createdAt {};
    std::optional<Timestamp> finishedAt;
};

/// A node's hold on a job; whoever lost it to another can no longer write.
struct BulkClaim {
    RealmId realm;
    Uuid job;
    int attempt = 0;
};

/// What a job does to one object.
struct BulkItem {
    int position = 0; ///< From 1.
    QString target;
    QString state;
    QString code; ///< Of the error.
    QString message;
};

}
