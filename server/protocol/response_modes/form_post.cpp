// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/PageRenderer.h"
#include "pages/Pages.h"
#include "protocol/PageRealmOf.h"
#include "protocol/ResponseMode.h"

namespace auth::protocol {

namespace {

/// OAuth 2.0 Form Post Response Mode §2.
http::Response respond(Services *services, const Issuer &issuer, const http::Request &request, const AuthorizationResponse &response)
{
    const auto realm = pageRealmOf(*issuer.realm);
    return services->pages->render(request, &realm,
        pages::formPostPage({ .redirectUri = response.redirectUri, .parameters = response.parameters.pairs(), .clientName = response.clientName }));
}

}

extern const ResponseMode form_post_variant;
const ResponseMode form_post_variant { "form_post", respond };

}
