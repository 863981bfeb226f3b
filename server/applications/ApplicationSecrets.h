// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "applications/Application.h"

namespace auth {

/// Does the application prove itself with a secret? One that signs, and one that proves nothing, has none.
inline bool usesSecret(const Application &application)
{
    return application.tokenEndpointAuthMethod.startsWith("client_secret_");
}

}
