// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "CliFixture.h"

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

class AuditCommandsTest : public QObject {
    Q_OBJECT

    QString m_realm;

    Run run(QStringList arguments) const
    {
        return CliFixture::shared().authctl(arguments << u"-r"_s << m_realm);
    }
    Run shell(const QByteArray &line) const
    {
        return CliFixture::shared().shell(line.constData(), { { u"AUTHCTL_REALM"_s, m_realm } });
    }

private Q_SLOTS:
    void init()
    {
        m_realm = CliFixture::shared().makeRealm();
        run({ u"user"_s, u"create"_s, u"alice"_s });
    }

    void searchesByWordsAndFieldsInEachFormat()
    {
        const Run found = run({ u"audit"_s, u"search"_s, u"ali"_s, u"action:user.*"_s, u"-o"_s, u"json"_s });
        QVERIFY2(found.exitCode == 0 && found.array().size() == 1, found.explain());
        const QString id = found.array()[0][u"id"].toString();
        QCOMPARE(run({ u"audit"_s, u"search"_s, u"alice"_s, u"-q"_s, u"action:user.*"_s, u"-o"_s, u"name"_s }).out, id.toUtf8() + '\n');
        QCOMPARE(run({ u"audit"_s, u"get"_s, id, u"--jq"_s, u".after.username"_s }).out, "alice\n");
        QVERIFY(run({ u"audit"_s, u"list"_s }).out.contains("user.created"));
        QVERIFY(run({ u"audit"_s, u"list"_s, u"-o"_s, u"csv"_s, u"--columns"_s, u"action,target_name"_s }).out.contains("user.created,alice"));
        QVERIFY(run({ u"audit"_s, u"list"_s, u"-o"_s, u"yaml"_s }).out.contains("action: user.created"));
        const Run unknown = run({ u"audit"_s, u"search"_s, u"acton:x"_s });
        QVERIFY2(unknown.exitCode != 0 && unknown.err.contains("action"), unknown.explain());
    }

    void tailsWhatComes()
    {
        const Run tail = shell("authctl audit tail -f -o jsonl > $HOME/tail & tail=$!; until grep -qs alice $HOME/tail; do sleep 0.05; done;"
                               " authctl user create bob; until grep -q bob $HOME/tail; do sleep 0.05; done; kill $tail; wait $tail;"
                               " grep -c '\"action\":\"user.created\"' $HOME/tail");
        QVERIFY2(tail.out.endsWith("\n2\n"), tail.explain());
    }

    void countsByKind()
    {
        const Run counted = shell("until authctl audit stats --bucket all --jq '.[] | select(.action == \"user.created\") | .count' | grep -q 1;"
                                  " do sleep 0.1; done; authctl audit stats --bucket day -o csv --columns count,action,outcome");
        QVERIFY2(counted.out.contains("1,user.created,success"), counted.explain());
    }

    void changesTheRetention()
    {
        QCOMPARE(run({ u"audit"_s, u"retention"_s, u"set"_s, u"30"_s }).exitCode, 0);
        QCOMPARE(run({ u"audit"_s, u"retention"_s, u"get"_s, u"--jq"_s, u".days"_s }).out, "30\n");
        QCOMPARE(run({ u"audit"_s, u"retention"_s, u"set"_s, u"+30"_s }).exitCode, 2);
        QCOMPARE(run({ u"audit"_s, u"retention"_s, u"set"_s, u"31"_s, u"--if-version"_s, u"7"_s }).exitCode, 6);
    }

    void erasesAPersonAndStaysVerifiable()
    {
        const Run asked = shell("authctl audit erase $(authctl user get alice --jq .id)");
        QVERIFY2(asked.exitCode != 0 && asked.err.contains("--yes"), asked.explain());
        const Run erased = shell("authctl audit erase $(authctl user get alice --jq .id) --yes --jq .rows");
        QCOMPARE(erased.out, "1\n");
        const Run verified = shell("authctl audit checkpoint-key > $HOME/key; authctl audit export -o jsonl > $HOME/log;"
                                   " authctl audit verify $HOME/log --checkpoint-key $HOME/key; grep -c '\"username\":\"alice\"' $HOME/log");
        QVERIFY2(verified.out.startsWith("intact") && verified.out.endsWith("\n0\n"), verified.explain());
    }
};

AUTH_TEST(AuditCommandsTest);
#include "AuditTest.moc"
