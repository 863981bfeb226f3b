// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Context.h"
#include "core/Clock.h"

namespace auth::admin {

/// InsufficientUserAuthentication where the operation is protected (`x-step-up`) and the person who calls it did not prove
/// who they are as the caller's realm and the realm of the path want, whichever is stricter (RFC 9470 §3). Applications
/// are nobody who could be asked: see server/decisions/0005. A dry run changes nothing, and needs nothing.
Result<void> checkStepUp(const Context &context, const Clock &clock);

/// The same for an operation that is protected where it is about rights in the admin API, for those who find some.
Result<void> checkStepUpForRights(const Context &context);

}
