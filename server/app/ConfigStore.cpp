// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ConfigSettings.h"

#include "adapters/redis/RedisUrl.h"
#include "adapters/smtp/Message.h"
#include "app/ConfigValues.h"
#include "core/Text.h"

#include <QtCore/QFileInfo>
#include <QtCore/QUrl>
#include <QtNetwork/QHostAddress>

#include <libpq-fe.h>

#include <algorithm>
#include <memory>

namespace auth::app::config {

namespace {

using Stored = std::expected<void, QString>;

std::unexpected<QString> refuse(QString message)
{
    return std::unexpected(std::move(message));
}

QString quoted(QByteArrayView text)
{
    return QLatin1Char('"') + QString::fromUtf8(text) + QLatin1Char('"');
}

bool isLowerOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

Parsed<QByteArray> parseName(QByteArrayView text)
{
    const bool fits = text.size() <= 63 && isLowerOrDigit(text[0])
        && std::all_of(text.begin(), text.end(), [](char c) { return isLowerOrDigit(c) || c == '-'; });
    if (!fits)
        return refuse(
            QStringLiteral("%1 is not a name: write lower-case letters, digits and -, at most 63").arg(quoted(text)));
    return text.toByteArray();
}

Parsed<QByteArray> parseIdentifier(QByteArrayView text)
{
    if (text == "none")
        return QByteArray();
    const bool fits = text.size() <= 63 && (text[0] == '_' || (isLowerOrDigit(text[0]) && text[0] > '9'))
        && std::all_of(text.begin(), text.end(), [](char c) { return isLowerOrDigit(c) || c == '_'; });
    if (!fits)
        return refuse(
            QStringLiteral("%1 is not a role: write lower-case letters, digits and _, beginning with a letter, or none")
                .arg(quoted(text)));
    return text.toByteArray();
}

Parsed<QByteArray> parseConnectionString(QByteArrayView text)
{
    const QByteArray terminated = text.toByteArray();
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(terminated.constData(), nullptr), PQconninfoFree);
    // libpq's own message may quote the password.
    if (!options)
        return refuse(QStringLiteral("libpq does not understand it: write postgresql://USER@HOST/DATABASE, special "
                                     "characters of the password percent-encoded"));
    return terminated;
}

Parsed<QByteArray> parseRedisUrl(QByteArrayView text)
{
    const auto url = RedisUrl::parse(text);
    if (!url)
        return refuse(QStringLiteral("%1: write redis://HOST:PORT or unix:///PATH").arg(url.error().description));
    return text.toByteArray();
}

Parsed<QByteArray> parseHost(QByteArrayView text)
{
    const bool name = text.size() <= 253 && std::all_of(text.begin(), text.end(), [](char c) {
        return isLowerOrDigit(c) || (c >= 'A' && c <= 'Z') || c == '-' || c == '.';
    });
    const bool address = text.startsWith('[') && text.endsWith(']')
        && QHostAddress(QString::fromLatin1(text.sliced(1).chopped(1))).protocol() == QHostAddress::IPv6Protocol;
    if (!name && !address)
        return refuse(QStringLiteral("%1 is not a host: write a name, an IPv4 address or [IPv6], without a port")
                          .arg(quoted(text)));
    return text.toByteArray();
}

Parsed<QByteArray> parseMailbox(QByteArrayView text)
{
    if (!smtp::Address::parseNamed(QString::fromUtf8(text)))
        return refuse(QStringLiteral("%1 is not an address: write auth@example.com or Example <auth@example.com>")
                          .arg(quoted(text)));
    return text.toByteArray();
}

Parsed<QByteArray> parseToken(QByteArrayView text)
{
    const bool fits = text.size() >= 16 && text.size() <= 512
        && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
    if (!fits)
        return refuse(
            QStringLiteral("it is not 16 to 512 visible ASCII characters: make one with `openssl rand -hex 32`"));
    return text.toByteArray();
}

Parsed<QByteArray> parseDomain(QByteArrayView text)
{
    const QUrl url(QStringLiteral("https://") + QString::fromUtf8(text), QUrl::StrictMode);
    if (!url.isValid() || url.host(QUrl::FullyEncoded).toLatin1() != text || !QHostAddress(url.host()).isNull())
        return refuse(QStringLiteral("%1 is not a domain such as example.com, in lower case").arg(quoted(text)));
    return text.toByteArray();
}

Parsed<QByteArray> parseOrigins(QByteArrayView text)
{
    QByteArray list;
    for (const QByteArray& word : text.toByteArray().replace(',', ' ').simplified().split(' ')) {
        const auto origin = parseOrigin(word);
        if (!origin)
            return refuse(origin.error());
        list += (list.isEmpty() ? "" : " ") + *origin;
    }
    return list;
}

Parsed<QByteArray> parseText(TextForm form, QByteArrayView text)
{
    switch (form) {
    case TextForm::Origin:
        return parseOrigin(text);
    case TextForm::Domain:
        return parseDomain(text);
    case TextForm::Origins:
        return parseOrigins(text);
    case TextForm::Key:
        return parseKey(text);
    case TextForm::ConnectionString:
        return parseConnectionString(text);
    case TextForm::Name:
        return parseName(text);
    case TextForm::Identifier:
        return parseIdentifier(text);
    case TextForm::RedisUrl:
        return parseRedisUrl(text);
    case TextForm::Host:
        return parseHost(text);
    case TextForm::Mailbox:
        return parseMailbox(text);
    case TextForm::Token:
        return parseToken(text);
    case TextForm::Any:
    case TextForm::File:
    case TextForm::AppendedFile:
        break;
    }
    return text.toByteArray();
}

Parsed<int> parseChoice(QByteArrayView choices, QByteArrayView text)
{
    const QList<QByteArray> words = choices.toByteArray().split('|');
    const qsizetype index = words.indexOf(text.toByteArray());
    if (index < 0)
        return refuse(QStringLiteral("%1 is not one of %2").arg(quoted(text), QString::fromLatin1(words.join(", "))));
    return static_cast<int>(index);
}

/// Parses by the type of the field.
class Store {
public:
    Store(const Setting& setting, QByteArrayView text, Config& config)
        : m_setting(setting)
        , m_text(text)
        , m_config(config)
    {
    }

