// SPDX-License-Identifier: GPL-3.0-or-later
#include "Network.h"
#include "client/Contexts.h"
#include "Login.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

int logOut(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const auto login = readLogin(options);
    if (!login)
        return report(options, login.error());
    if (!*login) {
        note(options, u"Nobody is logged in."_s);
        return Done;
    }
    // First here: what cannot be revoked any more shall not stay either.
    if (const auto forgotten = forgetLogin(options); !forgotten)
        return report(options, forgotten.error());
    // A service account would log in again by itself.
    if ((*login)->isService()) {
        const auto changed = changeContexts([&options](Contexts &contexts) -> std::expected<void, Failure> {
            for (const QString &key : { u"login"_s, u"client_id"_s, u"client_secret_file"_s, u"client_key_file"_s })
                contexts.named[options.context].remove(key);
            return {};
        });
        if (!changed)
            return report(options, changed.error());
    }
    if (auto revoked = revoke(options, **login); !revoked) {
        Failure failure = revoked.error();
        failure.message = u"The login is forgotten here, but the server did not end it: "_s + failure.message;
        return report(options, failure);
    }
    note(options, u"Logged out at %1."_s.arg((*login)->server));
    return Done;
}

constexpr Verb kVerbs[] = {
    { "", "End the login of the context, here and at the server.", "authctl logout", -1, Handle::None, {}, logOut },
};

}

extern const Noun logout_variant;
const Noun logout_variant { "logout", {}, "End the login of the context, here and at the server.", "", "", "", {},
    kVerbs };

}
