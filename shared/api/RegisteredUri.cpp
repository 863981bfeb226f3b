// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/RegisteredUri.h"

#include "core/Text.h"

#include <QtNetwork/QHostAddress>

#include <algorithm>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kLongestUri = 2000;

bool isAlpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// The parts of `scheme:rest`, `//authority` split off, after checks that hold for every scheme.
struct Parts {
    QByteArray scheme;
    std::optional<QByteArray> authority;
    QByteArray path; ///< With the query.
};

struct Parsed {
    Parts parts;
    QString problem;
};

/// RFC 3986 characters of a URI apart from those that are refused here on purpose.
QString characterProblem(const QByteArray &uri)
{
    if (uri.isEmpty())
        return u"The URI is empty."_s;
    if (uri.size() > kLongestUri)
        return u"The URI is longer than %1 bytes."_s.arg(kLongestUri);
    for (qsizetype i = 0; i < uri.size(); ++i) {
        const char c = uri[i];
        if (c <= 0x20 || c >= 0x7f)
            return u"Only printable ASCII characters without spaces are allowed; write international names in Punycode and percent-encode the rest."_s;
        if (c == '#')
            return u"A fragment is not allowed."_s;
        if (c == '*')
            return u"Wildcards are not supported: register each URI in full."_s;
        if (c == '@')
            return u"The character @ is not allowed."_s;
        if (QByteArrayView("\\\"<>^`{|}").contains(c))
            return u"The character %1 is not allowed."_s.arg(QLatin1Char(c));
        if (c == '%') {
            if (i + 2 >= uri.size() || !isHex(uri[i + 1]) || !isHex(uri[i + 2]))
                return u"The percent-encoding is malformed."_s;
            if (uri.mid(i + 1, 2) == "00")
                return u"NUL is not allowed."_s;
        }
    }
    return {};
}

bool hasDotSegment(const QByteArray &pathAndQuery)
{
    const qsizetype end = pathAndQuery.indexOf('?');
    const QByteArray path = (end < 0 ? pathAndQuery : pathAndQuery.left(end)).toLower().replace("%2e", ".");
    const auto segments = path.split('/');
    return segments.contains(QByteArrayLiteral(".")) || segments.contains(QByteArrayLiteral(".."));
}

Parsed split(const QByteArray &uri)
{
    if (const QString problem = characterProblem(uri); !problem.isEmpty())
        return { {}, problem };
    const qsizetype colon = uri.indexOf(':');
    const QByteArray scheme = colon < 0 ? QByteArray() : uri.left(colon);
    const bool schemeOk = !scheme.isEmpty() && isAlpha(scheme[0])
        && std::all_of(scheme.begin(), scheme.end(),
            [](char c) { return isAlpha(c) || isDigit(c) || c == '+' || c == '-' || c == '.'; });
    if (!schemeOk)
        return { {}, u"The URI must be absolute and begin with a scheme."_s };
    Parts parts { scheme, std::nullopt, uri.mid(colon + 1) };
    if (parts.path.startsWith("//")) {
        const auto rest = parts.path.mid(2);
        const auto end
            = std::find_if(rest.begin(), rest.end(), [](char c) { return c == '/' || c == '?'; }) - rest.begin();
        parts.authority = rest.left(end);
        parts.path = rest.mid(end);
    }
    if (hasDotSegment(parts.path))
        return { {}, u"The path must not have the segments . or .. in it."_s };
    return { parts, {} };
}

bool isIpv4(const QByteArray &host)
{
    const auto numbers = host.split('.');
    return numbers.size() == 4 && std::all_of(numbers.begin(), numbers.end(), [](const QByteArray &n) {
        return parseDecimal(n, 255).has_value();
    });
}

bool isIpv6(const QByteArray &host)
{
    QHostAddress address;
    return host.contains(':') && !host.contains('%') && address.setAddress(QString::fromLatin1(host));
}

