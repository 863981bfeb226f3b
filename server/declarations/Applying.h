// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Inside.h"
#include "api/Schemas.h"
#include "declarations/DeclarationStore.h"
#include "declarations/Kind.h"
#include "keys/RealmKeys.h"

namespace auth::declarations {

/// One application of documents to a realm, in the change of \a context. Lives until its last call has answered.
struct Applying {
    admin::ContextPointer context;
    std::shared_ptr<admin::Inside> inside;
    RealmKeys *keys = nullptr;
    api::ConfigurationApply body;
    QString realmName;
    RealmPointer realm; ///< Null until it is found or made.
    std::vector<std::optional<api::ConfigurationChange>> done; ///< By document.
    QList<api::ConfigurationChange> pruned;
    QHash<int, std::any> prepared; ///< By document: what takes long, done before the transaction began.

    QString owner() const { return body.owner.valueOr({}); }
    db::Transaction *transaction() const { return context->change->transaction(); }
};

using ApplyingPointer = std::shared_ptr<Applying>;

/// Applies every document, deletes what is to be pruned, and compares with the plan. One that needs what a later one makes
/// is tried again; what is wrong with each is told at once, by pointers into the request. The caller commits.
Task<Result<api::ConfigurationResult>> applyDocuments(ApplyingPointer run);

/// An operation of \a kind on \a name, inside the run's transaction.
Task<Result<admin::Outcome>> callFor(ApplyingPointer run, const Kind *kind, int operation, QString name, QJsonObject body, std::optional<qint64> ifVersion,
    std::any prepared = {}, admin::ListParameters list = {});

/// Makes one document true.
Task<Result<api::ConfigurationChange>> applyDocument(ApplyingPointer run, int index);

/// Deletes what the set declared before and declares no more.
Task<Result<void>> prune(ApplyingPointer run);

/// ValidationFailed at \a path.
std::unexpected<Error> refusedAt(const QString &path, const QString &code, const QString &message);

}
