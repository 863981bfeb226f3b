// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/Housekeeping.h"

#include "core/Log.h"

namespace auth::jobs {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kBatch = 1'000;
constexpr int kBatches = 200; ///< Of each table in one run; the next run goes on.

// Each: $1 the moment before which a row is due, $2 the size of a batch.
const db::Query kFlows("housekeeping.flows", R"(DELETE FROM flows USING (
    SELECT realm_id, id FROM flows WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
    WHERE flows.realm_id = due.realm_id AND flows.id = due.id)");
const db::Query kCodes("housekeeping.authorization_codes", R"(DELETE FROM authorization_codes USING (
    SELECT realm_id, code_hash FROM authorization_codes WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
    WHERE authorization_codes.realm_id = due.realm_id AND authorization_codes.code_hash = due.code_hash)");
const db::Query kAssertions("housekeeping.client_assertions", R"(DELETE FROM client_assertions USING (
    SELECT realm_id, application_id, jti_hash FROM client_assertions WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
    WHERE client_assertions.realm_id = due.realm_id AND client_assertions.application_id = due.application_id AND client_assertions.jti_hash = due.jti_hash)");
const db::Query kDeviceCodes("housekeeping.device_codes", R"(DELETE FROM device_codes USING (
    SELECT realm_id, device_code_hash FROM device_codes WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
    WHERE device_codes.realm_id = due.realm_id AND device_codes.device_code_hash = due.device_code_hash)");
const db::Query kFamilies("housekeeping.refresh_families", R"(DELETE FROM refresh_families USING (
    SELECT realm_id, id FROM refresh_families WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
    WHERE refresh_families.realm_id = due.realm_id AND refresh_families.id = due.id)");
const db::Query kRevocations("housekeeping.revocations", R"(DELETE FROM revocations USING (
    SELECT realm_id, kind, subject FROM revocations WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
    WHERE revocations.realm_id = due.realm_id AND revocations.kind = due.kind AND revocations.subject = due.subject)");
const db::Query kLinks("housekeeping.one_time_links", R"(DELETE FROM one_time_links USING (
    SELECT realm_id, token_hash FROM one_time_links WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
    WHERE one_time_links.realm_id = due.realm_id AND one_time_links.token_hash = due.token_hash)");
const db::Query kPasskeyChallenges("housekeeping.passkey_challenges", R"(DELETE FROM passkey_challenges USING (
    SELECT realm_id, bound_to, ceremony FROM passkey_challenges WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
    WHERE passkey_challenges.realm_id = due.realm_id AND passkey_challenges.bound_to = due.bound_to AND passkey_challenges.ceremony = due.ceremony)");
const db::Query kPhones("housekeeping.phone_verifications", R"(DELETE FROM phone_verifications USING (
    SELECT realm_id, user_id FROM phone_verifications WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
    WHERE phone_verifications.realm_id = due.realm_id AND phone_verifications.user_id = due.user_id)");
const db::Query kSendLimits("housekeeping.send_limits", R"(DELETE FROM send_limits USING (
    SELECT realm_id, subject_mac FROM send_limits WHERE since < $1 ORDER BY since LIMIT $2 FOR UPDATE SKIP LOCKED) due
    WHERE send_limits.realm_id = due.realm_id AND send_limits.subject_mac = due.subject_mac)");
const db::Query kNotices("housekeeping.account_notices", R"(DELETE FROM account_notices USING (
    SELECT realm_id, user_id, id FROM account_notices WHERE at < $1 ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED) due
    WHERE account_notices.realm_id = due.realm_id AND account_notices.user_id = due.user_id AND account_notices.id = due.id)");
const db::Query kOutbox("housekeeping.outbox", R"(DELETE FROM outbox USING (
    SELECT realm_id, id FROM outbox WHERE (done_at IS NOT NULL OR failed_at IS NOT NULL)
        AND COALESCE(done_at, failed_at) < $1 ORDER BY COALESCE(done_at, failed_at) LIMIT $2 FOR UPDATE SKIP LOCKED) due
    WHERE outbox.realm_id = due.realm_id AND outbox.id = due.id)");
const db::Query kDevices("housekeeping.devices", R"(DELETE FROM devices USING (
    SELECT realm_id, id FROM devices WHERE last_seen_at < $1 ORDER BY last_seen_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
    WHERE devices.realm_id = due.realm_id AND devices.id = due.id)");
const db::Query kFailures("housekeeping.password_failures", R"(DELETE FROM password_failures USING (
    SELECT realm_id, account, source FROM password_failures WHERE failed_at < $1 ORDER BY failed_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
    WHERE password_failures.realm_id = due.realm_id AND password_failures.account = due.account AND password_failures.source = due.source)");
const db::Query kJobs("housekeeping.jobs", R"(DELETE FROM jobs USING (
    SELECT realm_id, id FROM jobs WHERE finished_at < $1 ORDER BY finished_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
    WHERE jobs.realm_id = due.realm_id AND jobs.id = due.id)");
// One at a time over all nodes: two that make the same partition at once would fail.
const db::Query kPartitions("housekeeping.audit_partitions",
    "WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(7022647185798160741))"
    " SELECT ensure_audit_partitions($1, 2) FROM turn");

struct Chore {
    const db::Query *query;
    const char *table;
    std::chrono::hours keep; ///< Beyond its end.
};

constexpr Chore kChores[] = {
    { &kFlows, "flows", 1h },
    { &kCodes, "authorization_codes", 24h },
    { &kAssertions, "client_assertions", 1h }, // They count for seconds after their end.
    { &kDeviceCodes, "device_codes", 24h },
    { &kFamilies, "refresh_families", 24h },
    { &kRevocations, "revocations", 1h },
    { &kLinks, "one_time_links", 24h },
    { &kPasskeyChallenges, "passkey_challenges", 1h },
    { &kPhones, "phone_verifications", 1h },
    { &kSendLimits, "send_limits", 1h },
    { &kNotices, "account_notices", 24h * 90 },
    { &kOutbox, "outbox", 24h * 14 },
    { &kDevices, "devices", 24h * 400 }, // Browsers keep no cookie for longer.
    { &kFailures, "password_failures", 25h },
    { &kJobs, "jobs", 24h * 30 },
};

}

Task<Result<void>> makeAuditPartitions(db::Database *database, Timestamp now)
{
    CO_TRY(co_await database->execute(&kPartitions, db::Params::of(now), deadlineIn(30s)));
    co_return {};
}

Task<Result<HousekeepingReport>> keepHouse(db::Database *database, Timestamp now)
{
    HousekeepingReport report;
    CO_TRY(co_await makeAuditPartitions(database, now));
    for (const Chore &chore : kChores) {
        qint64 total = 0;
        for (int batch = 0; batch < kBatches; ++batch) {
            const auto rows = CO_TRY(
                co_await database->execute(chore.query, db::Params::of(now - chore.keep, kBatch), deadlineIn(30s)));
            total += rows.affected();
            if (rows.affected() < kBatch)
                break;
        }
        if (total > 0)
            report.deleted.append({ QString::fromLatin1(chore.table), total });
    }
    for (const auto &[table, count] : std::as_const(report.deleted))
        logInfo("housekeeping.deleted", { { "table", table }, { "rows", count } });
    co_return report;
}

}
