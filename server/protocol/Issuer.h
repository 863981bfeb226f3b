// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"
#include "http/Request.h"
#include "realms/RealmDirectory.h"

#include <QtCore/QByteArray>

namespace auth::protocol {

/// A realm as the outside knows it. `{base}/realms/{realm}`, except the root realm, which is `{base}` itself.
struct Issuer {
    RealmPointer realm;
    QByteArray identifier; ///< The `iss` of everything it issues. From configuration, never from a Host header.
    QByteArray pathPrefix; ///< Of its routes: empty, or `/realms/{realm}`.

    QByteArray url(const char *path) const { return identifier + path; }
    QByteArray path(const char *path_) const { return pathPrefix + path_; }
};

/// Paths below an issuer. Discovery, routes and links take them from here.
namespace paths {
inline constexpr auto kAuthorize = "/oauth/authorize";
inline constexpr auto kToken = "/oauth/token";
inline constexpr auto kUserinfo = "/oauth/userinfo";
inline constexpr auto kIntrospect = "/oauth/introspect";
inline constexpr auto kRevoke = "/oauth/revoke";
inline constexpr auto kDeviceAuthorization = "/oauth/device_authorization";
inline constexpr auto kEndSession = "/oauth/logout";
inline constexpr auto kJwks = "/.well-known/jwks.json";
inline constexpr auto kOpenIdConfiguration = "/.well-known/openid-configuration";
inline constexpr auto kSignIn = "/sign-in";
inline constexpr auto kConsent = "/consent";
inline constexpr auto kDevice = "/device";
inline constexpr auto kDeviceConfirm = "/device/confirm";
inline constexpr auto kDeviceAllowed = "/device/allowed";
inline constexpr auto kDeviceDenied = "/device/denied";
inline constexpr auto kSignOut = "/sign-out";
inline constexpr auto kAccount = "/account";
}

/// Maps requests and tokens to issuers.
class Issuers {
public:
    /// \a publicUrl without a trailing slash.
    Issuers(QByteArray publicUrl, QByteArray rootRealm, RealmDirectory *realms);

    /// The issuer of a route: its `{realm}`, or the root realm where the route has none. NotFound for an unknown or
    /// disabled realm, and for the root realm under /realms/ (one realm, one issuer).
    Task<Result<Issuer>> resolve(http::Request request);
    /// The same by realm name.
    Task<Result<Issuer>> find(QByteArray realmName, Deadline deadline);
    Issuer of(RealmPointer realm) const;
    /// The realm that \a identifier names, if it has the form of one of our issuers.
    std::optional<QByteArray> realmName(QByteArrayView identifier) const;
    const QByteArray &publicUrl() const { return m_publicUrl; }
    const QByteArray &rootRealm() const { return m_rootRealm; }

private:
    QByteArray m_publicUrl;
    QByteArray m_rootRealm;
    RealmDirectory *m_realms;
};

}
