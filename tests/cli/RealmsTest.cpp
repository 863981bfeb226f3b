// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "CliFixture.h"

#include <QtTest/QtTest>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// Realms on the command line: names, domains, clones, flags; what was deleted; how many there are.
class CliRealmsTest : public QObject {
    Q_OBJECT

    static Run run(const QStringList &arguments, const QByteArray &input = {})
    {
        return CliFixture::shared().authctl(arguments, input);
    }
    static QByteArray value(const QString &realm, const QString &jq)
    {
        return run({ u"realm"_s, u"get"_s, realm, u"--jq"_s, jq }).out.trimmed();
    }

private Q_SLOTS:
    void saysWhatARenameBreaksAndAsks()
    {
        const QString realm = CliFixture::shared().makeRealm();
        const QString name = realm + u"-new"_s;
        const Run planned = run({ u"realm"_s, u"rename"_s, realm, name, u"--dry-run"_s });
        QVERIFY2(planned.exitCode == 0 && planned.err.contains("is no issuer any more"), planned.explain());
        QCOMPARE(value(name, u".name"_s), "");
        const Run unasked = run({ u"realm"_s, u"rename"_s, realm, name });
        QVERIFY2(unasked.exitCode == 2 && unasked.err.contains("is no issuer any more"), unasked.explain());
        QCOMPARE(value(realm, u".name"_s), realm.toUtf8());
        const Run renamed = run({ u"realm"_s, u"rename"_s, realm, name, u"--yes"_s });
        QVERIFY2(renamed.exitCode == 0, renamed.explain());
        QCOMPARE(value(name, u".name"_s), name.toUtf8());
        QCOMPARE(run({ u"realm"_s, u"get"_s, realm }).exitCode, 3);
    }

    void addsDomainsAndTakesThemAway()
    {
        const QString realm = CliFixture::shared().makeRealm();
        const QString one = u"one."_s + realm + u".localhost"_s;
        const QString two = u"two."_s + realm + u".localhost"_s;
        // A name more breaks nothing, so nothing is asked.
        const Run added = run({ u"realm"_s, u"domains"_s, u"add"_s, realm, one, two });
        QVERIFY2(added.exitCode == 0, added.explain());
        const Run listed = run({ u"realm"_s, u"domains"_s, u"list"_s, realm });
        const QByteArray port = CliFixture::shared().server().section(u':', 2).toUtf8();
        QVERIFY2(listed.out.startsWith(one.toUtf8() + "\thttp://" + one.toUtf8() + ':' + port + '\n'), listed.explain());
        QCOMPARE(run({ u"realm"_s, u"domains"_s, u"add"_s, realm, one }).exitCode, 2);
        QCOMPARE(run({ u"realm"_s, u"domains"_s, u"remove"_s, realm, one }).exitCode, 2);
        const Run removed = run({ u"realm"_s, u"domains"_s, u"remove"_s, realm, one, u"--yes"_s });
        QVERIFY2(removed.exitCode == 0 && removed.err.contains(one.toUtf8()), removed.explain());
        QCOMPARE(value(realm, u".host_names[]"_s), two.toUtf8());
        QCOMPARE(run({ u"realm"_s, u"domains"_s, u"remove"_s, realm, one, u"--yes"_s }).exitCode, 2);
        QCOMPARE(run({ u"realm"_s, u"domains"_s, u"add"_s, CliFixture::shared().makeRealm(), two }).exitCode, 6);
    }

    void clonesARealm()
    {
        const QString realm = CliFixture::shared().makeRealm();
        run({ u"app"_s, u"create"_s, u"shop"_s, u"-r"_s, realm, u"--set"_s, u"redirect_uris=https://shop.example/"_s });
        run({ u"user"_s, u"create"_s, u"alice"_s, u"-r"_s, realm });
        const QString copy = realm + u"-copy"_s;
        const Run planned = run({ u"realm"_s, u"clone"_s, realm, copy, u"--dry-run"_s });
        QVERIFY2(planned.exitCode == 0 && !planned.out.contains("shown only now"), planned.explain());
        QCOMPARE(run({ u"realm"_s, u"get"_s, copy }).exitCode, 3);
        const Run cloned = run({ u"realm"_s, u"clone"_s, realm, copy, u"--display-name"_s, u"Copy"_s, u"-o"_s, u"json"_s });
        QVERIFY2(cloned.exitCode == 0, cloned.explain());
        QCOMPARE(value(copy, u".display_name"_s), "Copy");
        QCOMPARE(run({ u"app"_s, u"get"_s, u"shop"_s, u"-r"_s, copy, u"--jq"_s, u".redirect_uris[]"_s }).out, "https://shop.example/\n");
        QCOMPARE(run({ u"user"_s, u"list"_s, u"-r"_s, copy }).out, "");
        QCOMPARE(run({ u"realm"_s, u"clone"_s, realm, copy }).exitCode, 6);
    }

