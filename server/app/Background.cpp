// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Background.h"

#include "agents/UserAgent.h"
#include "app/Bootstrap.h"
#include "core/Log.h"
#include "jobs/Housekeeping.h"

#include <QtCore/QUrl>

namespace auth::app {

namespace {

/// Any number that no other program uses for an advisory lock of this database.
constexpr qint64 kLeaderLockKey = 0x61757468'6c656164;
/// Longer without a word from PostgreSQL, and caches are not trusted any more: how stale a node can be.
constexpr std::chrono::milliseconds kStalenessBound { 1'000 };
/// Where a node that dies may take its news with it: how long a cached configuration is believed.
constexpr std::chrono::milliseconds kReadAgain { 5'000 };
/// An audit row is in its realm's log within a second.
constexpr std::chrono::milliseconds kSealingInterval { 300 };

db::SessionOptions sessionOptions(const Config &config)
{
    db::SessionOptions options;
    options.connectionString = config.database.url;
    options.role = config.database.role;
    return options;
}

/// The mail server of \a config, to which EHLO names the host of the public URL (RFC 5321 §4.1.1.1).
smtp::Server mailServer(const Config &config)
{
    smtp::Server server;
    server.host = config.smtp.host;
    server.port = static_cast<quint16>(config.smtp.port);
    server.security = config.smtp.security;
    server.username = config.smtp.username;
    server.password = config.smtp.password.clone();
    server.caFile = config.smtp.authority;
    server.clientName = QUrl(QString::fromLatin1(config.publicUrl)).host(QUrl::FullyEncoded).toLatin1();
    server.timeout = config.smtp.timeout;
    return server;
}

}

Background::Background(Process *process)
    : m_process(process)
    , m_services(process)
    , m_leader(sessionOptions(process->config), kLeaderLockKey)
    , m_scheduler(&m_leader)
    , m_outbox(&m_services.database, process->clock)
    , m_checkpoints(process->config.checkpointFile)
    , m_sealer(&m_services.database, process->clock, &m_services.realmKeys, process->auditRowKey,
          [this](QByteArrayList notes) { m_checkpoints.write(notes); })
{
    m_services.adminApi.addRoutes(&m_operations);
    if (!process->config.smtp.isEnabled())
        return;
    const auto from = smtp::Address::parseNamed(QString::fromUtf8(process->config.smtp.from));
    Q_ASSERT(from); // ConfigStore refuses others.
    m_mail.emplace(mailServer(process->config), *from, process->clock);
    m_outbox.handle(mail::kOutboxKind, [this](jobs::OutboxItem item) { return m_mail->deliver(std::move(item)); });
}

Task<Result<void>> Background::prepare()
{
    const Deadline deadline = deadlineIn(std::chrono::seconds(30));
    CO_TRY(co_await ensureRealms(&m_services, deadline));
    co_return co_await m_services.revocations.reload(&m_services.database, deadline);
}

void Background::start()
{
    m_process->fanOut->start({ Change::kTopic, Revocations::kTopic },
        { .received = [this](const QByteArray &topic, const QByteArray &payload) { receive(topic, payload); },
            .missed = [this] { spawn(reload(), "background.reload"); } });

    // While nothing is heard, caches are emptied again and again: what is answered is read from the database.
    QObject::connect(&m_staleness, &QTimer::timeout, &m_staleness, [this] { watchStaleness(); });
    m_staleness.start(kStalenessBound / 2);

    m_scheduler.every(std::chrono::minutes(1), "keys.schedule", [this] { return runKeySchedule(); });
    m_scheduler.every(kSealingInterval, "audit.seal", [this] { return seal(); });
    m_scheduler.every(std::chrono::minutes(10), "audit.retention",
        [this] { return m_services.trail.retain(&m_services.audit, &m_services.database); });
    m_scheduler.every(std::chrono::minutes(5), "housekeeping", [this] { return keepHouse(); });
    m_scheduler.everyOnEachNode(std::chrono::milliseconds(500), "bulk_jobs", [this] { return m_services.adminApi.bulkWorker().run(); });
    m_agents = std::jthread([] { agents::prepare(); });
    m_leader.start();
    m_scheduler.start();
    m_outbox.start();
}

Task<Result<void>> Background::keepHouse()
{
    CO_TRY(co_await jobs::keepHouse(&m_services.database, m_process->clock->now()));
    CO_TRY(co_await m_services.sessions.forgetOld(m_process->realmDefaults.current()->sessionHistory));
    CO_TRY(co_await m_services.recycleBin.purge());
    m_process->revocationSet.prune(m_process->clock->now());
    co_return {};
}

/// A few times a second: while the database is away, that is said now and then only.
Task<Result<void>> Background::seal()
{
    const auto outcome = co_await m_sealer.run();
    const auto now = std::chrono::steady_clock::now();
    if (!outcome && now - m_sealingFailed > std::chrono::seconds(30)) {
        m_sealingFailed = now;
        logError("audit.sealing_failed", { { "cause", outcome.error().description + u' ' + outcome.error().detail } });
    }
    co_return {};
}

void Background::receive(const QByteArray &topic, const QByteArray &payload)
{
    if (topic == Revocations::kTopic)
        m_services.revocations.receive(payload);
    else if (const auto realm = RealmId::parse(payload))
        m_process->epochs.bump(*realm);
    else
        m_process->epochs.bumpAll();
}

void Background::watchStaleness()
{
    const auto now = std::chrono::steady_clock::now();
    const bool lossless = m_process->fanOut->isLossless();
    if (now - m_process->fanOut->lastSeen() > kStalenessBound || (!lossless && now - m_lastReadAgain > kReadAgain)) {
        m_lastReadAgain = now;
        m_process->epochs.bumpAll();
    }
    if (!lossless)
        spawn(catchUp(), "background.catch_up");
}

Task<> Background::catchUp()
{
    const auto done = co_await m_services.revocations.catchUp(&m_services.database, deadlineIn(kStalenessBound));
    if (!done)
        logWarning("revocations.catch_up_failed", { { "cause", done.error().detail } });
}

Task<> Background::reload()
{
    m_process->epochs.bumpAll();
    const auto reloaded = co_await m_services.revocations.reload(&m_services.database, deadlineIn(std::chrono::seconds(10)));
    if (!reloaded)
        logError("revocations.reload_failed", { { "cause", reloaded.error().detail } });
}

Task<Result<void>> Background::runKeySchedule()
{
    const auto realms = CO_TRY(co_await realmsWithKeys(&m_services.database, deadlineIn(std::chrono::seconds(30))));
    for (const auto &id : realms) {
        const auto realm = co_await m_services.realms.find(id, deadlineIn(std::chrono::seconds(10)));
        if (!realm)
            continue;
        const auto outcome = co_await m_services.signingKeys.runSchedule(*realm, deadlineIn(std::chrono::seconds(30)));
        if (!outcome)
            logError("keys.schedule_failed", { { "realm", QString::fromUtf8((*realm)->name) }, { "cause", outcome.error().detail } });
    }
    co_return {};
}

Task<> Background::stop()
{
    m_staleness.stop();
    m_scheduler.stop();
    m_services.adminApi.bulkWorker().stop();
    m_outbox.stop();
    m_process->fanOut->stop();
    m_leader.stop();
    co_return;
}

}
