// SPDX-License-Identifier: GPL-3.0-or-later
#include "passkeys/RelyingParty.h"

#include <QtCore/QUrl>
#include <QtNetwork/QHostAddress>

namespace auth::passkeys {

RelyingParty RelyingParty::of(const QByteArray &publicUrl, const QByteArray &id, const QList<QByteArray> &related)
{
    RelyingParty party;
    const QString host = QUrl(QString::fromLatin1(publicUrl), QUrl::StrictMode).host();
    // WebAuthn §5.1.3 step 7: an RP ID is a domain.
    const bool isAddress = !QHostAddress(host).isNull();
    party.id = !id.isEmpty() ? id : isAddress ? QByteArray() : host.toLatin1();
    party.origins = { publicUrl };
    for (const QByteArray &origin : related) {
        if (!party.origins.contains(origin))
            party.origins.append(origin);
    }
    return party;
}

}
