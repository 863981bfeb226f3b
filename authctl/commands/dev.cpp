// SPDX-License-Identifier: GPL-3.0-or-later
#include "Network.h"
#include "core/Json.h"
#include "output/Output.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

int refuse(const Options &options, int exitCode, const QString &code, const QString &message)
{
    Failure failure;
    failure.exitCode = exitCode;
    failure.code = code;
    failure.message = message;
    failure.retryable = exitCode == Unreachable;
    return report(options, failure);
}

/// Not of the admin API: a server that is not in development does not have it. \a what: how messages are called, at which
/// path.
int listKept(const Invocation &invocation, const QString &what, QLatin1StringView path)
{
    const Options &options = invocation.options;
    const auto server = Network::shared().server(options);
    if (!server)
        return report(options, server.error());
    QString base = server->toString(QUrl::FullyEncoded);
    while (base.endsWith(u'/'))
        base.chop(1);
    const HttpAnswer answer = Network::shared().get(options, QUrl(base + path));
    if (answer.status == 0)
        return refuse(options, Unreachable, u"unreachable"_s, u"%1: %2"_s.arg(base, answer.error));
    if (answer.status == 403)
        return refuse(options, Forbidden, u"forbidden"_s, u"What was kept is shown on the server's own machine only."_s);
    const auto body = parseJsonObject(answer.body);
    if (answer.status != 200 || !body)
        return refuse(options, NotFound, u"not_found"_s, u"%1 keeps no %2: only `auth-server dev` does."_s.arg(base, what));
    return writeList(invocation, (*body)[u"items"].toArray());
}

int listMail(const Invocation &invocation)
{
    return listKept(invocation, u"mail"_s, "/dev/mail"_L1);
}

int listSms(const Invocation &invocation)
{
    Invocation shown = invocation;
    if (shown.options.columns.isEmpty())
        shown.options.columns = { u"at"_s, u"to"_s, u"text"_s, u"realm"_s };
    return listKept(shown, u"text messages"_s, "/dev/sms"_L1);
}

constexpr const char *kColumns[] = { "at", "to", "subject", "realm" };
constexpr Verb kVerbs[] = {
    { "mail", "List the mail that a development server kept, the last one first.", "authctl dev mail -o json", -1,
        Handle::None, {}, listMail },
    { "sms", "List the text messages that a development server kept, the last one first.", "authctl dev sms -o json", -1,
        Handle::None, {}, listSms },
};

}

extern const Noun dev_variant;
const Noun dev_variant { "dev", {}, "What `auth-server dev` keeps.", "", "subject", "", kColumns, kVerbs };

}
