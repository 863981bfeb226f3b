// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/PageModel.h"
#include "realms/Realm.h"

namespace auth::protocol {

/// What the pages show of a realm.
inline pages::PageRealm pageRealmOf(const Realm &realm)
{
    return { realm.title(), QString::fromLatin1(realm.settings.defaultLocale) };
}

}
