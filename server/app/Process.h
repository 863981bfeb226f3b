// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "adapters/places/Places.h"
#include "app/Config.h"
#include "core/Clock.h"
#include "http/AddressLimiter.h"
#include "http/ConnectionCounter.h"
#include "jobs/FanOut.h"
#include "keys/MasterKey.h"
#include "mail/Mailer.h"
#include "pages/Csrf.h"
#include "pages/PageRenderer.h"
#include "passwords/HashingPool.h"
#include "protocol/Revocations.h"
#include "realms/CacheEpochs.h"
#include "realms/RealmDefaults.h"
#include "sms/Texter.h"

#include <QtNetwork/QSslConfiguration>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace auth::http {
class Router;
}

namespace auth::app {

/// What all threads of the process share. Everything here may be used from any thread, or is only read.
struct Process {
    Config config;
    const Clock *clock;
    Timestamp startedAt {};
    MasterKey masterKey;
    QByteArray auditRowKey; ///< MAC of audit rows.
    std::unique_ptr<pages::PageRenderer> pages;
    std::unique_ptr<pages::Csrf> csrf;
    std::unique_ptr<mail::Mailer> mailer;
    std::unique_ptr<sms::Texter> texter;
    std::unique_ptr<HashingPool> hashing;
    std::unique_ptr<jobs::FanOut> fanOut;
    CacheEpochs epochs;
    RealmDefaults realmDefaults;
    RevocationSet revocationSet;
    places::Places places;
    http::AddressLimiter flowLimiter { 60, 60 };
    /// RFC 8628 §5.1: how fast an address, and everybody together in one realm, may try user codes.
    http::AddressLimiter userCodeLimiter { 10, 5 };
    http::AddressLimiter userCodeRealmLimiter { 600, 600 };
    std::shared_ptr<http::ConnectionCounter> connections;
    std::optional<QSslConfiguration> tls;
    std::atomic<bool> stopping { false };
    /// Routes that only `dev` has; called for each thread's router.
    std::function<void(http::Router *, db::Database *)> addDevelopmentRoutes;
};

/// The parts that every command needs; the error says what the operator has to do.
Result<std::unique_ptr<Process>> makeProcess(Config config, const Clock *clock);

/// The pool of one thread, as configured.
db::PoolOptions poolOptions(const Config &config);

}
