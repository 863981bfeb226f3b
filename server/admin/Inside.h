// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Context.h"

namespace auth::admin {

/// An operation that another one runs: same caller, same change, with the permission of its own.
struct InsideCall {
    const api::Operation *operation = nullptr;
    ContextPointer parent;
    RealmPointer realm; ///< `{realm}`; null where the operation has none.
    QList<std::pair<QByteArray, QString>> ids = {}; ///< Further parameters of the path.
    ListParameters list = {};
    QJsonObject body = {};
    std::optional<qint64> ifVersion = {};
    std::any prepared = {};
};

/// The admin API as it is inside a transaction: what its operations read is what the transaction sees.
class Inside {
public:
    virtual ~Inside() = default;
    virtual Task<Result<Outcome>> call(InsideCall call) = 0;
    virtual Task<Result<RealmPointer>> findRealm(QByteArray name, Deadline deadline) = 0;
};

/// Makes one for a transaction that outlives it.
using InsideMaker = std::function<std::unique_ptr<Inside>(db::Transaction *transaction)>;

}
