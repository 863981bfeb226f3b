// SPDX-License-Identifier: GPL-3.0-or-later
#include "Prompt.h"
#include "client/Contexts.h"
#include "Login.h"
#include "output/Output.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kLongestSecret = 4096;

std::expected<Login, Failure> loginService(const Options &options, const Provider &provider)
{
    Login login = provider.login();
    login.server = options.server;
    login.clientId = options.setting(u"client_id"_s);
    login.scope = requestedScope(options);
    const QString key = options.has(u"key-file"_s) ? options.value(u"key-file"_s) : options.setting(u"client_key_file"_s);
    if (options.has(u"key-file"_s) && options.has(u"client-secret-file"_s))
        return std::unexpected(usageFailure(u"Either --key-file or --client-secret-file: an account has one of them."_s));
    const QString file = options.setting(u"client_secret_file"_s);
    if (options.has(u"key-file"_s) || (!key.isEmpty() && !options.has(u"client-secret-file"_s))) {
        login.keyFile = QFileInfo(key).absoluteFilePath();
        return redeemClientCredentials(options, login);
    }
    if (file.isEmpty())
        return std::unexpected(
            usageFailure(u"--client-secret-file FILE or --key-file FILE is needed; - is standard input for the secret."_s));
    if (file == "-"_L1) {
        QFile input;
        if (!input.open(stdin, QIODevice::ReadOnly))
            return std::unexpected(usageFailure(u"Standard input cannot be read."_s));
        login.clientSecret = QString::fromUtf8(input.read(kLongestSecret)).trimmed();
        if (login.clientSecret.isEmpty())
            return std::unexpected(usageFailure(u"Standard input holds no secret."_s));
    } else {
        login.secretFile = QFileInfo(file).absoluteFilePath();
    }
    return redeemClientCredentials(options, login);
}

std::expected<Login, Failure> loginAs(const Options &options, QString &way)
{
    const auto provider = discover(options);
    if (!provider)
        return std::unexpected(provider.error());
    way = options.setting(u"login"_s);
    if (options.has(u"device"_s))
        way = u"device"_s;
    else if (options.has(u"client-id"_s))
        way = u"service"_s;
    const bool automatic = way == "auto"_L1;
    if (automatic)
        way = hasBrowser() ? u"browser"_s : u"device"_s;
    // Nobody can be asked, and nobody said that somebody else would look.
    if (automatic && way == "device"_L1 && !mayAsk(options))
        return std::unexpected(usageFailure(u"There is neither a browser nor a terminal here: log in with --device, "
                                            "or as a service account with --client-id and --client-secret-file or --key-file."_s));
    // Not what a browser knows of somebody who logged in there some time ago.
    const bool fresh = options.has(u"fresh"_s);
    if (fresh && way != "browser"_L1)
        return std::unexpected(usageFailure(u"--fresh is for a login with a browser."_s));
    if (way == "service"_L1)
        return loginService(options, *provider);
    if (way == "browser"_L1)
        return loginWithBrowser(options, *provider,
            fresh ? AuthenticationDemand { { u"2"_s }, std::chrono::seconds(0) } : AuthenticationDemand());
    if (automatic)
        note(options, u"There is no browser here: logging in with a device code."_s);
    return loginWithDevice(options, *provider);
}

/// The keychain where there is one, else the file, and then in plain words.
std::expected<QString, Failure> chooseStorage(const Options &options)
{
    const QString wanted = options.setting(u"storage"_s);
    if (wanted != "keychain"_L1)
        return wanted;
    const auto keychain = tryKeychain();
    if (keychain)
        return wanted;
    if (options.effective[u"storage"_s].origin != "built-in"_L1
        && !options.effective[u"storage"_s].origin.startsWith("context"_L1))
        return std::unexpected(
            usageFailure(u"There is no keychain: %1."_s.arg(keychain.error()), u"authctl login --storage file"_s));
    note(options,
        u"There is no keychain (%1): tokens are kept in %2, readable by you alone."_s.arg(
            keychain.error(), credentialsFile()));
    return u"file"_s;
}

int logIn(const Invocation &invocation)
{
    Options options = invocation.options;
    if (options.context.isEmpty())
        options.context = u"default"_s;
    if (const auto good = checkContextName(options.context); !good)
        return report(options, good.error());
    if (!qgetenv("AUTHCTL_TOKEN").isEmpty())
        note(options, u"warning: AUTHCTL_TOKEN is set and wins over this login"_s);
    const auto storage = chooseStorage(options);
    if (!storage)
        return report(options, storage.error());
    QString way;
    const auto login = loginAs(options, way);
    if (!login)
        return report(options, login.error());
    if (*storage == "none"_L1) {
        // Nothing keeps it: whoever asked for that takes it.
        writeText(login->accessToken.toUtf8() + '\n');
        return Done;
    }
    const auto changed = changeContexts([&](Contexts &contexts) -> std::expected<void, Failure> {
        auto &values = contexts.named[options.context];
        values[u"server"_s] = options.server;
        values[u"storage"_s] = *storage;
        for (const QString &key : { u"realm"_s, u"login_realm"_s, u"ca_file"_s, u"pin"_s, u"scope"_s }) {
            if (options.effective[key].origin != "built-in"_L1)
                values[key] = options.setting(key);
        }
        if (way == "service"_L1) {
            values[u"login"_s] = way;
            values[u"client_id"_s] = login->clientId;
            values.remove(u"client_secret_file"_s);
            values.remove(u"client_key_file"_s);
            if (!login->secretFile.isEmpty())
                values[u"client_secret_file"_s] = login->secretFile;
            if (!login->keyFile.isEmpty())
                values[u"client_key_file"_s] = login->keyFile;
        }
        if (contexts.current.isEmpty())
            contexts.current = options.context;
        return {};
    });
    if (!changed)
        return report(options, changed.error());
    options.contextExists = true;
    options.contextValues[u"storage"_s] = *storage;
    if (const auto kept = writeLogin(options, *login); !kept)
        return report(options, kept.error());
    note(options, u"Logged in at %1 (context %2)."_s.arg(options.server, options.context));
    return Done;
}

constexpr Flag kFlags[] = {
    { "device", nullptr, "With a code that is entered on another device" },
    { "fresh", nullptr, "Prove again who you are, with the second factor where you have one" },
    { "client-id", "ID", "As a service account (AUTHCTL_CLIENT_ID)" },
    { "client-secret-file", "FILE", "The file of its secret; - is standard input (AUTHCTL_CLIENT_SECRET_FILE)" },
    { "key-file", "FILE", "The private key (PEM) that it signs with, in place of a secret (AUTHCTL_CLIENT_KEY_FILE)" },
    { "login-realm", "NAME", "The realm whose user logs in: system for administrators of the server" },
    { "scope", "SCOPE", "read, or permissions; all that one has without it" },
    { "storage", "KIND", "keychain, file or none: none prints the token" },
    { "ca-file", "FILE", "Certificates (PEM) that the server's is checked against, too" },
};
constexpr Verb kVerbs[] = {
    { "", "Log in and keep the login in a context.",
        "authctl login --client-id ci --client-secret-file secret.txt --login-realm main", -1, Handle::None, {}, logIn,
        kFlags },
};

}

extern const Noun login_variant;
const Noun login_variant { "login", {}, "Log in and keep the login in a context.", "", "", "", {}, kVerbs,
    "With a browser where there is one, else with a code that is entered on another device. Tokens are kept in the "
    "desktop's keychain, or where there is none in a file that only you can read. AUTHCTL_TOKEN wins over every login.",
    false, true };

}
