// SPDX-License-Identifier: GPL-3.0-or-later
#include "dev/Gallery.h"

#include "factors/FactorMail.h"
#include "pages/PageRenderer.h"
#include "pages/Pages.h"
#include "pages/PasskeyViews.h"
#include "pages/SecurityPages.h"
#include "pages/Texts.h"

using namespace Qt::StringLiterals;

namespace auth::dev {

namespace {

const QString client = u"Weather Station"_s;
const QString person = u"jane.doe@example.com"_s;
const QString here = u"/dev/pages"_s;
const QString csrf = u"sample"_s;

pages::PageModel account(const QByteArray& language)
{
    const Timestamp morning{ std::chrono::seconds(1'772'000'000) };
    pages::AccountView view{ .csrf = csrf,
        .revokeAction = here,
        .passwordAction = here,
        .logoutAction = here,
        .securityUrl = here,
        .username = u"jane.doe"_s,
        .name = u"Jane Doe"_s,
        .email = person,
        .sessions = {},
        .notice = pages::texts::sessionRevoked };
    view.sessions = {
        { u"1"_s, u"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"_s, u"192.0.2.17"_s, u"Berlin, Germany"_s, morning,
            morning + std::chrono::hours(3), true, u"1"_s },
        { u"2"_s,
            u"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"_s,
            u"2001:db8:85a3::8a2e:370:7334"_s, {}, morning - std::chrono::hours(70), morning, false, u"2"_s },
        { u"3"_s, {}, {}, {}, morning - std::chrono::hours(700), morning - std::chrono::hours(90), false },
    };
    view.devices = {
        { .id = u"1"_s, .userAgent = view.sessions[0].userAgent, .address = u"192.0.2.17"_s, .place = u"Berlin, Germany"_s,
            .firstSeenAt = morning - std::chrono::hours(900), .lastSeenAt = morning, .current = true, .rememberedUntil = morning + std::chrono::hours(600) },
        { .id = u"2"_s, .userAgent = view.sessions[1].userAgent, .address = u"2001:db8:85a3::8a2e:370:7334"_s,
            .firstSeenAt = morning - std::chrono::hours(70), .lastSeenAt = morning, .unconfirmed = true },
    };
    view.history = { { view.sessions[1].userAgent, u"198.51.100.7"_s, u"Reykjavík, Iceland"_s, morning - std::chrono::hours(99),
                         morning - std::chrono::hours(98), QT_TRANSLATE_NOOP("pages", "history_signed_out") },
        { {}, {}, {}, morning - std::chrono::hours(200), morning - std::chrono::hours(190), QT_TRANSLATE_NOOP("pages", "history_expired") } };
    view.fewBackupCodes = true;
    view.unseenNotices = true;
    return pages::accountPage(view, language);
}

const pages::DeviceView phone { .id = u"1"_s,
    .userAgent
    = u"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"_s,
    .address = u"2001:db8:85a3::8a2e:370:7334"_s,
    .firstSeenAt = Timestamp(std::chrono::seconds(1'772'000'000)),
    .lastSeenAt = Timestamp(std::chrono::seconds(1'772'020'000)),
    .unconfirmed = true };

pages::PageModel accountWithDevices(const QByteArray& language)
{
    pages::AccountView view{ .csrf = csrf, .revokeAction = here, .deviceAction = here, .logoutAction = here, .securityUrl = here, .username = u"jane.doe"_s, .passkeysUrl = here };
    view.devices = { { .id = u"2"_s, .firstSeenAt = phone.firstSeenAt, .lastSeenAt = phone.lastSeenAt, .current = true, .trustDays = 30 }, phone };
    return pages::accountPage(view, language);
}

pages::PageModel passkeys(const QByteArray& language)
{
    const Timestamp morning{ std::chrono::seconds(1'772'000'000) };
    pages::PasskeysView view{ .csrf = csrf,
        .action = here,
        .options = here,
        .renameAction = here,
        .revokeAction = here,
        .accountUrl = here,
        .suggestedLabel = u"Firefox · Linux"_s,
        .notice = QT_TRANSLATE_NOOP("pages", "passkey_notice_added"),
        .errors = { { QT_TRANSLATE_NOOP("pages", "passkey_error_last"), {}, {} } } };
    view.passkeys = { { u"1"_s, u"Jane's iPhone"_s, morning, morning + std::chrono::hours(3), true, false },
        { u"2"_s, u"Firefox · Linux"_s, morning, {}, false, true } };
    return pages::passkeysPage(view, language);
}

}

std::vector<SamplePage> samplePages(QByteArray language)
{
    using namespace pages;
    std::vector<SamplePage> samples;
    // Pages of a flow end, and say so in time.
    const TimeLimit limit { .end = Timestamp(std::chrono::seconds(1'772'020'000)), .left = std::chrono::minutes(30), .action = here, .csrf = csrf };
    const QList<QByteArray> steps { "sign_in", "password", "select_account", "passkey_factor", "passkey_offer", "factor", "enrolment", "consent" };
    const auto add = [&](QByteArray name, PageModel model, int status = 200) {
        if (!model.timeLimit && steps.contains(model.page))
            model.timeLimit = limit;
        samples.push_back({ std::move(name), status, std::move(model) });
    };
    const QList<PageError> wrong{ { texts::wrongCredentials, "password", {} } };
    add("sign_in", signInPage({ .action = here, .csrf = csrf, .cancellable = true, .clientName = client }));
    add("sign_in-error",
        signInPage({ .action = here,
            .csrf = csrf,
            .notice = texts::flowExpired,
            .errors = { { texts::usernameMissing, "username", {} } } }),
        422);
    add("sign_in-with-password",
        signInPage({ .action = here, .csrf = csrf, .username = person, .withPassword = true, .clientName = client }));
    add("sign_in-with-password-error",
        signInPage({ .action = here,
            .csrf = csrf,
            .username = person,
            .withPassword = true,
            .clientName = client,
            .errors = wrong }),
        422);
    add("password",
        passwordPage({ .action = here,
            .csrf = csrf,
            .username = person,
            .changeUrl = here,
            .cancellable = true,
            .clientName = client }));
    add("password-error",
        passwordPage({ .action = here,
            .csrf = csrf,
            .username = person,
            .changeUrl = here,
            .clientName = client,
            .errors = wrong }),
        422);
    pages::PageModel withPasskeys = signInPage({ .action = here, .csrf = csrf, .clientName = client });
    addPasskeyForm(&withPasskeys, { .action = here, .options = here, .autofill = true });
    add("sign_in-passkeys", std::move(withPasskeys));
    pages::PageModel named = passwordPage({ .action = here, .csrf = csrf, .username = person, .changeUrl = here });
    addPasskeyForm(&named, { .action = here, .options = here, .named = true });
    add("password-passkeys", std::move(named));
    add("passkey_factor",
        passkeyFactorPage({ .action = here,
            .csrf = csrf,
            .form = { .action = here, .options = here, .rememberDays = 30 },
            .others = { { "use-totp", QT_TRANSLATE_NOOP("pages", "factor_use_totp") } },
            .cancellable = true }));
    add("passkey_factor-error",
        passkeyFactorPage({ .action = here,
            .csrf = csrf,
            .form = { .action = here, .options = here },
            .errors = { { QT_TRANSLATE_NOOP("pages", "passkey_error_suspended"), {}, {} } } }),
        422);
    add("passkey_factor-late",
        passkeyFactorPage({ .action = here,
            .csrf = csrf,
            .form = { .action = here, .options = here },
            .errors = { { QT_TRANSLATE_NOOP("pages", "passkey_error_too_late"), {}, {} } } }),
        422);
    pages::PageModel late = signInPage({ .action = here, .csrf = csrf, .errors = { { QT_TRANSLATE_NOOP("pages", "passkey_error_too_late"), {}, {} } } });
    addPasskeyForm(&late, { .action = here, .options = here, .autofill = true });
    add("sign_in-passkey-late", std::move(late), 422);
    add("passkey_offer",
        passkeyOfferPage({ .csrf = csrf,
            .action = here,
            .options = here,
            .declineAction = here,
            .suggestedLabel = u"Firefox · Linux"_s }));
    add("passkey_offer-error",
        passkeyOfferPage({ .csrf = csrf,
            .action = here,
            .options = here,
            .declineAction = here,
            .suggestedLabel = u"Firefox · Linux"_s,
            .errors = { { QT_TRANSLATE_NOOP("pages", "passkey_error_label"), "label", {} } } }),
        422);
    add("account_passkeys", passkeys(language));
    add("account_passkeys-none",
        passkeysPage({ .csrf = csrf, .action = here, .options = here, .accountUrl = here, .suggestedLabel = u"Firefox · Linux"_s }, language));
    add("select_account",
        selectAccountPage({ .action = here,
            .csrf = csrf,
            .username = u"jane.doe"_s,
            .detail = person,
            .clientName = client,
            .notice = texts::signedInElsewhere }));
    add("consent",
        consentPage({ .action = here,
            .csrf = csrf,
            .clientName = client,
            .username = person,
            .destination = u"weather.example"_s,
            .changeUrl = here,
            .scopes = u"openid profile email offline_access stations:read"_s.split(u' ') }));
    add("device_code", deviceCodePage({ .action = here, .csrf = csrf }));
    add("device_code-error",
        deviceCodePage({ .action = here,
            .csrf = csrf,
            .userCode = u"ABCD-1234"_s,
            .errors = { { texts::deviceCodeWrong, "user_code", {} } } }),
        422);
    add("device_code-followed",
        deviceCodePage({ .action = here,
            .csrf = csrf,
            .userCode = u"WDJB-MJHT"_s,
            .followed = true,
            .completeUrl = u"https://id.example.com/device?user_code=WDJB-MJHT"_s }));
    add("device_confirm",
        deviceConfirmPage({ .action = here,
                              .csrf = csrf,
                              .clientName = client,
                              .username = person,
                              .userAgent = u"authctl/1.0"_s,
                              .address = u"2001:db8:85a3::8a2e:370:7334"_s,
                              .startedAt = Timestamp(std::chrono::seconds(1'772'000'000)),
                              .scopes = u"openid profile stations:read"_s.split(u' ') },
            language));
    add("device_allowed", messagePage({ .heading = texts::deviceAllowedHeading, .text = texts::deviceAllowedText }));
    add("device_denied", messagePage({ .heading = texts::deviceDeniedHeading, .text = texts::deviceDeniedText }));
    add("device_gone",
        messagePage({ .heading = texts::deviceGoneHeading,
            .text = texts::deviceGoneText,
            .linkUrl = here,
            .linkLabel = texts::startAgain }));
    add("logout_confirm",
        logoutConfirmPage({ .action = here, .csrf = csrf, .username = person, .clientName = client }));
    add("logout_done", logoutDonePage({ .continueUrl = u"https://weather.example/"_s, .signInUrl = here }));
    add("account", account(language));
    add("account-devices", accountWithDevices(language));
    add("new_device", newDevicePage({ .action = here, .csrf = csrf, .username = person, .device = phone }, language));
    add("new_device-forgotten", newDevicePage({ .action = here, .csrf = csrf, .username = person }, language));
    add("setup", setupPage({ .action = here, .csrf = csrf }));
    add("setup-error",
        setupPage({ .action = here,
            .csrf = csrf,
            .username = u"admin"_s,
            .errors = { { texts::usernameTaken, "username", {} },
                { texts::passwordTooShort, "password", { { "minimum", u"15"_s } } } } }),
        422);
    add("new_password", newPasswordPage({ .action = here, .csrf = csrf, .username = person }));
    add("new_password-error",
        newPasswordPage({ .action = here,
            .csrf = csrf,
            .username = person,
            .errors = { { texts::passwordTooShort, "password", { { "minimum", u"15"_s } } } } }),
        422);
    add("message",
        messagePage({ .heading = texts::linkUsedHeading,
            .text = texts::linkUsedText,
            .linkUrl = here,
            .linkLabel = texts::goToSignIn }));
    add("message-with-button",
        messagePage({ .heading = texts::flowExpiredHeading,
            .text = texts::flowExpiredText,
            .action = here,
            .csrf = csrf,
            .buttonLabel = texts::startAgain }));
    add("error",
        errorPage({ .error = Error(ErrorCode::InvalidRequest, u"The redirect_uri is not registered for this client."_s),
            .correlationId = u"0197a1b2-7c3d-7000-8000-5e6f70819203"_s,
            .backUrl = u"https://weather.example/"_s,
            .clientName = client }),
        400);
    add("error-not-found", errorPage({ .error = Error(ErrorCode::NotFound, {}), .correlationId = u"0197a1b2"_s }), 404);
    add("error-misdirected",
        errorPage({ .error = Error(ErrorCode::Forbidden, {}), .correlationId = u"0197a1b2"_s, .properUrl = u"http://localhost:8080/dev/pages"_s }), 403);
    add("error-unavailable",
        errorPage({ .error = Error(ErrorCode::Unavailable, {}), .correlationId = u"0197a1b2"_s, .retryUrl = here }),
        503);
    // Without parameters that would act: these two send the browser on when scripts run.
    add("form_post",
        formPostPage(
            { .redirectUri = u"https://weather.example/callback"_s, .parameters = { { u"state"_s, u"sample"_s } } }));
    FactorView factor { .action = here, .csrf = csrf, .lead = QT_TRANSLATE_NOOP("pages", "factor_totp_lead"), .cancellable = true, .clientName = client };
    factor.others = { std::pair(QByteArray("use-backup-code"), QT_TRANSLATE_NOOP("pages", "factor_use_backup_code")),
        std::pair(QByteArray("use-email"), QT_TRANSLATE_NOOP("pages", "factor_use_email")),
        std::pair(QByteArray("use-sms"), QT_TRANSLATE_NOOP("pages", "factor_use_sms")) };
    add("factor", factorPage(factor));
    factor.errors = { { QT_TRANSLATE_NOOP("pages", "error_code_wrong"), "code", {} } };
    add("factor-error", factorPage(factor), 422);
    factor.errors = { { QT_TRANSLATE_NOOP("pages", "error_code_blocked"), {}, {} } };
    add("factor-blocked", factorPage(factor), 422);
    factor.rememberDays = 30;
    add("factor-remember", factorPage(factor), 422);
    FactorView sent { .action = here, .csrf = csrf, .lead = QT_TRANSLATE_NOOP("pages", "factor_email_lead"), .destination = u"j***@example.com"_s };
    sent.sendAgain = "use-email";
    add("factor-sent", factorPage(sent));
    sent.send = std::pair(QByteArray("use-email"), QT_TRANSLATE_NOOP("pages", "factor_use_email"));
    sent.sendAgain.clear();
    add("factor-send", factorPage(sent));
    sent.errors = { { QT_TRANSLATE_NOOP("pages", "error_code_sent_enough"), {}, {} } };
    add("factor-sent-enough", factorPage(sent), 422);
    FactorView check { .action = here, .csrf = csrf, .lead = QT_TRANSLATE_NOOP("pages", "device_check_lead"), .destination = u"j***@example.com"_s };
    check.sendAgain = "use-email";
    check.cancellable = true;
    check.clientName = client;
    add("device_check", factorPage(check));
    check.errors = { { QT_TRANSLATE_NOOP("pages", "error_code_wrong"), "code", {} } };
    add("device_check-error", factorPage(check), 422);
    PageModel ending = factorPage({ .action = here, .csrf = csrf, .lead = QT_TRANSLATE_NOOP("pages", "factor_totp_lead") });
    ending.timeLimit = limit;
    ending.timeLimit->left = std::chrono::seconds(30);
    add("factor-more-time", ending);
    ending.timeLimit->action.clear();
    add("factor-last-time", ending);
    add("enrolment", enrolmentPage({ .action = here, .csrf = csrf, .required = true, .cancellable = true }));
    EnrolmentView enrolment { .action = here, .csrf = csrf, .secret = u"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"_s };
    enrolment.uri = u"otpauth://totp/Sample:jane.doe?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Sample"_s;
    enrolment.backUrl = here;
    add("enrolment-setup", enrolmentPage(enrolment));
    enrolment.errors = { { QT_TRANSLATE_NOOP("pages", "error_code_wrong"), "code", {} } };
    add("enrolment-setup-error", enrolmentPage(enrolment), 422);
    const Timestamp noon { std::chrono::seconds(1'772'020'000) };
    SecurityView security { .action = here, .csrf = csrf, .accountUrl = here };
    add("security", securityPage(security, language));
    security.authenticators = { { u"1"_s, u"Phone"_s, noon, noon + std::chrono::hours(20) }, { u"2"_s, u"Tablet"_s, noon, std::nullopt } };
    security.withFactor = true;
    security.phoneUrl = here;
    security.phone = u"+49 *** 456"_s;
    security.backupCodes = 2;
    security.fewBackupCodes = true;
    security.notices = { { factorNewsText("bypass_opened"), noon + std::chrono::hours(30), false }, { factorNewsText("authenticator_added"), noon, true } };
    security.notice = QT_TRANSLATE_NOOP("pages", "notice_authenticator_added");
    add("security-factors", securityPage(security, language));
    security.choices = { { u"totp"_s, QT_TRANSLATE_NOOP("pages", "factor_use_totp"), true },
        { u"passkey"_s, QT_TRANSLATE_NOOP("pages", "factor_use_passkey") } };
    add("security-choices", securityPage(security, language));
    security.errors = { { QT_TRANSLATE_NOOP("pages", "error_authenticator_name"), "name", {} } };
    add("security-error", securityPage(security, language), 422);
    add("phone", phonePage({ .action = here, .csrf = csrf, .number = u"+49 *** 456"_s, .backUrl = here }));
    add("phone-error",
        phonePage({ .action = here, .csrf = csrf, .typed = u"030 123456"_s, .backUrl = here,
            .errors = { { QT_TRANSLATE_NOOP("pages", "error_phone_number"), "phone_number", {} } } }),
        422);
    add("phone-code", phonePage({ .action = here, .csrf = csrf, .waiting = u"+49 30 123456"_s, .backUrl = here }));
    add("backup_codes", backupCodesPage({ .codes = { u"7KQ2-M4XD"_s, u"9RTW-3HBF"_s, u"V6CN-82GP"_s }, .continueUrl = here }));
    add("redirect_interstitial", redirectInterstitialPage({ .url = u"https://weather.example/callback"_s }));
    return samples;
}

namespace {

const pages::PageRealm realm{ u"Example Corporation"_s, {} };

Task<Result<http::Response>> list(const pages::PageRenderer* renderer, http::Request request)
{
    pages::PageModel page;
    page.page = "dev_gallery";
    page.title = QT_TRANSLATE_NOOP("pages", "dev_gallery_title");
    for (const auto& sample : samplePages("en")) {
        page.data.add("sample")
            .set("sample_name", QString::fromLatin1(sample.name))
            .set("sample_url", u"/dev/pages/"_s + QString::fromLatin1(sample.name));
    }
    co_return renderer->render(request, &realm, std::move(page));
}

Task<Result<http::Response>> show(const pages::PageRenderer* renderer, http::Request request)
{
    const QByteArray name = request.pathParameter("name").toLatin1();
    for (const auto& sample : samplePages(renderer->language(request, &realm).tag)) {
        if (sample.name == name)
            co_return renderer->render(request, &realm, sample.model, sample.status);
    }
    co_return failure(ErrorCode::NotFound, u"There is no such page."_s);
}

}

void addGalleryRoutes(http::Router* router, const pages::PageRenderer* renderer)
{
    http::Route all;
    all.pattern = "/dev/pages";
    all.style = http::RouteStyle::Browser;
    all.handler = [renderer](http::Request request) { return list(renderer, std::move(request)); };
    router->add(std::move(all));
    http::Route one;
    one.pattern = "/dev/pages/{name}";
    one.style = http::RouteStyle::Browser;
    one.handler = [renderer](http::Request request) { return show(renderer, std::move(request)); };
    router->add(std::move(one));
}

}
