// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/MoreTime.h"

#include "pages/Csrf.h"
#include "sign_in/FlowService.h"
#include "sign_in/FlowUrl.h"
#include "sign_in/Step.h"
#include "sign_in/StepPage.h"

namespace auth::sign_in {

using namespace Qt::StringLiterals;
using protocol::Services;
namespace paths = protocol::paths;

namespace {

/// The page of a flow that \a path, below any issuer, is of; the first one for all others: it is one of ours whatever was
/// sent.
const char *pageAt(const QByteArray &path)
{
    for (const char *known : { paths::kConsent, kPasswordPath }) {
        if (path.endsWith(known))
            return known;
    }
    for (const Step *step : allSteps()) {
        if (step->path && path.endsWith(step->path))
            return step->path;
    }
    return paths::kSignIn;
}

std::chrono::seconds until(Timestamp end, Timestamp now)
{
    return std::chrono::floor<std::chrono::seconds>(end - now);
}

bool canLastLonger(const FlowContext &context, Timestamp end)
{
    return end < context.flow.createdAt + FlowService::longestOf(*context.issuer.realm);
}

}

pages::TimeLimit timeLimitOf(const Services &services, const http::Request &request, const FlowContext &context)
{
    const Timestamp end = context.flow.expiresAt;
    pages::TimeLimit limit;
    limit.end = end;
    limit.left = until(end, services.clock->now());
    if (canLastLonger(context, end)) {
        limit.action = formAction(context, kMoreTimePath) + u"&page="_s + QLatin1StringView(pageAt(request.path));
        limit.csrf = services.csrf->token(context.browser, stepPurpose(context));
    }
    return limit;
}

Task<Result<http::Response>> submitMoreTime(Services *services, http::Request request)
{
    auto context = CO_TRY(co_await loadFlow(services, request));
    if (context.unusable)
        co_return *context.unusable;
    CO_TRY(checkedForm(*services, request, context.browser, stepPurpose(context)));
    const auto end = CO_TRY(co_await services->flows->extend(context.issuer.realm, context.flow, request.deadline));
    if (!end)
        co_return restart(context);
    if (request.header("accept").value_or(QByteArray()) == "application/json") {
        co_return http::Response::json(QJsonObject {
            { u"seconds"_s, static_cast<qint64>(until(*end, services->clock->now()).count()) }, { u"more"_s, canLastLonger(context, *end) } });
    }
    const auto query = CO_TRY(request.queryForm());
    co_return toStep(context, pageAt(query.valueOrEmpty("page"_L1).toLatin1()));
}

}
