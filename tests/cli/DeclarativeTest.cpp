// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "CliFixture.h"

#include <QtTest/QtTest>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// export, diff, plan, apply, drift: surfaces.md §1.7.
class DeclarativeTest : public QObject {
    Q_OBJECT

    static Run run(const QStringList &arguments, const QByteArray &input = {}, const QMap<QString, QString> &environment = {})
    {
        return CliFixture::shared().authctl(arguments, input, environment);
    }
    static QByteArray shop(const QByteArray &more = {})
    {
        return "apiVersion: auth/v1\nkind: Application\nmetadata:\n  name: shop\nspec:\n  client_name: Shop\n"
               "  redirect_uris:\n    - https://shop.example/callback\n"
            + more;
    }
    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(path));
    }
    static QStringList actions(const Run &run)
    {
        QStringList list;
        for (const auto &one : run.array())
            list.append(one[u"kind"].toString() + u' ' + one[u"name"].toString() + u' ' + one[u"action"].toString());
        list.sort();
        return list;
    }

private Q_SLOTS:
    /// A realm with all that is in it from a folder, twice, in one login.
    void provisionsARealmAndThenChangesNothing()
    {
        QTemporaryDir folder;
        for (const QString &name : { u"realm.yaml"_s, u"users.yaml"_s })
            QVERIFY(QFile::copy(QStringLiteral(AUTH_SOURCE_DIR "/tests/cli/provisioning/") + name, folder.filePath(name)));
        write(folder.filePath(u"alice.password"_s), "correct horse battery staple\n");
        const QMap<QString, QString> environment { { u"SHOP_SECRET"_s, u"a-secret-that-the-shop-knows-0123456789"_s } };
        const QStringList apply { u"apply"_s, u"-f"_s, folder.path(), u"--owner"_s, u"platform"_s, u"-o"_s, u"json"_s };
        const Run first = run(apply, {}, environment);
        QVERIFY2(first.exitCode == 0, first.explain());
        QCOMPARE(actions(first), QStringList({ u"Application shop created"_s, u"Application worker created"_s, u"Realm provisioned created"_s, u"ResourceServer orders created"_s, u"Role order-clerk created"_s, u"Scope orders:read created"_s, u"User alice created"_s }));
        QVERIFY(!first.out.contains("a-secret-that-the-shop-knows"));
        for (const auto &one : first.array()) {
            if (one[u"name"].toString() == u"worker")
                QVERIFY(one[u"secrets"][u"client_secret"].toString().size() >= 32);
        }
        const Run second = run(apply, {}, environment);
        QVERIFY2(second.exitCode == 0, second.explain());
        QCOMPARE(actions(second), QStringList({ u"Application shop unchanged"_s, u"Application worker unchanged"_s, u"Realm provisioned unchanged"_s, u"ResourceServer orders unchanged"_s, u"Role order-clerk unchanged"_s, u"Scope orders:read unchanged"_s, u"User alice unchanged"_s }));
        QVERIFY(!second.out.contains("secrets"));
        QCOMPARE(run({ u"diff"_s, u"-f"_s, folder.path(), u"--owner"_s, u"platform"_s }, {}, environment).exitCode, 0);
        QCOMPARE(run({ u"drift"_s, u"--owner"_s, u"platform"_s, u"-r"_s, u"provisioned"_s }).exitCode, 0);

        run({ u"app"_s, u"update"_s, u"shop"_s, u"-r"_s, u"provisioned"_s, u"--set"_s, u"client_name=By hand"_s });
        const Run drifted = run({ u"drift"_s, u"--owner"_s, u"platform"_s, u"-r"_s, u"provisioned"_s });
        QCOMPARE(drifted.exitCode, 1);
        QVERIFY2(drifted.out.contains("Application shop") && drifted.out.contains("By hand"), drifted.explain());
        QCOMPARE(run({ u"realm"_s, u"delete"_s, u"provisioned"_s, u"--confirm"_s, u"provisioned"_s }).exitCode, 0);
    }

    void answersDiffByItsExitCode()
    {
        const QString realm = CliFixture::shared().makeRealm();
        const QStringList diff { u"diff"_s, u"-f"_s, u"-"_s, u"-r"_s, realm };
        const Run before = run(diff, shop());
        QCOMPARE(before.exitCode, 1);
        QVERIFY2(before.out.contains("Application shop created") && before.out.contains("+  /client_name: \"Shop\""), before.explain());
        QCOMPARE(run({ u"apply"_s, u"-f"_s, u"-"_s, u"-r"_s, realm }, shop()).exitCode, 0);
        const Run after = run(diff, shop());
        QVERIFY2(after.exitCode == 0 && after.out.isEmpty(), after.explain());
        QVERIFY(run(diff, "{").exitCode > 1);
        QVERIFY(run({ u"diff"_s, u"-f"_s, u"-"_s, u"-r"_s, u"no-such-realm"_s }, shop()).exitCode > 1);
    }

    void exportsWhatAppliesWithoutADifference()
    {
        const QString realm = CliFixture::shared().makeRealm();
        run({ u"apply"_s, u"-f"_s, u"-"_s, u"-r"_s, realm },
            shop("---\napiVersion: auth/v1\nkind: User\nmetadata: {name: \"no\"}\nspec: {nickname: \"123\", address: {country: \"NO\"}}\n"));
        const Run exported = run({ u"export"_s, u"--realm"_s, realm });
        QVERIFY2(exported.exitCode == 0 && exported.out.count("---\n") >= 3, exported.explain());
        const Run plan = run({ u"apply"_s, u"-f"_s, u"-"_s, u"--dry-run"_s, u"-r"_s, realm, u"-o"_s, u"json"_s }, exported.out);
        QVERIFY2(plan.exitCode == 0, plan.explain());
        for (const QString &action : actions(plan))
            QVERIFY2(action.endsWith(u" unchanged"), qPrintable(action));
        QCOMPARE(run({ u"apply"_s, u"-f"_s, u"-"_s, u"--dry-run"_s, u"-r"_s, realm }, exported.out).out, "");
    }

    void namesFileLineAndFieldAndAppliesNothing()
    {
        const QString realm = CliFixture::shared().makeRealm();
        QTemporaryDir folder;
        write(folder.filePath(u"a.yaml"_s), shop());
        write(folder.filePath(u"b.yaml"_s), "# A comment\napiVersion: auth/v1\nkind: Application\nmetadata:\n  name: other\nspec:\n  client_name: Other\n  redirect_uri: https://x.example/\n");
        const Run refused = run({ u"apply"_s, u"-f"_s, folder.path(), u"-r"_s, realm });
        QCOMPARE(refused.exitCode, 7);
        QVERIFY2(refused.err.contains("b.yaml:8 /spec/redirect_uri") && refused.err.contains("redirect_uris"), refused.explain());
        QCOMPARE(run({ u"app"_s, u"get"_s, u"shop"_s, u"-r"_s, realm }).exitCode, 3);
        const Run malformed = run({ u"apply"_s, u"-f"_s, u"-"_s, u"-r"_s, realm }, shop() + "---\nkind: [\n");
        QCOMPARE(malformed.exitCode, 7);
        QVERIFY2(malformed.err.contains("standard input") && malformed.err.contains("line"), malformed.explain());
        const Run missing = run({ u"apply"_s, u"-f"_s, u"-"_s, u"-r"_s, realm }, shop("  client_secret: {secretRef: \"env:NOT_SET_HERE\"}\n"));
        QCOMPARE(missing.exitCode, 7);
        QVERIFY2(missing.err.contains("NOT_SET_HERE") && missing.err.contains("standard input:9 /spec/client_secret"), missing.explain());
    }

    void appliesAPlanOnlyWhileNothingHasMoved()
    {
        const QString realm = CliFixture::shared().makeRealm();
        QTemporaryDir folder;
        const QString file = folder.filePath(u"plan.json"_s);
        const QStringList plan { u"plan"_s, u"-f"_s, u"-"_s, u"-r"_s, realm, u"--plan-out"_s, file };
        QCOMPARE(run(plan, shop()).exitCode, 0);
        QCOMPARE(run({ u"app"_s, u"get"_s, u"shop"_s, u"-r"_s, realm }).exitCode, 3);
        const Run applied = run({ u"apply"_s, u"plan"_s, file });
        QVERIFY2(applied.exitCode == 0 && applied.out.contains("Application shop created"), applied.explain());
        const Run again = run({ u"apply"_s, u"plan"_s, file });
        QCOMPARE(again.exitCode, 6);
        QVERIFY2(again.err.contains("Application shop"), again.explain());
    }

    void saysWhatWasDoneWhenTheConnectionIsLostAndCompletesItTheNextTime_data()
    {
        QTest::addColumn<QString>("moment");
        QTest::addColumn<QString>("afterwards");
        QTest::newRow("before the server heard it") << u"before"_s << u"created"_s;
        QTest::newRow("when it had done it") << u"answer"_s << u"unchanged"_s;
    }
    void saysWhatWasDoneWhenTheConnectionIsLostAndCompletesItTheNextTime()
    {
        QFETCH(QString, moment);
        QFETCH(QString, afterwards);
        QStringList realms { CliFixture::shared().makeRealm(), CliFixture::shared().makeRealm(), CliFixture::shared().makeRealm() };
        QByteArray documents;
        for (const QString &realm : realms)
            documents += "---\nrealm: " + realm.toUtf8() + '\n' + shop();
        QProcess proxy;
        proxy.start(u"python3"_s, { QStringLiteral(AUTH_SOURCE_DIR "/tests/cli/cutting_proxy.py"), CliFixture::shared().server().section(u'/', 2, 2), moment, u"/realms/%1/configuration"_s.arg(realms[1]) });
        QVERIFY(proxy.waitForReadyRead());
        const QString address = QString::fromLatin1(proxy.readLine()).trimmed();
        const QStringList apply { u"apply"_s, u"-f"_s, u"-"_s, u"-o"_s, u"json"_s };
        const Run cut = run(apply + QStringList { u"--server"_s, address }, documents);
        proxy.closeWriteChannel();
        QVERIFY(proxy.waitForFinished());
        QVERIFY2(cut.exitCode == 8, cut.explain());
        const QString message = cut.error()[u"message"].toString();
        QVERIFY2(message.contains(u"Done before: realm %1 (1 created)"_s.arg(realms[0])), cut.explain());
        QVERIFY2(message.contains(u"Whether realm %1 was changed is not known"_s.arg(realms[1])), cut.explain());
        QVERIFY2(message.contains(u"Not begun: realm %1"_s.arg(realms[2])), cut.explain());
        const Run again = run(apply, documents);
        QVERIFY2(again.exitCode == 0, again.explain());
        QStringList done;
        for (const auto &one : again.array())
            done.append(one[u"action"].toString());
        QCOMPARE(done, QStringList({ u"unchanged"_s, afterwards, u"created"_s }));
    }

    void prunesWhatASetDeclaresNoMoreWhenAskedWithItsNameAndNumber()
    {
        const QString realm = CliFixture::shared().makeRealm();
        const QStringList apply { u"apply"_s, u"-f"_s, u"-"_s, u"-r"_s, realm, u"--owner"_s, u"web"_s };
        const QByteArray other = "---\napiVersion: auth/v1\nkind: Application\nmetadata: {name: other}\nspec: {redirect_uris: [\"https://o.example/\"]}\n";
        QCOMPARE(run(apply, shop() + other).exitCode, 0);
        QCOMPARE(run(apply + QStringList { u"--prune"_s, u"--yes"_s, u"--max-delete"_s, u"1"_s }, shop()).exitCode, 2);
        QCOMPARE(run(apply + QStringList { u"--prune"_s, u"--confirm"_s, u"web"_s }, shop()).exitCode, 7);
        QCOMPARE(run({ u"app"_s, u"get"_s, u"other"_s, u"-r"_s, realm }).exitCode, 0);
        const Run pruned = run(apply + QStringList { u"--prune"_s, u"--confirm"_s, u"web"_s, u"--max-delete"_s, u"1"_s }, shop());
        QVERIFY2(pruned.exitCode == 0 && pruned.out.contains("Application other deleted"), pruned.explain());
        QCOMPARE(run({ u"app"_s, u"get"_s, u"other"_s, u"-r"_s, realm }).exitCode, 3);
    }

    void appliesEachForItselfWhenAskedAndCompletesLater()
    {
        const QString realm = CliFixture::shared().makeRealm();
        const QByteArray bad = "---\napiVersion: auth/v1\nkind: User\nmetadata: {name: bob}\nspec: {email: none}\n";
        const QStringList apply { u"apply"_s, u"-f"_s, u"-"_s, u"-r"_s, realm, u"--atomic=false"_s };
        const Run part = run(apply, shop() + bad);
        QCOMPARE(part.exitCode, 11);
        QVERIFY2(part.out.contains("Application shop created") && part.err.contains("email"), part.explain());
        const Run rest = run(apply, shop() + QByteArray(bad).replace("none", "bob@example.com"));
        QVERIFY2(rest.exitCode == 0 && rest.out.contains("User bob created") && !rest.out.contains("shop"), rest.explain());
    }

    void saysWhatItDoesNotKnowWhenTheServerIsGone()
    {
        const Run gone = run({ u"apply"_s, u"-f"_s, u"-"_s, u"-r"_s, u"main"_s, u"--server"_s, u"http://127.0.0.1:1"_s }, shop());
        QCOMPARE(gone.exitCode, 8);
        QVERIFY2(gone.err.contains("run it again"), gone.explain());
    }
};

AUTH_TEST(DeclarativeTest);

#include "DeclarativeTest.moc"
