// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/Flow.h"

namespace auth::sign_in {

QJsonObject Flow::request() const
{
    if (kind == FlowKind::Device)
        return { { u"device_code_hash"_qs, QString::fromLatin1(deviceCodeHash.toHex()) } };
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
    return object;
}

void Flow::setRequest(const QJsonObject &object)
{
    parameters = object[u"parameters"].toString().toLatin1();
    deviceCodeHash = QByteArray::fromHex(object[u"device_code_hash"].toString().toLatin1());
}

void Flow::setState(const QJsonObject &object)
{
    identifier = object[u"identifier"].toString();
    error = object[u"error"].toString().toLatin1();
    sessionId = SessionId::parse(object[u"session_id"].toString().toLatin1());
    otherAccount = object[u"other_account"].toBool();
}

}
