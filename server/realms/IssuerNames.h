// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "realms/Realm.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>

namespace auth {

/// What the issuers of realms are called. Each has one by its path, `{base}/realms/{realm}`, except the root realm, which
/// is `{base}` itself; and one for each of its host names.
struct IssuerNames {
    QByteArray publicUrl; ///< Without a trailing slash.
    QByteArray rootRealm;

    QByteArray byPath(const QByteArray &realmName) const;
    QByteArray byHost(const QByteArray &host) const;
    /// By path, then by host.
    QList<QByteArray> of(const Realm &realm) const;
    /// The realm's name, if \a identifier has the form of an issuer by path.
    std::optional<QByteArray> realmName(QByteArrayView identifier) const;
    /// The host name, if \a identifier has the form of an issuer by host.
    std::optional<QByteArray> hostName(const QByteArray &identifier) const;
};

}
