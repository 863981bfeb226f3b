// SPDX-License-Identifier: GPL-3.0-or-later
#include "Failure.h"
#include "output/Output.h"

namespace auth::cli {

namespace {

int printVersion(const Invocation &invocation)
{
    if (!isForPeople(invocation.options))
        return writeObject(invocation, { { QStringLiteral("version"), QStringLiteral(AUTHCTL_VERSION) } });
    writeText("authctl " AUTHCTL_VERSION "\n");
    return Done;
}

constexpr Verb kVerbs[] = {
    { "", "Print the version.", "authctl version", -1, Handle::None, {}, printVersion },
};

}

extern const Noun version_variant;
const Noun version_variant { "version", {}, "Print the version.", "", "version", "", {}, kVerbs, nullptr, true };

}