/// Host and port of an http or https URI. Lower case, so that it has one spelling only.
QString authorityProblem(const QByteArray &authority, QByteArray *hostOut)
{
    QByteArray host = authority;
    std::optional<QByteArray> port;
    if (authority.startsWith('[')) {
        const qsizetype end = authority.indexOf(']');
        if (end < 0 || !isIpv6(authority.mid(1, end - 1)))
            return u"The host is not a valid address."_s;
        host = authority.left(end + 1);
        const QByteArray rest = authority.mid(end + 1);
        if (!rest.isEmpty() && !rest.startsWith(':'))
            return u"The host is not a valid address."_s;
        if (!rest.isEmpty())
            port = rest.mid(1);
    } else {
        if (const qsizetype colon = authority.indexOf(':'); colon >= 0) {
            host = authority.left(colon);
            port = authority.mid(colon + 1);
        }
        if (host.isEmpty())
            return u"A host is missing."_s;
        const auto labels = host.split('.');
        for (const QByteArray &label : labels) {
            const bool ok = !label.isEmpty() && label.size() <= 63 && label[0] != '-' && label.back() != '-'
                && std::all_of(label.begin(), label.end(),
                    [](char c) { return (c >= 'a' && c <= 'z') || isDigit(c) || c == '-' || c == '_'; });
            if (!ok)
                return u"The host must be a name in lower case or an address."_s;
        }
        // A last label of digits makes browsers read an address (WHATWG URL, "ends in a number").
        const QByteArray last = labels.back();
        const bool looksNumeric = std::all_of(last.begin(), last.end(), isDigit) || last.startsWith("0x");
        if (looksNumeric && !isIpv4(host))
            return u"The host is not a valid address."_s;
    }
    if (port) {
        const auto number = parseDecimal(*port, 65535);
        if (!number || *number == 0)
            return u"The port is not valid."_s;
    }
    *hostOut = host;
    return {};
}

bool isLoopback(const QByteArray &host)
{
    return host == "localhost" || host == "[::1]" || (isIpv4(host) && host.startsWith("127."));
}

QString webProblem(const Parts &parts, LoopbackHttp loopback, QByteArray *host)
{
    if (!parts.authority)
        return u"A host is missing: // must follow the scheme."_s;
    if (const QString problem = authorityProblem(*parts.authority, host); !problem.isEmpty())
        return problem;
    if (parts.scheme == "http" && (loopback == LoopbackHttp::Refused || !isLoopback(*host)))
        return loopback == LoopbackHttp::Refused ? u"https is needed here."_s
                                                 : u"http is allowed on loopback hosts only; use https."_s;
    return {};
}

}

QString redirectUriProblem(const QString &uri, PrivateUseSchemes schemes)
{
    const auto [parts, problem] = split(uri.toUtf8());
    if (!problem.isEmpty())
        return problem;
    QByteArray host;
    if (parts.scheme == "https" || parts.scheme == "http")
        return webProblem(parts, LoopbackHttp::Allowed, &host);
    if (schemes == PrivateUseSchemes::Refused)
        return u"Only https, and http on loopback hosts, are allowed; private-use schemes are for native applications."_s;
    // Without a full stop it could be javascript:, data: or another scheme that a browser acts on itself.
    if (!parts.scheme.contains('.') || parts.scheme.endsWith('.') || parts.scheme.contains(".."))
        return u"A private-use scheme must be a reversed domain name such as com.example.app (RFC 8252 §7.1)."_s;
    if (parts.scheme != parts.scheme.toLower())
        return u"A private-use scheme must be in lower case."_s;
    if (parts.path.isEmpty() && !parts.authority)
        return u"Something must follow the scheme."_s;
    return {};
}

QString originProblem(const QString &origin)
{
    const auto [parts, problem] = split(origin.toUtf8());
    if (!problem.isEmpty())
        return problem;
    if (parts.scheme != "https" && parts.scheme != "http")
        return u"An origin begins with https://, or with http:// on a loopback host."_s;
    QByteArray host;
    if (const QString web = webProblem(parts, LoopbackHttp::Allowed, &host); !web.isEmpty())
        return web;
    if (!parts.path.isEmpty())
        return u"An origin has no path: it ends after host and port."_s;
    if (parts.authority->endsWith(parts.scheme == "https" ? ":443" : ":80"))
        return u"An origin leaves the default port out."_s;
    return {};
}

QString webUrlProblem(const QString &uri, LoopbackHttp loopback)
{
    const auto [parts, problem] = split(uri.toUtf8());
    if (!problem.isEmpty())
        return problem;
    if (parts.scheme != "https" && parts.scheme != "http")
        return u"https is needed here."_s;
    QByteArray host;
    return webProblem(parts, loopback, &host);
}

}
