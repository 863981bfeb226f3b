// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QHashFunctions>
#include <QtCore/QString>

#include <array>
#include <compare>
#include <optional>

namespace auth {

/// Sixteen bytes with the text form of RFC 9562.
struct Uuid {
    std::array<quint8, 16> bytes {};

    friend bool operator==(const Uuid &, const Uuid &) = default;
    friend auto operator<=>(const Uuid &, const Uuid &) = default;
    bool isNull() const { return *this == Uuid {}; }
    /// Lower case, with hyphens.
    QByteArray toBytes() const;
    QString toString() const { return QString::fromLatin1(toBytes()); }
    /// Only the canonical form of 36 characters, in either case of hex.
    static std::optional<Uuid> parse(QByteArrayView text);
    /// RFC 9562 §5.7: 48 bits of milliseconds, the rest random, so that new rows land at the end of an index.
    static Uuid v7(Timestamp now);
};

/// An id that cannot be mistaken for another kind's.
template<typename Tag>
struct Id {
    Uuid value;

    friend bool operator==(const Id &, const Id &) = default;
    friend auto operator<=>(const Id &, const Id &) = default;
    bool isNull() const { return value.isNull(); }
    QByteArray toBytes() const { return value.toBytes(); }
    QString toString() const { return value.toString(); }
    static std::optional<Id> parse(QByteArrayView text)
    {
        const auto uuid = Uuid::parse(text);
        return uuid ? std::optional(Id { *uuid }) : std::nullopt;
    }
    static Id make(const Clock &clock) { return { Uuid::v7(clock.now()) }; }
};

using RealmId = Id<struct RealmTag>;
using ApplicationId = Id<struct ApplicationTag>;
using UserId = Id<struct UserTag>;
using SessionId = Id<struct SessionTag>;
using GrantId = Id<struct GrantTag>;
using FlowId = Id<struct FlowTag>;
using SigningKeyId = Id<struct SigningKeyTag>;

inline size_t qHash(const Uuid &uuid, size_t seed = 0) { return qHashBits(uuid.bytes.data(), uuid.bytes.size(), seed); }
template<typename Tag>
size_t qHash(const Id<Tag> &id, size_t seed = 0)
{
    return qHash(id.value, seed);
}

}
