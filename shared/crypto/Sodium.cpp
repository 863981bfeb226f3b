// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/Sodium.h"

#include "crypto/Handles.h"

#include <sodium.h>

namespace auth::crypto {

void initializeSodium()
{
    static const int initialized = sodium_init();
    require(initialized >= 0, "sodium_init");
}

}
