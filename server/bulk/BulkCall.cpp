// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/BulkCall.h"

#include "api/Operations.h"
#include "core/Suggest.h"
#include "core/Text.h"

#include <QtCore/QJsonArray>

#include <algorithm>

namespace auth::bulk {

namespace {

using namespace Qt::StringLiterals;

constexpr QByteArrayView kRealmPath = "/admin/v1/realms/{realm}/";

std::unexpected<Error> refused(const QString &message)
{
    Error error(ErrorCode::ValidationFailed, message);
    error.fields.append({ u"/operation"_s, u"invalid"_s, message });
    return std::unexpected(error);
}

bool takesSecret(const api::Operation &operation)
{
    return std::any_of(
        operation.fields.begin(), operation.fields.end(), [](const api::BodyField &field) { return field.secret; });
}

/// One object of a list of the realm, changed and not answered with a secret (which an answer of `create` may have).
bool isOnOneObject(const api::Operation &operation)
{
    using enum api::Operation::Kind;
    const bool changes
        = operation.kind == Update || operation.kind == Delete || operation.kind == Action;
    const QByteArray path = operation.path;
    return changes && path.startsWith(kRealmPath) && path.count('{') == 2 && qstrcmp(operation.tag, "Jobs") != 0
        && !takesSecret(operation);
}

}

Result<Callable> callableOf(const QString &operationName)
{
    QStringList names;
    Callable found;
    for (const api::Operation &operation : api::operations()) {
        if (!isOnOneObject(operation))
            continue;
        names.append(QLatin1StringView(operation.name));
        if (operationName == QLatin1StringView(operation.name))
            found.operation = &operation;
    }
    if (!found.operation)
        return refused(unknownNameMessage(u"operation for many objects,"_s, operationName, names));
    const QByteArray path = found.operation->path;
    const auto begin = path.indexOf('{', kRealmPath.size());
    found.parameter = path.mid(begin + 1, path.indexOf('}', begin) - begin - 1);
    const QByteArray collection = path.left(begin - 1);
    for (const api::Operation &operation : api::operations()) {
        if (operation.kind == api::Operation::Kind::List && collection == operation.path)
            found.list = &operation;
    }
    return found;
}

QJsonObject payloadOf(
    const admin::Context &context, const QString &operationName, const QString &query, const QJsonObject &body)
{
    const admin::Caller &caller = context.caller;
    QJsonObject payload { { u"operation"_s, operationName }, { u"body"_s, body },
        { u"caller"_s,
            QJsonObject { { u"realm"_s, caller.realm->id.toString() }, { u"subject"_s, caller.subject },
                { u"client_id"_s, QString::fromUtf8(caller.clientId) }, { u"is_person"_s, caller.isPerson },
                { u"two_factors"_s, caller.twoFactors },
                { u"auth_time"_s, qint64(std::chrono::floor<std::chrono::seconds>(caller.authTime).time_since_epoch().count()) },
                { u"scope"_s, QJsonArray::fromStringList(caller.scope) } } },
        { u"address"_s, context.request.peer.toString() },
        { u"user_agent"_s, QString::fromUtf8(context.request.header("user-agent").value_or(QByteArray())) },
        { u"request_id"_s, QString::fromLatin1(context.request.correlationId) },
        { u"audit_reason"_s, context.reason } };
    if (!query.isEmpty())
        payload.insert(u"q"_s, query);
    return payload;
}

Result<admin::CallerRecord> callerOf(const QJsonObject &payload)
{
    const QJsonObject kept = payload[u"caller"].toObject();
    admin::CallerRecord record;
    const auto realm = RealmId::parse(kept[u"realm"].toString().toLatin1());
    if (!realm)
        return failure(ErrorCode::Internal, u"The job says nobody who asked for it."_s);
    record.realm = *realm;
    record.subject = kept[u"subject"].toString();
    record.clientId = kept[u"client_id"].toString().toUtf8();
    record.isPerson = kept[u"is_person"].toBool();
    record.twoFactors = kept[u"two_factors"].toBool();
    record.authTime = Timestamp(std::chrono::seconds(kept[u"auth_time"].toInteger()));
    for (const auto &permission : kept[u"scope"].toArray())
        record.scope.append(permission.toString());
    return record;
}

bool isRevoked(const RevocationSet &revoked, const admin::CallerRecord &caller, Timestamp createdAt)
{
    return revoked.isRevoked(caller.realm, RevocationKind::Realm, caller.realm.toBytes(), createdAt)
        || (caller.isPerson
            && revoked.isRevoked(caller.realm, RevocationKind::User, caller.subject.toLatin1(), createdAt));
}

Result<admin::InternalCall> callOf(
    const QJsonObject &payload, RealmId realm, admin::Caller caller, const QString &target, Deadline deadline)
{
    const Callable callable = TRY(callableOf(payload[u"operation"].toString()));
    admin::InternalCall call;
    call.operation = callable.operation;
    call.caller = std::move(caller);
    call.body = payload[u"body"].toObject();
    call.reason = payload[u"audit_reason"].toString();
    http::Request &request = call.request;
    request.path = QByteArray(callable.operation->path)
                       .replace("{realm}", realm.toBytes())
                       .replace('{' + callable.parameter + '}', percentEncode(target.toUtf8()));
    request.pathParameters = { { "realm", realm.toString() }, { callable.parameter, target } };
    request.peer = QHostAddress(payload[u"address"].toString());
    request.headers.append(http::Header { "user-agent", payload[u"user_agent"].toString().toUtf8() });
    request.correlationId = payload[u"request_id"].toString().toLatin1();
    request.deadline = deadline;
    request.cancellation = std::make_shared<http::Cancellation>();
    return call;
}

bool isPassing(const Error &error)
{
    return error.code == ErrorCode::Unavailable || error.code == ErrorCode::TooManyRequests
        || error.code == ErrorCode::TemporarilyUnavailable;
}

}
