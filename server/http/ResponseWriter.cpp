// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/ResponseWriter.h"

#include "http/ErrorRenderer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <ctime>

namespace auth::http {

namespace {

bool isToken(QByteArrayView name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

bool isFieldValue(QByteArrayView value)
{
    // No early exit: a loop that the compiler vectorises, over values that are nearly always good.
    bool good = true;
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        good &= (byte >= 0x20 || byte == '\t') && byte != 0x7f;
    }
    return good;
}

/// Names that only the writer writes.
bool isOwnField(const QByteArray &name)
{
    switch (name.size()) {
    case 4:
        return name.compare("date", Qt::CaseInsensitive) == 0;
    case 10:
        return name.compare("connection", Qt::CaseInsensitive) == 0
            || name.compare("keep-alive", Qt::CaseInsensitive) == 0;
    case 14:
        return name.compare("content-length", Qt::CaseInsensitive) == 0;
    case 17:
        return name.compare("transfer-encoding", Qt::CaseInsensitive) == 0;
    default:
        return false;
    }
}

}

bool isWritable(const Response &response)
{
    return response.status() >= 200 && response.status() <= 599
        && std::all_of(response.headers().begin(), response.headers().end(),
            [](const Header &header) { return isToken(header.name) && isFieldValue(header.value); });
}

QByteArray writeResponse(const Response &response, const WriteOptions &options)
{
    const int status = response.status();
    const QByteArray phrase = reasonPhrase(status);
    const bool content = mayHaveContent(status);
    const bool body = options.framing == Framing::Length && content && !options.head;

    qsizetype size = 160 + phrase.size() + (body ? response.body().size() : 0);
    for (const auto &header : response.headers())
        size += header.name.size() + header.value.size() + 4;
    QByteArray text;
    text.reserve(size);
    text += "HTTP/1.1 ";
    text += static_cast<char>('0' + status / 100);
    text += static_cast<char>('0' + status / 10 % 10);
    text += static_cast<char>('0' + status % 10);
    text += ' ';
    text += phrase;
    text += "\r\nDate: ";
    text += options.date;
    for (const auto &header : response.headers()) {
        if (isOwnField(header.name))
            continue;
        text += "\r\n";
        text += header.name;
        text += ": ";
        text += header.value;
    }
    if (content) {
        switch (options.framing) {
        case Framing::Length: {
            std::array<char, 24> digits;
            const auto end = std::to_chars(digits.begin(), digits.end(), response.body().size()).ptr;
            text += "\r\nContent-Length: ";
            text.append(digits.data(), end - digits.data());
            break;
        }
        case Framing::Chunked:
            text += "\r\nTransfer-Encoding: chunked";
            break;
        case Framing::UntilClose:
            break;
        }
    }
    if (options.close)
        text += "\r\nConnection: close";
    else if (options.announceKeepAlive)
        text += "\r\nConnection: keep-alive";
    text += "\r\n\r\n";
    if (body)
        text += response.body();
    return text;
}

QByteArray writeChunk(const QByteArray &data)
{
    return data.isEmpty() ? QByteArray() : QByteArray::number(data.size(), 16) + "\r\n" + data + "\r\n";
}

QByteArray httpDate()
{
    // Clock is the source of times that mean something; this one is what the wire wants, and the wall clock's.
    static thread_local std::time_t second = -1;
    static thread_local QByteArray text;
    timespec now {};
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    if (now.tv_sec != second) {
        static constexpr const char *days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
        static constexpr const char *months[]
            = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
        second = now.tv_sec;
        std::tm parts {};
        gmtime_r(&second, &parts);
        std::array<char, 64> buffer {};
        // By hand: strftime() follows the locale.
        const int length
            = std::snprintf(buffer.data(), buffer.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT", days[parts.tm_wday],
                parts.tm_mday, months[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
        text = QByteArray(buffer.data(), length);
    }
    return text;
}

}
