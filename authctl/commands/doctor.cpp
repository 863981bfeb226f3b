// SPDX-License-Identifier: GPL-3.0-or-later
#include "Network.h"
#include "Session.h"
#include "client/Contexts.h"
#include "api/HttpTransport.h"
#include "api/Operations.h"
#include "core/Clock.h"
#include "core/Json.h"
#include "Login.h"
#include "output/Output.h"

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>

#include <qcorotask.h>

#include <sys/stat.h>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kLargestSkewSeconds = 30;
constexpr qint64 kSecondsOfDay = 24 * 3600;
constexpr qint64 kRotationPeriod = 90 * kSecondsOfDay; ///< Where the realm says nothing.

/// What was looked at: fine, or a finding with what mends it.
struct Check {
    const char *id;
    bool good;
    QString text;
    QString fix = {};
    std::function<bool()> mend = {}; ///< What --fix can do itself.
};

bool othersCanRead(const QString &path)
{
    struct stat status {};
    return stat(QFile::encodeName(path).constData(), &status) == 0 && (status.st_mode & 077) != 0;
}

void checkFiles(QList<Check> &checks)
{
    const auto contexts = readContexts();
    checks.append({ "client.config", contexts.has_value(),
        contexts ? u"%1 contexts"_s.arg(contexts->named.size()) : contexts.error().message,
        contexts ? QString() : u"mend or remove config.yaml in %1"_s.arg(configDirectory()) });
    const QString file = credentialsFile();
    if (!QFile::exists(file))
        return;
    const bool wide = othersCanRead(file);
    checks.append(
        { "client.credentials", !wide, wide ? u"%1 can be read by others"_s.arg(file) : u"only you can read them"_s,
            wide ? u"chmod 600 %1"_s.arg(file) : QString(),
            [file] { return QFile::setPermissions(file, QFileDevice::ReadOwner | QFileDevice::WriteOwner); } });
}

void checkKeychain(const Options &options, QList<Check> &checks)
{
    if (storageOf(options) != "keychain"_L1)
        return;
    const auto keychain = tryKeychain();
    checks.append({ "client.keychain", keychain.has_value(), keychain ? u"answers"_s : keychain.error(),
        keychain ? QString() : u"authctl login --storage file"_s });
}

/// False where there is no use in asking anything else.
bool checkServer(const Options &options, QList<Check> &checks)
{
    const auto url = Network::shared().server(options);
    if (!url) {
        checks.append({ "server.url", false, url.error().message, u"authctl config set server https://…"_s });
        return false;
    }
    QString base = url->toString(QUrl::FullyEncoded);
    while (base.endsWith(u'/'))
        base.chop(1);
    const HttpAnswer ready = Network::shared().get(options, QUrl(base + "/health/ready"_L1));
    if (ready.status == 0) {
        checks.append(ready.certificate ? Check { "server.tls", false, ready.error,
                                              u"authctl config set ca_file FILE, or a certificate for this name"_s }
                                        : Check { "server.reachable", false, u"%1: %2"_s.arg(base, ready.error),
                                             u"is auth-server running, and is %1 its address?"_s.arg(base) });
        return false;
    }
    checks.append({ "server.reachable", true, base });
    const bool encrypted = url->scheme() == "https"_L1 || isLoopback(url->host());
    checks.append(
        { "server.tls", encrypted, encrypted ? u"nobody can read along"_s : u"%1 is not encrypted"_s.arg(base),
            encrypted ? QString() : u"serve it by https"_s });
    const QJsonObject body = parseJsonObject(ready.body).value_or(QJsonObject());
    checks.append({ "server.database", ready.status == 200,
        ready.status == 200 ? u"ready, migration %1"_s.arg(body[u"migration"].toVariant().toString())
                            : body[u"problem"].toString(u"the server answered %1"_s.arg(ready.status)),
        ready.status == 200 ? QString() : u"on the server: auth-server migrate, and look at its log"_s });
    const QDateTime date = QDateTime::fromString(QString::fromLatin1(ready.date), Qt::RFC2822Date);
    if (date.isValid()) {
        const qint64 skew = SystemClock().epochSeconds() - date.toSecsSinceEpoch();
        const bool good = std::abs(skew) <= kLargestSkewSeconds;
        checks.append({ "clock.skew", good, u"%1 s apart"_s.arg(std::abs(skew)),
            good ? QString() : u"synchronise the clocks: timedatectl set-ntp true"_s });
    }
    return true;
}

