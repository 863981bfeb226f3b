// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "CliFixture.h"

using namespace auth::test;
using namespace Qt::StringLiterals;

class CliTest : public QObject {
    Q_OBJECT

    static Run run(const QStringList &arguments, const QByteArray &input = {})
    {
        return CliFixture::shared().authctl(arguments, input);
    }

private Q_SLOTS:
    void createsListsShowsAndDeletesEachNoun()
    {
        const QString realm = CliFixture::shared().makeRealm();
        const Run app = run({ u"-r"_s, realm, u"app"_s, u"create"_s, u"shop"_s, u"--set"_s,
            u"redirect_uris=https://shop.example/a"_s, u"--set"_s, u"redirect_uris=https://shop.example/b"_s,
            u"--set"_s, u"require_consent=true"_s, u"-o"_s, u"json"_s });
        QVERIFY2(app.exitCode == 0, app.explain());
        QCOMPARE(app.object()[u"client_id"].toString(), u"shop"_s);
        QCOMPARE(app.object()[u"redirect_uris"].toArray().size(), 2);
        QCOMPARE(app.object()[u"require_consent"].toBool(), true);
        QVERIFY(app.object()[u"client_secret"].toString().size() >= 32);
        QCOMPARE(app.err, "");

        const Run user
            = run({ u"user"_s, u"create"_s, u"alice"_s, u"--set"_s, u"email=alice@example.com"_s, u"--set"_s,
                      u"address.country=FR"_s, u"--password-stdin"_s, u"--realm"_s, realm, u"-o"_s, u"json"_s },
                "correct horse battery staple\n");
        QVERIFY2(user.exitCode == 0, user.explain());
        QCOMPARE(user.object()[u"address"][u"country"].toString(), u"FR"_s);

        const Run list = run({ u"user"_s, u"list"_s, u"-r"_s, realm, u"-o"_s, u"json"_s });
        QCOMPARE(list.array().size(), 1);
        QCOMPARE(list.array()[0][u"username"].toString(), u"alice"_s);
        QCOMPARE(
            run({ u"user"_s, u"get"_s, u"alice@example.com"_s, u"-r"_s, realm, u"-o"_s, u"name"_s }).out, "alice\n");
        QCOMPARE(run({ u"realm"_s, u"get"_s, realm, u"-o"_s, u"name"_s }).out, realm.toUtf8() + '\n');
        QCOMPARE(run({ u"app"_s, u"list"_s, u"-r"_s, realm }).out.split('\t').first(), "shop");

        QCOMPARE(run({ u"user"_s, u"password"_s, u"set"_s, u"alice"_s, u"-r"_s, realm, u"--password-stdin"_s },
                     "another long pass phrase\n")
                     .exitCode,
            0);
        QCOMPARE(run({ u"app"_s, u"update"_s, u"shop"_s, u"-r"_s, realm, u"--set"_s, u"client_name=Shop"_s,
                         u"--if-version"_s, u"1"_s })
                     .exitCode,
            0);
        QCOMPARE(run({ u"app"_s, u"update"_s, u"shop"_s, u"-r"_s, realm, u"--set"_s, u"client_name=Shop"_s,
                         u"--if-version"_s, u"1"_s })
                     .exitCode,
            6);
        QCOMPARE(run({ u"app"_s, u"delete"_s, u"shop"_s, u"-r"_s, realm, u"--yes"_s }).exitCode, 0);
        QCOMPARE(run({ u"user"_s, u"delete"_s, u"alice"_s, u"-r"_s, realm, u"-y"_s }).exitCode, 0);
        QCOMPARE(run({ u"realm"_s, u"delete"_s, realm, u"--confirm"_s, realm }).exitCode, 0);
        QCOMPARE(run({ u"realm"_s, u"get"_s, realm }).exitCode, 3);
    }

