// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace auth {

/// A key of an application, without the key.
struct ApiKey {
    RealmId realmId;
    Uuid id;
    ApplicationId applicationId;
    QByteArray clientId; ///< Of the application.
    QString name;
    QString prefix; ///< The first characters of the key.
    QByteArray keyHash;
    QString scope; ///< Space-separated; within the application's.
    QString tier; ///< A name that resource servers have rate limits for; may be empty.
    qint64 version = 1;
    Timestamp createdAt {};
    Timestamp updatedAt {};
    std::optional<Timestamp> expiresAt;
    std::optional<Timestamp> lastUsedAt;
};

}
