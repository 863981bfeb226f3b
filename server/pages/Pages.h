// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "core/Error.h"
#include "pages/PageModel.h"

#include <QtCore/QHash>
#include <QtCore/QLocale>
#include <QtCore/QStringList>

#include <optional>

namespace auth::pages {

// One structure per page and a function that makes its model: what a page needs is checked by the compiler. URLs named
// `action` are our own paths; forms post `csrf` and what is said at each page.

/// Posts `username`, `password` when \a withPassword, and `submit` or `cancel`.
struct SignInView {
    QString action = {};
    QString csrf = {};
    QString username = {}; ///< What was typed before, or login_hint.
    bool withPassword = false;
    bool cancellable = false;
    QString clientName = {};
    MessageId notice = nullptr;
    QList<PageError> errors = {}; ///< Fields `username` and `password`.
};
PageModel signInPage(const SignInView& view);

/// The second step after an identifier. Posts `username` (read-only, for password managers), `password`, and `submit`
/// or `cancel`.
struct PasswordView {
    QString action = {};
    QString csrf = {};
    QString username = {};
    QString changeUrl = {}; ///< Back to the first step; empty when the account is settled.
    bool cancellable = false;
    QString clientName = {};
    QList<PageError> errors = {};
};
PageModel passwordPage(const PasswordView& view);

/// "Continue as …", for `prompt=select_account` and for a tab that another has overtaken. Posts `account` = `current`
/// or `other`.
struct SelectAccountView {
    QString action = {};
    QString csrf = {};
    QString username = {};
    QString detail = {}; ///< Name or e-mail; may be empty.
    QString clientName = {};
    MessageId notice = nullptr;
};
PageModel selectAccountPage(const SelectAccountView& view);

/// Posts `allow` or `deny`.
struct ConsentView {
    QString action = {};
    QString csrf = {};
    QString clientName = {};
    QString username = {};
    QString destination = {}; ///< Host or scheme of the redirect URI.
    QString changeUrl = {}; ///< Another account; empty when there is no such way.
    QStringList scopes = {};
    QHash<QString, QString> scopeTexts = {}; ///< What the realm says about scopes of its own.
};
PageModel consentPage(const ConsentView& view);

/// Posts `confirm-logout` or `stay`.
/// RFC 8628 §3.3: the code that a device shows. Posts `user_code`.
struct DeviceCodeView {
    QString action = {};
    QString csrf = {};
    QString userCode = {}; ///< Typed, or of the link that was followed.
    bool followed = false; ///< The code came with a link: the person compares instead of typing.
    QString completeUrl = {}; ///< The link with a good code, to be shown as a QR code; empty: none.
    QList<PageError> errors = {}; ///< Field `user_code`.
};
PageModel deviceCodePage(const DeviceCodeView& view);

/// What asks to be let in, and whether the person began that. Posts `allow`, `deny` or `other`.
struct DeviceConfirmView {
    QString action = {};
    QString csrf = {};
    QString clientName = {};
    QString username = {};
    QString userAgent = {}; ///< As the device says: nobody vouches for it.
    QString address = {};
    Timestamp startedAt {};
    QStringList scopes = {};
};
PageModel deviceConfirmPage(const DeviceConfirmView& view, const QByteArray& language);

struct LogoutConfirmView {
    QString action = {};
    QString csrf = {};
    QString username = {};
    QString clientName = {};
};
PageModel logoutConfirmPage(const LogoutConfirmView& view);

struct LogoutDoneView {
    QString continueUrl = {}; ///< A registered post-logout redirect URI; may be empty.
    QString signInUrl = {}; ///< Our own; may be empty.
};
PageModel logoutDonePage(const LogoutDoneView& view);

struct ErrorView {
    Error error = {};
    QString correlationId = {};
    QString backUrl = {}; ///< To the application; may be empty.
    QString clientName = {};
    QString retryUrl = {}; ///< Our own; may be empty.
    QString properUrl = {}; ///< The same page under the server's own name; may be empty.
};
PageModel errorPage(const ErrorView& view);

struct SessionView {
    QString id = {};
    QString userAgent = {};
    QString address = {};
    QString place = {}; ///< "Berlin, Germany"; empty: not known.
    Timestamp startedAt = {};
    Timestamp lastSeenAt = {};
    bool current = false;
    QString deviceId = {}; ///< Of one of the devices that the page shows; empty: none of them.
};

/// A session that has ended.
struct PastSessionView {
    QString userAgent = {};
    QString address = {};
    QString place = {};
    Timestamp startedAt = {};
    Timestamp endedAt = {};
    MessageId reason = nullptr;
};

/// A browser that the person signed in with.
struct DeviceView {
    QString id = {};
    QString userAgent = {};
    QString address = {};
    QString place = {}; ///< "Berlin, Germany"; empty: not known.
    Timestamp firstSeenAt = {};
    Timestamp lastSeenAt = {};
    bool current = false;
    bool unconfirmed = false; ///< Is it theirs?
    std::optional<Timestamp> rememberedUntil = {}; ///< No second factor is asked for there.
    int trustDays = 0; ///< For how many days it can be left out; 0: not offered.
};

/// Posts `device` with `revoke-device`, `review-device`, `unremember-device` or `trust-device` to \a deviceAction;
/// `session` and `revoke`, or `revoke-others`, to \a revokeAction, and `confirm-logout` to \a logoutAction.
struct AccountView {
    QString csrf = {};
    QString revokeAction = {};
    QString deviceAction = {};
    QString passwordAction = {};
    QString logoutAction = {};
    QString securityUrl = {};
    QString username = {};
    QString name = {};
    QString email = {};
    QString passkeysUrl = {}; ///< Empty where there are none to be had.
    QList<SessionView> sessions = {}; ///< The current one first.
    QList<DeviceView> devices = {}; ///< Likewise.
    QList<PastSessionView> history = {};
    bool fewBackupCodes = false; ///< Too few are left.
    bool unseenNotices = false; ///< The page of the account's security has news.
    MessageId notice = nullptr;
};
PageModel accountPage(const AccountView& view, const QByteArray& language);

/// The first administrator. Posts `username`, `password`, `submit`.
struct SetupView {
    QString action = {};
    QString csrf = {};
    QString username = {};
    int minimumLength = 15; ///< Code points, the realm's.
    QList<PageError> errors = {};
};
PageModel setupPage(const SetupView& view);

/// A new password for a known account. Posts `username` (read-only), `password`, `submit`.
struct NewPasswordView {
    QString action = {};
    QString csrf = {};
    QString username = {};
    int minimumLength = 15; ///< Code points, the realm's.
    QList<PageError> errors = {};
};
PageModel newPasswordPage(const NewPasswordView& view);

/// Was it the person who signed in there? Posts `mine` or `not-mine`.
struct NewDeviceView {
    QString action = {};
    QString csrf = {};
    QString username = {};
    std::optional<DeviceView> device = {}; ///< Nothing where it is forgotten already.
};
PageModel newDevicePage(const NewDeviceView& view, const QByteArray& language);

/// A heading, a sentence, and where to go; with \a action a button that posts `submit` there instead.
struct MessageView {
    MessageId heading = {};
    MessageId text = {};
    QList<std::pair<QByteArray, QString>> parameters = {};
    QString linkUrl = {}; ///< Our own.
    MessageId linkLabel = nullptr;
    QString action = {};
    QString csrf = {};
    MessageId buttonLabel = nullptr;
};
PageModel messagePage(const MessageView& view);

/// OAuth 2.0 Form Post Response Mode §2: a form that sends itself, or by its button without scripts.
struct FormPostView {
    QString redirectUri = {}; ///< Validated.
    QList<std::pair<QString, QString>> parameters = {};
    QString clientName = {};
};
PageModel formPostPage(const FormPostView& view);

/// A navigation instead of a redirect after a form, for applications whose callback redirects on to where `form-action`
/// does not reach, and for `[::1]`.
struct RedirectInterstitialView {
    QString url = {}; ///< The redirect URI with the answer's parameters.
    QString clientName = {};
};
PageModel redirectInterstitialPage(const RedirectInterstitialView& view);

}
