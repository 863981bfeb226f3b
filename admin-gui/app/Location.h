// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QUrl>

#include <optional>

namespace auth::console {

/// A place in the console: what a link names, and nothing that acts.
struct Location {
    QString page; ///< PageKind::name.
    QString realm; ///< Empty: the one that is chosen.
    QString id; ///< Of one object; empty on a list.
    QString filter; ///< In the filter language of the API.

    friend bool operator==(const Location &, const Location &) = default;
};

/// `auth-console://server/realm/page/id?q=filter`. \a server is the host and port that the console is connected to.
QUrl toLink(const Location &location, const QUrl &server);

/// A link, and the server that it is for. Nothing where \a url is no link of the console.
struct Link {
    QString server; ///< Host, with the port where there is one.
    Location location;
};
std::optional<Link> fromLink(const QUrl &url);

}
