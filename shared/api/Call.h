// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Operation.h"
#include "core/AuthenticationDemand.h"
#include "core/Task.h"

#include <QtCore/QJsonObject>
#include <QtCore/QList>

#include <functional>
#include <optional>
#include <utility>

namespace auth::api {

/// What any call may carry beside its own arguments.
struct CallOptions {
    std::optional<qint64> ifVersion; ///< Refuse unless the object is at this version.
    QByteArray idempotencyKey; ///< The same request with the same key is done once.
    bool dryRun = false;
    QString reason; ///< Why, for the audit trail.
};

struct ListOptions {
    std::optional<int> limit;
    QString after;
    QString query;
    QString sort;
    bool total = false; ///< Ask how many there are in all.
};

/// One call of an operation, before it is HTTP.
struct Call {
    Call(int index, QList<std::pair<QByteArray, QString>> pathParameters, CallOptions callOptions);

    const Operation *operation;
    QList<std::pair<QByteArray, QString>> parameters;
    CallOptions options;
    ListOptions list;
    QList<std::pair<QByteArray, QString>> queryParameters; ///< Operation::query.
    std::optional<QJsonObject> body;
    /// Gets the answer of an operation that is no JSON, piece by piece. False breaks it off.
    std::function<bool(const QByteArray &piece)> sink;

    /// Path and query, percent-encoded.
    QByteArray target() const;
};

/// What came back.
struct Answer {
    int status = 0; ///< 0: nothing came back, see transportError.
    QJsonObject body;
    QByteArray etag;
    int retryAfterSeconds = 0;
    std::optional<AuthenticationDemand> demand; ///< The person has to prove anew who they are (RFC 9470 §3).
    QString transportError; ///< Why nothing came back.
    bool mayBeDone = false; ///< Nothing came back, but what was to be changed may have been.
    QByteArray raw; ///< Of an answer that is not JSON.

    bool succeeded() const { return status >= 200 && status < 300; }
    /// The problem (RFC 9457) as an error of ours, with the demand; its detail is the request id.
    Result<void> error() const;
};

/// Carries calls to a server.
class Transport {
public:
    virtual ~Transport() = default;
    virtual Task<Result<Answer>> send(Call call) = 0;
};

}