    void setsFlagsAndTakesThemBack()
    {
        const QString realm = CliFixture::shared().makeRealm();
        QCOMPARE(run({ u"realm"_s, u"flags"_s, u"set"_s, realm, u"force_password_rotation=true"_s, u"default_locale=de"_s }).exitCode, 0);
        const auto get = [&] { return run({ u"realm"_s, u"flags"_s, u"get"_s, realm, u"force_password_rotation"_s, u"default_locale"_s }).out; };
        QCOMPARE(get(), "default_locale\tde\trealm\nforce_password_rotation\ttrue\trealm\n");
        const Run refused = run({ u"realm"_s, u"flags"_s, u"set"_s, realm, u"session_lifetime=31536000"_s, u"-o"_s, u"json"_s });
        QCOMPARE(refused.exitCode, 7);
        QVERIFY2(refused.err.contains("set password_max_age to"), refused.explain());
        QCOMPARE(run({ u"realm"_s, u"flags"_s, u"set"_s, realm, u"force_password_rotation="_s, u"default_locale="_s }).exitCode, 0);
        QCOMPARE(get(), "default_locale\ten\tserver\nforce_password_rotation\tfalse\tserver\n");
        QCOMPARE(run({ u"realm"_s, u"flags"_s, u"set"_s, realm, u"no_such_flag=true"_s }).exitCode, 7);
        QCOMPARE(run({ u"realm"_s, u"flags"_s, u"get"_s, realm, u"no_such_flag"_s }).exitCode, 2);
    }

    void listsWhatWasDeletedAndTakesItBack()
    {
        const QString realm = CliFixture::shared().makeRealm();
        for (const QString &name : { u"alice"_s, u"bob"_s, u"carol"_s })
            run({ u"user"_s, u"create"_s, name, u"-r"_s, realm });
        for (const QString &name : { u"alice"_s, u"bob"_s })
            QCOMPARE(run({ u"user"_s, u"delete"_s, name, u"-r"_s, realm, u"--yes"_s }).exitCode, 0);
        const auto deleted = [&](const QStringList &more) {
            return run(QStringList { u"user"_s, u"list"_s, u"--deleted"_s, u"-r"_s, realm, u"-o"_s, u"name"_s } + more).out;
        };
        QCOMPARE(deleted({}), "alice\nbob\n");
        QCOMPARE(deleted({ u"-q"_s, u"bob"_s }), "bob\n");
        const Run table = run({ u"user"_s, u"list"_s, u"--deleted"_s, u"-r"_s, realm });
        QVERIFY2(table.out.startsWith("alice\t") && table.out.contains("Z\nbob\t"), table.explain());
        QVERIFY(run({ u"user"_s, u"list"_s, u"--deleted"_s, u"-r"_s, realm, u"-o"_s, u"json"_s }).array()[0].toObject().contains(u"id"_s));
        QCOMPARE(run({ u"user"_s, u"undelete"_s, u"alice"_s, u"-r"_s, realm }).exitCode, 0);
        QCOMPARE(deleted({}), "bob\n");
        QCOMPARE(run({ u"user"_s, u"undelete"_s, u"alice"_s, u"-r"_s, realm }).exitCode, 3);
    }

    void saysHowManyThereAre()
    {
        const QString realm = CliFixture::shared().makeRealm();
        for (const QString &name : { u"alice"_s, u"bob"_s, u"carol"_s })
            run({ u"user"_s, u"create"_s, name, u"-r"_s, realm });
        const Run some = run({ u"user"_s, u"list"_s, u"-r"_s, realm, u"--limit"_s, u"2"_s });
        QCOMPARE(some.out.count('\n'), 2);
        QVERIFY2(some.err.contains("2 of 3; all of them: --all"), some.explain());
        QCOMPARE(run({ u"user"_s, u"list"_s, u"-r"_s, realm }).err, "");
    }

