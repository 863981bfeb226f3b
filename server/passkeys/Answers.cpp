// SPDX-License-Identifier: GPL-3.0-or-later
#include "passkeys/Answers.h"

#include "core/Base64Url.h"
#include "core/Json.h"

#include <QtCore/QJsonArray>

namespace auth::passkeys {

namespace {

using namespace Qt::StringLiterals;

constexpr JsonLimits kLimits { .bytes = 64 * 1024, .depth = 8, .members = 200 };

/// WebAuthn §5.8.4.
constexpr QLatin1StringView kTransports[]
    = { "ble"_L1, "hybrid"_L1, "internal"_L1, "nfc"_L1, "smart-card"_L1, "usb"_L1 };

std::unexpected<Error> malformed(const QString &what)
{
    return failure(ErrorCode::Malformed, u"The browser's answer cannot be read."_s, what);
}

enum class Presence : quint8 { Required, Optional };

/// Reads base64url members of an object; the first that is wrong is remembered.
class Reader {
public:
    explicit Reader(const QJsonObject &object)
        : m_object(object)
    {
    }
    QByteArray bytes(QLatin1StringView name, Presence presence = Presence::Required)
    {
        const QJsonValue value = m_object[name];
        if (presence == Presence::Optional && (value.isUndefined() || value.isNull()))
            return {};
        const auto decoded = value.isString() ? fromBase64Url(value.toString().toLatin1()) : std::nullopt;
        if ((!decoded || (presence == Presence::Required && decoded->isEmpty())) && m_wrong.isEmpty())
            m_wrong = name;
        return decoded.value_or(QByteArray());
    }
    const QString &wrong() const { return m_wrong; }

private:
    QJsonObject m_object;
    QString m_wrong;
};

/// The part that both answers share; the credential id.
Result<QByteArray> credentialIdOf(const QJsonObject &object)
{
    Reader reader(object);
    const QByteArray id = reader.bytes("rawId"_L1);
    if (!reader.wrong().isEmpty() || reader.bytes("id"_L1) != id || object["type"_L1] != "public-key"_L1)
        return malformed(u"id, rawId and type of the credential"_s);
    return id;
}

}

Result<RegistrationAnswer> RegistrationAnswer::parse(const QByteArray &json)
{
    const QJsonObject object = TRY(parseJsonObject(json, kLimits));
    RegistrationAnswer answer;
    answer.credentialId = TRY(credentialIdOf(object));
    const QJsonObject response = object["response"_L1].toObject();
    Reader reader(response);
    answer.clientData = reader.bytes("clientDataJSON"_L1);
    answer.attestationObject = reader.bytes("attestationObject"_L1);
    if (!reader.wrong().isEmpty())
        return malformed(reader.wrong());
    const QJsonArray transports = response["transports"_L1].toArray();
    for (const QLatin1StringView transport : kTransports) {
        if (transports.contains(QString(transport)))
            answer.transports.append(transport);
    }
    return answer;
}

Result<AuthenticationAnswer> AuthenticationAnswer::parse(const QByteArray &json)
{
    const QJsonObject object = TRY(parseJsonObject(json, kLimits));
    AuthenticationAnswer answer;
    answer.credentialId = TRY(credentialIdOf(object));
    Reader reader(object["response"_L1].toObject());
    answer.clientData = reader.bytes("clientDataJSON"_L1);
    answer.authenticatorData = reader.bytes("authenticatorData"_L1);
    answer.signature = reader.bytes("signature"_L1);
    answer.userHandle = reader.bytes("userHandle"_L1, Presence::Optional);
    if (!reader.wrong().isEmpty())
        return malformed(reader.wrong());
    return answer;
}

}
