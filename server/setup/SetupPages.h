// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Router.h"
#include "passwords/PasswordService.h"
#include "realms/Change.h"
#include "realms/RealmDirectory.h"
#include "sessions/SessionService.h"
#include "users/UserService.h"

namespace auth {
class DeviceService;
}

namespace auth::mail {
class Mailer;
}

namespace auth::protocol {
class Issuers;
}

namespace auth::places {
class Places;
}

namespace auth::pages {
class Csrf;
class PageRenderer;
}

namespace auth::setup {

/// What pages behind one-time links work with. Owned by the composition root.
struct SetupServices {
    Change::Services change;
    QByteArray systemRealm; ///< The realm of administrators.
    QByteArray administratorRole; ///< Its role that may do everything.
    RealmDirectory *realms = nullptr;
    protocol::Issuers *issuers = nullptr;
    UserService *users = nullptr;
    PasswordService *passwords = nullptr;
    SessionService *sessions = nullptr;
    DeviceService *devices = nullptr;
    const mail::Mailer *mailer = nullptr;
    const places::Places *places = nullptr;
    pages::PageRenderer *pages = nullptr;
    const pages::Csrf *csrf = nullptr;
};

/// `/setup/{secret}`: a one-time link makes an administrator, or gives one that exists a new password. It answers 410
/// for ever after its use.
void addSetupRoutes(http::Router *router, SetupServices *services);

}
