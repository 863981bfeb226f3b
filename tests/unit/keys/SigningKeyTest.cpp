// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "keys/SigningKey.h"

namespace auth {

using namespace std::chrono_literals;
using crypto::SignatureAlgorithm;

namespace {

constexpr Timestamp kStart{ std::chrono::sys_days{ std::chrono::year{ 2030 } / 1 / 1 } };

SigningKeyRecord makeKey(quint8 number, Timestamp activates, SignatureAlgorithm algorithm = SignatureAlgorithm::ES256)
{
    SigningKeyRecord key;
    key.id.value.bytes[15] = number;
    key.kid = QString::number(number);
    key.algorithm = algorithm;
    key.createdAt = key.publishedAt = key.activatesAt = activates;
    return key;
}

}

class SigningKeyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theStateFollowsFromTheTimes()
    {
        SigningKeyRecord key = makeKey(1, kStart);
        key.createdAt = kStart - 48h;
        key.publishedAt = kStart - 24h;
        key.retiresAt = kStart + 24h;
        key.removesAt = kStart + 48h;
        QCOMPARE(key.state(kStart - 25h), SigningKeyState::Made);
        QCOMPARE(key.state(kStart - 24h), SigningKeyState::Published);
        QCOMPARE(key.state(kStart - 1us), SigningKeyState::Published);
        QCOMPARE(key.state(kStart), SigningKeyState::Active);
        QCOMPARE(key.state(kStart + 24h - 1us), SigningKeyState::Active);
        QCOMPARE(key.state(kStart + 24h), SigningKeyState::Retired);
        QVERIFY(key.isPublished(kStart + 48h - 1us));
        QCOMPARE(key.state(kStart + 48h), SigningKeyState::Removed);
        QVERIFY(!key.isPublished(kStart + 48h));
        QVERIFY(!key.verifies(kStart + 48h));
        QVERIFY(!key.isPublished(kStart - 25h));
        key.revokedAt = kStart;
        QVERIFY(!key.verifies(kStart + 1h));
        QVERIFY(!key.isPublished(kStart + 1h));
    }

    void theNewestActiveKeySigns()
    {
        const SigningKeyList keys{ makeKey(1, kStart), makeKey(2, kStart + 1h), makeKey(3, kStart + 1h),
            makeKey(4, kStart, SignatureAlgorithm::RS256) };
        QCOMPARE(activeKey(keys, SignatureAlgorithm::ES256, kStart - 1us), nullptr);
        QCOMPARE(activeKey(keys, SignatureAlgorithm::ES256, kStart)->kid, QStringLiteral("1"));
        QCOMPARE(activeKey(keys, SignatureAlgorithm::ES256, kStart + 1h)->kid, QStringLiteral("3"));
        QCOMPARE(activeKey(keys, SignatureAlgorithm::RS256, kStart + 1h)->kid, QStringLiteral("4"));
        QCOMPARE(activeKey(keys, SignatureAlgorithm::EdDSA, kStart + 1h), nullptr);
        QCOMPARE(pendingKey(keys, SignatureAlgorithm::ES256, kStart)->kid, QStringLiteral("2"));
    }

    void aSuccessorIsPlannedOnceAndInTime()
    {
        const KeySchedule schedule;
        SigningKeyList keys{ makeKey(1, kStart) };
        const Timestamp end = kStart + schedule.rotationPeriod;
        QVERIFY(dueSuccessors(keys, kStart, schedule).empty());
        QVERIFY(dueSuccessors(keys, end - schedule.createAhead - 1us, schedule).empty());
        const auto due = dueSuccessors(keys, end - schedule.createAhead, schedule);
        QCOMPARE(due.size(), size_t(1));
        QCOMPARE(due[0].algorithm, SignatureAlgorithm::ES256);
        QVERIFY(due[0].activatesAt == end);
        QVERIFY(due[0].publishedAt == end - schedule.publishAhead);
        keys.push_back(makeKey(2, end));
        QVERIFY(dueSuccessors(keys, end - 1h, schedule).empty());
    }

    void aSuccessorThatComesLateIsStillPublishedBeforeItSigns()
    {
        const KeySchedule schedule;
        const Timestamp late = kStart + schedule.rotationPeriod + 1000h;
        const auto due = dueSuccessors({ makeKey(1, kStart) }, late, schedule);
        QCOMPARE(due.size(), size_t(1));
        QVERIFY(due[0].publishedAt == late);
        QVERIFY(due[0].activatesAt == late + schedule.publishAhead);
    }

    void onlyWhatNobodyNeedsIsRemoved()
    {
        const KeySchedule schedule;
        SigningKeyRecord retired = makeKey(1, kStart);
        retired.retiresAt = kStart + 1h;
        retired.removesAt = kStart + 25h;
        SigningKeyRecord revoked = makeKey(2, kStart);
        revoked.revokedAt = kStart;
        revoked.removesAt = kStart + 1h;
        const SigningKeyList keys{ retired, revoked, makeKey(3, kStart) };
        QVERIFY(removableKeys(keys, kStart + 25h - 1us, schedule).isEmpty());
        QCOMPARE(removableKeys(keys, kStart + 25h, schedule), QList<SigningKeyId>{ retired.id });
        QCOMPARE(removableKeys(keys, kStart + schedule.keepRevoked, schedule).size(), 2);
    }

    void theDefaultScheduleOutlastsTokensAndCaches()
    {
        const KeySchedule schedule;
        QVERIFY(schedule.overlap > 24h); // The longest life of an access token.
        QVERIFY(schedule.shortestNotice > kJwksCacheTime);
        QVERIFY(schedule.publishAhead > kJwksCacheTime);
        QVERIFY(schedule.createAhead > schedule.publishAhead);
        QVERIFY(schedule.rotationPeriod > schedule.createAhead + schedule.overlap);
    }
};

AUTH_TEST(SigningKeyTest);

}

#include "SigningKeyTest.moc"
