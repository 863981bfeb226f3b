// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sign_in/FlowContext.h"

namespace auth::sign_in {

/// What the forms of the account page are bound to.
inline QByteArray accountCsrfPurpose(const Session &session)
{
    return "account:" + session.id.toBytes();
}

}
