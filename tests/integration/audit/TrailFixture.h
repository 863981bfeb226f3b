// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "AuthTest.h"
#include "ResultTest.h"
#include "TestDatabase.h"

#include "audit/AuditLog.h"
#include "audit/trail/Sealer.h"
#include "audit/trail/TrailService.h"
#include "core/Random.h"
#include "keys/MasterKey.h"
#include "ledger/ExportVerifier.h"
#include "realms/RealmService.h"

namespace auth::test {

/// A database with realms, the audit log, and a sealer that works when it is told.
struct TrailFixture {
    TestDatabase testDatabase;
    db::Database database { { .connectionString = testDatabase.connectionString() } };
    OffsetClock clock;
    QByteArray rowKey = randomBytes(32);
    MasterKey masterKey = *MasterKey::fromText(MasterKey::generateText(), QStringLiteral("test"));
    RealmKeys keys { masterKey };
    AuditLog audit { &clock, rowKey };
    QByteArrayList published;
    Sealer sealer { &database, &clock, &keys, rowKey, [this](QByteArrayList notes) { published += notes; } };
    TrailService trail { &database, &clock, &keys };
    RealmPointer realm = makeRealm("one");

    Deadline deadline() const { return deadlineIn(std::chrono::seconds(30)); }

    RealmPointer makeRealm(const QByteArray &name)
    {
        auto made = std::make_shared<Realm>();
        made->id = RealmId::make(clock);
        made->name = name;
        made->dataKeySealed = masterKey.newDataKey(made->id);
        testDatabase.sql("INSERT INTO realms (id, name, display_name, data_key_sealed, version, created_at, updated_at)"
                         " VALUES ('" + made->id.toBytes() + "', '" + name + "', '', '\\x" + made->dataKeySealed.toHex()
            + "', 1, '2026-01-01Z', '2026-01-01Z')");
        return made;
    }

    AuditEvent event(int number) const
    {
        AuditEvent event(realm->id, "user.updated");
        event.actor("administrator", u"019a0000-0000-7000-8000-00000000000a"_qs, u"root"_qs);
        event.target("user", u"019a0000-0000-7000-8000-%1"_qs.arg(number, 12, 10, QChar(u'0')), u"user %1"_qs.arg(number));
        event.address = "192.0.2.7";
        event.userAgent = u"Mozilla/5.0 \"ä\"\\ \u2028"_qs;
        event.correlationId = "c" + QByteArray::number(number);
        event.before = QJsonObject { { u"n"_qs, number }, { u"x"_qs, 0.1 }, { u"big"_qs, 1e21 }, { u"z"_qs, -0.0 } };
        event.after = QJsonObject { { u"n"_qs, number + 1 }, { u"list"_qs, QJsonArray { 1, u"a\u0001"_qs, QJsonValue::Null } } };
        return event;
    }
    bool write(AuditEvent written)
    {
        clock.advance(std::chrono::microseconds(10));
        return QCoro::waitFor(audit.record(&database, std::move(written), deadline())).has_value();
    }
    bool write(int from, int to)
    {
        for (int number = from; number < to; ++number) {
            if (!write(event(number)))
                return false;
        }
        return true;
    }
    bool seal() { return QCoro::waitFor(sealer.run()).has_value(); }
    /// Rows 0 to \a rows, with a checkpoint behind each \a step.
    bool fill(int rows, int step)
    {
        for (int number = 0; number < rows; number += step) {
            if (!write(number, std::min(rows, number + step)) || !seal())
                return false;
        }
        return true;
    }

    QByteArray sql(const QByteArray &statement) const { return testDatabase.sql(statement); }
    /// Of the row \a seq: `(at, id) = (…)`.
    QByteArray row(int seq) const
    {
        return "(realm_id, at, id) = (SELECT realm_id, event_at, event_id FROM audit_leaves WHERE realm_id = '"
            + realm->id.toBytes() + "' AND seq = " + QByteArray::number(seq) + ')';
    }

    QByteArray exported(TrailService::ExportRequest request = {})
    {
        return QCoro::waitFor(exportAll(this, request)).value_or(QByteArray());
    }
    static Task<Result<QByteArray>> exportAll(TrailFixture *f, TrailService::ExportRequest request)
    {
        auto pieces = CO_TRY(co_await f->trail.exportRows(f->realm, request, f->deadline()));
        QByteArray all;
        try {
            for (auto piece = co_await pieces.begin(); piece != pieces.end(); co_await ++piece)
                all += *piece;
        } catch (const std::exception &failed) {
            co_return failure(ErrorCode::Internal, QString::fromUtf8(failed.what()));
        }
        co_return all;
    }
    ledger::NoteKey key() const { return *trail.key(*realm); }
    ledger::Findings verify(const QByteArray &text, const QByteArrayList &outside = {}) const
    {
        ledger::ExportVerifier verifier(key(), outside);
        for (const QByteArray &line : text.split('\n')) {
            if (!line.isEmpty() && !verifier.add(line))
                break;
        }
        return verifier.finish();
    }
    ledger::Findings verify() { return verify(exported()); }
};

inline QByteArray describe(const ledger::Findings &findings)
{
    static constexpr const char *kNames[] = { "intact", "altered", "unchecked" };
    return QByteArray(kNames[static_cast<int>(findings.verdict)]) + ": " + findings.problem.toUtf8();
}

}

/// The findings are \a expected, and name the row (-1: none).
#define COMPARE_FINDINGS(findings, expectedVerdict, expectedRow)                                                       \
    do {                                                                                                               \
        const auto comparedFindings = (findings);                                                                      \
        QVERIFY2(comparedFindings.verdict == (expectedVerdict)                                                         \
                && comparedFindings.row.value_or(-1) == (expectedRow),                                                 \
            auth::test::describe(comparedFindings) + " row "                                                           \
                + QByteArray::number(comparedFindings.row.value_or(-1)));                                              \
    } while (false)
