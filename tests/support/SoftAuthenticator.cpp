// SPDX-License-Identifier: GPL-3.0-or-later
#include "SoftAuthenticator.h"

#include "TestServer.h"

#include "core/Base64Url.h"
#include "core/Json.h"
#include "core/Random.h"
#include "crypto/Hash.h"

#include <QtCore/QCborMap>
#include <QtCore/QRegularExpression>
#include <QtCore/QtEndian>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

namespace auth::test {

using namespace Qt::StringLiterals;

namespace {

QString encode(const QByteArray &bytes)
{
    return QString::fromLatin1(toBase64Url(bytes));
}

QByteArray decode(const QJsonValue &value)
{
    return fromBase64Url(value.toString().toLatin1()).value_or(QByteArray());
}

QByteArray coordinate(EVP_PKEY *key, const char *name)
{
    BIGNUM *number = nullptr;
    EVP_PKEY_get_bn_param(key, name, &number);
    QByteArray bytes(32, '\0');
    BN_bn2binpad(number, reinterpret_cast<unsigned char *>(bytes.data()), 32);
    BN_free(number);
    return bytes;
}

/// ES256 in DER (WebAuthn §6.5.5).
QByteArray sign(EVP_PKEY *key, const QByteArray &message)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    size_t size = 0;
    const auto *bytes = reinterpret_cast<const unsigned char *>(message.constData());
    EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key);
    EVP_DigestSign(context, nullptr, &size, bytes, static_cast<size_t>(message.size()));
    QByteArray signature(static_cast<qsizetype>(size), '\0');
    EVP_DigestSign(context, reinterpret_cast<unsigned char *>(signature.data()), &size, bytes, static_cast<size_t>(message.size()));
    EVP_MD_CTX_free(context);
    return signature.first(static_cast<qsizetype>(size));
}

QByteArray clientData(const QJsonObject &options, const SoftAuthenticator::Manner &manner, const char *type)
{
    QJsonObject object = manner.clientData;
    object.insert(u"type"_s, QString::fromLatin1(manner.type.isEmpty() ? QByteArray(type) : manner.type));
    object.insert(u"challenge"_s, manner.challenge.isEmpty() ? options[u"challenge"].toString() : QString::fromLatin1(manner.challenge));
    object.insert(u"origin"_s, QString::fromLatin1(manner.origin));
    return toJson(object);
}

QByteArray answer(const QByteArray &id, const QJsonObject &response)
{
    return toJson(QJsonObject { { u"id"_s, encode(id) }, { u"rawId"_s, encode(id) }, { u"type"_s, u"public-key"_s }, { u"response"_s, response },
        { u"clientExtensionResults"_s, QJsonObject() } });
}

}

QByteArray SoftAuthenticator::head(const QByteArray &rpId, const Manner &manner, bool attested)
{
    m_counter = manner.signCount.value_or(m_counter + 1);
    const int flags = (manner.userPresent ? 0x01 : 0) | (manner.userVerified ? 0x04 : 0) | (manner.backupEligible ? 0x08 : 0)
        | (manner.backedUp ? 0x10 : 0) | (attested ? 0x40 : 0);
    QByteArray counter(4, '\0');
    qToBigEndian(m_counter, counter.data());
    return crypto::sha256(rpId) + static_cast<char>(flags) + counter;
}

QByteArray SoftAuthenticator::create(const QJsonObject &options, const Manner &manner)
{
    Key key;
    key.id = randomBytes(32);
    key.pair = std::shared_ptr<EVP_PKEY>(EVP_EC_gen("P-256"), EVP_PKEY_free);
    key.userHandle = decode(options[u"user"][u"id"]);
    const QCborMap cose { { 1, 2 }, { 3, -7 }, { -1, 1 }, { -2, coordinate(key.pair.get(), OSSL_PKEY_PARAM_EC_PUB_X) },
        { -3, coordinate(key.pair.get(), OSSL_PKEY_PARAM_EC_PUB_Y) } };
    QByteArray idSize(2, '\0');
    qToBigEndian(static_cast<quint16>(key.id.size()), idSize.data());
    const QByteArray rpId = manner.rpId.isEmpty() ? options[u"rp"][u"id"].toString().toLatin1() : manner.rpId;
    const QByteArray data = head(rpId, manner, true) + QByteArray(16, '\0') + idSize + key.id + QCborValue(cose).toCbor() + manner.extraBytes;
    const QByteArray client = clientData(options, manner, "webauthn.create");
    QCborMap statement;
    if (manner.selfAttested) {
        QByteArray signature = sign(key.pair.get(), data + crypto::sha256(client));
        if (manner.breakSignature)
            signature.back() = static_cast<char>(signature.back() ^ 1);
        statement = { { u"alg"_s, -7 }, { u"sig"_s, signature } };
    }
    const QCborMap object { { u"fmt"_s, manner.selfAttested ? u"packed"_s : u"none"_s }, { u"attStmt"_s, statement }, { u"authData"_s, data } };
    const QByteArray id = key.id;
    m_keys.push_back(std::move(key));
    return answer(id,
        { { u"clientDataJSON"_s, encode(client) }, { u"attestationObject"_s, encode(QCborValue(object).toCbor()) },
            { u"transports"_s, QJsonArray { u"usb"_s, u"telepathy"_s } } });
}

