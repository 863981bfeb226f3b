// SPDX-License-Identifier: GPL-3.0-or-later
#include "DebugHttp.h"

#include "core/Form.h"
#include "core/Json.h"
#include "output/Sink.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr QByteArrayView kMasked("***");

bool isSecret(const QString &name)
{
    if (name == "key"_L1 || name == "private_key"_L1 || name == "pem"_L1)
        return true;
    for (const QLatin1StringView part :
        { "password"_L1, "secret"_L1, "token"_L1, "code"_L1, "assertion"_L1, "verifier"_L1, "api_key"_L1 }) {
        if (name.contains(part))
            return name != "token_type"_L1 && name != "code"_L1 && !name.endsWith("_method"_L1)
                && !name.endsWith("_lifetime"_L1) && !name.endsWith("_endpoint"_L1);
    }
    return false;
}

QJsonValue masked(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            array[i] = masked(array.at(i));
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        *member
            = member->isString() && isSecret(member.key()) ? QJsonValue(QLatin1StringView(kMasked)) : masked(*member);
    return object;
}

QByteArray maskedBody(const QByteArray &body)
{
    if (const auto json = parseJson(body, { .bytes = 64 * 1024 * 1024, .depth = 64, .members = 5'000'000 }))
        return json->isArray() ? toJson(masked(*json).toArray()) : toJson(masked(*json).toObject());
    if (body.contains('=') && !body.contains(' ') && !body.contains('\n')) {
        if (const auto form = Form::parse(body)) {
            Form shown;
            for (const auto &[name, value] : form->pairs())
                shown.append(name, isSecret(name) || name == "code"_L1 ? QString(QLatin1StringView(kMasked)) : value);
            return shown.encode();
        }
    }
    return QByteArray::number(body.size()) + " bytes";
}

}

api::HttpObserver httpObserver(const Options &options)
{
    const bool whole = options.debugHttp;
    return [whole](const api::HttpExchange &exchange) {
        writeError("> " + exchange.method + ' ' + exchange.url.toEncoded());
        if (whole && exchange.hasAuthorization)
            writeError("> Authorization: ***");
        if (whole && !exchange.requestBody.isEmpty())
            writeError("> " + maskedBody(exchange.requestBody));
        writeError(exchange.status == 0 ? "< " + exchange.error.toUtf8() : "< " + QByteArray::number(exchange.status));
        if (whole && !exchange.answerBody.isEmpty())
            writeError("< " + maskedBody(exchange.answerBody));
    };
}

}
