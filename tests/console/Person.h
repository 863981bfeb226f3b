// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Connection.h"
#include "app/Profiles.h"

#include <memory>

namespace auth::test {

/// What a person types on the server's pages; the browser of the program is one that does so.
void useBrowserOf(const QString &username);

/// Makes a person with \a role in \a realm, by itself with every right there, who signs in with the browser. The login is kept as the console keeps it,
/// under the name of the realm. Needs usePrivateHome().
client::Profile signIn(
    const QString &realm, const QString &username, const QString &role = QStringLiteral("realm-administrator"));

/// The access token that somebody got with signIn().
QByteArray tokenOf(const client::Profile &profile);

/// The connection of somebody who signed in so.
std::unique_ptr<console::Connection> connectAs(const QString &realm, const client::Profile &profile);

/// A person of \a realm with a password that useBrowserOf() knows.
api::User makePerson(console::Connection *administrator, const QString &realm, const QString &username);

/// The browser of \a person opens the pages of \a realm, signs in, and is known as a device from then on.
void signInWithBrowser(console::Connection *administrator, const QString &realm, const QString &person);
/// The same person with another browser, of which they are told. Waits until the first sign-in is noted.
void signInWithAnotherBrowser(console::Connection *administrator, const QString &realm, const QString &person);

}
