// SPDX-License-Identifier: GPL-3.0-or-later
#include "Prompt.h"
#include "Resource.h"
#include "Session.h"
#include "Values.h"
#include "core/Json.h"
#include "declarative/Apply.h"
#include "output/Output.h"

#include "api/Operations.h"

#include <QtCore/QJsonArray>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

/// Changes the names of a realm: a dry run says what that means to others, and it is asked about where it means something.
int changeNames(const Invocation &invocation, const QJsonObject &body)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    session.announce();
    api::Call call = session.call();
    call.body = body;
    api::Call trial = call;
    trial.options.dryRun = true;
    const auto foreseen = session.send(std::move(trial));
    if (!foreseen)
        return report(options, foreseen.error());
    const QJsonArray consequences = foreseen->body[u"consequences"].toArray();
    for (const auto &consequence : consequences)
        note(options, consequence.toString());
    if (options.dryRun) {
        note(options, u"dry run: nothing was written"_s);
        return writeObject(invocation, foreseen->body);
    }
    if (!consequences.isEmpty()) {
        if (const auto refused = confirm(options, Severity::Moderate, u"Change the issuer?"_s, options.handle))
            return report(options, *refused);
    }
    const auto answer = session.send(std::move(call));
    return answer ? writeObject(invocation, answer->body) : report(options, answer.error());
}

int renameRealm(const Invocation &invocation)
{
    return changeNames(invocation, { { u"name"_s, invocation.options.arguments.value(0) } });
}

/// Lists are sent whole: the domains are read, and the change is refused if they are others by then.
int changeDomains(const Invocation &invocation, bool adds)
{
    const Options &options = invocation.options;
    const auto current = Session(&invocation).current();
    if (!current)
        return report(options, current.error());
    const QJsonArray before = current->body[u"host_names"].toArray();
    QJsonArray hosts;
    for (const auto &host : before) {
        if (!options.arguments.contains(host.toString()))
            hosts.append(host);
        else if (adds)
            return report(options, usageFailure(u"The realm has the domain %1 already."_s.arg(host.toString())));
    }
    if (adds) {
        for (const QString &host : options.arguments)
            hosts.append(host);
    } else if (hosts.size() + options.arguments.size() != before.size()) {
        return report(options, usageFailure(u"The realm has no such domain; \"domains list\" shows them."_s));
    }
    Invocation change = invocation;
    if (!change.options.ifVersion)
        change.options.ifVersion = versionOf(*current);
    return changeNames(change, { { u"host_names"_s, hosts } });
}

int addDomains(const Invocation &invocation)
{
    return changeDomains(invocation, true);
}

int removeDomains(const Invocation &invocation)
{
    return changeDomains(invocation, false);
}

int listDomains(const Invocation &invocation)
{
    Session session(&invocation);
    const auto answer = session.send(session.call());
    if (!answer)
        return report(invocation.options, answer.error());
    // The first issuer is the one at the realm's path.
    const QJsonArray hosts = answer->body[u"host_names"].toArray();
    const QJsonArray issuers = answer->body[u"issuers"].toArray();
    QJsonArray rows;
    for (qsizetype i = 0; i < hosts.size(); ++i)
        rows.append(QJsonObject { { u"host_name"_s, hosts[i] }, { u"issuer"_s, issuers.at(i + 1) } });
    Invocation list = invocation;
    if (list.options.columns.isEmpty())
        list.options.columns = { u"host_name"_s, u"issuer"_s };
    return writeList(list, rows);
}

int cloneRealm(const Invocation &invocation)
{
    const Options &options = invocation.options;
    QJsonObject body { { u"name"_s, options.arguments.value(0) } };
    if (options.has(u"display-name"_s))
        body.insert(u"display_name"_s, options.value(u"display-name"_s));
    const auto answer = Session(&invocation).change(body);
    if (!answer)
        return report(options, answer.error());
    QJsonArray changes;
    for (const auto &one : answer->body[u"results"].toArray()) {
        QJsonObject change = one.toObject();
        change.insert(u"realm"_s, options.arguments.value(0));
        changes.append(change);
    }
    return writeChanges(invocation, changes);
}

int disableRealm(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const QString question = u"Disable the realm \"%1\"? Nobody can sign in to it, and its tokens count no more."_s.arg(options.handle);
    if (!options.dryRun) {
        if (const auto refused = confirm(options, Severity::Moderate, question, options.handle))
            return report(options, *refused);
    }
    return disableObject(invocation);
}

int getFlags(const Invocation &invocation)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    const auto answer = session.send(session.call());
    if (!answer)
        return report(options, answer.error());
    const QJsonObject settings = answer->body[u"effective_settings"].toObject();
    QJsonArray rows;
    for (auto setting = settings.begin(); setting != settings.end(); ++setting) {
        if (options.arguments.isEmpty() || options.arguments.contains(setting.key()))
            rows.append(QJsonObject { { u"flag"_s, setting.key() }, { u"value"_s, setting.value()[u"value"] },
                { u"origin"_s, setting.value()[u"origin"] } });
    }
    if (rows.size() < options.arguments.size())
        return report(options, usageFailure(u"There is no such flag; \"flags get\" shows all."_s));
    Invocation flags = invocation;
    if (flags.options.columns.isEmpty())
        flags.options.columns = { u"flag"_s, u"value"_s, u"origin"_s };
    return writeList(flags, rows);
}