    void showsTheVersionsOfAnObjectAndGoesBackToOne()
    {
        const QString realm = CliFixture::shared().makeRealm();
        run({ u"app"_s, u"create"_s, u"shop"_s, u"-r"_s, realm, u"--set"_s, u"client_name=Shop"_s, u"--set"_s,
            u"redirect_uris=https://shop.example/a"_s });
        run({ u"app"_s, u"update"_s, u"shop"_s, u"-r"_s, realm, u"--set"_s, u"client_name=Store"_s });
        const Run history = run({ u"app"_s, u"history"_s, u"shop"_s, u"-r"_s, realm, u"-o"_s, u"json"_s });
        QVERIFY2(history.exitCode == 0, history.explain());
        QCOMPARE(history.array().size(), 2);
        QCOMPARE(history.array()[0][u"changes"][u"/client_name"][u"before"].toString(), u"Shop"_s);
        QVERIFY(run({ u"app"_s, u"history"_s, u"shop"_s, u"-r"_s, realm }).out.startsWith("2\t"));
        const Run tried = run({ u"app"_s, u"revert"_s, u"shop"_s, u"1"_s, u"-r"_s, realm, u"--dry-run"_s });
        QVERIFY2(tried.out.contains("Shop") && tried.out.contains("Store"), tried.explain());
        const Run reverted = run({ u"app"_s, u"revert"_s, u"shop"_s, u"1"_s, u"-r"_s, realm, u"-o"_s, u"json"_s });
        QVERIFY2(reverted.exitCode == 0, reverted.explain());
        QCOMPARE(reverted.object()[u"client_name"].toString(), u"Shop"_s);
        QCOMPARE(reverted.object()[u"version"].toInt(), 3);
        QCOMPARE(run({ u"app"_s, u"revert"_s, u"shop"_s, u"9"_s, u"-r"_s, realm }).exitCode, 7);
        QCOMPARE(run({ u"app"_s, u"revert"_s, u"shop"_s, u"x"_s, u"-r"_s, realm }).exitCode, 2);
        QCOMPARE(run({ u"realm"_s, u"history"_s, realm }).exitCode, 0);
        QCOMPARE(run({ u"user"_s, u"history"_s, u"nobody"_s, u"-r"_s, realm }).exitCode, 3);
    }

    void readsFilesByTheCoreSchemaOfYaml()
    {
        const QString realm = CliFixture::shared().makeRealm();
        const Run user = run({ u"user"_s, u"create"_s, u"-f"_s, u"-"_s, u"-r"_s, realm, u"-o"_s, u"json"_s },
            "username: \"123\"\nnickname: no\nemail: bob@example.com\nemail_verified: true\naddress:\n  country: NO\n");
        QVERIFY2(user.exitCode == 0, user.explain());
        QCOMPARE(user.object()[u"username"].toString(), u"123"_s);
        QCOMPARE(user.object()[u"nickname"].toString(), u"no"_s);
        QCOMPARE(user.object()[u"address"][u"country"].toString(), u"NO"_s);
        QCOMPARE(user.object()[u"email_verified"].toBool(), true);
        // What it writes as YAML, it reads again.
        const Run yaml = run({ u"user"_s, u"get"_s, u"123"_s, u"-r"_s, realm, u"-o"_s, u"yaml"_s });
        QVERIFY2(yaml.out.contains("username: \"123\"\n") && yaml.out.contains("nickname: \"no\"\n"), yaml.out);
        const Run json = run({ u"app"_s, u"create"_s, u"-f"_s, u"-"_s, u"-r"_s, realm, u"-o"_s, u"name"_s },
            "{\"client_id\": \"shop\", \"redirect_uris\": [\"https://shop.example/\"]}");
        QCOMPARE(json.out, "shop\n");
    }