    void makesAnApiKeyThatIsShownOnce()
    {
        const QString realm = CliFixture::shared().makeRealm();
        run({ u"app"_s, u"create"_s, u"shop"_s, u"-r"_s, realm, u"--set"_s, u"type=machine"_s });
        const Run made = run({ u"api-key"_s, u"create"_s, u"nightly"_s, u"-r"_s, realm, u"--set"_s, u"application=shop"_s });
        QVERIFY2(made.exitCode == 0 && made.out.contains("ak~") && made.err.contains("not shown again"), made.explain());
        QVERIFY2(!made.err.contains("column"), made.explain());
        const QByteArray key = made.out.mid(made.out.indexOf("ak~")).split('\t').first().split('\n').first();
        const Run rotated = run({ u"api-key"_s, u"rotate"_s, u"nightly"_s, u"-r"_s, realm, u"--jq"_s, u".key"_s });
        QVERIFY2(rotated.out.startsWith("ak~") && rotated.out.trimmed() != key, rotated.explain());
        QVERIFY(!run({ u"api-key"_s, u"get"_s, u"nightly"_s, u"-r"_s, realm, u"-o"_s, u"json"_s }).out.contains(rotated.out.trimmed()));
        QCOMPARE(run({ u"api-key"_s, u"revoke"_s, u"nightly"_s, u"-r"_s, realm, u"--yes"_s }).exitCode, 0);
        QCOMPARE(run({ u"api-key"_s, u"get"_s, u"nightly"_s, u"-r"_s, realm }).exitCode, 3);
    }

    void addsPublicKeysFromFiles()
    {
        const QString realm = CliFixture::shared().makeRealm();
        run({ u"app"_s, u"create"_s, u"shop"_s, u"-r"_s, realm, u"--set"_s, u"type=machine"_s });
        const Run pem = CliFixture::shared().shell("openssl genpkey -algorithm ed25519 | openssl pkey -pubout");
        const QStringList add { u"app"_s, u"key"_s, u"add"_s, u"shop"_s, u"-r"_s, realm, u"--key-file"_s, u"-"_s };
        const Run added = run(add + QStringList { u"--kid"_s, u"one"_s }, pem.out);
        QVERIFY2(added.exitCode == 0, added.explain());
        const QByteArray jwk = run({ u"app"_s, u"key"_s, u"list"_s, u"shop"_s, u"-r"_s, realm, u"--jq"_s, u".[0].jwk"_s }).out;
        QVERIFY2(jwk.contains("\"OKP\""), jwk);
        QCOMPARE(run(add + QStringList { u"--kid"_s, u"two"_s }, jwk).exitCode, 0);
        QCOMPARE(run(add, "no key").exitCode, 7);
        QCOMPARE(run({ u"app"_s, u"key"_s, u"remove"_s, u"shop"_s, u"one"_s, u"-r"_s, realm, u"--yes"_s }).exitCode, 0);
        QCOMPARE(run({ u"app"_s, u"key"_s, u"list"_s, u"shop"_s, u"-r"_s, realm, u"--jq"_s, u".[].kid"_s }).out, "two\n");
    }

    void rotatesAndRetiresKeysAndSaysWhatARevocationBreaks()
    {
        const QString realm = CliFixture::shared().makeRealm();
        const QString made = QString::fromUtf8(run({ u"key"_s, u"generate"_s, u"--set"_s, u"algorithm=ES256"_s, u"-r"_s, realm, u"--jq"_s, u".kid"_s }).out).trimmed();
        // It is random, and may begin with a hyphen.
        QVERIFY(!made.isEmpty());
        const Run rotated = run({ u"key"_s, u"rotate"_s, u"-r"_s, realm, u"--jq"_s, u".[] | .algorithm + \" \" + .state"_s });
        QVERIFY2(rotated.out.contains("ES256 published"), rotated.explain());
        QCOMPARE(run({ u"key"_s, u"retire"_s, u"-r"_s, realm, u"--"_s, made }).exitCode, 2);
        const Run retired = run({ u"key"_s, u"retire"_s, u"-r"_s, realm, u"--yes"_s, u"--jq"_s, u".state"_s, u"--"_s, made });
        QVERIFY2(retired.out == "retired\n", retired.explain());
        const Run unasked = run({ u"key"_s, u"revoke"_s, u"-r"_s, realm, u"--"_s, made });
        QCOMPARE(unasked.exitCode, 2);
        const Run revoked = run({ u"key"_s, u"revoke"_s, u"-r"_s, realm, u"--confirm="_s + made, u"-o"_s, u"json"_s, u"--"_s, made });
        QVERIFY2(revoked.object().contains(u"access_tokens_until"_s), revoked.explain());
    }
};

AUTH_TEST(CliRealmsTest);
#include "RealmsTest.moc"
