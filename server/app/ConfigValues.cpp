// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ConfigValues.h"

#include "core/Base64Url.h"
#include "core/Text.h"

#include <QtCore/QUrl>

#include <array>
#include <limits>

namespace auth::app::config {

namespace {

std::unexpected<QString> refuse(QString message)
{
    return std::unexpected(std::move(message));
}

QString quoted(QByteArrayView text)
{
    return QLatin1Char('"') + QString::fromUtf8(text) + QLatin1Char('"');
}

struct Unit {
    const char* suffix;
    qint64 factor;
};
// The longer suffix first: `ms` ends with `s`.
constexpr std::array durationUnits{ Unit{ "ms", 1 }, Unit{ "s", 1000 }, Unit{ "m", 60'000 }, Unit{ "h", 3'600'000 },
    Unit{ "d", 86'400'000 } };
constexpr std::array sizeUnits{ Unit{ "KiB", 1024 }, Unit{ "MiB", 1024 * 1024 }, Unit{ "GiB", 1024 * 1024 * 1024 } };

/// The number before one of \a units, times its factor.
template <size_t N>
std::optional<qint64> scaled(QByteArrayView text, const std::array<Unit, N>& units)
{
    for (const Unit& unit : units) {
        const QByteArrayView suffix(unit.suffix);
        if (text.endsWith(suffix)) {
            const auto number
                = parseDecimal(text.chopped(suffix.size()), std::numeric_limits<qint64>::max() / unit.factor);
            return number ? std::optional(*number * unit.factor) : std::nullopt;
        }
    }
    return std::nullopt;
}

/// QHostAddress takes `10` and `127.1`; inet_pton does not.
std::optional<QHostAddress> parseAddress(QByteArrayView text)
{
    const bool plausible = !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
    });
    if (!plausible || (!text.contains(':') && text.count('.') != 3))
        return std::nullopt;
    QHostAddress address;
    if (!address.setAddress(QString::fromLatin1(text)))
        return std::nullopt;
    return address;
}

Parsed<Subnet> parseSubnet(QByteArrayView text)
{
    const qsizetype slash = text.indexOf('/');
    const auto address = parseAddress(slash < 0 ? text : text.first(slash));
    if (!address)
        return refuse(QStringLiteral("%1 is not an address or range: write 10.0.0.0/8 or ::1").arg(quoted(text)));
    const int bits = address->protocol() == QAbstractSocket::IPv4Protocol ? 32 : 128;
    if (slash < 0)
        return Subnet{ *address, bits };
    const auto length = parseDecimal(text.sliced(slash + 1), bits);
    if (!length)
        return refuse(QStringLiteral("%1 has no prefix length from 0 to %2").arg(quoted(text)).arg(bits));
    const Subnet subnet{ *address, static_cast<int>(*length) };
    const QHostAddress network = QHostAddress::parseSubnet(QString::fromLatin1(text)).first;
    if (network != *address)
        return refuse(QStringLiteral("%1 has bits beyond its prefix: write %2/%3")
                .arg(quoted(text), network.toString())
                .arg(subnet.prefixLength));
    return subnet;
}

}

Parsed<bool> parseBoolean(QByteArrayView text)
{
    if (text == "true")
        return true;
    if (text == "false")
        return false;
    return refuse(QStringLiteral("%1 is neither true nor false").arg(quoted(text)));
}

Parsed<int> parseInteger(QByteArrayView text, qint64 minimum, qint64 maximum)
{
    const auto number = parseDecimal(text, std::numeric_limits<int>::max());
    if (!number || *number < minimum || *number > maximum)
        return refuse(
            QStringLiteral("%1 is not a whole number from %2 to %3").arg(quoted(text)).arg(minimum).arg(maximum));
    return static_cast<int>(*number);
}

Parsed<qsizetype> parseSize(QByteArrayView text, qint64 minimum, qint64 maximum)
{
    auto bytes = scaled(text, sizeUnits);
    if (!bytes)
        bytes = parseDecimal(text, std::numeric_limits<qint64>::max());
    if (!bytes || *bytes < minimum || *bytes > maximum)
        return refuse(QStringLiteral("%1 is not a size from %2 to %3: write 64KiB, 1MiB or a number of bytes")
                .arg(quoted(text), QString::fromLatin1(formatSize(minimum)), QString::fromLatin1(formatSize(maximum))));
    return *bytes;
}

