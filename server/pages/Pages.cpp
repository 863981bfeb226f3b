// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/Pages.h"

#include "agents/UserAgent.h"
#include "pages/FormAction.h"
#include "pages/Moment.h"
#include "pages/QrCode.h"

#include <QtCore/QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace auth::pages {

namespace {

void addClient(PageModel* page, const QString& clientName)
{
    page->data.set("client_name", clientName).show("for_client", !clientName.isEmpty());
}

void addNotice(PageModel* page, MessageId notice)
{
    if (notice)
        page->data.add("notice").setMessage("notice_text", notice);
}

void addForm(PageModel* page, const QString& action, const QString& csrf)
{
    page->data.set("action", action).set("csrf", csrf);
}

struct ScopeText {
    QLatin1StringView scope;
    MessageId title;
    MessageId detail;
};

/// OpenID Connect Core §5.4 and §11 in plain words.
constexpr ScopeText scopeTexts[] = {
    { "openid"_L1, QT_TRANSLATE_NOOP("pages", "scope_openid"), QT_TRANSLATE_NOOP("pages", "scope_openid_detail") },
    { "profile"_L1, QT_TRANSLATE_NOOP("pages", "scope_profile"), QT_TRANSLATE_NOOP("pages", "scope_profile_detail") },
    { "email"_L1, QT_TRANSLATE_NOOP("pages", "scope_email"), QT_TRANSLATE_NOOP("pages", "scope_email_detail") },
    { "address"_L1, QT_TRANSLATE_NOOP("pages", "scope_address"), QT_TRANSLATE_NOOP("pages", "scope_address_detail") },
    { "phone"_L1, QT_TRANSLATE_NOOP("pages", "scope_phone"), QT_TRANSLATE_NOOP("pages", "scope_phone_detail") },
    { "offline_access"_L1, QT_TRANSLATE_NOOP("pages", "scope_offline"),
        QT_TRANSLATE_NOOP("pages", "scope_offline_detail") },
};

void addScope(PageData* data, const QString& scope, const QHash<QString, QString>& texts = {})
{
    PageData& entry = data->add("scope").set("scope", scope);
    for (const auto& text : scopeTexts) {
        if (scope == text.scope) {
            entry.setMessage("scope_title", text.title).add("scope_explained").setMessage("scope_detail", text.detail);
            return;
        }
    }
    const QString text = texts.value(scope);
    if (constexpr auto kOrganization = "organization:"_L1; scope.startsWith(kOrganization)) {
        entry.setMessage("scope_title", QT_TRANSLATE_NOOP("pages", "scope_organization"));
        entry.add("scope_explained").set("scope_detail", text.isEmpty() ? scope.mid(kOrganization.size()) : text);
        return;
    }
    // A scope of the realm's own APIs: where nobody described it, its name is all there is to say.
    entry.set("scope_title", text.isEmpty() ? scope : text);
}

struct ErrorText {
    MessageId heading;
    MessageId explanation;
};

ErrorText errorText(int status)
{
    switch (status) {
    case 403:
        return { QT_TRANSLATE_NOOP("pages", "error_forbidden_heading"),
            QT_TRANSLATE_NOOP("pages", "error_forbidden_text") };
    case 404:
        return { QT_TRANSLATE_NOOP("pages", "error_not_found_heading"),
            QT_TRANSLATE_NOOP("pages", "error_not_found_text") };
    case 429:
        return { QT_TRANSLATE_NOOP("pages", "error_too_many_heading"),
            QT_TRANSLATE_NOOP("pages", "error_too_many_text") };
    case 503:
        return { QT_TRANSLATE_NOOP("pages", "error_unavailable_heading"),
            QT_TRANSLATE_NOOP("pages", "error_unavailable_text") };
    default:
        break;
    }
    if (status >= 500)
        return { QT_TRANSLATE_NOOP("pages", "error_internal_heading"),
            QT_TRANSLATE_NOOP("pages", "error_internal_text") };
    return { QT_TRANSLATE_NOOP("pages", "error_request_heading"), QT_TRANSLATE_NOOP("pages", "error_request_text") };
}

void addNewPassword(PageModel* page, int minimumLength)
{
    page->data.set("minimum_length", QString::number(minimumLength)).set("n", QString::number(minimumLength));
}

}

