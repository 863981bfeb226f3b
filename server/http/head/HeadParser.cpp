// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/head/HeadParser.h"

#include <algorithm>
#include <array>
#include <utility>

namespace auth::http::head {

namespace {

enum CharacterClass : std::uint8_t {
    Token = 1, ///< RFC 9110 §5.6.2, without `_`: gateways turn it into `-` or not (a differential).
    Path = 2, ///< RFC 3986 §3.3 pchar and `/`, without `%`.
    Query = 4, ///< What browsers leave unencoded in a query (URL Standard, query percent-encode set), without `%`.
    Value = 8, ///< RFC 9110 §5.5: no CTL but HTAB.
    Hex = 16,
    Host = 32, ///< uri-host and port, RFC 3986 §3.2.2, without sub-delims.
};

constexpr std::array<std::uint8_t, 256> makeClasses()
{
    std::array<std::uint8_t, 256> classes {};
    const auto add = [&classes](std::string_view characters, std::uint8_t bits) {
        for (const char c : characters)
            classes[static_cast<unsigned char>(c)] |= bits;
    };
    for (unsigned c = 0; c < 256; ++c) {
        const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (alphanumeric)
            classes[c] |= Token | Path | Host;
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))
            classes[c] |= Hex;
        if (c == '\t' || (c >= 0x20 && c != 0x7f))
            classes[c] |= Value;
        if (c > 0x20 && c < 0x7f)
            classes[c] |= Query;
    }
    for (const char c : std::string_view("\"#<>%"))
        classes[static_cast<unsigned char>(c)] &= static_cast<std::uint8_t>(~Query);
    add("!#$%&'*+-.^`|~", Token);
    add("-._~!$&'()*+,;=:@/", Path);
    add("-._~:[]%", Host);
    return classes;
}
constexpr auto kClasses = makeClasses();

