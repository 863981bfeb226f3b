// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Connection.h"

#include "client/Contexts.h"
#include "client/Http.h"
#include "client/Profile.h"
#include "client/Tokens.h"

namespace auth::console {

/// What the context \a name of \a contexts says, and the built-in rest.
client::Profile profileOf(const client::Contexts &contexts, const QString &name);

/// A new context for \a server, by that name; what is there of that name is another server's and stays.
QString nameForServer(const client::Contexts &contexts, const QUrl &server);

/// Keeps \a login and its context, as `authctl login` would; answers in what: the keychain, or a file that only the user
/// reads, where there is none.
Task<Result<QString>> keepLogin(client::Profile profile, client::Login login);

/// A connection with the login that is kept for \a profile.
Connection *connectTo(const client::Profile &profile, QObject *parent);
/// A connection with one token, which nothing renews.
Connection *connectWithToken(const QUrl &server, const QByteArray &token, QObject *parent);

/// What is shared by all that talk OAuth in this process.
client::Http *sharedHttp();

}
