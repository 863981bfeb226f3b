// SPDX-License-Identifier: GPL-3.0-or-later
// A key that is accepted is written and read again as the same key, and holds nothing private.
#include "core/Json.h"
#include "crypto/Jwk.h"

#include <cstdint>
#include <cstdlib>

using namespace auth;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto object = parseJsonObject(bytes);
    const auto key = object ? crypto::VerificationKey::fromJwk(*object) : crypto::VerificationKey::fromPem(bytes);
    if (!key) {
        require(key.error().code == ErrorCode::ValidationFailed);
        return 0;
    }
    const QJsonObject written = key->toJwk();
    for (const char *const name : { "d", "p", "q", "dp", "dq", "qi", "oth", "k" })
        require(!written.contains(QLatin1StringView(name)));
    const auto again = crypto::VerificationKey::fromJwk(written);
    require(again.has_value() && again->thumbprint() == key->thumbprint() && again->toDer() == key->toDer());
    require(!key->verify(crypto::SignatureAlgorithm::ES256, "message", "signature"));
    return 0;
}
