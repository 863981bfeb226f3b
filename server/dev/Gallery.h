// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Router.h"
#include "pages/PageModel.h"

#include <vector>

namespace auth::pages {
class PageRenderer;
}

namespace auth::dev {

struct SamplePage {
    QByteArray name; ///< `sign_in-error`.
    int status = 200;
    pages::PageModel model;
};

/// Every hosted page with sample values, in each of its states.
std::vector<SamplePage> samplePages(QByteArray language);

/// `/dev/pages` and `/dev/pages/{name}`: the hosted pages to look at, and what the accessibility test visits.
/// \a renderer must outlive \a router.
void addGalleryRoutes(http::Router* router, const pages::PageRenderer* renderer);

}
