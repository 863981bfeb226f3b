// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "factors/Factor.h"

namespace auth::sign_in {

/// What decides about the next step of an active account. Read while its row is locked.
struct Account {
    UserId id;
    QString username;
    QStringList requiredActions; ///< Of kRequiredActions.
    QString address; ///< Of mail, verified or not; empty: none, or no mail is sent.
    FactorsOfAccount factors;
    bool unknownDevice = false; ///< They never signed in with this browser, and the realm asks about that.
    bool declinedPasskey = false; ///< Said no when one was offered.
    bool browserRemembered = false; ///< They had this browser remembered, and it still is.
};

}
