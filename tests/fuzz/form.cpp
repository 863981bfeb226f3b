// SPDX-License-Identifier: GPL-3.0-or-later
// A form has one reading: what was read is written down and read again as the same pairs.
#include "core/Form.h"

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
    const auto form = Form::parse(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    if (!form) {
        require(form.error().code == ErrorCode::Malformed);
        return 0;
    }
    require(form->pairs().size() <= 200);
    for (const auto &[name, value] : form->pairs())
        require(!name.contains(QChar(0)) && !value.contains(QChar(0)) && name.isValidUtf16() && value.isValidUtf16());
    const auto again = Form::parse(form->encode());
    require(again.has_value() && again->pairs() == form->pairs());
    return 0;
}
