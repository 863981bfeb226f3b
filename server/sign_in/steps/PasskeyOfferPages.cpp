// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/AuditLog.h"
#include "factors/FactorMail.h"
#include "pages/Csrf.h"
#include "pages/PasskeyViews.h"
#include "sessions/Assurance.h"
#include "sign_in/FlowService.h"
#include "sign_in/PasskeyPages.h"
#include "sign_in/Step.h"
#include "sign_in/StepPage.h"
#include "users/UserDirectory.h"

namespace auth::sign_in {

using namespace Qt::StringLiterals;
using protocol::Services;
namespace paths = protocol::paths;

namespace {

constexpr auto kPath = "/sign-in/passkey-offer";
constexpr auto kOptionsPath = "/sign-in/passkey-offer/options";

/// To who came by password, in a browser that can keep one, has none and never said no. Somebody who has a second factor
/// and was not asked for it adds none (security.md F8).
bool isOpen(const WayIn &way)
{
    const QStringList &kinds = way.account.factors.kinds;
    return way.flow.offerPasskey && !way.account.declinedPasskey && !kinds.contains("passkey"_L1)
        && (kinds.isEmpty() || way.flow.amr.contains(kMfaMethod));
}

/// Somebody who is at the step; anybody else gets a response instead.
struct Guest {
    FlowContext context;
    std::optional<http::Response> instead;

    PasskeyService::Place place() const { return { context.flow.id.value, context.browser.hash() }; }
};

Task<Result<Guest>> guest(Services *services, http::Request request)
{
    Guest guest;
    guest.context = CO_TRY(co_await loadFlow(services, request));
    if (guest.context.unusable)
        guest.instead = guest.context.unusable;
    else if (!isHalfWayIn(guest.context) || !guest.context.flow.offerPasskey)
        guest.instead = guest.context.flow.baseSessionId ? restart(guest.context) : toStep(guest.context, paths::kSignIn);
    co_return guest;
}

/// What comes before may have become necessary meanwhile: a half-way person reaches nothing but the next step.
Task<Result<bool>> isNext(Services *services, FlowContext context, Deadline deadline)
{
    auto transaction = CO_TRY(co_await services->database->begin(deadline));
    const Account account = CO_TRY(co_await lockAccount(services, &transaction, context));
    co_await transaction.rollback();
    co_return nextStep({ context.flow, *context.issuer.realm, context.secondFactor, account }) == &steps::passkeyOffer;
}

Task<Result<http::Response>> show(Services *services, http::Request request, FlowContext context, QList<pages::PageError> errors)
{
    pages::PasskeyOfferView view;
    view.csrf = services->csrf->token(context.browser, stepPurpose(context));
    view.action = formAction(context, kPath);
    view.options = formAction(context, kOptionsPath);
    view.declineAction = view.action;
    view.suggestedLabel = suggestedPasskeyLabel(request);
    view.errors = std::move(errors);
    co_return showStep(services, request, context, pages::passkeyOfferPage(view));
}

Task<Result<http::Response>> showOffer(Services *services, http::Request request)
{
    auto visitor = CO_TRY(co_await guest(services, request));
    if (visitor.instead)
        co_return *visitor.instead;
    co_return co_await show(services, std::move(request), std::move(visitor.context), {});
}

Task<Result<http::Response>> registrationOptions(Services *services, http::Request request)
{
    auto visitor = CO_TRY(co_await guest(services, request));
    const FlowContext &context = visitor.context;
    if (visitor.instead || !CO_TRY(co_await isNext(services, context, request.deadline)))
        co_return failure(ErrorCode::NotFound, u"There is nothing to be asked here any more."_s);
    CO_TRY(checkedForm(*services, request, context.browser, stepPurpose(context)));
    const auto user = CO_TRY(co_await services->users->find(context.issuer.realm->id, *context.flow.userId, request.deadline));
    co_return optionsAnswer(CO_TRY(co_await services->passkeys->registrationOptions(context.issuer.realm, user, visitor.place(), request.deadline)));
}

Task<Result<http::Response>> submit(Services *services, http::Request request)
{
    auto visitor = CO_TRY(co_await guest(services, request));
    if (visitor.instead)
        co_return *visitor.instead;
    FlowContext context = visitor.context;
    const Form form = CO_TRY(checkedForm(*services, request, context.browser, stepPurpose(context)));
    if (const auto error = refusalOf(context))
        co_return co_await refuse(services, std::move(request), std::move(context), *error);
    std::optional<std::pair<User, Passkey>> made;
    if (form.contains("not-now"_L1)) {
        CO_TRY(co_await services->passkeys->declineOffer(context.issuer.realm->id, *context.flow.userId, request.deadline));
    } else {
        if (!CO_TRY(co_await isNext(services, context, request.deadline)))
            co_return restart(context);
        const auto user = CO_TRY(co_await services->users->find(context.issuer.realm->id, *context.flow.userId, request.deadline));
        const auto checked = co_await checkPasskey(services, request, context.issuer, user, visitor.place(), form);
        if (!checked) {
            const auto error = passkeyError(checked.error());
            if (!error)
                co_return std::unexpected(checked.error());
            co_return co_await show(services, std::move(request), std::move(context), { *error });
        }
        made = std::pair(user, *checked);
        // Whoever made it just now need not show it again.
        context.flow.prove(*context.flow.userId, u"pop"_s, services->clock->now());
        context.flow.prove(*context.flow.userId, kMfaMethod.toString(), services->clock->now());
    }
    context.flow.offerPasskey = false;
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    Account account = CO_TRY(co_await lockAccount(services, &transaction, context));
    if (made) {
        CO_TRY(co_await savePasskey(services, request, &transaction, made->first, made->second));
        tellOwner(services->mailer, &transaction, *context.issuer.realm, account.factors.contact, FactorNews::PasskeyAdded, services->clock->now());
    }
    co_return co_await advance(services, std::move(request), std::move(context), std::move(transaction), std::move(account));
}

const protocol::Endpoint kEndpoints[] = {
    { http::Method::Get, kPath, http::RouteStyle::Browser, http::CorsPolicy::None, showOffer },
    { http::Method::Post, kPath, http::RouteStyle::Browser, http::CorsPolicy::None, submit },
    { http::Method::Post, kOptionsPath, http::RouteStyle::Browser, http::CorsPolicy::None, registrationOptions },
};

}

const Step steps::passkeyOffer { kPath, isOpen, nullptr, kEndpoints };

}
