// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "models/AuditStatistics.h"

namespace auth::console {

using namespace Qt::StringLiterals;

class AuditStatisticsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsWhatAFilterLeaves_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<int>("rows"); ///< -1: it cannot be told.
        QTest::newRow("everything") << QString() << 111;
        QTest::newRow("action") << u"action:user.created"_s << 11;
        QTest::newRow("actions") << u"action:user.*"_s << 11;
        QTest::newRow("outcome") << u"outcome:refused"_s << 10;
        QTest::newRow("both") << u"action:user.created outcome:refused"_s << 10;
        QTest::newRow("not") << u"-action:user.created"_s << 100;
        QTest::newRow("range") << u"at>=2026-01-01 outcome:success"_s << 101;
        QTest::newRow("actor") << u"actor_name:ann action:user.created"_s << -1;
        QTest::newRow("alternatives") << u"outcome:refused OR outcome:success"_s << -1;
        QTest::newRow("free") << u"ann"_s << -1;
    }
    void countsWhatAFilterLeaves()
    {
        QFETCH(const QString, filter);
        QFETCH(const int, rows);
        api::AuditStats stats;
        const auto add = [&stats](const QString &action, const QString &outcome, int count) {
            api::AuditCount one;
            one.action = action;
            one.outcome = outcome;
            one.count = count;
            stats.items.append(one);
        };
        add(u"user.created"_s, u"success"_s, 1);
        add(u"user.created"_s, u"refused"_s, 10);
        add(u"userxcreated"_s, u"success"_s, 100);
        const auto left = filteredCounts(stats, filter);
        QCOMPARE(left ? static_cast<int>(countOutcome(*left, {})) : -1, rows);
    }
};
AUTH_TEST(AuditStatisticsTest);

}

#include "AuditStatisticsTest.moc"
