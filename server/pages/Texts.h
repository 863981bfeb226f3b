// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/PageModel.h"

#include <QtCore/QtGlobal>

/// Texts that flows choose: errors at a field or above a form, and notices. Their words are in `translations/`.
namespace auth::pages::texts {

/// Unknown user and wrong password read alike.
inline constexpr MessageId wrongCredentials = QT_TRANSLATE_NOOP("pages", "error_wrong_credentials");
inline constexpr MessageId usernameMissing = QT_TRANSLATE_NOOP("pages", "error_username_missing");
inline constexpr MessageId passwordMissing = QT_TRANSLATE_NOOP("pages", "error_password_missing");
inline constexpr MessageId usernameNotAllowed = QT_TRANSLATE_NOOP("pages", "error_username_not_allowed");
inline constexpr MessageId usernameTaken = QT_TRANSLATE_NOOP("pages", "error_username_taken");
/// Takes the parameter `minimum`.
inline constexpr MessageId passwordTooShort = QT_TRANSLATE_NOOP("pages", "error_password_too_short");
inline constexpr MessageId passwordTooLong = QT_TRANSLATE_NOOP("pages", "error_password_too_long");
inline constexpr MessageId tryAgainLater = QT_TRANSLATE_NOOP("pages", "error_try_again_later");
/// A form whose CSRF token is not this browser's, or a flow that has ended: shown above a new one.
inline constexpr MessageId formExpired = QT_TRANSLATE_NOOP("pages", "error_form_expired");

inline constexpr MessageId signInAgain = QT_TRANSLATE_NOOP("pages", "notice_sign_in_again");
inline constexpr MessageId flowExpired = QT_TRANSLATE_NOOP("pages", "notice_flow_expired");
inline constexpr MessageId signedInElsewhere = QT_TRANSLATE_NOOP("pages", "notice_signed_in_elsewhere");
inline constexpr MessageId sessionRevoked = QT_TRANSLATE_NOOP("pages", "notice_session_revoked");
inline constexpr MessageId passwordChanged = QT_TRANSLATE_NOOP("pages", "notice_password_changed");

inline constexpr MessageId linkUsedHeading = QT_TRANSLATE_NOOP("pages", "link_used_heading");
inline constexpr MessageId linkUsedText = QT_TRANSLATE_NOOP("pages", "link_used_text");
inline constexpr MessageId setupDoneHeading = QT_TRANSLATE_NOOP("pages", "setup_done_heading");
inline constexpr MessageId setupDoneText = QT_TRANSLATE_NOOP("pages", "setup_done_text");
inline constexpr MessageId passwordChangedHeading = QT_TRANSLATE_NOOP("pages", "password_changed_heading");
inline constexpr MessageId passwordChangedText = QT_TRANSLATE_NOOP("pages", "password_changed_text");
inline constexpr MessageId flowExpiredHeading = QT_TRANSLATE_NOOP("pages", "flow_expired_heading");
inline constexpr MessageId flowExpiredText = QT_TRANSLATE_NOOP("pages", "flow_expired_text");
/// Unknown, expired and used read alike.
inline constexpr MessageId deviceCodeWrong = QT_TRANSLATE_NOOP("pages", "device_error_code");
inline constexpr MessageId deviceAllowedHeading = QT_TRANSLATE_NOOP("pages", "device_allowed_heading");
inline constexpr MessageId deviceAllowedText = QT_TRANSLATE_NOOP("pages", "device_allowed_text");
inline constexpr MessageId deviceDeniedHeading = QT_TRANSLATE_NOOP("pages", "device_denied_heading");
inline constexpr MessageId deviceDeniedText = QT_TRANSLATE_NOOP("pages", "device_denied_text");
inline constexpr MessageId deviceGoneHeading = QT_TRANSLATE_NOOP("pages", "device_gone_heading");
inline constexpr MessageId deviceGoneText = QT_TRANSLATE_NOOP("pages", "device_gone_text");
inline constexpr MessageId goToSignIn = QT_TRANSLATE_NOOP("pages", "go_to_sign_in");
inline constexpr MessageId goToAccount = QT_TRANSLATE_NOOP("pages", "go_to_account");
inline constexpr MessageId startAgain = QT_TRANSLATE_NOOP("pages", "start_again");

}