int setFlags(const Invocation &invocation)
{
    const Options &options = invocation.options;
    QJsonObject settings;
    for (const QString &argument : options.arguments) {
        const qsizetype equals = argument.indexOf(u'=');
        if (equals < 1)
            return report(options, usageFailure(u"Write FLAG=VALUE; FLAG= takes it back to the server's default."_s));
        const QString text = argument.mid(equals + 1);
        const auto value = parseJsonObject(QByteArray("{\"value\":" + text.toUtf8() + QByteArray("}")));
        settings.insert(argument.left(equals),
            text.isEmpty() ? QJsonValue(QJsonValue::Null) : value ? value->value(u"value") : QJsonValue(text));
    }
    const auto answer = Session(&invocation).change(QJsonObject { { u"settings"_s, settings } });
    if (!answer)
        return report(options, answer.error());
    return writeObject(invocation, answer->body);
}

constexpr Argument kNewName[] = { { "NEW", "The name of the new one." } };
constexpr Argument kDomains[] = { { "HOST", "A host name, such as login.example.com.", true, true } };
constexpr Argument kFlagNames[] = { { "FLAG", "Only these; all without one.", false, true } };
constexpr Argument kFlagValues[] = { { "FLAG=VALUE", "FLAG= takes it back to the server's default.", true, true } };
constexpr Flag kCloneFlags[] = { { "display-name", "NAME", "Its name for people; that of the other realm without it" } };
constexpr const char *kAliases[] = { "realms" };
constexpr const char *kColumns[] = { "name", "display_name", "enabled", "created_at" };
constexpr Verb kVerbs[] = {
    { "list", "List realms.", "authctl realm list", kListRealms, Handle::None, { .list = true }, listObjects, kDeletedFlag },
    { "get", "Show a realm.", "authctl realm get acme", kGetRealm, Handle::Required, {}, getObject },
    { "create", "Create a realm.", "authctl realm create acme --set display_name=Acme", kCreateRealm, Handle::Optional,
        { .body = true, .change = true }, createObject },
    { "update", "Change a realm.", "authctl realm update acme --set settings.password_min_length=20", kUpdateRealm,
        Handle::Required, { .body = true, .change = true, .version = true }, updateObject },
    { "edit", "Change a realm in an editor.", "authctl realm edit acme", kUpdateRealm, Handle::Required,
        { .change = true, .version = true }, editObject },
    { "enable", "Let people and applications of a realm in again.", "authctl realm enable acme", kUpdateRealm,
        Handle::Required, { .change = true, .version = true }, enableObject },
    { "disable", "Let nobody of a realm in; its tokens count no more.", "authctl realm disable acme --yes", kUpdateRealm,
        Handle::Required, { .change = true, .version = true, .confirm = true }, disableRealm },
    { "clone", "Make a realm with the configuration of another: no people, no secrets, no keys.",
        "authctl realm clone acme acme-test --dry-run", kCloneRealm, Handle::Required, { .change = true }, cloneRealm,
        kCloneFlags, kNewName },
    { "rename", "Give a realm another name, and with it another issuer; says what that breaks, and asks.",
        "authctl realm rename acme acme-corp --dry-run", kUpdateRealm, Handle::Required,
        { .change = true, .version = true, .confirm = true }, renameRealm, {}, kNewName },
    { "domains list", "List the host names of a realm, with the issuers there.", "authctl realm domains list acme",
        kGetRealm, Handle::Required, {}, listDomains },
    { "domains add", "Serve a realm at host names of its own, beside its path.",
        "authctl realm domains add acme login.acme.example --dry-run", kUpdateRealm, Handle::Required,
        { .change = true, .version = true, .confirm = true }, addDomains, {}, kDomains },
    { "domains remove", "Serve a realm at a host name no more; says what that breaks, and asks.",
        "authctl realm domains remove acme login.acme.example --yes", kUpdateRealm, Handle::Required,
        { .change = true, .version = true, .confirm = true }, removeDomains, {}, kDomains },
    { "flags get", "Show what is in force in a realm, and whether the realm or the server says so.",
        "authctl realm flags get acme", kGetRealm, Handle::Required, {}, getFlags, {}, kFlagNames },
    { "flags set", "Change what is in force in a realm.", "authctl realm flags set acme force_password_rotation=true",
        kUpdateRealm, Handle::Required, { .change = true, .version = true }, setFlags, {}, kFlagValues },
    { "history", "List the versions of a realm, newest first.", "authctl realm history acme", kListRealmHistory,
        Handle::Required, { .list = true }, listHistory },
    { "revert", "Make a realm what it was at a version.", "authctl realm revert acme 1", kRevertRealm, Handle::Required,
        { .change = true, .version = true }, revertObject, {}, kVersionArgument },
    { "delete", "Delete a realm with everything in it.", "authctl realm delete acme --confirm acme", kDeleteRealm,
        Handle::Required, { .change = true, .version = true, .confirm = true }, deleteObjectByName },
    { "undelete", "Take a deleted realm back.", "authctl realm undelete acme", kUndeleteRealm, Handle::Required,
        { .change = true, .version = true }, actOnObject },
};

}

extern const Noun realm_variant;
const Noun realm_variant { "realm", kAliases, "Tenants.", "NAME", "name", "realm", kColumns, kVerbs };

}