    Stored operator()(bool& (*field)(Config&)) const { return put(field, parseBoolean(m_text)); }
    Stored operator()(int& (*field)(Config&)) const
    {
        return put(field, parseInteger(m_text, m_setting.minimum, m_setting.maximum));
    }
    Stored operator()(qsizetype& (*field)(Config&)) const
    {
        return put(field, parseSize(m_text, m_setting.minimum, m_setting.maximum));
    }
    Stored operator()(std::chrono::milliseconds& (*field)(Config&)) const { return put(field, duration()); }
    Stored operator()(std::chrono::seconds& (*field)(Config&)) const
    {
        const auto value = duration();
        if (value && *value % std::chrono::seconds(1) != std::chrono::milliseconds(0))
            return refuse(QStringLiteral("%1 is not a whole number of seconds").arg(quoted(m_text)));
        if (!value)
            return std::unexpected(value.error());
        field(m_config) = std::chrono::duration_cast<std::chrono::seconds>(*value);
        return {};
    }
    Stored operator()(QByteArray& (*field)(Config&)) const { return put(field, parseText(m_setting.form, m_text)); }
    Stored operator()(QString& (*field)(Config&)) const
    {
        const QString path = QString::fromLocal8Bit(m_text);
        const QFileInfo file(path);
        if (m_setting.form == TextForm::AppendedFile) {
            if (file.exists() ? !file.isFile() || !file.isWritable() : !QFileInfo(file.absolutePath()).isWritable())
                return refuse(QStringLiteral("\"%1\" is not a file that can be written: correct the path or its permissions")
                                  .arg(path));
        } else if (!file.isFile() || !file.isReadable())
            return refuse(
                QStringLiteral("\"%1\" is not a file that can be read: correct the path or its permissions").arg(path));
        field(m_config) = path;
        return {};
    }
    Stored operator()(Secret& (*field)(Config&)) const
    {
        auto bytes = parseText(m_setting.form, m_text);
        if (!bytes)
            return std::unexpected(std::move(bytes).error());
        field(m_config) = Secret(std::move(*bytes));
        return {};
    }
    Stored operator()(Endpoint& (*field)(Config&)) const { return put(field, parseEndpoint(m_text)); }
    Stored operator()(std::optional<Endpoint>& (*field)(Config&)) const { return put(field, parseEndpoint(m_text)); }
    Stored operator()(QList<Subnet>& (*field)(Config&)) const { return put(field, parseSubnets(m_text)); }
    Stored operator()(Environment& (*field)(Config&)) const { return choose(field); }
    Stored operator()(LogLevel& (*field)(Config&)) const { return choose(field); }
    Stored operator()(LogFormat& (*field)(Config&)) const { return choose(field); }
    Stored operator()(smtp::Security& (*field)(Config&)) const { return choose(field); }

private:
    Parsed<std::chrono::milliseconds> duration() const
    {
        return parseDuration(m_text, m_setting.minimum, m_setting.maximum);
    }

    template <typename Field, typename T>
    Stored put(Field* field, Parsed<T> value) const
    {
        if (!value)
            return std::unexpected(std::move(value).error());
        field(m_config) = std::move(*value);
        return {};
    }

    template <typename Enumeration>
    Stored choose(Enumeration& (*field)(Config&)) const
    {
        const auto index = parseChoice(m_setting.choices, m_text);
        if (!index)
            return std::unexpected(index.error());
        field(m_config) = static_cast<Enumeration>(*index);
        return {};
    }

    const Setting& m_setting;
    QByteArrayView m_text;
    Config& m_config;
};

}

Stored store(const Setting& setting, QByteArrayView text, Config& config)
{
    // Values are quoted in problems and logs: no line of them is to look like another.
    if (!decodeUtf8(text)
        || std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }))
        return refuse(QStringLiteral("the value has control characters or is not UTF-8 text"));
    return std::visit(Store(setting, text, config), setting.field);
}

}
