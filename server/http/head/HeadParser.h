// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace auth::http::head {

enum class Method : std::uint8_t { Get, Head, Post, Put, Patch, Delete, Options, Trace };

enum class Verdict : std::uint8_t {
    NeedMore, ///< Everything was taken, and the head has not ended.
    Complete, ///< The head has ended; what was not consumed is the body or the next request.
    Refused, ///< status() says why; the connection is of no more use.
};

struct Limits {
    std::size_t targetBytes = 8 * 1024; ///< 414 beyond.
    std::size_t fields = 64; ///< 431 beyond.
    std::size_t fieldBytes = 16 * 1024; ///< All field lines with their line ends; 431 beyond.
};

struct Field {
    std::string_view name; ///< Lower case.
    std::string_view value; ///< Without surrounding white space.
};

/// A strict, incremental parser of HTTP/1 request heads (RFC 9112 §2 to §6). It gives every accepted head exactly one
/// reading: what RFC 9112 lets a recipient repair is refused, and so is Transfer-Encoding, so that a body is always as
/// long as Content-Length says. One object serves a connection; reset() keeps its memory.
class HeadParser {
public:
    explicit HeadParser(Limits limits = {});

    /// Takes bytes until the head ends or is refused. \a consumed says how many of \a data were taken.
    Verdict feed(std::string_view data, std::size_t &consumed);
    /// For the next head.
    void reset();
    /// Has a byte of the head arrived?
    bool begun() const { return m_state != State::Start; }

    // After Refused:
    int status() const { return m_status; } ///< The HTTP status to answer with.
    const char *reason() const { return m_reason; } ///< For the log.

    // After Complete; views live until reset():
    Method method() const { return m_method; }
    std::string_view target() const { return std::string_view(m_text).substr(0, m_targetSize); }
    int minorVersion() const { return m_minorVersion; }
    std::size_t fieldCount() const { return m_fields.size(); }
    Field field(std::size_t index) const;
    /// The length of the body that follows; 0 without Content-Length.
    std::uint64_t contentLength() const { return m_contentLength.value_or(0); }
    bool hasContentLength() const { return m_contentLength.has_value(); }
    /// RFC 9112 §9.3: may the connection carry another request?
    bool keepAlive() const { return m_minorVersion == 1 ? !m_close : m_keepAlive && !m_close; }
    /// RFC 9110 §10.1.1; never for HTTP/1.0.
    bool expectsContinue() const { return m_expectsContinue && m_minorVersion == 1; }
    /// Is \a name (lower case) named by a Connection field, and so for this hop only (RFC 9110 §7.6.1)?
    bool isConnectionOption(std::string_view name) const;

private:
    enum class State : std::uint8_t {
        Start,
        StartLf,
        Method,
        Target,
        TargetPercent,
        TargetPercent2,
        Version,
        RequestLineLf,
        LineStart,
        Name,
        ValueStart,
        Value,
        LineLf,
        EndLf,
        Done,
        Failed,
    };
    struct Span {
        std::uint32_t name;
        std::uint32_t nameSize;
        std::uint32_t value;
        std::uint32_t valueSize;
    };

    Verdict refuse(int status, const char *reason);
    bool finishMethod();
    bool finishVersion();
    bool finishField();
    bool finishHead();
    bool readContentLength(std::string_view value);
    bool readConnection(std::string_view value);

    Limits m_limits;
    std::string m_text; ///< The target, then name and value of each field.
    std::vector<Span> m_fields;
    std::optional<std::uint64_t> m_contentLength;
    std::size_t m_fieldBytes = 0;
    std::uint32_t m_targetSize = 0;
    std::uint32_t m_nameStart = 0;
    std::uint32_t m_valueStart = 0;
    int m_status = 0;
    const char *m_reason = "";
    char m_word[10] = {}; ///< The method or the version while it is read.
    std::uint8_t m_wordSize = 0;
    State m_state = State::Start;
    Method m_method = Method::Get;
    int m_minorVersion = 1;
    bool m_leadingEmptyLine = false;
    bool m_inQuery = false;
    bool m_hasHost = false;
    bool m_hasTransferEncoding = false;
    bool m_chunked = false;
    bool m_hasExpect = false;
    bool m_expectsContinue = false;
    bool m_close = false;
    bool m_keepAlive = false;
};

}