QByteArray SoftAuthenticator::get(const QJsonObject &options, const Manner &manner)
{
    const QJsonArray allowed = options[u"allowCredentials"].toArray();
    const auto isAllowed = [&allowed](const Key &key) {
        return allowed.isEmpty() || std::any_of(allowed.begin(), allowed.end(), [&key](const QJsonValue &one) { return decode(one[u"id"]) == key.id; });
    };
    const auto key = std::find_if(m_keys.rbegin(), m_keys.rend(), isAllowed);
    if (key == m_keys.rend())
        return {};
    const QByteArray rpId = manner.rpId.isEmpty() ? options[u"rpId"].toString().toLatin1() : manner.rpId;
    const QByteArray data = head(rpId, manner, false) + manner.extraBytes;
    const QByteArray client = clientData(options, manner, "webauthn.get");
    QByteArray signature = sign(key->pair.get(), data + crypto::sha256(client));
    if (manner.breakSignature)
        signature.back() = static_cast<char>(signature.back() ^ 1);
    return answer(key->id,
        { { u"clientDataJSON"_s, encode(client) }, { u"authenticatorData"_s, encode(data) }, { u"signature"_s, encode(signature) },
            { u"userHandle"_s, encode(manner.userHandle.value_or(key->userHandle)) } });
}

PasskeyPlace PasskeyPlace::of(const Browser &browser)
{
    static const QRegularExpression tag(u"<(?:div|form) class=\"passkey\"[^>]*>"_s);
    static const QRegularExpression attribute(u"([a-z-]+)=\"([^\"]*)\""_s);
    const auto found = tag.match(QString::fromUtf8(browser.page().body));
    if (!found.hasMatch())
        qFatal("no passkeys at %s:\n%s", browser.address().constData(), browser.page().body.constData());
    QMap<QString, QByteArray> values;
    for (const auto &match : attribute.globalMatch(found.captured()))
        values.insert(match.captured(1), decodeHtml(match.captured(2).toUtf8()));
    PasskeyPlace place;
    place.options = values.value(u"data-options"_s);
    place.action = values.value(u"data-action"_s);
    if (const auto form = browser.formWith("add-passkey"); form && place.action.isEmpty())
        place.fields = form->fields;
    else
        place.fields = { { "csrf", values.value(u"data-csrf"_s) } };
    if (values.contains(u"data-named"_s))
        place.fields.add("named", "1");
    return place;
}

void openPasskeys(Browser &browser, const TestRealm &realm, const QByteArray &username)
{
    browser.open(realm.target("/account/passkeys"));
    browser.signIn(username, TestRealm::kPassword);
    browser.open(realm.target("/account/passkeys"));
}

Reply askForOptions(Browser &browser)
{
    const PasskeyPlace place = PasskeyPlace::of(browser);
    return browser.fetch(place.options, place.fields);
}

Reply addPasskey(Browser &browser, SoftAuthenticator &authenticator, const SoftAuthenticator::Manner &manner, const QByteArray &label)
{
    const QJsonObject options = askForOptions(browser).json();
    return browser.submit("add-passkey", { { "credential", authenticator.create(options, manner) }, { "label", label } });
}

Reply usePasskey(Browser &browser, SoftAuthenticator &authenticator, const SoftAuthenticator::Manner &manner)
{
    const QJsonObject options = askForOptions(browser).json();
    return sendAssertion(browser, authenticator.get(options, manner));
}

Reply sendAssertion(Browser &browser, const QByteArray &credential)
{
    const PasskeyPlace place = PasskeyPlace::of(browser);
    return browser.postForm(place.action, Parameters { { "csrf", place.fields.value("csrf") }, { "credential", credential } });
}

}
