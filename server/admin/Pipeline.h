// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/History.h"
#include "admin/IdempotencyStore.h"
#include "admin/Inside.h"
#include "audit/RefusalLog.h"
#include "http/Router.h"
#include "keys/RealmKeys.h"

#include <functional>
#include <memory>
#include <vector>

namespace auth::admin {

/// A call that is not made over HTTP: a job makes it in the name of who asked for the job.
struct InternalCall {
    const api::Operation *operation = nullptr;
    Caller caller;
    http::Request request; ///< Path parameters, and where the job was asked for from.
    ListParameters list;
    QJsonObject body;
    QString reason;
    std::optional<Timestamp> askedAt = {}; ///< When the job was asked for.
};

/// What stands before and after every operation, in this order: the caller's token, the permission, the realm, the
/// parameters and the body, the repeated request; then the operation; then commit, or rollback of a dry run. Nothing is
/// read of a realm before it is known that the caller reaches it.
class Pipeline {
public:
    struct Services {
        Change::Services change;
        Authentication *authentication;
        RealmDirectory *realms;
        RealmKeys *keys;
        RefusalLog *refusals;
    };
    using Handler = std::function<Task<Result<Outcome>>(ContextPointer)>;

    explicit Pipeline(Services services);

    void add(http::Router *router, const api::Operation &operation, Handler handler);
    /// Runs an operation for another one; whoever began that one's change ends it.
    Task<Result<Outcome>> call(InsideCall call) const;

    ContextPointer prepare(InternalCall call);
    /// The operation with the permission and realm checks of a call over HTTP. What it changed waits in the context's
    /// change for commit or rollback, also where it failed.
    Task<Result<Outcome>> perform(ContextPointer context);
    /// Another change in the name of the same caller.
    ChangePointer changeOf(ContextPointer context) const;
    /// What the audit log of \a realm is to hold of a call that ended with \a error; nothing where that is no refusal.
    static std::optional<AuditEvent> refusal(const Context &context, const Error &error, RealmId realm);

private:
    struct Entry {
        const api::Operation *operation;
        Handler handler;
    };

    Task<Result<http::Response>> run(const Entry *entry, http::Request request);
    Task<Result<http::Response>> answer(const Entry *entry, ContextPointer context);
    /// The caller's token, what it may, the parameters and the body.
    Task<Result<void>> admit(ContextPointer context);
    /// For the audit log of the realm that was asked for; else of the caller's; else of the server's.
    Task<> noteRefusal(ContextPointer context, Error error);
    /// The permission, then the realm of the path.
    Task<Result<void>> authorize(ContextPointer context);
    /// May the caller do this by their roles in the organisation of the path?
    Task<Result<bool>> authorizeDelegate(ContextPointer context);
    Task<Result<RealmPointer>> findRealm(Caller caller, QString nameOrId, Deadline deadline);
    Task<Result<http::Response>> change(const Entry *entry, ContextPointer context);
    /// The answer to a change of an older version: with the ETag of now, where an operation reads the object.
    Task<Result<http::Response>> refuseStale(const Entry *entry, ContextPointer context, Error error) const;
    Task<Result<http::Response>> changeOnce(const Entry *entry, ContextPointer context, IdempotentRequest request);
    Result<http::Response> replay(
        const Context &context, const IdempotentRequest &request, const IdempotentAnswer &answer) const;

    Services m_services;
    IdempotencyStore m_idempotency;
    History m_history;
    std::vector<std::unique_ptr<Entry>> m_entries;
};

}
