// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

struct bignum_st;

namespace auth::crypto {

/// Does \a modulus look as if Infineon's faulty RSA library had made it (CVE-2017-15361, "The Return of Coppersmith's
/// Attack", 2017)? Its primes are powers of 65537 modulo a product of small primes, so the modulus is one modulo each
/// of them. A sound key has that property with a probability under 2^-27.
bool hasRocaFingerprint(const bignum_st *modulus);

}
