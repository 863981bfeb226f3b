// SPDX-License-Identifier: GPL-3.0-or-later
#include "Bulk.h"
#include "Resource.h"
#include "Session.h"
#include "output/Output.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

int wait(const Invocation &invocation)
{
    return waitForJob(invocation, invocation.options.handle);
}

/// Cancel and retry: the job comes back.
int act(const Invocation &invocation)
{
    Session session(&invocation);
    session.announce();
    const auto answer = session.send(session.call());
    if (!answer)
        return report(invocation.options, answer.error());
    return writeObject(invocation, answer->body);
}

int listItems(const Invocation &invocation)
{
    Invocation items = invocation;
    if (items.options.columns.isEmpty())
        items.options.columns = { u"position"_s, u"target"_s, u"state"_s, u"code"_s, u"message"_s };
    return listObjects(items);
}

constexpr const char *kAliases[] = { "jobs" };
constexpr const char *kColumns[] = { "id", "operation", "state", "total", "done", "failed", "created_at" };
constexpr Verb kVerbs[] = {
    { "list", "List jobs, the newest first.", "authctl job list -q 'state:failed'", kListJobs, Handle::None,
        { .list = true }, listObjects },
    { "get", "Show a job with its progress.", "authctl job get 01890a5d-ac96-774b-bcce-b302099a8057", kGetJob,
        Handle::Required, {}, getObject },
    { "items", "List what became of each object.",
        "authctl job items 01890a5d-ac96-774b-bcce-b302099a8057 -q 'state:failed'", kListJobItems, Handle::Required,
        { .list = true }, listItems },
    { "wait", "Wait until a job is over; exit code 11 when something of it failed.",
        "authctl job wait 01890a5d-ac96-774b-bcce-b302099a8057 --wait=600", kGetJob, Handle::Required, { .wait = true },
        wait },
    { "cancel", "Stop a job; what is done stays done.", "authctl job cancel 01890a5d-ac96-774b-bcce-b302099a8057",
        kCancelJob, Handle::Required, { .change = true }, act },
    { "retry", "Do again what failed, and go on with what was cancelled.",
        "authctl job retry 01890a5d-ac96-774b-bcce-b302099a8057", kRetryJob, Handle::Required, { .change = true },
        act },
};

}

extern const Noun job_variant;
const Noun job_variant { "job", kAliases, "Long work of the server.", "JOB", "id", "job", kColumns, kVerbs };

}
