// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "CliFixture.h"

using namespace auth::test;
using namespace Qt::StringLiterals;

/// Accounts, sessions, tokens, jobs and the server's state, from the command line.
class CliOperationsTest : public QObject {
    Q_OBJECT

    static Run run(const QStringList &arguments, const QByteArray &input = {})
    {
        return CliFixture::shared().authctl(arguments, input);
    }
    static QString realmWith(const QStringList &users)
    {
        const QString realm = CliFixture::shared().makeRealm();
        for (const QString &user : users)
            run({ u"user"_s, u"create"_s, user, u"-r"_s, realm });
        return realm;
    }

private Q_SLOTS:
    void locksAndUnlocksAUser()
    {
        const QString realm = realmWith({ u"alice"_s });
        const Run locked = run({ u"user"_s, u"lock"_s, u"alice"_s, u"-r"_s, realm, u"--reason"_s, u"stolen"_s, u"-o"_s, u"json"_s });
        QVERIFY2(locked.exitCode == 0, locked.explain());
        QCOMPARE(locked.object()[u"status"].toString(), u"locked"_s);
        QCOMPARE(run({ u"user"_s, u"list"_s, u"-r"_s, realm, u"-q"_s, u"status:locked"_s, u"-o"_s, u"name"_s }).out, "alice\n");
        QCOMPARE(run({ u"user"_s, u"unlock"_s, u"alice"_s, u"-r"_s, realm }).exitCode, 0);
        QCOMPARE(run({ u"user"_s, u"disable"_s, u"alice"_s, u"-r"_s, realm, u"-o"_s, u"json"_s }).object()[u"status"].toString(), u"disabled"_s);
        QCOMPARE(run({ u"user"_s, u"enable"_s, u"alice"_s, u"-r"_s, realm }).exitCode, 0);
        const Run link = run({ u"user"_s, u"password"_s, u"reset"_s, u"alice"_s, u"-r"_s, realm, u"-o"_s, u"json"_s });
        QVERIFY2(link.object()[u"url"].toString().contains(u"/new-password/"_s), link.explain());
        const Run expired = run({ u"user"_s, u"password"_s, u"expire"_s, u"alice"_s, u"-r"_s, realm, u"-o"_s, u"json"_s });
        QCOMPARE(expired.object()[u"required_actions"].toArray(), QJsonArray { u"change_password"_s });
        const Run none = run({ u"user"_s, u"actions"_s, u"set"_s, u"alice"_s, u"-r"_s, realm, u"-o"_s, u"json"_s });
        QCOMPARE(none.object()[u"required_actions"].toArray(), QJsonArray());
        QCOMPARE(run({ u"user"_s, u"verify"_s, u"email"_s, u"alice"_s, u"-r"_s, realm }).exitCode, 7);
    }

    void doesManyAtOnceAsAJob()
    {
        const QString realm = realmWith({ u"alice"_s, u"bob"_s, u"carol"_s });
        const QStringList lock { u"user"_s, u"lock"_s, u"-q"_s, u"-username:carol"_s, u"-r"_s, realm, u"-o"_s, u"json"_s };
        QCOMPARE(run(lock + QStringList { u"--dry-run"_s }).object()[u"total"].toInt(), 2);
        // Nobody can be asked.
        QCOMPARE(run(lock).exitCode, 2);
        const Run done = run(lock + QStringList { u"--yes"_s, u"--wait=9"_s });
        QVERIFY2(done.exitCode == 0, done.explain());
        QCOMPARE(done.object()[u"state"].toString(), u"done"_s);
        QCOMPARE(done.object()[u"done"].toInt(), 2);
        const QString job = done.object()[u"id"].toString();
        QCOMPARE(run({ u"job"_s, u"get"_s, job, u"-r"_s, realm, u"-o"_s, u"json"_s }).object()[u"total"].toInt(), 2);
        QCOMPARE(run({ u"job"_s, u"items"_s, job, u"-r"_s, realm, u"-o"_s, u"json"_s }).array().size(), 2);
        QCOMPARE(run({ u"job"_s, u"cancel"_s, job, u"-r"_s, realm }).exitCode, 6);
        QCOMPARE(run({ u"job"_s, u"list"_s, u"-r"_s, realm, u"-o"_s, u"json"_s }).array().size(), 1);
    }

    void endsWith11WhereSomethingOfAJobFailed()
    {
        // Without an e-mail address there is none to verify.
        const QString realm = realmWith({ u"alice"_s });
        run({ u"user"_s, u"create"_s, u"bob"_s, u"--set"_s, u"email=bob@example.com"_s, u"-r"_s, realm });
        const Run partly = run({ u"user"_s, u"verify"_s, u"email"_s, u"-q"_s, u"bob OR alice"_s, u"-r"_s, realm, u"--yes"_s,
            u"--wait=9"_s, u"-o"_s, u"json"_s });
        // What is wrong for the first is refused before there is a job; for a later one it is one item.
        QVERIFY2(partly.exitCode == 11 || partly.exitCode == 7, partly.explain());
        const Run only = run({ u"user"_s, u"verify"_s, u"email"_s, u"-q"_s, u"bob"_s, u"-r"_s, realm, u"--yes"_s, u"--wait=9"_s });
        QCOMPARE(only.exitCode, 0);
    }

