// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "core/Secret.h"

namespace auth {

/// A password in the form that is hashed.
struct PasswordText {
    Secret bytes; ///< UTF-8, NFC.
    qsizetype codePoints = 0;
};

/// NFC of what was typed, so that a composed and a decomposed `é` are the same password (RFC 8265 §4.2.2). Nothing else
/// is changed: spaces, case and control characters count. ValidationFailed when it is not UTF-8 or contains NUL.
Result<PasswordText> preparePassword(const Secret& typed);

}
