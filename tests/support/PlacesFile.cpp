// SPDX-License-Identifier: GPL-3.0-or-later
#include "PlacesFile.h"

#include <QtCore/QtEndian>
#include <QtNetwork/QHostAddress>

#include <array>
#include <vector>

namespace auth::test {

namespace {

// "Data Field Format": the kind in the upper three bits, the size in the lower five; kinds beyond 7 in a byte of their
// own.
enum Kind : quint8 { Utf8 = 2, Uint16 = 5, Uint32 = 6, Map = 7, Uint64 = 9, Array = 11 };

QByteArray control(Kind kind, qsizetype size)
{
    QByteArray bytes;
    const auto shown = static_cast<char>(size < 29 ? size : 29);
    bytes.append(static_cast<char>((kind > 7 ? 0 : kind << 5) | shown));
    if (kind > 7)
        bytes.append(static_cast<char>(kind - 7));
    if (size >= 29)
        bytes.append(static_cast<char>(size - 29));
    return bytes;
}

QByteArray text(const QString &value)
{
    const QByteArray utf8 = value.toUtf8();
    return control(Utf8, utf8.size()) + utf8;
}

template <typename Number>
QByteArray number(Kind kind, Number value)
{
    QByteArray bytes(sizeof value, '\0');
    qToBigEndian(value, bytes.data());
    return control(kind, bytes.size()) + bytes;
}

QByteArray map(const QList<std::pair<QString, QByteArray>> &members)
{
    QByteArray bytes = control(Map, members.size());
    for (const auto &[name, value] : members)
        bytes += text(name) + value;
    return bytes;
}

QByteArray names(const QString &english, const QString &german)
{
    return map({ { QStringLiteral("names"),
        map({ { QStringLiteral("de"), text(german) }, { QStringLiteral("en"), text(english) } }) } });
}

QByteArray record(const PlaceOfNetwork &place)
{
    QByteArray country = map({ { QStringLiteral("iso_code"), text(QString::fromLatin1(place.countryCode)) },
        { QStringLiteral("names"),
            map({ { QStringLiteral("de"), text(place.countryInGerman) },
                { QStringLiteral("en"), text(place.country) } }) } });
    if (place.city.isEmpty())
        return map({ { QStringLiteral("country"), country } });
    return map(
        { { QStringLiteral("city"), names(place.city, place.cityInGerman) }, { QStringLiteral("country"), country } });
}

/// "Binary Search Tree Section": each node has a record for a bit that is 0 and one for 1.
struct Node {
    static constexpr int kNothing = -1;
    std::array<int, 2> next { kNothing, kNothing }; ///< Another node, or a network: -2 - its number.
};

}

QByteArray placesFile(const QList<PlaceOfNetwork> &networks)
{
    std::vector<Node> nodes(1);
    QByteArray data;
    std::vector<quint32> offsets;
    for (const PlaceOfNetwork &place : networks) {
        offsets.push_back(static_cast<quint32>(data.size()));
        data += record(place);
        const QHostAddress address(QString::fromLatin1(place.address));
        const bool four = address.protocol() == QAbstractSocket::IPv4Protocol;
        // IPv4 addresses stand at ::/96.
        Q_IPV6ADDR bytes {};
        if (four)
            qToBigEndian(address.toIPv4Address(), &bytes[12]);
        else
            bytes = address.toIPv6Address();
        const int bits = four ? 96 + place.bits : place.bits;
        size_t at = 0;
        for (int bit = 0; bit < bits; ++bit) {
            const size_t side = (bytes[bit / 8] >> (7 - bit % 8)) & 1;
            if (bit + 1 == bits) {
                nodes[at].next[side] = -1 - static_cast<int>(offsets.size());
            } else {
                if (nodes[at].next[side] == Node::kNothing) {
                    nodes[at].next[side] = static_cast<int>(nodes.size());
                    nodes.emplace_back();
                }
                at = static_cast<size_t>(nodes[at].next[side]);
            }
        }
    }
    const auto count = static_cast<quint32>(nodes.size());
    QByteArray file;
    for (const Node &node : nodes) {
        for (const int next : node.next) {
            quint32 value = count;
            if (next >= 0)
                value = static_cast<quint32>(next);
            else if (next < Node::kNothing)
                value = count + 16 + offsets[static_cast<size_t>(-2 - next)];
            for (const int shift : { 16, 8, 0 })
                file.append(static_cast<char>(value >> shift));
        }
    }
    file += QByteArray(16, '\0') + data + "\xab\xcd\xefMaxMind.com";
    file += map({ { QStringLiteral("node_count"), number(Uint32, count) },
        { QStringLiteral("record_size"), number(Uint16, quint16(24)) },
        { QStringLiteral("ip_version"), number(Uint16, quint16(6)) },
        { QStringLiteral("database_type"), text(QStringLiteral("Test-City")) },
        { QStringLiteral("languages"), control(Array, 2) + text(QStringLiteral("de")) + text(QStringLiteral("en")) },
        { QStringLiteral("binary_format_major_version"), number(Uint16, quint16(2)) },
        { QStringLiteral("binary_format_minor_version"), number(Uint16, quint16(0)) },
        { QStringLiteral("build_epoch"), number(Uint64, quint64(1'800'000'000)) },
        { QStringLiteral("description"),
            map({ { QStringLiteral("en"), text(QStringLiteral("Networks of documentation (RFC 5737)")) } }) } });
    return file;
}

}
