// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"
#include "http/Request.h"
#include "realms/IssuerNames.h"
#include "realms/RealmDirectory.h"

#include <QtCore/QByteArray>

namespace auth::protocol {

/// A realm as the outside knows it at one address: `{base}/realms/{realm}`, except the root realm, which is `{base}`
/// itself, or a host name of its own.
struct Issuer {
    RealmPointer realm;
    QByteArray identifier; ///< The `iss` of everything it issues. From configuration; a Host header chooses among known names.
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

    /// The issuer of a route: of the realm whose host name was asked; else its `{realm}`, or the root realm where the
    /// route has none. NotFound for an unknown or disabled realm, for the root realm under /realms/ (one address, one
    /// issuer), and for any realm under /realms/ at the host name of one.
    Task<Result<Issuer>> resolve(http::Request request);
    /// The same by the host that was asked and `{realm}`, which may both be empty.
    Task<Result<Issuer>> at(QByteArray host, QByteArray realmName, Deadline deadline);
    /// The issuer by path of an enabled realm.
    Task<Result<Issuer>> find(QByteArray realmName, Deadline deadline);
    /// By the `iss` of a token, which anybody may have written. NotFound when it is not one of ours.
    Task<Result<Issuer>> byIdentifier(QByteArray identifier, Deadline deadline);
    /// The issuer by path.
    Issuer of(RealmPointer realm) const;
    /// Is \a identifier one that the realm has, at whatever address?
    bool isIssuerOf(const Realm &realm, const QByteArray &identifier) const;
    const QByteArray &publicUrl() const { return m_names.publicUrl; }
    const QByteArray &rootRealm() const { return m_names.rootRealm; }

private:
    IssuerNames m_names;
    QByteArray m_publicHost;
    RealmDirectory *m_realms;
};

}
