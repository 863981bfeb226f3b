// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace auth::crypto {

/// Initialises libsodium once: without it the portable code runs instead of AVX2, and randomness is not thread-safe.
/// Every file of ours that calls libsodium calls this first; from the second time on it costs one load.
void initializeSodium();

}
