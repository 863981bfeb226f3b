// SPDX-License-Identifier: GPL-3.0-or-later
#include "Network.h"
#include "Settings.h"
#include "login/Provider.h"
#include "login/TokenStore.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

/// RFC 7009. The refresh token takes the access tokens of its login with it.
std::expected<void, Failure> revoke(const Options &options, const Login &login)
{
    const QString token = login.refreshToken.isEmpty() ? login.accessToken : login.refreshToken;
    if (login.revocationEndpoint.isEmpty() || token.isEmpty() || login.isService())
        return {};
    Form form;
    form.append(u"token"_s, token);
    form.append(u"client_id"_s, login.clientId);
    const HttpAnswer answer = Network::shared().post(options, QUrl(login.revocationEndpoint), form, {});
    if (answer.status == 0)
        return std::unexpected(unreachable(login.revocationEndpoint, answer));
    if (answer.status != 200)
        return std::unexpected(oauthFailure(answer));
    return {};
}

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
            for (const QString &key : { u"login"_s, u"client_id"_s, u"client_secret_file"_s })
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