void checkIssuer(const Options &options, QList<Check> &checks)
{
    const auto provider = discover(options);
    checks.append({ "server.discovery", provider.has_value(), provider ? provider->issuer : provider.error().message,
        provider ? QString() : u"authctl config set login_realm NAME"_s });
    if (!provider)
        return;
    const QString path = u"/realms/"_s + options.setting(u"login_realm"_s);
    QString publicUrl = provider->issuer;
    if (publicUrl.endsWith(path))
        publicUrl.chop(path.size());
    const QUrl issuer(publicUrl);
    const QUrl server(options.server);
    const bool same = issuer.host() == server.host() || (isLoopback(issuer.host()) && isLoopback(server.host()));
    checks.append({ "server.public-url", same, same ? publicUrl : u"the server calls itself %1"_s.arg(publicUrl),
        same ? QString() : u"authctl config set server %1, or AUTH_PUBLIC_URL of the server"_s.arg(publicUrl) });
}

/// Keys are rotated by the server's own schedule: one that signs for longer than that was forgotten.
void checkKeys(const Options &options, api::Transport &transport, const QJsonObject &realm, QList<Check> &checks)
{
    api::Call call(api::operation::kGetSigningKeys, { { "realm", options.realm } }, {});
    const auto answer = QCoro::waitFor(transport.send(std::move(call)));
    if (!answer || answer->status != 200)
        return; // Not everybody may look.
    const qint64 period = realm[u"settings"][u"key_rotation_period"].toInteger(kRotationPeriod);
    QStringList old;
    qint64 oldest = 0;
    const QJsonArray keys = answer->body[u"items"].toArray();
    for (const auto &key : keys) {
        if (key[u"state"].toString() != "active"_L1)
            continue;
        const QDateTime since = QDateTime::fromString(key[u"activates_at"].toString(), Qt::ISODate);
        const qint64 age = SystemClock().epochSeconds() - since.toSecsSinceEpoch();
        oldest = std::max(oldest, age);
        if (since.isValid() && age > period + kSecondsOfDay)
            old.append(key[u"algorithm"].toString());
    }
    const qint64 days = oldest / kSecondsOfDay;
    checks.append({ "server.keys", old.isEmpty(),
        old.isEmpty() ? u"the oldest key that signs has done so for %1 days"_s.arg(days)
                      : u"%1 signs for %2 days, though keys of this realm change after %3"_s.arg(old.join(u", "_s)).arg(days).arg(period / kSecondsOfDay),
        old.isEmpty() ? QString() : u"authctl key generate --set algorithm=%1, and look at the server's log for keys.schedule"_s.arg(old.first()) });
}

void checkLogin(const Options &options, QList<Check> &checks)
{
    const auto token = accessToken(options);
    if (!token) {
        checks.append({ "client.login", false, token.error().message, token.error().next });
        return;
    }
    const auto transport = Network::shared().transport(options, *token);
    if (!transport)
        return;
    api::Call call(api::operation::kGetRealm, { { "realm", options.realm } }, {});
    const auto answer = QCoro::waitFor((*transport)->send(std::move(call)));
    const int status = answer ? answer->status : 0;
    checks.append({ "client.login", status != 401 && status != 0,
        status == 401 || status == 0 ? u"the server does not take the token"_s : u"the server takes the token"_s,
        status == 401 ? u"authctl login"_s : QString() });
    if (status == 200)
        checkKeys(options, **transport, answer->body, checks);
    if (status == 404)
        checks.append({ "client.realm", false, u"there is no realm \"%1\", or it is not yours"_s.arg(options.realm),
            u"authctl realm list; authctl config set realm NAME"_s });
}

int examine(const Invocation &invocation)
{
    const Options &options = invocation.options;
    QList<Check> checks;
    checkFiles(checks);
    if (checks.first().good) {
        checkKeychain(options, checks);
        if (checkServer(options, checks)) {
            checkIssuer(options, checks);
            checkLogin(options, checks);
        }
    }
    QJsonArray items;
    int code = Done;
    for (const Check &check : checks) {
        QString state = check.good ? u"ok"_s : u"finding"_s;
        if (!check.good && options.has(u"fix"_s) && check.mend && check.mend())
            state = u"fixed"_s;
        if (state == "finding"_L1)
            code = Failed;
        items.append(QJsonObject { { u"id"_s, QLatin1StringView(check.id) }, { u"state"_s, state },
            { u"text"_s, check.text }, { u"fix"_s, check.good ? QString() : check.fix } });
    }
    const int written = writeList(invocation, items);
    return written == Done ? code : ServerFault;
}

constexpr const char *kColumns[] = { "id", "state", "text", "fix" };
constexpr Flag kFlags[] = { { "fix", nullptr, "Mend what can be mended here" } };
constexpr Verb kVerbs[] = {
    { "", "Look for what is wrong, here and at the server.", "authctl doctor", -1, Handle::None, {}, examine, kFlags },
};

}

extern const Noun doctor_variant;
const Noun doctor_variant { "doctor", {}, "Look for what is wrong, here and at the server.", "", "id", "", kColumns,
    kVerbs, "Ends with 0 where all is well, with 1 where something was found.", true };

}
