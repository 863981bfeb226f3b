// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/ResponseMode.h"

namespace auth::protocol {

const ResponseMode *findResponseMode(const QString &name)
{
    for (const auto *mode : responseModes()) {
        if (name == QLatin1StringView(mode->name))
            return mode;
    }
    return nullptr;
}

}
