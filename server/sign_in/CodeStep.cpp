// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/CodeStep.h"

#include "metrics/Metrics.h"
#include "sign_in/StepPage.h"

#include <QtCore/QCoreApplication>

namespace auth::sign_in {

namespace {

constexpr int kMostWrongCodes = 5;

}

QList<pages::PageError> codeErrors(const Flow &flow)
{
    if (flow.error == "code")
        return { { QT_TRANSLATE_NOOP("pages", "error_code_wrong"), "code", {} } };
    if (flow.error == "blocked")
        return { { QT_TRANSLATE_NOOP("pages", "error_code_blocked"), {}, {} } };
    if (flow.error == "sent")
        return { { QT_TRANSLATE_NOOP("pages", "error_code_sent_enough"), {}, {} } };
    return {};
}

Task<Result<http::Response>> refuseCode(protocol::Services *services, FlowContext context, db::Transaction transaction,
    FactorVerdict verdict, const char *path, AuditEvent event)
{
    metrics::countLogin(metrics::LoginOutcome::Failed);
    const bool blocked = verdict == FactorVerdict::Blocked;
    event.failed(blocked ? "refused" : "failure", blocked ? QStringLiteral("too many wrong codes") : QStringLiteral("wrong code"));
    event.applicationId = context.flow.applicationId;
    services->audit->record(&transaction, std::move(event));
    context.flow.error = blocked ? "blocked" : "code";
    const bool over = ++context.flow.wrongCodes >= kMostWrongCodes;
    const bool live = over ? CO_TRY(co_await services->flows->consume(&transaction, context.flow))
                           : CO_TRY(co_await services->flows->update(&transaction, context.flow));
    CO_TRY(co_await transaction.commit());
    // The page of a flow that is over offers to start again.
    co_return live ? toStep(context, path) : restart(context);
}

}