PageModel signInPage(const SignInView& view)
{
    PageModel page;
    page.page = "sign_in";
    page.title = QT_TRANSLATE_NOOP("pages", "sign_in_title");
    page.errors = view.errors;
    addForm(&page, view.action, view.csrf);
    addClient(&page, view.clientName);
    addNotice(&page, view.notice);
    page.data.set("username", view.username)
        .show(view.withPassword ? "with_password" : "identifier_only")
        .show("username_focus", view.errors.isEmpty() && (view.username.isEmpty() || !view.withPassword))
        .show("password_focus", view.errors.isEmpty() && !view.username.isEmpty() && view.withPassword)
        .show("cancellable", view.cancellable);
    return page;
}

PageModel passwordPage(const PasswordView& view)
{
    PageModel page;
    page.page = "password";
    page.title = QT_TRANSLATE_NOOP("pages", "sign_in_title");
    page.errors = view.errors;
    addForm(&page, view.action, view.csrf);
    addClient(&page, view.clientName);
    page.data.set("username", view.username)
        .set("change_url", view.changeUrl)
        .show("can_change", !view.changeUrl.isEmpty())
        .show("password_focus", view.errors.isEmpty())
        .show("cancellable", view.cancellable);
    return page;
}

PageModel selectAccountPage(const SelectAccountView& view)
{
    PageModel page;
    page.page = "select_account";
    page.title = QT_TRANSLATE_NOOP("pages", "select_account_title");
    addForm(&page, view.action, view.csrf);
    addClient(&page, view.clientName);
    addNotice(&page, view.notice);
    page.data.set("username", view.username);
    if (!view.detail.isEmpty())
        page.data.add("account_detail").set("detail", view.detail);
    return page;
}

PageModel consentPage(const ConsentView& view)
{
    PageModel page;
    page.page = "consent";
    page.title = QT_TRANSLATE_NOOP("pages", "consent_title");
    addForm(&page, view.action, view.csrf);
    page.data.set("client_name", view.clientName)
        .set("username", view.username)
        .set("change_url", view.changeUrl)
        .show("can_change", !view.changeUrl.isEmpty());
    if (!view.destination.isEmpty())
        page.data.add("destination").set("destination_host", view.destination);
    for (const auto& scope : view.scopes)
        addScope(&page.data, scope, view.scopeTexts);
    return page;
}

PageModel deviceCodePage(const DeviceCodeView& view)
{
    PageModel page;
    page.page = "device_code";
    page.title = QT_TRANSLATE_NOOP("pages", "device_title");
    page.errors = view.errors;
    addForm(&page, view.action, view.csrf);
    page.data.set("user_code", view.userCode)
        .show(view.followed ? "compare" : "enter")
        .show("user_code_focus", view.errors.isEmpty() && view.userCode.isEmpty());
    if (const QrCode code = view.completeUrl.isEmpty() ? QrCode{} : qrCode(view.completeUrl.toUtf8());
        !code.path.isEmpty())
        page.data.add("qr").set("qr_size", QString::number(code.size)).set("qr_path", code.path);
    return page;
}

PageModel deviceConfirmPage(const DeviceConfirmView& view, const QByteArray& language)
{
    PageModel page;
    page.page = "device_confirm";
    page.title = QT_TRANSLATE_NOOP("pages", "device_title");
    addForm(&page, view.action, view.csrf);
    const Moment started = moment(view.startedAt, QLocale(QString::fromLatin1(language)));
    page.data.set("client_name", view.clientName)
        .set("username", view.username)
        .set("device_started", started.text)
        .set("device_started_iso", started.iso);
    QString agent = agents::describeUserAgent(view.userAgent);
    if (agent.isEmpty())
        agent = agents::describeProgram(view.userAgent);
    if (agent.isEmpty())
        page.data.setMessage("device_agent", QT_TRANSLATE_NOOP("pages", "device_unknown"));
    else
        page.data.set("device_agent", agent);
    if (!view.address.isEmpty())
        page.data.add("located").set("device_address", view.address);
    if (!view.scopes.isEmpty()) {
        PageData& list = page.data.add("with_scopes");
        for (const auto& scope : view.scopes)
            addScope(&list, scope);
    }
    return page;
}

PageModel logoutConfirmPage(const LogoutConfirmView& view)
{
    PageModel page;
    page.page = "logout_confirm";
    page.title = QT_TRANSLATE_NOOP("pages", "logout_title");
    addForm(&page, view.action, view.csrf);
    addClient(&page, view.clientName);
    page.data.set("username", view.username).show("with_account", !view.username.isEmpty());
    return page;
}

