// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Task.h"
#include "db/Database.h"

#include <QtCore/QJsonObject>

#include <optional>
#include <vector>

namespace auth::declarations {

/// What a set last declared of one object.
struct Declaration {
    QString owner; ///< Empty: no set.
    QString kind;
    QString name;
    QJsonObject labels;
    QJsonObject spec; ///< Without secrets.
    QJsonObject secretMacs; ///< By member.
};

namespace declaration_store {

/// Two that apply documents to one realm are one after the other; begins nothing else.
extern const db::Query kLock;
db::Params lockParams(QString realmName);

Task<Result<std::vector<Declaration>>> listOfOwner(db::Transaction *transaction, RealmId realmId, QString owner);
/// Those of all sets, by kind and name.
Task<Result<std::vector<Declaration>>> list(db::Transaction *transaction, RealmId realmId);
Task<Result<std::optional<Declaration>>> find(db::Transaction *transaction, RealmId realmId, QString owner, QString kind, QString name);
/// Does any other set declare it?
Task<Result<bool>> isDeclaredByOthers(db::Transaction *transaction, RealmId realmId, QString owner, QString kind, QString name);
void write(db::Transaction *transaction, RealmId realmId, Declaration declaration, Timestamp now);
void remove(db::Transaction *transaction, RealmId realmId, QString owner, QString kind, QString name);

}

}
