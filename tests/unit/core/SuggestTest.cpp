// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "core/Suggest.h"

using namespace auth;
using namespace Qt::StringLiterals;

class SuggestTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheNearestName()
    {
        const QStringList known { u"list"_s, u"get"_s, u"create"_s, u"delete"_s };
        QCOMPARE(nearestName(u"lsit"_s, known), u"list"_s);
        QCOMPARE(nearestName(u"creat"_s, known), u"create"_s);
        QCOMPARE(nearestName(u"remove"_s, known), QString());
        QCOMPARE(nearestName(QString(10'000, u'x'), known), QString());
    }

    void escapesPointers() { QCOMPARE(jsonPointerToken(u"a/b~c"_s), u"a~1b~0c"_s); }
};

AUTH_TEST(SuggestTest);
#include "SuggestTest.moc"
