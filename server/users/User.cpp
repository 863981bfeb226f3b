// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/User.h"

namespace auth {

QString User::title() const
{
    const QString name = attributes[u"name"].toString();
    if (!name.isEmpty())
        return name;
    const QString both
        = (attributes[u"given_name"].toString() + u' ' + attributes[u"family_name"].toString()).trimmed();
    return both.isEmpty() ? username : both;
}

}
