// SPDX-License-Identifier: GPL-3.0-or-later
// A token is three canonical segments, and nothing verifies that the key did not sign.
#include "core/Base64Url.h"
#include "core/Json.h"
#include "crypto/Jws.h"

#include <cstdint>
#include <cstdlib>

using namespace auth;
using namespace auth::crypto;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

VerifyOptions options()
{
    VerifyOptions made;
    made.algorithms = { SignatureAlgorithm::ES256, SignatureAlgorithm::RS256, SignatureAlgorithm::EdDSA };
    made.types = { "JWT", "at+jwt", "" };
    return made;
}

}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const auto key = SigningKey::generate(SignatureAlgorithm::ES256);
    require(key.has_value());
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto jws = parseJws(bytes, options())) {
        require(bytes.count('.') == 2 && jws->token == bytes);
        const auto segments = bytes.split('.');
        require(toBase64Url(jws->payload) == segments[1] && toBase64Url(jws->signature) == segments[2]);
        require(!verifyJws(*jws, key->verificationKey(), options()));
    }
    // Signed by us, with a payload that nobody chose: claims are read strictly.
    const auto own = parseJws(signCompactPayload(*key, "JWT", bytes), options());
    if (own) {
        const auto verified = verifyJws(*own, key->verificationKey(), options());
        require(verified.has_value() == parseJsonObject(bytes).has_value());
    }
    return 0;
}
