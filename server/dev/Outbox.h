// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Database.h"
#include "http/Router.h"

namespace auth::pages {
class PageRenderer;
}

namespace auth::dev {

/// `/dev/outbox`, and `/dev/mail` and `/dev/sms` for programs: the last mails and text messages of all realms, which `auth-server dev` keeps and does not send.
/// Rows of `outbox` of the kinds `mail` (`to`, `subject`, `text`) and `sms` (`to`, `text`). For loopback only: what is
/// shown are other people's links and codes. Both pointers must outlive \a router.
void addOutboxRoutes(http::Router* router, db::Database* database, const pages::PageRenderer* renderer);

}
