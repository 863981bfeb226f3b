// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QLatin1StringView>
#include <QtCore/QStringList>
#include <QtCore/QStringView>
#include <QtCore/QUtf8StringView>

namespace auth {

/// Writes one flat JSON object (RFC 8259), compact, in the order of the calls: what a token or an answer of the token
/// endpoint is. A QJsonObject of the same members takes several times as long, which those answers would feel. Names are
/// plain ASCII that needs no escape, and each is added once: both are the caller's to see to.
class JsonWriter {
public:
    explicit JsonWriter(qsizetype reserve = 512);

    JsonWriter &add(QLatin1StringView name, QStringView value);
    /// \a value is valid UTF-8: an identifier or a token of ours.
    JsonWriter &add(QLatin1StringView name, QUtf8StringView value);
    JsonWriter &add(QLatin1StringView name, const QString &value) { return add(name, QStringView(value)); }
    JsonWriter &add(QLatin1StringView name, const QByteArray &value) { return add(name, QUtf8StringView(value)); }
    JsonWriter &add(QLatin1StringView name, qint64 value);
    JsonWriter &add(QLatin1StringView name, const QStringList &values);

    /// The object. Nothing may be added after it.
    QByteArray finish();

private:
    void begin(QLatin1StringView name);
    void appendString(QUtf8StringView value);

    QByteArray m_text;
};

}
