// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "permissions/RightSet.h"

using namespace auth;
using namespace Qt::StringLiterals;

namespace {

const QStringList kKnown { u"users:read"_s, u"users:write"_s, u"roles:read"_s, u"roles:write"_s };
const RealmId kOne { *Uuid::parse("0190d0c0-0000-7000-8000-000000000001") };
const RealmId kTwo { *Uuid::parse("0190d0c0-0000-7000-8000-000000000002") };
const RightReach kEverywhere { .everywhere = true, .realms = {} };

RightSet of(const QStringList &names, const RightReach &reach = kEverywhere)
{
    RightSet rights;
    for (const QString &name : names)
        rights.add(name, reach, kKnown);
    return rights;
}

RightReach only(const QSet<RealmId> &realms)
{
    return { .everywhere = false, .realms = realms };
}

}

class RightSetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsWhatAStarStandsFor()
    {
        QVERIFY(of({ u"*"_s }).holds(u"roles:write"_s, kOne));
        QVERIFY(of({ u"*:read"_s }).holds(u"roles:read"_s, kOne));
        QVERIFY(!of({ u"*:read"_s }).holds(u"roles:write"_s, kOne));
        QVERIFY(of({ u"*"_s }).contains(of({ u"*:read"_s })));
    }

    void doesNotTakeEveryRightOfTodayForAStar()
    {
        QCOMPARE(of(kKnown).missing(of({ u"*"_s })), (QStringList { u"*"_s, u"*:read"_s }));
    }

    void holdsOnlyInTheRealmsThatItReaches()
    {
        const RightSet rights = of({ u"users:read"_s }, only({ kOne }));
        QVERIFY(rights.holds(u"users:read"_s, kOne));
        QVERIFY(!rights.holds(u"users:read"_s, kTwo));
        QVERIFY(rights.reaches(kOne) && !rights.reaches(kTwo) && !rights.reachesEverywhere());
        QVERIFY(of({ u"users:read"_s }).contains(rights));
        QCOMPARE(rights.missing(of({ u"users:read"_s })), QStringList { u"users:read"_s });
        QCOMPARE(rights.missing(of({ u"users:read"_s }, only({ kOne, kTwo }))), QStringList { u"users:read"_s });
    }

    void reachesNothingWithoutARealm()
    {
        const RightSet rights = of({ u"*"_s }, only({}));
        QVERIFY(!rights.reaches(kOne));
        QVERIFY(!rights.holds(u"users:read"_s, kOne));
    }

    void letsATokenUseOnlyWhatItsScopeNames()
    {
        const RightSet part = of({ u"*"_s }).within({ u"openid"_s, u"users:read"_s }, kKnown);
        QCOMPARE(part.names(), QStringList { u"users:read"_s });
        QVERIFY(of({ u"*"_s }).within(kKnown, kKnown).contains(of({ u"*"_s })));
        QCOMPARE(of({ u"users:read"_s }).within(kKnown, kKnown).names(), QStringList { u"users:read"_s });
    }

    void unitesTheRealmsOfARight()
    {
        RightSet rights = of({ u"users:read"_s }, only({ kOne }));
        rights.unite(of({ u"users:read"_s }, only({ kTwo })));
        QVERIFY(rights.contains(of({ u"users:read"_s }, only({ kOne, kTwo }))));
    }
};

AUTH_TEST(RightSetTest);
#include "RightSetTest.moc"
