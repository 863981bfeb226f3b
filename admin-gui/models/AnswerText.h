// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Call.h"

namespace auth::console {

/// Why \a answer is no success, for a person: what the server says of it, or its status where that is all there is, or
/// why nothing came back. Never empty.
QString failureText(const api::Answer &answer);

}
