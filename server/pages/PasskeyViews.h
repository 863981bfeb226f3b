// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "pages/PageModel.h"

namespace auth::pages {

// Forms that an authenticator fills in. `options` are our own paths that answer what to ask it; forms post
// `credential`.

/// Lets somebody sign in with a passkey.
struct PasskeyForm {
    QString action = {};
    QString options = {};
    bool autofill = false; ///< The browser offers passkeys with the user name too.
    bool named = false; ///< Of the person whose name was typed.
    int rememberDays = 0; ///< Posts `remember-browser`; 0: not offered.
};
void addPasskeyForm(PageModel *page, const PasskeyForm &form);

struct PasskeyRow {
    QString id = {};
    QString label = {};
    Timestamp addedAt = {};
    std::optional<Timestamp> lastUsedAt = {};
    bool synced = false;
    bool suspended = false;
};

/// Posts `label` to \a action, `passkey` and `label` to \a renameAction, `passkey` to \a revokeAction.
struct PasskeysView {
    QString csrf = {};
    QString action = {};
    QString options = {};
    QString renameAction = {};
    QString revokeAction = {};
    QString accountUrl = {};
    QString suggestedLabel = {};
    QList<PasskeyRow> passkeys = {};
    MessageId notice = nullptr;
    QList<PageError> errors = {};
};
PageModel passkeysPage(const PasskeysView &view, const QByteArray &language);

/// Asks for one as the second factor. Posts the name of one of the other buttons, or `cancel`, to \a action.
struct PasskeyFactorView {
    QString action = {};
    QString csrf = {};
    PasskeyForm form = {};
    QList<std::pair<QByteArray, MessageId>> others = {}; ///< Buttons of other ways.
    bool cancellable = false;
    QString clientName = {};
    QList<PageError> errors = {};
};
PageModel passkeyFactorPage(const PasskeyFactorView &view);

/// After a sign-in without one. Posts `label` to \a action, or `not-now` to \a declineAction.
struct PasskeyOfferView {
    QString csrf = {};
    QString action = {};
    QString options = {};
    QString declineAction = {};
    QString suggestedLabel = {};
    QList<PageError> errors = {};
};
PageModel passkeyOfferPage(const PasskeyOfferView &view);

}
