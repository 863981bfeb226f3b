// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/DeviceBinding.h"

#include "agents/UserAgent.h"
#include "crypto/Hash.h"
#include "keys/RealmKeys.h"

namespace auth::oauth {

namespace {

Result<QByteArray> fingerprint(RealmKeys *keys, const Realm &realm, const QByteArray &of)
{
    const QByteArray key = TRY(keys->subkey(realm, KeyPurpose::Device));
    return crypto::hmacSha256(key, of).first(kFingerprintSize);
}

}

Result<QByteArray> deviceFingerprint(RealmKeys *keys, const Realm &realm, DeviceId device, const QByteArray &clientId)
{
    return fingerprint(keys, realm, "device:" + device.toBytes() + ':' + clientId);
}

Result<QByteArray> agentFingerprint(RealmKeys *keys, const Realm &realm, GrantId grant, const http::Request &request)
{
    const QString text = QString::fromUtf8(request.header("user-agent").value_or(QByteArray()));
    QString name = agents::describeUserAgent(text);
    if (name.isEmpty())
        name = agents::describeProgram(text);
    if (name.isEmpty())
        return QByteArray();
    return fingerprint(keys, realm, "agent:" + grant.toBytes() + ':' + name.toUtf8());
}

}
