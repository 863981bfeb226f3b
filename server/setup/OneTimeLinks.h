// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Task.h"
#include "db/Database.h"

#include <QtCore/QJsonObject>

#include <optional>

namespace auth::setup {

/// What a link is for.
enum class LinkPurpose : quint8 {
    Password, ///< Lets a person choose a password.
    Device, ///< Asks a person whether a browser that signed in was theirs.
    Administrator, ///< Names an administrator: the first one, or one who comes back by `auth-server admin recover`.
};

enum class LinkState : quint8 { Unknown, Good, Used, Expired };

/// Links that work once: 256 random bits, hashed at rest.
class OneTimeLinks {
public:
    OneTimeLinks(db::Database *database, const Clock *clock)
        : m_database(database)
        , m_clock(clock)
    {
    }
    /// The secret part of a new link, for \a user where it is somebody's, with \a data. In \a transaction, with the audit row of the
    /// caller.
    QByteArray create(db::Transaction *transaction, RealmId realm, LinkPurpose purpose, std::chrono::seconds lifetime,
        std::optional<UserId> user = std::nullopt, const QJsonObject &data = {}) const;
    struct Link {
        LinkState state = LinkState::Unknown;
        std::optional<UserId> user;
        QJsonObject data; ///< As it was given to create().
    };
    /// How a link stands and whose it is; looking does not use it up.
    Task<Result<Link>> find(RealmId realm, LinkPurpose purpose, QByteArray secret, Deadline deadline) const;
    /// Ends the other links of \a user for \a purpose: after one was used.
    void endOthers(db::Transaction *transaction, RealmId realm, LinkPurpose purpose, UserId user) const;
    /// Uses it up in \a transaction. One statement decides: true once.
    Task<Result<bool>> consume(db::Transaction *transaction, RealmId realm, LinkPurpose purpose, QByteArray secret) const;

private:
    db::Database *m_database;
    const Clock *m_clock;
};

}