    void endsSessionsAndTokens()
    {
        const QString realm = realmWith({ u"alice"_s });
        QCOMPARE(run({ u"session"_s, u"list"_s, u"-r"_s, realm, u"-o"_s, u"json"_s }).array().size(), 0);
        QCOMPARE(run({ u"session"_s, u"revoke-all"_s, u"--user"_s, u"alice"_s, u"-r"_s, realm }).exitCode, 2);
        const Run ended = run({ u"session"_s, u"revoke-all"_s, u"--user"_s, u"alice"_s, u"-r"_s, realm, u"--yes"_s, u"-o"_s, u"json"_s });
        QVERIFY2(ended.exitCode == 0, ended.explain());
        QCOMPARE(ended.object()[u"count"].toInt(-1), 0);
        // All of a realm is severe: --yes is not enough.
        QCOMPARE(run({ u"token"_s, u"revoke-all"_s, u"--everything"_s, u"-r"_s, realm, u"--yes"_s }).exitCode, 2);
        QCOMPARE(run({ u"token"_s, u"revoke-all"_s, u"--everything"_s, u"-r"_s, realm, u"--confirm"_s, realm }).exitCode, 0);
        QCOMPARE(run({ u"token"_s, u"revoke-all"_s, u"-r"_s, realm, u"--yes"_s }).exitCode, 2);
        QCOMPARE(run({ u"session"_s, u"get"_s, u"01890a5d-ac96-774b-bcce-b302099a8057"_s, u"-r"_s, realm }).exitCode, 3);
    }

    void looksIntoATokenWithAndWithoutTheServer()
    {
        const QString token = CliFixture::shared().token();
        const Run good = run({ u"token"_s, u"inspect"_s, token, u"-o"_s, u"json"_s });
        QVERIFY2(good.exitCode == 0, good.explain());
        QCOMPARE(good.object()[u"signature"].toString(), u"good"_s);
        QCOMPARE(good.object()[u"header"][u"typ"].toString(), u"at+jwt"_s);
        QCOMPARE(good.object()[u"expired"].toBool(true), false);
        // From standard input, with a claim that somebody changed.
        QStringList segments = token.split(u'.');
        segments[1] = QString::fromLatin1(
            QByteArray::fromBase64(segments[1].toLatin1(), QByteArray::Base64UrlEncoding)
                .replace("\"sub\":\"", "\"sub\":\"x")
                .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
        const Run forged = run({ u"token"_s, u"inspect"_s, u"-o"_s, u"json"_s }, segments.join(u'.').toLatin1());
        QCOMPARE(forged.exitCode, 7);
        QVERIFY2(forged.object()[u"signature"].toString().startsWith(u"not good"_s), forged.explain());
        QCOMPARE(run({ u"token"_s, u"inspect"_s, u"--no-verify"_s, segments.join(u'.') }).exitCode, 0);
        QCOMPARE(run({ u"token"_s, u"inspect"_s, u"nonsense"_s }).exitCode, 7);

        const Run asked = run({ u"token"_s, u"introspect"_s, token, u"-r"_s, u"system"_s, u"-o"_s, u"json"_s });
        QVERIFY2(asked.object()[u"active"].toBool(), asked.explain());
        QCOMPARE(run({ u"token"_s, u"introspect"_s, u"nonsense"_s, u"-r"_s, u"system"_s, u"-o"_s, u"json"_s }).object()[u"active"].toBool(true), false);
    }

    void previewsTheClaimsOfATokenWithTheirRules()
    {
        const QString realm = realmWith({ u"alice"_s });
        run({ u"app"_s, u"create"_s, u"shop"_s, u"-r"_s, realm, u"--set"_s, u"redirect_uris=https://shop.example/a"_s,
            u"--set"_s, u"scope=openid profile"_s });
        const QStringList preview { u"token"_s, u"preview"_s, u"--user"_s, u"alice"_s, u"--app"_s, u"shop"_s, u"-r"_s, realm };
        const Run shown = run(preview);
        QVERIFY2(shown.exitCode == 0 && shown.out.contains("scope profile"), shown.explain());
        QCOMPARE(run(preview + QStringList { u"-o"_s, u"json"_s }).object()[u"userinfo"][u"preferred_username"].toString(), u"alice"_s);
        QCOMPARE(run({ u"token"_s, u"preview"_s, u"-r"_s, realm }).exitCode, 2);
    }

    void saysHowTheServerIs()
    {
        const Run status = run({ u"status"_s });
        QVERIFY2(status.exitCode == 0 && status.out.contains("up to date") && status.out.contains("PostgreSQL"), status.explain());
        QVERIFY(run({ u"status"_s, u"-o"_s, u"json"_s }).object()[u"uptime_seconds"].isDouble());
    }
};

AUTH_TEST(CliOperationsTest);
#include "OperationsTest.moc"
