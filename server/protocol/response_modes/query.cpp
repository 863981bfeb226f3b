// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/FormAction.h"
#include "pages/PageRenderer.h"
#include "pages/Pages.h"
#include "protocol/PageRealmOf.h"
#include "protocol/ResponseMode.h"

namespace auth::protocol {

namespace {

/// OAuth 2.0 Multiple Response Type Encoding Practices §2.1; 303, so that a form's body is never sent on (RFC 9700
/// §4.12).
http::Response respond(Services *services, const Issuer &issuer, const http::Request &request, const AuthorizationResponse &response)
{
    const QByteArray redirectUri = response.redirectUri.toUtf8();
    const QByteArray url = redirectUri + (redirectUri.contains('?') ? '&' : '?') + response.parameters.encode();
    // Chromium and Safari hold each redirect after a form against form-action, which cannot name every URI.
    if (response.afterForm && (response.interstitial || !pages::formActionSource(redirectUri))) {
        const auto realm = pageRealmOf(*issuer.realm);
        return services->pages->render(request, &realm, pages::redirectInterstitialPage({ .url = QString::fromUtf8(url), .clientName = response.clientName }));
    }
    http::Response answer = http::Response::seeOther(url);
    answer.setHeader("Cache-Control", "no-store");
    return answer;
}

}

extern const ResponseMode query_variant;
const ResponseMode query_variant { "query", respond };

}
