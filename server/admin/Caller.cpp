// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Caller.h"

#include "realms/ReservedNames.h"

namespace auth::admin {

bool Caller::reachesEveryRealm() const
{
    return realm->name == kSystemRealm;
}

}