PageModel logoutDonePage(const LogoutDoneView& view)
{
    PageModel page;
    page.page = "logout_done";
    page.title = QT_TRANSLATE_NOOP("pages", "logout_done_title");
    if (!view.continueUrl.isEmpty())
        page.data.add("continue").set("continue_url", view.continueUrl);
    if (!view.signInUrl.isEmpty())
        page.data.add("sign_in_again").set("sign_in_url", view.signInUrl);
    return page;
}

PageModel errorPage(const ErrorView& view)
{
    PageModel page;
    page.page = "error";
    const int status = view.error.traits().status;
    const ErrorText text = view.properUrl.isEmpty() ? errorText(status)
                                                    : ErrorText { QT_TRANSLATE_NOOP("pages", "error_misdirected_heading"),
                                                          QT_TRANSLATE_NOOP("pages", "error_misdirected_text") };
    page.title = QT_TRANSLATE_NOOP("pages", "error_title");
    page.data.setMessage("heading", text.heading)
        .setMessage("explanation", text.explanation)
        .set("client_name", view.clientName)
        .set("correlation_id", view.correlationId)
        .show("reference", !view.correlationId.isEmpty());
    // What went wrong inside is no help to a person; what is wrong with a request is one to its author.
    if (status < 500 && !view.error.description.isEmpty())
        page.data.add("technical").set("description", view.error.description);
    if (!view.backUrl.isEmpty()) {
        page.data.add("back")
            .set("back_url", view.backUrl)
            .setMessage("back_label",
                view.clientName.isEmpty() ? QT_TRANSLATE_NOOP("pages", "error_back")
                                          : QT_TRANSLATE_NOOP("pages", "error_back_to_client"));
    } else if (!view.properUrl.isEmpty()) {
        page.data.add("proper").set("proper_url", view.properUrl);
    } else if (!view.retryUrl.isEmpty()) {
        page.data.add("retry").set("retry_url", view.retryUrl);
    } else {
        page.data.add("no_way_back");
    }
    return page;
}

namespace {

/// Who was there, and where.
void fillPlace(PageData* entry, const QByteArray& prefix, const QString& userAgent, const QString& address, const QString& place)
{
    const QString agent = agents::describeUserAgent(userAgent);
    if (agent.isEmpty())
        entry->setMessage(prefix + "_agent", QT_TRANSLATE_NOOP("pages", "account_unknown_browser"));
    else
        entry->set(prefix + "_agent", agent);
    if (!address.isEmpty())
        entry->add(prefix + "_located").set(prefix + "_address", address);
    if (!place.isEmpty())
        entry->add(prefix + "_placed").set(prefix + "_place", place);
}

void fillPast(PageData* entry, const PastSessionView& past, const QLocale& locale)
{
    const Moment started = moment(past.startedAt, locale);
    const Moment ended = moment(past.endedAt, locale);
    fillPlace(entry, "past", past.userAgent, past.address, past.place);
    entry->set("past_started", started.text)
        .set("past_started_iso", started.iso)
        .set("past_ended", ended.text)
        .set("past_ended_iso", ended.iso)
        .setMessage("past_reason", past.reason);
}


void fillDevice(PageData* entry, const DeviceView& device, const QLocale& locale)
{
    const Moment first = moment(device.firstSeenAt, locale);
    const Moment last = moment(device.lastSeenAt, locale);
    fillPlace(entry, "device", device.userAgent, device.address, device.place);
    entry->set("device_first", first.text)
        .set("device_first_iso", first.iso)
        .set("device_last", last.text)
        .set("device_last_iso", last.iso);
}

}

