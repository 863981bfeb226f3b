// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "passkeys/RelyingParty.h"

namespace auth::passkeys {

/// What a challenge is for. The answer to one is none to the other.
enum class Ceremony : quint8 {
    Registration,
    FirstFactor, ///< Who signs in with a passkey alone proves two factors.
    SecondFactor,
};

/// WebAuthn §5.8.1: what the client says beside the authenticator, after it was checked.
struct ClientData {
    QByteArray challenge;
    QByteArray hash; ///< SHA-256 of the JSON as it came.

    /// Steps 5 to 11 of WebAuthn §7.1 and §7.2, but for the challenge, which the caller looks up: \a json has the type
    /// of \a ceremony and an origin of \a relyingParty, and no other page frames ours.
    static Result<ClientData> parse(const QByteArray &json, Ceremony ceremony, const RelyingParty &relyingParty);
};

}
