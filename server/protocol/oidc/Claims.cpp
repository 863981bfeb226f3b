// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oidc/Claims.h"

#include "core/Json.h"

#include <QtCore/QJsonArray>

#include <array>

namespace auth::oidc {

namespace {

struct ClaimOfScope {
    const char *claim;
    const char *scope;
};

// OpenID Connect Core §5.4.
constexpr std::array kClaims {
    ClaimOfScope { "name", "profile" },
    ClaimOfScope { "family_name", "profile" },
    ClaimOfScope { "given_name", "profile" },
    ClaimOfScope { "middle_name", "profile" },
    ClaimOfScope { "nickname", "profile" },
    ClaimOfScope { "preferred_username", "profile" },
    ClaimOfScope { "profile", "profile" },
    ClaimOfScope { "picture", "profile" },
    ClaimOfScope { "website", "profile" },
    ClaimOfScope { "gender", "profile" },
    ClaimOfScope { "birthdate", "profile" },
    ClaimOfScope { "zoneinfo", "profile" },
    ClaimOfScope { "locale", "profile" },
    ClaimOfScope { "updated_at", "profile" },
    ClaimOfScope { "email", "email" },
    ClaimOfScope { "email_verified", "email" },
    ClaimOfScope { "address", "address" },
    ClaimOfScope { "phone_number", "phone" },
    ClaimOfScope { "phone_number_verified", "phone" },
};

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    for (const auto &item : value.toArray())
        list.append(item.toString());
    return list;
}

/// The names of one half of a claims request; each member is null or an object (§5.5.1).
Result<QStringList> requestedNames(const QJsonValue &half)
{
    if (half.isUndefined() || half.isNull())
        return QStringList();
    if (!half.isObject())
        return failure(ErrorCode::InvalidRequest, QStringLiteral("The claims parameter is malformed."));
    QStringList names;
    const QJsonObject members = half.toObject();
    for (auto member = members.begin(); member != members.end(); ++member) {
        if (!member->isNull() && !member->isObject())
            return failure(ErrorCode::InvalidRequest, QStringLiteral("The claims parameter is malformed."));
        if (supportedClaims().contains(member.key()))
            names.append(member.key());
    }
    return names;
}

}

QStringList supportedClaims()
{
    static const QStringList names = [] {
        QStringList list;
        for (const auto &row : kClaims)
            list.append(QLatin1StringView(row.claim));
        return list;
    }();
    return names;
}

QStringList claimsOfScope(const QStringList &scope)
{
    QStringList names;
    for (const auto &row : kClaims) {
        if (scope.contains(QLatin1StringView(row.scope)))
            names.append(QLatin1StringView(row.claim));
    }
    return names;
}

QJsonValue claimValue(const User &user, const QString &name)
{
    const auto textOrNothing = [](const QString &text) { return text.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(text); };
    if (name == u"preferred_username")
        return user.username;
    if (name == u"email")
        return textOrNothing(user.email);
    if (name == u"email_verified")
        return user.email.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(user.emailVerified);
    if (name == u"phone_number")
        return textOrNothing(user.phoneNumber);
    if (name == u"phone_number_verified")
        return user.phoneNumber.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(user.phoneNumberVerified);
    if (name == u"updated_at")
        return static_cast<qint64>(std::chrono::floor<std::chrono::seconds>(user.updatedAt).time_since_epoch().count());
    if (name == u"name" && !user.attributes.contains(u"name")) {
        const QString title = user.title();
        return title == user.username ? QJsonValue(QJsonValue::Undefined) : QJsonValue(title);
    }
    return user.attributes.value(name);
}

QJsonObject claims(const User &user, const QStringList &names)
{
    QJsonObject object;
    for (const auto &name : names) {
        const QJsonValue value = claimValue(user, name);
        if (!value.isUndefined() && !value.isNull())
            object.insert(name, value);
    }
    return object;
}

Result<ClaimsRequest> ClaimsRequest::parse(const QByteArray &json)
{
    const auto object = parseJsonObject(json, { .bytes = 16 * 1024, .depth = 8, .members = 200 });
    if (!object)
        return failure(ErrorCode::InvalidRequest, QStringLiteral("The claims parameter is not a JSON object."), object.error().description);
    ClaimsRequest request;
    request.userinfo = TRY(requestedNames((*object)[u"userinfo"]));
    request.idToken = TRY(requestedNames((*object)[u"id_token"]));
    const QJsonObject idToken = (*object)[u"id_token"].toObject();
    const QJsonObject acr = idToken[u"acr"].toObject();
    QStringList values = strings(acr[u"values"]);
    if (acr[u"value"].isString())
        values.append(acr[u"value"].toString());
    (acr[u"essential"].toBool() ? request.essentialAcr : request.voluntaryAcr) = values;
    for (const auto &half : { QStringLiteral("id_token"), QStringLiteral("userinfo") }) {
        const QJsonValue subject = (*object)[half].toObject()[u"sub"].toObject()[u"value"];
        if (subject.isString())
            request.subject = subject.toString();
    }
    return request;
}

QJsonObject ClaimsRequest::toJson() const
{
    QJsonObject object;
    const auto put = [&object](const QString &name, const QStringList &list) {
        if (!list.isEmpty())
            object.insert(name, QJsonArray::fromStringList(list));
    };
    put(QStringLiteral("userinfo"), userinfo);
    put(QStringLiteral("id_token"), idToken);
    return object;
}

ClaimsRequest ClaimsRequest::fromJson(const QJsonObject &object)
{
    ClaimsRequest request;
    request.userinfo = strings(object[u"userinfo"]);
    request.idToken = strings(object[u"id_token"]);
    return request;
}

}
