// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "db/Listing.h"

#include <QtCore/QJsonObject>
#include <QtCore/QMap>
#include <QtCore/QSet>
#include <QtCore/QStringList>

namespace auth {

/// The words that a row is found by, as lexemes of one index for all realms and times: four characters of the realm, two
/// of the week, one of the group that the word goes with when values are erased (`a` actor, `t` target, `n` neither), and
/// the word in lower case. So a search reads the entries of its realm and of the weeks that it asks for, and no others.
QStringList searchWords(RealmId realm, Timestamp at, const QJsonObject &row);

/// The week that rows of \a time are filed under.
qint64 weekOf(Timestamp time);

/// Does \a filter say anything of the words of the rows that it lets through?
bool saysWords(const db::ListFilter &filter);

/// A tsquery for each word that searchQuery() would ask for, by a name: the rows of these weeks that have it.
QMap<QString, QString> wordQueries(const db::ListFilter &filter, RealmId realm, qint64 firstWeek, qint64 lastWeek);

/// A tsquery that each row of \a week answers that \a filter lets through, and few others. The filter has to be asked,
/// too. Words that are called \a common are left out where others remain. saysWords() holds.
QString searchQuery(const db::ListFilter &filter, RealmId realm, qint64 week, const QSet<QString> &common);
}
