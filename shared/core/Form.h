// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>
#include <utility>

namespace auth {

/// Parameters of a query or an application/x-www-form-urlencoded body, in their order.
class Form {
public:
    /// Strict decoding (WHATWG URL §5.1 with errors): `+` is a space; a malformed `%`, bytes that are not UTF-8, and
    /// NUL are Malformed. Names may repeat here; see repeatedName().
    static Result<Form> parse(QByteArray encoded, int maximumParameters = 200);

    /// The first value of \a name; an absent parameter is nothing. RFC 6749 §3.1: a parameter without a value is
    /// treated as omitted, so an empty value is nothing too.
    std::optional<QString> value(QLatin1StringView name) const;
    QString valueOrEmpty(QLatin1StringView name) const { return value(name).value_or(QString()); }
    /// True also for an empty value.
    bool contains(QLatin1StringView name) const;
    QList<QString> values(QLatin1StringView name) const;
    /// The first name that stands twice, apart from \a repeatable ones (RFC 6749 §3.1: parameters MUST NOT repeat;
    /// RFC 8707 lets `resource`, RFC 8693 `audience`).
    std::optional<QString> repeatedName(std::initializer_list<QLatin1StringView> repeatable = {}) const;
    const QList<std::pair<QString, QString>> &pairs() const { return m_pairs; }
    bool isEmpty() const { return m_pairs.isEmpty(); }

    void append(QString name, QString value) { m_pairs.append({ std::move(name), std::move(value) }); }
    /// The encoded form, for redirects and request bodies.
    QByteArray encode() const;

private:
    QList<std::pair<QString, QString>> m_pairs;
};

}
