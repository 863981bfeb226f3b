// SPDX-License-Identifier: GPL-3.0-or-later
#include "Revoke.h"

#include "Bulk.h"
#include "Prompt.h"
#include "Session.h"
#include "output/Output.h"

namespace auth::cli {

using namespace Qt::StringLiterals;

int revokeObject(const Invocation &invocation)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    session.announce();
    if (!options.dryRun) {
        const QString question
            = u"End %1 \"%2\"?"_s.arg(QLatin1StringView(invocation.noun->name), options.handle);
        if (const auto refused = confirm(options, Severity::Moderate, question, options.handle))
            return report(options, *refused);
    }
    const auto answer = session.send(session.call());
    if (!answer)
        return report(options, answer.error());
    note(options, options.dryRun ? u"dry run: nothing was written"_s : u"ended"_s);
    return Done;
}

int revokeAll(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const bool everything = options.has(u"everything"_s);
    if (options.has(u"user"_s) + options.has(u"app"_s) + everything != 1)
        return report(options, usageFailure(u"Say whose: --user, --app or --everything."_s));
    QJsonObject body;
    if (options.has(u"user"_s))
        body.insert(u"user"_s, options.value(u"user"_s));
    if (options.has(u"app"_s))
        body.insert(u"application"_s, options.value(u"app"_s));
    if (everything)
        body.insert(u"everything"_s, true);
    Session session(&invocation);
    session.announce();
    if (!options.dryRun) {
        const QString whose = everything ? u"the realm %1"_s.arg(options.realm)
                                         : u"\"%1\""_s.arg(options.value(options.has(u"user"_s) ? u"user"_s : u"app"_s));
        const QString question = u"End every %1 of %2?"_s.arg(QLatin1StringView(invocation.noun->name), whose);
        if (const auto refused
            = confirm(options, everything ? Severity::Severe : Severity::Moderate, question, options.realm))
            return report(options, *refused);
    }
    api::Call call = session.call();
    call.body = body;
    const auto answer = session.send(std::move(call));
    if (!answer)
        return report(options, answer.error());
    if (!isForPeople(options))
        return writeObject(invocation, answer->body);
    const qint64 count = answer->body[u"count"].toInteger();
    note(options, (options.dryRun ? u"dry run: %1 would end"_s : u"%1 ended"_s).arg(count));
    return Done;
}

int revokeAllSessions(const Invocation &invocation)
{
    const Options &options = invocation.options;
    if (!options.has(u"query"_s))
        return revokeAll(invocation);
    if (options.has(u"user"_s) || options.has(u"app"_s) || options.has(u"everything"_s))
        return report(options, usageFailure(u"Say whose, or give a filter, not both."_s));
    return runBulk(invocation, "revokeSession", options.value(u"query"_s), {}, u"End"_s);
}

}
