// SPDX-License-Identifier: GPL-3.0-or-later
// A head has one reading: wherever it is cut, and when what was read is written down and read again.
#include "http/head/HeadParser.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace auth::http::head;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

struct Reading {
    Verdict verdict = Verdict::NeedMore;
    std::size_t consumed = 0;
};

Reading read(HeadParser &parser, std::string_view bytes, std::size_t step)
{
    Reading reading;
    while (reading.verdict == Verdict::NeedMore && reading.consumed < bytes.size()) {
        std::size_t consumed = 0;
        const auto piece = bytes.substr(reading.consumed, step);
        reading.verdict = parser.feed(piece, consumed);
        require(consumed <= piece.size());
        reading.consumed += consumed;
    }
    return reading;
}

const char *name(Method method)
{
    static constexpr const char *names[] = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE" };
    return names[static_cast<std::size_t>(method)];
}

void requireSame(const HeadParser &left, const HeadParser &right)
{
    require(left.method() == right.method() && left.target() == right.target());
    require(left.minorVersion() == right.minorVersion() && left.fieldCount() == right.fieldCount());
    require(left.contentLength() == right.contentLength() && left.hasContentLength() == right.hasContentLength());
    require(left.keepAlive() == right.keepAlive() && left.expectsContinue() == right.expectsContinue());
    for (std::size_t i = 0; i < left.fieldCount(); ++i)
        require(left.field(i).name == right.field(i).name && left.field(i).value == right.field(i).value);
}

}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    HeadParser whole;
    const Reading reading = read(whole, bytes, bytes.size() + 1);
    for (const std::size_t step : { std::size_t(1), std::size_t(3), size / 2 + 1 }) {
        HeadParser pieces;
        const Reading other = read(pieces, bytes, step);
        require(other.verdict == reading.verdict);
        if (reading.verdict == Verdict::Refused)
            require(pieces.status() == whole.status());
        if (reading.verdict == Verdict::Complete) {
            require(other.consumed == reading.consumed);
            requireSame(whole, pieces);
        }
    }
    if (reading.verdict == Verdict::Refused)
        require(whole.status() >= 400 && whole.status() <= 505);
    if (reading.verdict != Verdict::Complete)
        return 0;

    require(bytes.substr(0, reading.consumed).ends_with("\r\n\r\n"));
    require(whole.target().starts_with('/'));
    std::string written = std::string(name(whole.method())) + ' ' + std::string(whole.target()) + " HTTP/1."
        + std::to_string(whole.minorVersion()) + "\r\n";
    for (std::size_t i = 0; i < whole.fieldCount(); ++i) {
        const auto field = whole.field(i);
        const auto harmless = [](char c) { return c != '\r' && c != '\n' && c != '\0'; };
        require(!field.name.empty() && std::all_of(field.name.begin(), field.name.end(), harmless));
        require(std::all_of(field.value.begin(), field.value.end(), harmless));
        require(field.name != "transfer-encoding");
        written.append(field.name).append(": ").append(field.value).append("\r\n");
    }
    written += "\r\n";
    // One space more per field than was sent may pass the limit; then there is nothing to compare.
    HeadParser again({ .targetBytes = 1 << 16, .fields = 1 << 10, .fieldBytes = 1 << 20 });
    const Reading second = read(again, written, written.size());
    require(second.verdict == Verdict::Complete && second.consumed == written.size());
    requireSame(whole, again);
    return 0;
}
