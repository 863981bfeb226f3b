// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "app/EnvFile.h"

using namespace auth::app;

class EnvFileTest : public QObject {
    Q_OBJECT

    static QByteArray only(const QByteArray& text)
    {
        const EnvFile file = EnvFile::parse(text, QStringLiteral(".env"));
        return file.problems.isEmpty() && file.entries.size() == 1 ? file.entries[0].name + '=' + file.entries[0].value
                                                                   : "?";
    }
    static QString problem(const QByteArray& text)
    {
        const EnvFile file = EnvFile::parse(text, QStringLiteral(".env"));
        return file.problems.isEmpty() ? QString() : file.problems[0].text();
    }

private Q_SLOTS:
    void readsValuesInEveryForm()
    {
        QCOMPARE(only("A=b"), "A=b");
        QCOMPARE(only("  export A = b  \r\n"), "A=b");
        QCOMPARE(only("A="), "A=");
        QCOMPARE(only("A= # nothing"), "A=");
        QCOMPARE(only("A=b # a comment"), "A=b");
        QCOMPARE(only("A=b#c"), "A=b#c");
        QCOMPARE(only("A='b # \\n \"c\"' # d"), "A=b # \\n \"c\"");
        QCOMPARE(only("A=\"b\\n\\\"c\\\\ \\$d # e\""), "A=b\n\"c\\ $d # e");
        QCOMPARE(only("\n# comment\n\n_x1=c=d"), "_x1=c=d");
    }

    void substitutesNothing() { QCOMPARE(only("A=$HOME${B}`id`"), "A=$HOME${B}`id`"); }

    void namesTheLineOfEveryProblem()
    {
        QVERIFY(problem("A=1\nnonsense").startsWith(QStringLiteral(".env:2: ")));
        QVERIFY(problem("1A=b").contains(QStringLiteral("NAME=value")));
        QVERIFY(problem("A='b").contains(QStringLiteral("closing '")));
        QVERIFY(problem("A=\"b\\\"").contains(QStringLiteral("closing \"")));
        QVERIFY(problem("A=\"b\" c").contains(QStringLiteral("after the closing")));
        QVERIFY(problem("A='b'c").contains(QStringLiteral("after the closing")));
        QVERIFY(problem("A=\"\\x\"").contains(QStringLiteral("single quotes")));
        QVERIFY(problem("A=1\nB=2\nA=3").contains(QStringLiteral("line 1 sets it already")));
        QVERIFY(problem("A=\xff").contains(QStringLiteral("UTF-8")));
        QCOMPARE(EnvFile::parse("x\ny\nz", QStringLiteral(".env")).problems.size(), 3);
    }

    void repeatsNoValueInAProblem()
    {
        QVERIFY(!problem("hunter2").contains(QStringLiteral("hunter2")));
        QVERIFY(!problem("A='hunter2").contains(QStringLiteral("hunter2")));
    }
};

AUTH_TEST(EnvFileTest);
#include "EnvFileTest.moc"
