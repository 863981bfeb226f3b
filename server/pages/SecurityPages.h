// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "pages/PageModel.h"

#include <QtCore/QStringList>

namespace auth::pages {

// Pages of second factors, as in Pages.h.

/// Asks for a second factor. Posts `code` and `submit`, or the name of one of the other buttons, or `cancel`.
struct FactorView {
    QString action = {};
    QString csrf = {};
    MessageId lead = nullptr; ///< What is asked for.
    QString destination = {}; ///< Where a code was sent, masked.
    bool digits = true;
    std::optional<std::pair<QByteArray, MessageId>> send = {}; ///< Instead of an input: the button that sends a code.
    QByteArray sendAgain = {}; ///< The same beside the input.
    QList<std::pair<QByteArray, MessageId>> others = {}; ///< Buttons of other ways.
    int rememberDays = 0; ///< Posts `remember-browser`; 0: not offered.
    bool cancellable = false;
    QString clientName = {};
    QList<PageError> errors = {}; ///< Field `code`.
};
PageModel factorPage(const FactorView &view);

/// An authenticator app is set up. Posts `begin`; once there is a secret, `code` and `submit`.
struct EnrolmentView {
    QString action = {};
    QString csrf = {};
    QString secret = {}; ///< Base32; empty before it was begun.
    QString uri = {}; ///< `otpauth:`
    bool required = false; ///< The sign-in goes on when it is done.
    bool cancellable = false; ///< Posts `cancel`.
    QString backUrl = {}; ///< Empty: no way back.
    QList<PageError> errors = {}; ///< Field `code`.
};
PageModel enrolmentPage(const EnrolmentView &view);

struct AuthenticatorView {
    QString id = {};
    QString name = {};
    Timestamp addedAt {};
    std::optional<Timestamp> usedAt = {};
};

/// A kind of second factor that a person has.
struct FactorChoiceView {
    QString kind = {};
    MessageId label = nullptr;
    bool preferred = false;
};

/// Something that the owner is told of.
struct NoticeView {
    MessageId text = nullptr;
    Timestamp at {};
    bool seen = false;
};

/// A person's second factors. Posts `see-notices` with `until`, `prefer-factor` with `preferred`, `add-authenticator` with `name`,
/// `remove-authenticator` with `authenticator`, or `generate-backup-codes`.
struct SecurityView {
    QString action = {};
    QString csrf = {};
    QString accountUrl = {};
    QList<AuthenticatorView> authenticators = {};
    bool withFactor = false; ///< Backup codes stand in for one.
    QString phoneUrl = {}; ///< Where the number for codes is set; empty where no text messages are sent.
    QString phone = {}; ///< Masked; empty: none.
    int backupCodes = 0; ///< Left.
    bool fewBackupCodes = false; ///< Too few are left.
    QList<FactorChoiceView> choices = {}; ///< Of which one is asked for first; shown where there are several.
    QList<NoticeView> notices = {}; ///< What became of the account lately, the newest first.
    MessageId notice = nullptr;
    QList<PageError> errors = {}; ///< Field `name`.
};
PageModel securityPage(const SecurityView &view, const QByteArray &language);

/// A phone number that codes are sent to. Posts `phone_number` with `send`; while one waits, `code` and `submit`, or
/// `send-again`; `remove`.
struct PhoneView {
    QString action = {};
    QString csrf = {};
    QString number = {}; ///< What is the account's now, masked; empty: none.
    QString typed = {}; ///< What was typed and was none.
    QString waiting = {}; ///< The number that waits for its code.
    QString backUrl = {};
    QList<PageError> errors = {}; ///< Fields `phone_number` and `code`.
};
PageModel phonePage(const PhoneView &view);

/// Codes that are shown once.
struct BackupCodesView {
    QStringList codes = {};
    QString continueUrl = {};
};
PageModel backupCodesPage(const BackupCodesView &view);

}
