// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/Roca.h"

#include <openssl/bn.h>

#include <array>

namespace auth::crypto {

namespace {

/// The odd primes whose product is the library's constant for the shortest keys that we accept, as far as 167.
constexpr std::array kPrimes { 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89,
    97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167 };

bool isPowerOf65537(unsigned long residue, unsigned long prime)
{
    const unsigned long generator = 65537 % prime;
    unsigned long power = 1;
    do {
        if (power == residue)
            return true;
        power = power * generator % prime;
    } while (power != 1);
    return false;
}

}

bool hasRocaFingerprint(const bignum_st *modulus)
{
    for (const int prime : kPrimes) {
        const auto divisor = static_cast<unsigned long>(prime);
        if (!isPowerOf65537(BN_mod_word(modulus, divisor), divisor))
            return false;
    }
    return true;
}

}
