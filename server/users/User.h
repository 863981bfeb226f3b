// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"

#include <QtCore/QJsonObject>
#include <QtCore/QString>
#include <QtCore/QStringList>

namespace auth {

/// A person's account in a realm. Standard claims (OpenID Connect Core §5.1) beyond those with a column of their own
/// are in attributes, by claim name.
struct User {
    RealmId realmId;
    UserId id;
    QString username;
    QString email;
    bool emailVerified = false;
    QString phoneNumber;
    bool phoneNumberVerified = false;
    bool enabled = true;
    QJsonObject attributes;
    QStringList requiredActions;
    qint64 version = 1;
    Timestamp createdAt {};
    Timestamp updatedAt {};

    /// What a page calls the person: `name`, else given and family name, else the user name.
    QString title() const;
};

}