Parsed<std::chrono::milliseconds> parseDuration(QByteArrayView text, qint64 minimum, qint64 maximum)
{
    if (parseDecimal(text, std::numeric_limits<qint64>::max()))
        return refuse(
            QStringLiteral("%1 has no unit: write %2s for seconds").arg(quoted(text), QString::fromLatin1(text)));
    const auto milliseconds = scaled(text, durationUnits);
    if (!milliseconds || *milliseconds < minimum || *milliseconds > maximum) {
        return refuse(QStringLiteral("%1 is not a time from %2 to %3: write 250ms, 15s, 10m, 12h or 30d")
                .arg(quoted(text), QString::fromLatin1(formatDuration(std::chrono::milliseconds(minimum))),
                    QString::fromLatin1(formatDuration(std::chrono::milliseconds(maximum)))));
    }
    return std::chrono::milliseconds(*milliseconds);
}

Parsed<Endpoint> parseEndpoint(QByteArrayView text)
{
    const qsizetype colon = text.lastIndexOf(':');
    const auto port = colon < 0 ? std::nullopt : parseDecimal(text.sliced(colon + 1), 65535);
    QByteArrayView host = colon < 0 ? text : text.first(colon);
    const bool bracketed = host.startsWith('[') && host.endsWith(']');
    if (bracketed)
        host = host.sliced(1).chopped(1);

    std::optional<QHostAddress> address;
    if (host == "*")
        address = QHostAddress(QHostAddress::Any);
    else if (host == "localhost")
        address = QHostAddress(QHostAddress::LocalHost);
    else if (bracketed == host.contains(':'))
        address = parseAddress(host);

    if (!port || !address) {
        return refuse(
            QStringLiteral("%1 is not HOST:PORT: write 127.0.0.1:8080, [::1]:8080, or *:8443 for every address")
                .arg(quoted(text)));
    }
    return Endpoint{ *address, static_cast<quint16>(*port) };
}

Parsed<QList<Subnet>> parseSubnets(QByteArrayView text)
{
    QList<Subnet> subnets;
    const QList<QByteArray> parts = text.toByteArray().replace(',', ' ').simplified().split(' ');
    for (const QByteArray& part : parts) {
        if (part.isEmpty())
            continue;
        auto subnet = parseSubnet(part);
        if (!subnet)
            return std::unexpected(std::move(subnet).error());
        subnets.append(*subnet);
    }
    return subnets;
}

Parsed<QByteArray> parseKey(QByteArrayView text)
{
    constexpr qsizetype size = 32;
    std::optional<QByteArray> key;
    if (text.size() == 2 * size) {
        const QByteArray bytes = QByteArray::fromHex(text.toByteArray());
        if (bytes.toHex() == text.toByteArray().toLower())
            key = bytes;
    } else {
        QByteArray encoded = text.toByteArray();
        if (encoded.endsWith('='))
            encoded.chop(1);
        key = fromBase64Url(encoded.replace('+', '-').replace('/', '_'));
    }
    // The value is secret: it is not repeated.
    if (!key || key->size() != size)
        return refuse(
            QStringLiteral("this is not 32 bytes in base64 or hexadecimal: make one with `openssl rand -base64 32`"));
    return *key;
}

Parsed<QByteArray> parseOrigin(QByteArrayView text)
{
    const QUrl url(QString::fromUtf8(text), QUrl::StrictMode);
    const QString scheme = url.scheme();
    const bool plain = std::all_of(
        text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f && c != '\\' && c != '@' && c != '%'; });
    if (!plain || !url.isValid() || (scheme != QLatin1StringView("https") && scheme != QLatin1StringView("http"))
        || url.host().isEmpty()) {
        return refuse(QStringLiteral("%1 is not a URL such as https://auth.example.com").arg(quoted(text)));
    }
    QByteArray origin = (scheme + QStringLiteral("://")).toLatin1();
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    origin += host.contains(QLatin1Char(':')) ? '[' + host.toLatin1() + ']' : host.toLatin1();
    const int standardPort = scheme == QLatin1StringView("https") ? 443 : 80;
    if (url.port(standardPort) != standardPort)
        origin += ':' + QByteArray::number(url.port());
    // Issuers are compared byte for byte (RFC 8414 §3.3): one spelling, and no path, is allowed.
    if (origin != text)
        return refuse(QStringLiteral("%1 has more than scheme, host and port, or is not in canonical form: write %2")
                .arg(quoted(text), QString::fromLatin1(origin)));
    return origin;
}

QByteArray formatSize(qint64 bytes)
{
    for (auto unit = sizeUnits.rbegin(); unit != sizeUnits.rend(); ++unit) {
        if (bytes >= unit->factor && bytes % unit->factor == 0)
            return QByteArray::number(bytes / unit->factor) + unit->suffix;
    }
    return QByteArray::number(bytes);
}

QByteArray formatDuration(std::chrono::milliseconds duration)
{
    const qint64 count = duration.count();
    for (auto unit = durationUnits.rbegin(); unit != durationUnits.rend(); ++unit) {
        if (count >= unit->factor && count % unit->factor == 0)
            return QByteArray::number(count / unit->factor) + unit->suffix;
    }
    return QByteArray::number(count) + "ms";
}

}