bool is(char c, std::uint8_t bits)
{
    return (kClasses[static_cast<unsigned char>(c)] & bits) != 0;
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equalsIgnoringCase(std::string_view text, std::string_view lowerCase)
{
    return text.size() == lowerCase.size()
        && std::equal(text.begin(), text.end(), lowerCase.begin(), [](char a, char b) { return lower(a) == b; });
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

/// Cuts the next element off a comma-separated \a list.
std::string_view nextElement(std::string_view &list)
{
    const auto comma = list.find(',');
    const auto element = trimmed(list.substr(0, comma));
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    return element;
}

constexpr std::size_t kLongestMethod = 7;
constexpr std::size_t kVersionSize = 8;
/// 15 digits are 10^15 - 1 and never overflow: more is no length that anyone means.
constexpr std::size_t kLongestLength = 15;

}

HeadParser::HeadParser(Limits limits)
    : m_limits(limits)
{
    m_text.reserve(512);
    m_fields.reserve(16);
}

void HeadParser::reset()
{
    // A head of many kilobytes is rare: its memory is not kept through an idle time.
    if (m_text.capacity() > 4096) {
        m_text = {};
        m_text.reserve(512);
    }
    m_text.clear();
    m_fields.clear();
    m_contentLength.reset();
    m_fieldBytes = 0;
    m_targetSize = 0;
    m_status = 0;
    m_reason = "";
    m_wordSize = 0;
    m_state = State::Start;
    m_minorVersion = 1;
    m_leadingEmptyLine = m_inQuery = m_hasHost = m_hasTransferEncoding = m_chunked = m_hasExpect = m_expectsContinue
        = false;
    m_close = m_keepAlive = false;
}

Verdict HeadParser::refuse(int status, const char *reason)
{
    m_state = State::Failed;
    m_status = status;
    m_reason = reason;
    return Verdict::Refused;
}

Field HeadParser::field(std::size_t index) const
{
    const Span span = m_fields[index];
    const std::string_view text(m_text);
    return { text.substr(span.name, span.nameSize), text.substr(span.value, span.valueSize) };
}

Verdict HeadParser::feed(std::string_view data, std::size_t &consumed)
{
    std::size_t i = 0;
    const std::size_t size = data.size();
    // Where a byte is refused, `consumed` no longer matters; it is set for completeness.
    consumed = size;
    if (m_state == State::Failed)
        return Verdict::Refused;

    while (i < size) {
        const char c = data[i++];
        switch (m_state) {
        case State::Start:
            // RFC 9112 §2.2: one empty line before the request line is let pass.
            if (c == '\r' && !m_leadingEmptyLine) {
                m_leadingEmptyLine = true;
                m_state = State::StartLf;
                break;
            }
            m_state = State::Method;
            [[fallthrough]];
        case State::Method:
            if (c == ' ') {
                if (!finishMethod())
                    return Verdict::Refused;
                m_state = State::Target;
            } else if (!is(c, Token) && c != '_') {
                return refuse(400, "method is not a token");
            } else if (m_wordSize == kLongestMethod) {
                return refuse(501, "unknown method");
            } else {
                m_word[m_wordSize++] = c;
            }
            break;
        case State::StartLf:
            if (c != '\n')
                return refuse(400, "CR without LF");
            m_state = State::Start;
            break;

        case State::Target:
            if (c == ' ') {
                if (m_text.empty())
                    return refuse(400, "empty target");
                m_targetSize = static_cast<std::uint32_t>(m_text.size());
                m_wordSize = 0;
                m_state = State::Version;
                break;
            }
            if (m_text.empty() && c != '/')
                return refuse(400, "target is not in origin form");
            if (m_text.size() >= m_limits.targetBytes)
                return refuse(414, "target too long");
            if (c == '?')
                m_inQuery = true;
            else if (c == '%')
                m_state = State::TargetPercent;
            else if (!is(c, m_inQuery ? Query : Path))
                return refuse(400, "character not allowed in target");
            m_text += c;
            break;
        case State::TargetPercent:
        case State::TargetPercent2:
            if (!is(c, Hex))
                return refuse(400, "malformed percent-encoding in target");
            if (m_text.size() >= m_limits.targetBytes)
                return refuse(414, "target too long");
            m_text += c;
            m_state = m_state == State::TargetPercent ? State::TargetPercent2 : State::Target;
            break;

        case State::Version:
            if (c == '\r') {
                if (!finishVersion())
                    return Verdict::Refused;
                m_state = State::RequestLineLf;
            } else if (m_wordSize == kVersionSize) {
                return refuse(400, "malformed version");
            } else {
                m_word[m_wordSize++] = c;
            }
            break;
        case State::RequestLineLf:
            if (c != '\n')
                return refuse(400, "CR without LF");
            m_state = State::LineStart;
            break;

        case State::LineStart:
            if (c == '\r') {
                m_state = State::EndLf;
                break;
            }
            if (c == ' ' || c == '\t')
                return refuse(400, "folded field line");
            if (m_fields.size() >= m_limits.fields)
                return refuse(431, "too many fields");
            m_nameStart = static_cast<std::uint32_t>(m_text.size());
            m_state = State::Name;
            [[fallthrough]];
        case State::Name:
            if (++m_fieldBytes > m_limits.fieldBytes)
                return refuse(431, "fields too large");
            if (c == ':') {
                if (m_text.size() == m_nameStart)
                    return refuse(400, "empty field name");
                m_valueStart = static_cast<std::uint32_t>(m_text.size());
                m_state = State::ValueStart;
            } else if (!is(c, Token)) {
                return refuse(400, "character not allowed in a field name");
            } else {
                m_text += lower(c);
            }
            break;
        case State::ValueStart:
            if (c == ' ' || c == '\t') {
                if (++m_fieldBytes > m_limits.fieldBytes)
                    return refuse(431, "fields too large");
                break;
            }
            m_state = State::Value;
            [[fallthrough]];
        case State::Value: {
            if (c == '\r') {
                m_fieldBytes += 2;
                if (!finishField())
                    return Verdict::Refused;
                m_state = State::LineLf;
                break;
            }
            // The common case in one go: everything up to the next character that ends the value.
            std::size_t end = i;
            while (end < size && is(data[end], Value))
                ++end;
            if (!is(c, Value))
                return refuse(400, "control character in a field value");
            m_fieldBytes += end - i + 1;
            if (m_fieldBytes > m_limits.fieldBytes)
                return refuse(431, "fields too large");
            m_text.append(data.data() + i - 1, end - i + 1);
            i = end;
            break;
        }
        case State::LineLf:
            if (c != '\n')
                return refuse(400, "CR without LF");
            m_state = State::LineStart;
            break;
        case State::EndLf:
            if (c != '\n')
                return refuse(400, "CR without LF");
            if (!finishHead())
                return Verdict::Refused;
            m_state = State::Done;
            consumed = i;
            return Verdict::Complete;

        case State::Done:
            consumed = 0;
            return Verdict::Complete;
        case State::Failed:
            return Verdict::Refused;
        }
    }
    return Verdict::NeedMore;
}

bool HeadParser::finishMethod()
{
    static constexpr std::array<std::pair<std::string_view, Method>, 8> known { {
        { "GET", Method::Get },
        { "HEAD", Method::Head },
        { "POST", Method::Post },
        { "PUT", Method::Put },
        { "PATCH", Method::Patch },
        { "DELETE", Method::Delete },
        { "OPTIONS", Method::Options },
        { "TRACE", Method::Trace },
    } };
    const std::string_view word(m_word, m_wordSize);
    for (const auto &[name, method] : known) {
        if (word == name) {
            m_method = method;
            return true;
        }
    }
    if (word.empty())
        refuse(400, "empty method");
    else
        refuse(501, "unknown method");
    return false;
}

bool HeadParser::finishVersion()
{
    const std::string_view word(m_word, m_wordSize);
    if (word == "HTTP/1.1") {
        m_minorVersion = 1;
        return true;
    }
    if (word == "HTTP/1.0") {
        m_minorVersion = 0;
        return true;
    }
    const bool wellFormed = word.size() == kVersionSize && word.starts_with("HTTP/") && word[5] >= '0' && word[5] <= '9'
        && word[6] == '.' && word[7] >= '0' && word[7] <= '9';
    if (wellFormed)
        refuse(505, "unknown version");
    else
        refuse(400, "malformed version");
    return false;
}

bool HeadParser::finishField()
{
    while (m_text.size() > m_valueStart && (m_text.back() == ' ' || m_text.back() == '\t'))
        m_text.pop_back();
    const auto end = static_cast<std::uint32_t>(m_text.size());
    m_fields.push_back({ m_nameStart, m_valueStart - m_nameStart, m_valueStart, end - m_valueStart });
    if (m_fieldBytes > m_limits.fieldBytes) {
        refuse(431, "fields too large");
        return false;
    }

    const auto [name, value] = field(m_fields.size() - 1);
    // One look at the length spares most names the comparisons.
    switch (name.size()) {
    case 4:
        if (name == "host") {
            // RFC 9112 §3.2: exactly one, and a valid one.
            if (m_hasHost || value.empty()
                || !std::all_of(value.begin(), value.end(), [](char c) { return is(c, Host); })) {
                refuse(400, m_hasHost ? "two Host fields" : "malformed Host");
                return false;
            }
            m_hasHost = true;
        }
        break;
    case 6:
        if (name == "expect") {
            if (m_hasExpect || !equalsIgnoringCase(value, "100-continue")) {
                refuse(417, "unknown expectation");
                return false;
            }
            m_hasExpect = m_expectsContinue = true;
        }
        break;
    case 10:
        if (name == "connection")
            return readConnection(value);
        break;
    case 14:
        if (name == "content-length")
            return readContentLength(value);
        break;
    case 17:
        if (name == "transfer-encoding") {
            m_chunked = !m_hasTransferEncoding && equalsIgnoringCase(value, "chunked");
            m_hasTransferEncoding = true;
        }
        break;
    default:
        break;
    }
    return true;
}

bool HeadParser::readContentLength(std::string_view value)
{
    // RFC 9112 §6.3: several, or a list, could be read in two ways. Even equal ones are refused.
    if (m_contentLength) {
        refuse(400, "two Content-Length fields");
        return false;
    }
    if (value.empty() || !std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        refuse(400, "malformed Content-Length");
        return false;
    }
    if (value.size() > kLongestLength) {
        refuse(413, "Content-Length too large");
        return false;
    }
    std::uint64_t length = 0;
    for (const char c : value)
        length = length * 10 + static_cast<std::uint64_t>(c - '0');
    m_contentLength = length;
    return true;
}

bool HeadParser::readConnection(std::string_view value)
{
    while (!value.empty()) {
        const auto option = nextElement(value);
        if (!std::all_of(option.begin(), option.end(), [](char c) { return is(c, Token); })) {
            refuse(400, "malformed Connection");
            return false;
        }
        m_close = m_close || equalsIgnoringCase(option, "close");
        m_keepAlive = m_keepAlive || equalsIgnoringCase(option, "keep-alive");
    }
    return true;
}

bool HeadParser::isConnectionOption(std::string_view name) const
{
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        auto [fieldName, list] = field(i);
        if (fieldName != "connection")
            continue;
        while (!list.empty()) {
            if (equalsIgnoringCase(nextElement(list), name))
                return true;
        }
    }
    return false;
}

bool HeadParser::finishHead()
{
    if (!m_hasHost && m_minorVersion == 1) {
        refuse(400, "no Host");
        return false;
    }
    if (m_hasTransferEncoding) {
        // RFC 9112 §6.1: both framings, or any at all in HTTP/1.0, is how requests are smuggled. Chunked alone is
        // honest, but a body without a stated length is not taken here.
        if (m_contentLength || m_minorVersion == 0)
            refuse(400, "Transfer-Encoding beside Content-Length or in HTTP/1.0");
        else if (m_chunked)
            refuse(411, "chunked body");
        else
            refuse(501, "unknown transfer coding");
        return false;
    }
    return true;
}

}
