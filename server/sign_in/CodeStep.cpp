// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/CodeStep.h"

#include "factors/FactorMail.h"
#include "factors/FactorService.h"
#include "metrics/Metrics.h"
#include "pages/Csrf.h"
#include "sign_in/FlowService.h"
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

const FactorKind *chosenKind(const Flow &flow, const std::vector<const FactorKind *> &kinds)
{
    for (const FactorKind *kind : kinds) {
        if (flow.factor == kind->name)
            return kind;
    }
    return kinds.front();
}

pages::FactorView codeView(protocol::Services *services, const FlowContext &context, const char *path, const FactorKind *kind,
    const std::vector<const FactorKind *> &kinds, const FactorsOfAccount &factors)
{
    pages::FactorView view;
    view.action = formAction(context, path);
    view.csrf = services->csrf->token(context.browser, stepPurpose(context));
    view.lead = kind->lead;
    view.destination = kind->destination ? kind->destination(factors) : QString();
    view.digits = kind->digits;
    view.cancellable = context.authorization.has_value();
    view.clientName = context.clientName();
    view.errors = codeErrors(context.flow);
    if (kind->send && context.flow.factor != kind->name)
        view.send = std::pair(QByteArray(kind->button), kind->choose);
    else if (kind->send)
        view.sendAgain = kind->button;
    for (const FactorKind *other : kinds) {
        if (other != kind)
            view.others.append(std::pair(QByteArray(other->button), other->choose));
    }
    return view;
}

Task<Result<http::Response>> chooseKind(protocol::Services *services, FlowContext context, db::Transaction transaction,
    Account account, const FactorKind *kind, QString network, const char *path)
{
    context.flow.factor = kind->name;
    context.flow.error.clear();
    if (kind->send && !CO_TRY(co_await services->factors->send(&transaction, kind, context.issuer.realm, account.id, context.flow.id, account.factors, std::move(network))))
        context.flow.error = "sent";
    const bool live = CO_TRY(co_await services->flows->update(&transaction, context.flow));
    CO_TRY(co_await transaction.commit());
    co_return live ? toStep(context, kind->path ? kind->path : path) : restart(context);
}

void noteCode(protocol::Services *services, db::Transaction *transaction, const http::Request &request, const FlowContext &context,
    const Account &account, const FactorKind *kind)
{
    if (kind->standsAlone)
        return;
    AuditEvent event(context.issuer.realm->id, "mfa.backup_code_used");
    event.from(request).actor("user", account.id.toString(), account.username);
    event.data = QJsonObject { { u"left"_qs, account.factors.backupCodes - 1 } };
    services->audit->record(transaction, std::move(event));
    tellOwner(services->mailer, transaction, *context.issuer.realm, account.factors.contact, FactorNews::BackupCodeUsed, services->clock->now(), account.factors.backupCodes - 1);
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