PageModel accountPage(const AccountView& view, const QByteArray& language)
{
    PageModel page;
    page.page = "account";
    page.title = QT_TRANSLATE_NOOP("pages", "account_title");
    addNotice(&page, view.notice);
    page.data.set("csrf", view.csrf)
        .set("revoke_action", view.revokeAction)
        .set("password_action", view.passwordAction)
        .set("logout_action", view.logoutAction)
        .set("security_url", view.securityUrl)
        .set("username", view.username)
        .set("n", QString::number(view.sessions.size()))
        .show("others", view.sessions.size() > 1)
        .show("few_backup_codes", view.fewBackupCodes)
        .show("unseen_notices", view.unseenNotices);
    if (!view.passkeysUrl.isEmpty())
        page.data.add("with_passkeys").set("passkeys_url", view.passkeysUrl);
    if (!view.name.isEmpty())
        page.data.add("with_name").set("name", view.name);
    if (!view.email.isEmpty())
        page.data.add("with_email").set("email", view.email);
    const QLocale locale(QString::fromLatin1(language));
    for (const auto& session : view.sessions) {
        const Moment started = moment(session.startedAt, locale);
        const Moment seen = moment(session.lastSeenAt, locale);
        PageData& entry = page.data.add("session");
        fillPlace(&entry, "session", session.userAgent, session.address, session.place);
        entry.set("session_id", session.id)
            .set("session_started", started.text)
            .set("session_started_iso", started.iso)
            .set("session_seen", seen.text)
            .set("session_seen_iso", seen.iso)
            .show(session.current ? "session_current" : "session_other");
        const auto device = std::ranges::find(view.devices, session.deviceId, &DeviceView::id);
        if (device != view.devices.end()) {
            const Moment first = moment(device->firstSeenAt, locale);
            entry.add("session_of_device")
                .set("device_id", device->id)
                .set("device_first", first.text)
                .set("device_first_iso", first.iso);
        }
    }
    if (!view.history.isEmpty()) {
        PageData& history = page.data.add("history");
        for (const auto& past : view.history)
            fillPast(&history.add("past"), past, locale);
    }
    page.data.set("device_action", view.deviceAction);
    if (!view.devices.isEmpty()) {
        PageData& devices = page.data.add("devices");
        for (const auto& device : view.devices) {
            PageData& entry = devices.add("device");
            fillDevice(&entry, device, locale);
            entry.set("device_id", device.id)
                .show(device.current ? "device_current" : "device_other")
                .show("device_unconfirmed", device.unconfirmed);
            if (device.rememberedUntil) {
                const Moment until = moment(*device.rememberedUntil, locale);
                entry.add("device_remembered").set("remembered", until.text).set("remembered_iso", until.iso);
            }
            if (device.trustDays > 0)
                entry.add("device_trustable").set("n", QString::number(device.trustDays));
        }
    }
    return page;
}

PageModel newDevicePage(const NewDeviceView& view, const QByteArray& language)
{
    PageModel page;
    page.page = "new_device";
    page.title = QT_TRANSLATE_NOOP("pages", "new_device_title");
    addForm(&page, view.action, view.csrf);
    page.data.set("username", view.username);
    if (view.device)
        fillDevice(&page.data.add("device"), *view.device, QLocale(QString::fromLatin1(language)));
    return page;
}

PageModel setupPage(const SetupView& view)
{
    PageModel page;
    page.page = "setup";
    page.title = QT_TRANSLATE_NOOP("pages", "setup_title");
    page.errors = view.errors;
    addForm(&page, view.action, view.csrf);
    addNewPassword(&page, view.minimumLength);
    page.data.set("username", view.username);
    return page;
}

PageModel newPasswordPage(const NewPasswordView& view)
{
    PageModel page;
    page.page = "new_password";
    page.title = QT_TRANSLATE_NOOP("pages", "new_password_title");
    page.errors = view.errors;
    addForm(&page, view.action, view.csrf);
    addNewPassword(&page, view.minimumLength);
    page.data.set("username", view.username);
    return page;
}

PageModel messagePage(const MessageView& view)
{
    PageModel page;
    page.page = "message";
    page.title = view.heading;
    for (const auto& [name, value] : view.parameters)
        page.data.set(name, value);
    page.data.setMessage("heading", view.heading).setMessage("text", view.text);
    if (!view.linkUrl.isEmpty() && view.linkLabel)
        page.data.add("link").set("link_url", view.linkUrl).setMessage("link_label", view.linkLabel);
    if (!view.action.isEmpty() && view.buttonLabel) {
        addForm(&page, view.action, view.csrf);
        page.data.add("button").setMessage("button_label", view.buttonLabel);
    }
    return page;
}

PageModel formPostPage(const FormPostView& view)
{
    PageModel page;
    page.page = "form_post";
    page.title = QT_TRANSLATE_NOOP("pages", "redirect_title");
    page.data.set("client_name", view.clientName).set("action", view.redirectUri);
    for (const auto& [name, value] : view.parameters)
        page.data.add("parameter").set("parameter_name", name).set("parameter_value", value);
    if (const auto source = formActionSource(view.redirectUri.toUtf8()))
        page.formActions.append(*source);
    page.opener = OpenerPolicy::Popup;
    return page;
}

PageModel redirectInterstitialPage(const RedirectInterstitialView& view)
{
    PageModel page;
    page.page = "redirect_interstitial";
    page.title = QT_TRANSLATE_NOOP("pages", "redirect_title");
    page.data.set("client_name", view.clientName).set("redirect_url", view.url);
    page.opener = OpenerPolicy::Popup;
    return page;
}

}
