// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <memory>
#include <optional>

struct MMDB_s;

namespace auth::places {

/// Where an address is counted to.
struct Place {
    QString city; ///< Empty: not known.
    QString country;
    QString countryCode; ///< ISO 3166-1 alpha-2.

    QString text() const; ///< "Berlin, Germany".
};

/// A database file (MaxMind DB file format 2.0), mapped into memory. Any thread may ask it.
class PlaceDatabase {
public:
    /// ValidationFailed for a file that cannot be read or is none.
    static Result<std::shared_ptr<const PlaceDatabase>> open(const QString &path);
    ~PlaceDatabase();
    PlaceDatabase(const PlaceDatabase &) = delete;
    PlaceDatabase &operator=(const PlaceDatabase &) = delete;

    /// The place of \a address, with names in \a language (BCP 47) or English; nothing where it is not known.
    std::optional<Place> find(const QByteArray &address, const QByteArray &language) const;

private:
    explicit PlaceDatabase(std::unique_ptr<MMDB_s> database);

    std::unique_ptr<MMDB_s> m_database;
};

}
