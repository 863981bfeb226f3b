// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/PageModel.h"
#include "sign_in/FlowContext.h"

namespace auth::sign_in {

// WCAG 2.2, 2.2.1 (Timing Adjustable): a page of a flow says when it ends, and offers more time before.

inline constexpr auto kMoreTimePath = "/sign-in/more-time";

/// Of the page of \a context that \a request asks for.
pages::TimeLimit timeLimitOf(const protocol::Services &services, const http::Request &request, const FlowContext &context);

/// Lets the flow last longer, and leads back to the page of its `page`; a script is told `seconds` and whether there is
/// `more`.
Task<Result<http::Response>> submitMoreTime(protocol::Services *services, http::Request request);

}
