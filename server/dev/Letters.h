// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Router.h"

namespace auth::mail {
class Mailer;
}

namespace auth::pages {
class PageRenderer;
}

namespace auth::dev {

/// `/dev/letters` and `/dev/letters/{name}`: every mail with sample values, as its HTML part looks. `locale` chooses the
/// language. \a renderer and \a mailer must outlive \a router.
void addLetterRoutes(http::Router *router, const pages::PageRenderer *renderer, const mail::Mailer *mailer);

}
