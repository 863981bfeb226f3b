// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Process.h"

#include "crypto/Hash.h"
#include "db/FailPoint.h"
#include "jobs/PostgresFanOut.h"
#include "jobs/RedisFanOut.h"
#include "sms/OutboxSender.h"

namespace auth::app {

namespace {

/// Caches are not trusted without a word from it for longer than a second: see Background.
constexpr std::chrono::milliseconds kListenerHeartbeat { 400 };

Result<std::unique_ptr<jobs::FanOut>> makeFanOut(const Config &config)
{
    if (!config.redisUrl.isEmpty())
        return std::make_unique<jobs::RedisFanOut>(TRY(RedisUrl::parse(config.redisUrl)));
    db::SessionOptions options;
    options.connectionString = config.database.url;
    options.role = config.database.role;
    options.heartbeat = kListenerHeartbeat;
    return std::make_unique<jobs::PostgresFanOut>(std::move(options));
}

}

Result<std::unique_ptr<Process>> makeProcess(Config config, const Clock *clock)
{
    auto masterKey = TRY(MasterKey::fromText(config.masterKey.view().toByteArray().toHex(), QStringLiteral("AUTH_MASTER_KEY")));
    auto csrfKey = crypto::hkdfSha256(config.masterKey.view(), {}, "auth-server form tokens", 32);
    auto fanOut = TRY(makeFanOut(config));
    auto auditRowKey = crypto::hkdfSha256(config.masterKey.view(), {}, "auth-server audit rows", 32);
    auto renderer = TRY(pages::PageRenderer::create());
    renderer->setPublicOrigin(config.publicUrl);
    // Development keeps what it would send.
    auto mailer = TRY(mail::Mailer::create(&renderer->translations(), config.smtp.isEnabled() || config.isDevelopment()));
    auto sender = config.isDevelopment() ? std::make_unique<sms::OutboxSender>() : nullptr;
    auto texter = std::make_unique<sms::Texter>(&renderer->translations(), std::move(sender));
    auto process = std::unique_ptr<Process>(new Process {
        .config = std::move(config),
        .clock = clock,
        .startedAt = clock->now(),
        .masterKey = std::move(masterKey),
        .auditRowKey = std::move(auditRowKey),
        .pages = std::move(renderer),
        .csrf = std::make_unique<pages::Csrf>(Secret(std::move(csrfKey))),
        .mailer = std::move(mailer),
        .texter = std::move(texter),
        .hashing = nullptr,
        .fanOut = std::move(fanOut),
        .epochs = {},
        .realmDefaults = RealmDefaults(),
        .revocationSet = {},
        .places = {},
        .flowLimiter = { 60, 60 },
        .userCodeLimiter = { 10, 5 },
        .userCodeRealmLimiter = { 600, 600 },
        .connections = nullptr,
        .tls = std::nullopt,
        .addDevelopmentRoutes = {},
    });
    const Config &settings = process->config;
    process->realmDefaults.set(settings.realmDefaults);
    if (!settings.placesDatabase.isEmpty())
        process->places.set(TRY(places::PlaceDatabase::open(settings.placesDatabase)));
    HashingPoolOptions hashing;
    hashing.threads = settings.hashing.threads;
    hashing.queuedPerRealm = settings.hashing.queuePerRealm;
    hashing.queued = settings.hashing.queue;
    hashing.argon2.memoryKiB = static_cast<quint32>(settings.hashing.argon2Memory / 1024);
    hashing.argon2.passes = static_cast<quint32>(settings.hashing.argon2Iterations);
    if (!settings.database.failPoint.isEmpty())
        db::fail_point::arm(settings.database.failPoint);
    process->hashing = std::make_unique<HashingPool>(hashing);
    process->connections = std::make_shared<http::ConnectionCounter>(settings.http.connections, settings.http.connectionsPerAddress);
    return process;
}

db::PoolOptions poolOptions(const Config &config)
{
    db::PoolOptions options;
    options.connectionString = config.database.url;
    options.role = config.database.role;
    options.connections = config.database.connectionsPerThread;
    options.preparedStatements = config.database.preparedStatements;
    options.waitingLimit = config.database.waitingLimit;
    options.statementTimeout = config.database.statementTimeout;
    return options;
}

}
