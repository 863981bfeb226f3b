// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/CorrelationId.h"

#include "core/Random.h"

#include <algorithm>

namespace auth::http {

QByteArray makeCorrelationId()
{
    // 72 random bits per thread, then a counter: no system call per request.
    static thread_local const QByteArray prefix = randomToken(9) + '-';
    static thread_local quint32 counter = 0;
    static constexpr char digits[] = "0123456789abcdef";
    QByteArray id;
    id.reserve(prefix.size() + 8);
    id += prefix;
    const quint32 number = ++counter;
    for (int shift = 28; shift >= 0; shift -= 4)
        id += digits[number >> shift & 0xf];
    return id;
}

bool isCorrelationId(QByteArrayView text)
{
    return text.size() >= 8 && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
            || c == '.';
    });
}

}
