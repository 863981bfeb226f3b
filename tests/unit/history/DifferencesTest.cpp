// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "core/Json.h"
#include "history/Differences.h"

using namespace auth;
using namespace Qt::StringLiterals;

class DifferencesTest : public QObject {
    Q_OBJECT

    static QJsonObject object(const char *text) { return parseJsonObject(QByteArray(text).replace('\'', '"')).value(); }

private Q_SLOTS:
    void namesWhatDiffersByPointer_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *before, const char *after, const char *expected) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QByteArray(expected);
        };
        row("nothing", "{'a':1}", "{'a':1}", "{}");
        row("changed", "{'a':1}", "{'a':2}", "{'/a':{'after':2,'before':1}}");
        row("added", "{}", "{'a':null}", "{'/a':{'after':null}}");
        row("removed", "{'a':1}", "{}", "{'/a':{'before':1}}");
        row("within", "{'a':{'b':1,'c':2}}", "{'a':{'b':1,'c':3}}", "{'/a/c':{'after':3,'before':2}}");
        row("another type", "{'a':{'b':1}}", "{'a':1}", "{'/a':{'after':1,'before':{'b':1}}}");
        row("list", "{'a':[1,2]}", "{'a':[2,1]}", "{'/a':{'after':[2,1],'before':[1,2]}}");
        row("escaped", "{}", "{'a/b~c':1}", "{'/a~1b~0c':{'after':1}}");
        row("bookkeeping", "{'version':1,'updated_at':'x'}", "{'version':2,'updated_at':'y'}", "{}");
        row("a member of that name within", "{'a':{'version':1}}", "{'a':{'version':2}}",
            "{'/a/version':{'after':2,'before':1}}");
    }
    void namesWhatDiffersByPointer()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QByteArray, expected);
        QCOMPARE(differences(object(before), object(after)), object(expected));
    }
};

AUTH_TEST(DifferencesTest);
#include "DifferencesTest.moc"