    void refusesFilesThatMeanTwoThings_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("alias") << QByteArray("username: &a alice\nnickname: *a\n");
        QTest::newRow("bomb") << QByteArray("a: &a [x,x]\nb: &b [*a,*a]\nusername: *b\n");
        QTest::newRow("duplicate") << QByteArray("username: alice\nusername: bob\n");
        QTest::newRow("duplicate in JSON") << QByteArray("{\"username\":\"a\",\"username\":\"b\"}");
        QTest::newRow("tag") << QByteArray("username: !!binary YWxpY2U=\n");
        QTest::newRow("two documents") << QByteArray("username: alice\n---\nusername: bob\n");
        QTest::newRow("list") << QByteArray("- username: alice\n");
        QTest::newRow("depth") << QByteArray("a: ") + QByteArray("[").repeated(100) + QByteArray("]").repeated(100);
        QTest::newRow("infinity") << QByteArray("username: .inf\n");
        QTest::newRow("syntax") << QByteArray("username: [\n");
        QTest::newRow("empty") << QByteArray("");
    }
    void refusesFilesThatMeanTwoThings()
    {
        QFETCH(QByteArray, text);
        const Run refused = run({ u"user"_s, u"create"_s, u"-f"_s, u"-"_s }, text);
        QVERIFY2(refused.exitCode == 2, refused.explain());
        QCOMPARE(refused.out, "");
    }

    void writesErrorsAsOneJsonObject()
    {
        const Run missing = run({ u"user"_s, u"get"_s, u"nobody"_s, u"-o"_s, u"json"_s });
        QCOMPARE(missing.exitCode, 3);
        QCOMPARE(missing.out, "");
        QCOMPARE(missing.error()[u"code"].toString(), u"not_found"_s);
        QCOMPARE(missing.error()[u"next"].toString(), u"authctl user list"_s);
        QVERIFY(!missing.error()[u"request_id"].toString().isEmpty());
        const Run invalid = run(
            { u"app"_s, u"create"_s, u"x"_s, u"--set"_s, u"redirect_uris=https://*.example/"_s, u"-o"_s, u"json"_s });
        QCOMPARE(invalid.exitCode, 7);
        QCOMPARE(invalid.error()[u"fields"][0][u"path"].toString(), u"/redirect_uris/0"_s);
        const Run usage = run({ u"-o"_s, u"json"_s, u"user"_s, u"lsit"_s });
        QCOMPARE(usage.exitCode, 2);
        QCOMPARE(usage.error()[u"code"].toString(), u"usage"_s);
    }

    void endsWithTheExitCodeOfItsContract_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("expected");
        QTest::newRow("done") << QStringList { u"realm"_s, u"list"_s } << 0;
        QTest::newRow("nothing") << QStringList {} << 2;
        QTest::newRow("unknown noun") << QStringList { u"usr"_s } << 2;
        QTest::newRow("unknown verb") << QStringList { u"user"_s, u"lsit"_s } << 2;
        QTest::newRow("unknown option") << QStringList { u"user"_s, u"list"_s, u"--frobnicate"_s } << 2;
        QTest::newRow("unknown format") << QStringList { u"user"_s, u"list"_s, u"-o"_s, u"xml"_s } << 2;
        QTest::newRow("missing argument") << QStringList { u"user"_s, u"get"_s } << 2;
        QTest::newRow("unknown field") << QStringList { u"user"_s, u"create"_s, u"x"_s, u"--set"_s, u"emial=x"_s } << 2;
        QTest::newRow("bad number") << QStringList { u"app"_s, u"create"_s, u"x"_s, u"--set"_s,
            u"access_token_lifetime=soon"_s }
                                    << 2;
        QTest::newRow("no confirmation") << QStringList { u"user"_s, u"delete"_s, u"x"_s } << 2;
        QTest::newRow("severe, --yes is not enough")
            << QStringList { u"realm"_s, u"delete"_s, u"main"_s, u"--yes"_s } << 2;
        QTest::newRow("severe, another name")
            << QStringList { u"realm"_s, u"delete"_s, u"main"_s, u"--confirm"_s, u"mian"_s } << 2;
        QTest::newRow("no password") << QStringList { u"user"_s, u"password"_s, u"set"_s, u"x"_s } << 2;
        QTest::newRow("not found") << QStringList { u"app"_s, u"get"_s, u"x"_s } << 3;
        QTest::newRow("realm not found") << QStringList { u"-r"_s, u"nowhere"_s, u"app"_s, u"list"_s } << 3;
        QTest::newRow("exists") << QStringList { u"realm"_s, u"create"_s, u"main"_s } << 6;
        QTest::newRow("invalid") << QStringList { u"realm"_s, u"create"_s, u"UPPER"_s } << 7;
        QTest::newRow("filter") << QStringList { u"user"_s, u"list"_s, u"-q"_s, u"emial:x"_s } << 7;
        QTest::newRow("unreachable") << QStringList { u"--server"_s, u"http://127.0.0.1:1"_s, u"realm"_s, u"list"_s }
                                     << 8;
        QTest::newRow("no URL") << QStringList { u"--server"_s, u"localhost"_s, u"realm"_s, u"list"_s } << 2;
    }
    void endsWithTheExitCodeOfItsContract()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, expected);
        const Run result = run(arguments);
        QVERIFY2(result.exitCode == expected, result.explain());
        if (expected != 0)
            QCOMPARE(result.out, "");
    }

    void saysThatItIsNotLoggedIn()
    {
        const Run none = CliFixture::shared().authctl({ u"realm"_s, u"list"_s }, {}, { { u"AUTHCTL_TOKEN"_s, u""_s } });
        QCOMPARE(none.exitCode, 4);
        const Run bad = CliFixture::shared().authctl({ u"realm"_s, u"list"_s }, {}, { { u"AUTHCTL_TOKEN"_s, u"x"_s } });
        QCOMPARE(bad.exitCode, 4);
    }

    void takesFlagsBeforeTheName()
    {
        const QString realm = CliFixture::shared().makeRealm();
        const Run made = run({ u"user"_s, u"create"_s, u"-r"_s, realm, u"--set"_s, u"given_name=Bob"_s, u"bob"_s });
        QVERIFY2(made.exitCode == 0, made.explain());
        const Run found = run({ u"user"_s, u"get"_s, u"-r"_s, realm, u"-o"_s, u"name"_s, u"bob"_s });
        QVERIFY2(found.exitCode == 0, found.explain());
    }

    void suggestsWhatWasMeant()
    {
        QVERIFY(run({ u"user"_s, u"lsit"_s })
                .err.contains("unknown command \"lsit\" for \"user\"; did you mean \"list\"?"));
        QVERIFY(run({ u"usr"_s, u"list"_s }).err.contains("did you mean \"user\"?"));
        QVERIFY(run({ u"app"_s, u"create"_s, u"x"_s, u"--set"_s, u"redirect_uri=x"_s })
                .err.contains("did you mean \"redirect_uris\"?"));
    }

    void doesNothingInADryRun()
    {
        const Run planned = run({ u"realm"_s, u"create"_s, u"planned"_s, u"--dry-run"_s, u"-o"_s, u"json"_s });
        QCOMPARE(planned.exitCode, 0);
        QCOMPARE(planned.object()[u"name"].toString(), u"planned"_s);
        QCOMPARE(run({ u"realm"_s, u"get"_s, u"planned"_s }).exitCode, 3);
        QCOMPARE(run({ u"realm"_s, u"delete"_s, u"main"_s, u"--dry-run"_s }).exitCode, 0);
        QCOMPARE(run({ u"realm"_s, u"get"_s, u"main"_s }).exitCode, 0);
    }

    void pagesThroughMoreThanAPage()
    {
        const QString realm = CliFixture::shared().makeRealm();
        for (int i = 0; i < 7; ++i)
            QCOMPARE(run({ u"user"_s, u"create"_s, u"user%1"_s.arg(i), u"-r"_s, realm }).exitCode, 0);
        QCOMPARE(run({ u"user"_s, u"list"_s, u"-r"_s, realm, u"-o"_s, u"json"_s }).array().size(), 7);
        const Run limited = run({ u"user"_s, u"list"_s, u"-r"_s, realm, u"-o"_s, u"name"_s, u"--limit"_s, u"3"_s,
            u"--sort"_s, u"-username"_s });
        QCOMPARE(limited.out, "user6\nuser5\nuser4\n");
        QCOMPARE(run({ u"user"_s, u"list"_s, u"-r"_s, realm, u"-o"_s, u"name"_s, u"-q"_s, u"username:user5"_s }).out,
            "user5\n");
    }

    /// With standard input closed no command may wait for an answer.
    void asksNobodyWhereNobodyIs()
    {
        const QJsonArray commands = run({ u"commands"_s, u"--json"_s }).array();
        QVERIFY(commands.size() > 15);
        for (const auto &entry : commands) {
            QStringList arguments = entry[u"command"].toString().split(u' ');
            for (qsizetype i = 0; i < entry[u"arguments"].toArray().size(); ++i)
                arguments.append(u"nothing-of-this-name"_s);
            const Run result = run(arguments);
            QVERIFY2(
                result.exitCode >= 0, qPrintable(arguments.join(u' ') + u": "_s + QString::fromUtf8(result.explain())));
        }
        // What `create` made of it.
        run({ u"realm"_s, u"delete"_s, u"nothing-of-this-name"_s, u"--confirm"_s, u"nothing-of-this-name"_s });
    }

    void hasAnExampleForEachCommand()
    {
        const QJsonArray commands = run({ u"commands"_s, u"--json"_s }).array();
        for (const auto &entry : commands) {
            QVERIFY2(entry[u"example"].toString().startsWith(u"authctl "_s + entry[u"command"].toString()),
                qPrintable(entry[u"command"].toString()));
        }
    }

    void keepsCellsOnOneLine()
    {
        const QString realm = CliFixture::shared().makeRealm();
        run({ u"user"_s, u"create"_s, u"-f"_s, u"-"_s, u"-r"_s, realm },
            "username: alice\naddress:\n  street_address: \"a\\nb\"\n");
        const Run table
            = run({ u"user"_s, u"list"_s, u"-r"_s, realm, u"--columns"_s, u"username,address.street_address"_s });
        QCOMPARE(table.out.count('\n'), 1);
        QVERIFY(table.out.startsWith("alice\ta"));
    }
};

AUTH_TEST(CliTest);
#include "CliTest.moc"
