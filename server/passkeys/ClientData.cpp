// SPDX-License-Identifier: GPL-3.0-or-later
#include "passkeys/ClientData.h"

#include "core/Base64Url.h"
#include "core/Json.h"
#include "crypto/Hash.h"

namespace auth::passkeys {

using namespace Qt::StringLiterals;

namespace {

constexpr JsonLimits kLimits { .bytes = 8 * 1024, .depth = 8, .members = 100 };

std::unexpected<Error> refused(const QString &what)
{
    return failure(ErrorCode::InvalidRequest, u"The browser's answer does not belong to this page."_s, what);
}

}

Result<ClientData> ClientData::parse(const QByteArray &json, Ceremony ceremony, const RelyingParty &relyingParty)
{
    const QJsonObject object = TRY(parseJsonObject(json, kLimits));
    const QString type = object["type"_L1].toString();
    if (type != (ceremony == Ceremony::Registration ? "webauthn.create"_L1 : "webauthn.get"_L1))
        return refused(u"type "_s + type.left(40));
    const QString origin = object["origin"_L1].toString();
    if (!relyingParty.isOrigin(origin))
        return refused(u"origin "_s + origin.left(200));
    // Nobody may frame our pages, so that an answer from inside a frame is not from them.
    if (object["crossOrigin"_L1].toBool() || object.contains("topOrigin"_L1))
        return refused(u"made inside a frame"_s);
    const auto challenge = fromBase64Url(object["challenge"_L1].toString().toLatin1());
    if (!challenge)
        return refused(u"no challenge"_s);
    return ClientData { *challenge, crypto::sha256(json) };
}

}
