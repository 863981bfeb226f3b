// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

namespace auth::passkeys {

/// Who passkeys are made for: one host, and with it all its realms (WebAuthn §4, "RP ID").
struct RelyingParty {
    QByteArray id; ///< A domain. Empty: the server is reached by an address, for which there are no passkeys.
    QList<QByteArray> origins; ///< Whose pages may use the passkeys; the server's own first (WebAuthn §5.11).

    /// Of a server at \a publicUrl, scheme and authority. \a id is the host of it where it is empty, and \a related are
    /// further origins.
    static RelyingParty of(const QByteArray &publicUrl, const QByteArray &id, const QList<QByteArray> &related);

    bool isUsable() const { return !id.isEmpty(); }
    /// Byte for byte: neither suffixes nor other spellings count.
    bool isOrigin(const QString &origin) const { return origins.contains(origin.toUtf8()); }
};

}
