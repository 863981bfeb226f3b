// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Pipeline.h"

namespace auth::bulk {

/// An operation that can be called for many objects: on one object of a realm, without a secret in what it takes or
/// answers.
struct Callable {
    const api::Operation *operation = nullptr;
    const api::Operation *list = nullptr; ///< Of the objects; null where there is none.
    QByteArray parameter; ///< What its path calls the object.
};

/// ValidationFailed with what is wrong at `/operation`.
Result<Callable> callableOf(const QString &operationName);

/// What a job keeps: the operation, the body, who asked for it and from where.
QJsonObject payloadOf(
    const admin::Context &context, const QString &operationName, const QString &query, const QJsonObject &body);

/// Who asked for the job.
Result<admin::CallerRecord> callerOf(const QJsonObject &payload);
/// Was everything of the caller revoked since the job was created?
bool isRevoked(const RevocationSet &revoked, const admin::CallerRecord &caller, Timestamp createdAt);

/// The call of a job's operation for \a target.
Result<admin::InternalCall> callOf(
    const QJsonObject &payload, RealmId realm, admin::Caller caller, const QString &target, Deadline deadline);

/// Will it go away by itself?
bool isPassing(const Error &error);

}
