// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/Failure.h"

namespace auth::client {

using namespace Qt::StringLiterals;

Failure usageFailure(const QString &message, const QString &next)
{
    Failure failure;
    failure.exitCode = Usage;
    failure.code = u"usage"_s;
    failure.message = message;
    failure.next = next;
    return failure;
}

}
