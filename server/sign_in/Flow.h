// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"

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
    QString identifier; ///< What was typed on the first page.
    QByteArray error; ///< Why the last attempt failed: `credentials`, `busy`; shown once more with each page.
    std::optional<SessionId> sessionId; ///< Of the person who is to consent.
    bool otherAccount = false; ///< "Use another account" was chosen.
    Timestamp createdAt {};
    Timestamp expiresAt {};
    bool consumed = false;

    QJsonObject request() const;
    QJsonObject state() const;
    void setRequest(const QJsonObject &object);
    void setState(const QJsonObject &object);
};

}
