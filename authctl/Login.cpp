// SPDX-License-Identifier: GPL-3.0-or-later
#include "Login.h"

#include "Network.h"
#include "Prompt.h"
#include "client/BrowserLogin.h"
#include "client/DeviceLogin.h"
#include "client/StepUp.h"
#include "output/QrCode.h"
#include "output/Sink.h"

#include <unistd.h>

namespace auth::cli {

using namespace Qt::StringLiterals;

namespace {

/// The keychain speaks D-Bus, which needs the event loop; a file does not.
void prepareStore(const Options &options)
{
    if (storageOf(options) == QLatin1StringView("keychain"))
        Network::shared();
}

void showUrl(const QString &url)
{
    writeError(
        "Log in with your browser. If none opens, open this yourself (it waits five minutes):\n  " + url.toUtf8());
}

void showCode(const DeviceCode &code)
{
    writeError("Open " + code.verificationUri.toUtf8() + " on any device and enter the code\n\n    "
        + code.userCode.toUtf8() + '\n');
    if (code.verificationUriComplete.isEmpty())
        return;
    const QByteArray complete = code.verificationUriComplete.toUtf8();
    const QByteArray picture = isatty(STDERR_FILENO) != 0 ? qrCode(complete) : QByteArray();
    writeError("or open " + complete + (picture.isEmpty() ? QByteArray() : "\n\n" + picture));
}

}

std::expected<Provider, Failure> discover(const Options &options)
{
    if (const auto server = Network::shared().server(options); !server)
        return std::unexpected(server.error());
    return wait(client::discover(Network::shared().http(options), options));
}

std::expected<Login, Failure> loginWithBrowser(
    const Options &options, const Provider &provider, const AuthenticationDemand &demand)
{
    return wait(
        client::loginWithBrowser(Network::shared().http(options), options, provider, kPublicClient, showUrl, demand));
}

std::expected<Login, Failure> loginWithDevice(const Options &options, const Provider &provider)
{
    return wait(
        client::loginWithDevice(Network::shared().http(options), options, provider, kPublicClient, showCode));
}

std::expected<Login, Failure> redeemClientCredentials(const Options &options, const Login &login)
{
    return wait(client::redeemClientCredentials(Network::shared().http(options), options, login));
}

std::expected<void, Failure> revoke(const Options &options, const Login &login)
{
    return wait(client::revoke(Network::shared().http(options), options, login));
}

bool canRenew(const Options &)
{
    return qgetenv("AUTHCTL_TOKEN").trimmed().isEmpty();
}

std::expected<QByteArray, Failure> accessToken(const Options &options, const QByteArray &refused)
{
    if (const QByteArray given = qgetenv("AUTHCTL_TOKEN").trimmed(); !given.isEmpty())
        return given;
    return wait(client::accessToken(Network::shared().http(options), options, refused));
}

bool hasBrowser()
{
    if (!qgetenv("BROWSER").isEmpty())
        return true;
    const bool display = !qgetenv("DISPLAY").isEmpty() || !qgetenv("WAYLAND_DISPLAY").isEmpty();
    return display && qgetenv("SSH_CONNECTION").isEmpty() && qgetenv("SSH_TTY").isEmpty();
}

std::expected<void, Failure> stepUp(const Options &options, const AuthenticationDemand &demand)
{
    Failure failure;
    failure.exitCode = Forbidden;
    failure.code = u"insufficient_user_authentication"_s;
    failure.message = client::describe(demand);
    failure.next = !canRenew(options) ? u"export AUTHCTL_TOKEN=…, of a login that is newer"_s
        : hasBrowser()                ? u"authctl login --fresh"_s
                                      : u"authctl login --device"_s;
    if (!canRenew(options) || !mayAsk(options))
        return std::unexpected(failure);
    note(options, failure.message);
    Http *const http = Network::shared().http(options);
    auto proved = hasBrowser() ? wait(client::stepUp(http, options, demand, showUrl))
                               : wait(client::stepUpWithDevice(http, options, showCode));
    if (!proved && proved.error().next.isEmpty())
        proved.error().next = failure.next;
    return proved;
}

std::expected<std::optional<Login>, Failure> readLogin(const Options &options)
{
    prepareStore(options);
    return wait(client::readLogin(options));
}

std::expected<void, Failure> writeLogin(const Options &options, const Login &login)
{
    prepareStore(options);
    return wait(client::writeLogin(options, login));
}

std::expected<void, Failure> forgetLogin(const Options &options)
{
    prepareStore(options);
    return wait(client::forgetLogin(options));
}

std::expected<void, Failure> moveLogin(const Options &options, const QString &from, const QString &to)
{
    prepareStore(options);
    return wait(client::moveLogin(options, from, to));
}

std::expected<void, QString> tryKeychain()
{
    Network::shared();
    return wait(client::tryKeychain());
}

}
