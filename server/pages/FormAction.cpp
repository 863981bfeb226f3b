// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/FormAction.h"

#include <QtCore/QList>

#include <algorithm>

namespace auth::pages {

namespace {

bool isAlpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// RFC 3986 §3.1, in lower case; empty when \a uri has none.
QByteArray schemeOf(QByteArrayView uri)
{
    const auto colon = std::find(uri.begin(), uri.end(), ':');
    if (colon == uri.end() || colon == uri.begin() || !isAlpha(uri.front()))
        return {};
    const bool valid = std::all_of(
        uri.begin(), colon, [](char c) { return isAlpha(c) || isDigit(c) || c == '+' || c == '-' || c == '.'; });
    return valid ? uri.first(colon - uri.begin()).toByteArray().toLower() : QByteArray();
}

}

std::optional<QByteArray> formActionSource(QByteArrayView redirectUri)
{
    const QByteArray scheme = schemeOf(redirectUri);
    if (scheme.isEmpty() || !isNavigable(redirectUri))
        return std::nullopt;
    if (scheme != "http" && scheme != "https")
        return scheme + ':';
    QByteArrayView rest = redirectUri.sliced(scheme.size() + 1);
    if (!rest.startsWith("//"))
        return std::nullopt;
    rest = rest.sliced(2);
    const auto end = std::find_if(rest.begin(), rest.end(), [](char c) { return c == '/' || c == '?' || c == '#'; });
    const QByteArray authority = rest.first(end - rest.begin()).toByteArray().toLower();
    const auto colon = authority.indexOf(':');
    const QByteArray host = colon < 0 ? authority : authority.first(colon);
    const QByteArray port = colon < 0 ? QByteArray() : authority.mid(colon + 1);
    const bool plainHost = !host.isEmpty() && std::all_of(host.begin(), host.end(), [](char c) {
        return isAlpha(c) || isDigit(c) || c == '-' || c == '.';
    });
    const bool plainPort
        = colon < 0 || (!port.isEmpty() && port.size() <= 5 && std::all_of(port.begin(), port.end(), isDigit));
    if (!plainHost || !plainPort)
        return std::nullopt;
    return scheme + "://" + authority;
}

bool isNavigable(QByteArrayView uri)
{
    static const QList<QByteArray> running{ "javascript", "data", "vbscript", "blob", "file", "about", "view-source",
        "filesystem" };
    const QByteArray scheme = schemeOf(uri);
    // Browsers drop control characters before they read a URL: `java\nscript:`.
    const bool printable
        = std::all_of(uri.begin(), uri.end(), [](char c) { return static_cast<unsigned char>(c) > 0x20; });
    return !scheme.isEmpty() && printable && !running.contains(scheme);
}

}
