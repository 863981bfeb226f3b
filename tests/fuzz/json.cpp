// SPDX-License-Identifier: GPL-3.0-or-later
// What is accepted as JSON is written and read again as the same, and Qt's parser, which is laxer, takes it too.
#include "core/Json.h"

#include <QtCore/QJsonDocument>

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
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto value = parseJson(text);
    if (!value) {
        require(value.error().code == ErrorCode::Malformed && !value.error().description.isEmpty());
        return 0;
    }
    // A cut document that is a number or a word may still be one; what stands in brackets is not.
    if (!value->isObject() && !value->isArray())
        return 0;
    require(!QJsonDocument::fromJson(text).isNull());
    const QByteArray written = value->isObject() ? toJson(value->toObject()) : toJson(value->toArray());
    const auto again = parseJson(written);
    require(again.has_value() && *again == *value);
    return 0;
}
