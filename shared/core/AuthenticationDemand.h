// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

#include <chrono>
#include <optional>

namespace auth {

/// How a person has to prove who they are before something is done for them: the challenge of RFC 9470 §3, and the
/// parameters of an authorization request that answers it (§4).
struct AuthenticationDemand {
    QStringList acrValues; ///< One of these; in order of preference. Empty: any.
    std::optional<std::chrono::seconds> maxAge; ///< How long ago at most.

    friend bool operator==(const AuthenticationDemand &, const AuthenticationDemand &) = default;
};

}
