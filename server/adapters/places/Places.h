// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "adapters/places/PlaceDatabase.h"

#include <atomic>

namespace auth::places {

/// The database that is configured now, if any. One per process; any thread may use it.
class Places {
public:
    void set(std::shared_ptr<const PlaceDatabase> database) { m_database.store(std::move(database)); }
    /// Nothing also where there is no database, or no \a address. Costs no query and no waiting.
    std::optional<Place> find(const QByteArray &address, const QByteArray &language) const
    {
        const auto database = m_database.load();
        return database && !address.isEmpty() ? database->find(address, language) : std::nullopt;
    }

private:
    std::atomic<std::shared_ptr<const PlaceDatabase>> m_database;
};

}
