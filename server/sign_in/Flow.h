// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "factors/Factor.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>

#include <optional>

namespace auth::sign_in {

/// Where a flow leads when the person is known.
enum class FlowKind : quint8 {
    Authorization, ///< Back to a client, with a code.
    Account, ///< To the account page.
    Device, ///< To the page that lets a device in (RFC 8628 §3.3).
};

/// A person's way through the pages: one per tab, bound to a browser, used once.
struct Flow {
    RealmId realmId;
    FlowId id;
    FlowKind kind = FlowKind::Authorization;
    QByteArray browserHash;
    std::optional<ApplicationId> applicationId;
    QByteArray parameters; ///< The authorization request as it came, encoded. It is checked again at every step.
    QByteArray deviceCodeHash; ///< Which device asks.
    QStringList deviceScope; ///< What for.
    QString identifier; ///< What was typed on the first page.
    QByteArray error; ///< Why the last attempt failed: `credentials`, `busy`; shown once more with each page.
    std::optional<SessionId> sessionId; ///< Of the person who is to consent.
    std::optional<UserId> userId; ///< Of whom `amr` tells something. Nothing but the flow's next step is open to them.
    QStringList amr; ///< What was proved on this way, before there is a session (RFC 8176).
    Timestamp authTime {}; ///< When.
    std::optional<SessionId> baseSessionId; ///< The session that the way began from, where only a factor was missing.
    QByteArray factor; ///< The kind of second factor that was chosen.
    int wrongCodes = 0; ///< Second factors; after some the flow ends.
    std::optional<AuthenticatorId> enrolment; ///< The authenticator that is being set up.
    QByteArray returnPath; ///< Of the page of the account that wants a new proof: the session at hand will not do.
    bool offerPasskey = false; ///< The browser could keep one.
    bool rememberBrowser = false; ///< Who proved a second factor does not want to be asked for it here for a while.
    bool checksDevice = false; ///< Nobody knows the browser: they are asked to show once more that it is them.
    bool otherAccount = false; ///< "Use another account" was chosen.
    Timestamp createdAt {};
    Timestamp expiresAt {};
    bool consumed = false;

    /// Somebody proved \a method just now: added to what they proved before, in place of what somebody else did.
    void prove(UserId who, const QString &method, Timestamp now);
    bool hasFirstFactor() const;
    bool reauthenticates() const { return !returnPath.isEmpty(); }

    QJsonObject request() const;
    QJsonObject state() const;
    void setRequest(const QJsonObject &object);
    void setState(const QJsonObject &object);
};

}
