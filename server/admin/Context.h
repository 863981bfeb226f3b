// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Caller.h"
#include "api/Operation.h"
#include "db/Listing.h"
#include "http/Response.h"
#include "realms/Change.h"

#include <QtCore/QJsonObject>

#include <any>
#include <memory>

namespace auth::admin {

class History;

/// How a list was asked for: not yet understood, since each resource has fields of its own.
struct ListParameters {
    int limit = 50;
    QString after;
    QString query;
    QString sort;
    bool total = false; ///< How many there are in all is asked for.
};

/// One call of an operation, after the caller was let in.
struct Context {
    http::Request request;
    const api::Operation *operation = nullptr;
    Caller caller;
    RealmPointer realm; ///< `{realm}` of the path; null where the operation has none.
    ListParameters list;
    std::optional<db::ListTotal> total; ///< What a list found, for its answer.
    QJsonObject body;
    std::optional<qint64> ifVersion; ///< From If-Match.
    bool dryRun = false;
    /// What is done is only looked at: it needs the permission to read in place of the one to write, and gives nobody
    /// anything. Whoever sets it rolls the change back.
    bool isPlan = false;
    /// What an operation would do for itself inside a transaction that others wait for, done before it began.
    std::any prepared = {};
    /// When the caller asked for it, where it is done later.
    std::optional<Timestamp> askedAt = {};
    QString reason; ///< From Audit-Reason: why somebody does this.
    /// What operations that change something write into; the pipeline commits it, or rolls it back in a dry run.
    ChangePointer change;
    /// Versions of objects, for the operations that every resource with a history has.
    const History *history = nullptr;

    QString id(QByteArrayView name) const { return request.pathParameter(name); }
    Deadline deadline() const { return request.deadline; }
};

using ContextPointer = std::shared_ptr<Context>;

/// What an operation answers.
struct Outcome {
    QJsonObject body;
    std::optional<qint64> version;
    QString id;
    std::optional<http::Response> response; ///< In place of the body, where the answer is no JSON.
};

}
