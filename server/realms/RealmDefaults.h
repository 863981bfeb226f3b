// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "realms/Realm.h"

#include <atomic>
#include <memory>

namespace auth {

/// What realms have where they set nothing themselves, as the server's configuration has it now. Shared by all threads;
/// whoever sets it makes cached realms stale.
class RealmDefaults {
public:
    explicit RealmDefaults(RealmSettings settings = {})
        : m_settings(std::make_shared<const RealmSettings>(std::move(settings)))
    {
    }

    std::shared_ptr<const RealmSettings> current() const { return m_settings.load(); }
    void set(RealmSettings settings) { m_settings.store(std::make_shared<const RealmSettings>(std::move(settings))); }

private:
    std::atomic<std::shared_ptr<const RealmSettings>> m_settings;
};

}
