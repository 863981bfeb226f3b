// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/Flow.h"

#include <QtCore/QJsonArray>

namespace auth::sign_in {

namespace {

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    const QJsonArray array = value.toArray();
    for (const auto &text : array)
        texts.append(text.toString());
    return texts;
}

}

QJsonObject Flow::request() const
{
    if (kind == FlowKind::Device)
        return { { u"device_code_hash"_qs, QString::fromLatin1(deviceCodeHash.toHex()) }, { u"scope"_qs, QJsonArray::fromStringList(deviceScope) } };
    return { { u"parameters"_qs, QString::fromLatin1(parameters) } };
}

QJsonObject Flow::state() const
{
    QJsonObject object;
    if (!identifier.isEmpty())
        object.insert(u"identifier"_qs, identifier);
    if (!error.isEmpty())
        object.insert(u"error"_qs, QString::fromLatin1(error));
    if (sessionId)
        object.insert(u"session_id"_qs, sessionId->toString());
    if (otherAccount)
        object.insert(u"other_account"_qs, true);
    if (userId) {
        object.insert(u"user_id"_qs, userId->toString());
        object.insert(u"amr"_qs, QJsonArray::fromStringList(amr));
        object.insert(u"auth_time"_qs, static_cast<qint64>(authTime.time_since_epoch().count()));
    }
    if (baseSessionId)
        object.insert(u"base_session_id"_qs, baseSessionId->toString());
    if (!factor.isEmpty())
        object.insert(u"factor"_qs, QString::fromLatin1(factor));
    if (wrongCodes > 0)
        object.insert(u"wrong_codes"_qs, wrongCodes);
    if (enrolment)
        object.insert(u"enrolment"_qs, enrolment->toString());
    if (reauthenticates())
        object.insert(u"return_path"_qs, QString::fromLatin1(returnPath));
    if (rememberBrowser)
        object.insert(u"remember_browser"_qs, true);
    if (checksDevice)
        object.insert(u"checks_device"_qs, true);
    if (offerPasskey)
        object.insert(u"offer_passkey"_qs, true);
    return object;
}

void Flow::setRequest(const QJsonObject &object)
{
    parameters = object[u"parameters"].toString().toLatin1();
    deviceCodeHash = QByteArray::fromHex(object[u"device_code_hash"].toString().toLatin1());
    deviceScope = textsOf(object[u"scope"]);
}

void Flow::setState(const QJsonObject &object)
{
    identifier = object[u"identifier"].toString();
    error = object[u"error"].toString().toLatin1();
    sessionId = SessionId::parse(object[u"session_id"].toString().toLatin1());
    otherAccount = object[u"other_account"].toBool();
    userId = UserId::parse(object[u"user_id"].toString().toLatin1());
    amr = textsOf(object[u"amr"]);
    authTime = Timestamp(Timestamp::duration(object[u"auth_time"].toInteger()));
    baseSessionId = SessionId::parse(object[u"base_session_id"].toString().toLatin1());
    factor = object[u"factor"].toString().toLatin1();
    wrongCodes = object[u"wrong_codes"].toInt();
    enrolment = AuthenticatorId::parse(object[u"enrolment"].toString().toLatin1());
    returnPath = object[u"return_path"].toString().toLatin1();
    rememberBrowser = object[u"remember_browser"].toBool();
    checksDevice = object[u"checks_device"].toBool();
    offerPasskey = object[u"offer_passkey"].toBool();
}

void Flow::prove(UserId who, const QString &method, Timestamp now)
{
    // A password that was typed now says nothing of a session that began earlier.
    const bool anew = userId != who || (baseSessionId && method == u"pwd");
    if (anew) {
        amr.clear();
        baseSessionId.reset();
        factor.clear();
        rememberBrowser = false;
        checksDevice = false;
        enrolment.reset();
    }
    if (amr.isEmpty())
        authTime = now;
    userId = who;
    if (!amr.contains(method))
        amr.append(method);
}

bool Flow::hasFirstFactor() const
{
    // A passkey that verified its user (RFC 8176 §2: `user`) is both factors.
    return userId && (amr.contains(u"pwd"_qs) || amr.contains(u"user"_qs));
}

}
