// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "CliFixture.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QRandomGenerator>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// The mail that development keeps, and the devices of people.
class DevicesTest : public QObject {
    Q_OBJECT

    static Run run(const QStringList &arguments, const QByteArray &input = {}, const QMap<QString, QString> &environment = {})
    {
        return CliFixture::shared().authctl(arguments, input, environment);
    }

private Q_SLOTS:
    void listsAndForgetsDevicesAndShowsTheMailAboutThem()
    {
        const QString realm = CliFixture::shared().makeRealm();
        const QStringList here { u"-r"_s, realm, u"-o"_s, u"json"_s };
        const Run made = run(QStringList { u"user"_s, u"create"_s, u"alice"_s, u"--set"_s, u"email=alice@"_s + realm + u".example"_s,
                                 u"--set"_s, u"email_verified=true"_s, u"--password-stdin"_s } + here,
            "correct horse battery staple\n");
        QVERIFY2(made.exitCode == 0, made.explain());
        // A browser each time: only the first one is nobody's news.
        for (int i = 0; i < 2; ++i) {
            const QTemporaryDir home;
            const Run login = run({ u"login"_s, u"--login-realm"_s, realm, u"-r"_s, realm }, {},
                { { u"BROWSER"_s, QDir::current().filePath(u"tests/cli/sign_in.py"_s) }, { u"TEST_USER"_s, u"alice"_s }, { u"AUTHCTL_TOKEN"_s, {} },
                    { u"HOME"_s, home.path() }, { u"TEST_PASSWORD"_s, u"correct horse battery staple"_s } });
            QVERIFY2(login.exitCode == 0, login.explain());
            // That somebody signed in is written a moment later.
            QTRY_VERIFY(run(QStringList { u"user"_s, u"get"_s, u"alice"_s } + here).object().contains("last_login_at"_L1));
        }
        const Run devices = run(QStringList { u"device"_s, u"list"_s, u"-q"_s, u"username:alice"_s } + here);
        QVERIFY2(devices.array().size() == 2, devices.explain());
        const QString id = devices.array()[0][u"id"].toString();
        QVERIFY(run(QStringList { u"device"_s, u"get"_s, id } + here).object()[u"unconfirmed"].toBool());

        const Run mail = run({ u"dev"_s, u"mail"_s, u"-o"_s, u"json"_s });
        QVERIFY2(mail.exitCode == 0, mail.explain());
        QList<QJsonObject> mine;
        for (const QJsonValue letter : mail.array()) {
            if (letter[u"to"].toString() == u"alice@"_s + realm + u".example"_s)
                mine.append(letter.toObject());
        }
        QCOMPARE(mine.size(), 1);
        QVERIFY(mine[0][u"subject"].toString().startsWith(u"New sign-in"_s));
        QVERIFY(mine[0][u"text"].toString().contains(u"/realms/"_s + realm + u"/new-device/"_s));
        QVERIFY(mine[0][u"html"].toString().contains(u"<html"_s));
        QVERIFY(QDateTime::fromString(mine[0][u"at"].toString(), Qt::ISODateWithMs).isValid());

        const Run confirmed = run(QStringList { u"device"_s, u"confirm"_s, id } + here);
        QVERIFY2(confirmed.exitCode == 0, confirmed.explain());
        QVERIFY(!run(QStringList { u"device"_s, u"get"_s, id } + here).object()[u"unconfirmed"].toBool());
        const Run unremembered = run(QStringList { u"device"_s, u"unremember"_s, id } + here);
        QVERIFY2(unremembered.exitCode == 0, unremembered.explain());
        const Run revoked = run(QStringList { u"device"_s, u"revoke"_s, id, u"--yes"_s } + here);
        QVERIFY2(revoked.exitCode == 0, revoked.explain());
        QCOMPARE(run(QStringList { u"device"_s, u"list"_s } + here).array().size(), 1);
        QCOMPARE(run(QStringList { u"device"_s, u"get"_s, id } + here).exitCode, 3);
    }

    void showsTextMessagesAndTheHistoryOfSessions()
    {
        const QString realm = CliFixture::shared().makeRealm();
        const QStringList here { u"-r"_s, realm, u"-o"_s, u"json"_s };
        const QString number = u"+4930"_s + QString::number(QRandomGenerator::global()->bounded(100'000'000, 999'999'999));
        const Run made = run(QStringList { u"user"_s, u"create"_s, u"alice"_s, u"--set"_s, u"phone_number="_s + number,
                                 u"--set"_s, u"phone_number_verified=true"_s, u"--password-stdin"_s } + here,
            "correct horse battery staple\n");
        QVERIFY2(made.exitCode == 0, made.explain());
        const Run policy = run(QStringList { u"policy"_s, u"mfa"_s, u"set"_s, u"optional"_s, u"--sms-codes"_s, u"on"_s } + here);
        QVERIFY2(policy.exitCode == 0, policy.explain());
        const QTemporaryDir home;
        const Run login = run({ u"login"_s, u"--login-realm"_s, realm, u"-r"_s, realm }, {},
            { { u"BROWSER"_s, QDir::current().filePath(u"tests/cli/sign_in.py"_s) }, { u"TEST_USER"_s, u"alice"_s }, { u"AUTHCTL_TOKEN"_s, {} },
                { u"HOME"_s, home.path() }, { u"TEST_PASSWORD"_s, u"correct horse battery staple"_s }, { u"TEST_PHONE"_s, number } });
        QVERIFY2(login.exitCode == 0, login.explain());
        const Run sms = run({ u"dev"_s, u"sms"_s, u"-o"_s, u"json"_s });
        QVERIFY2(sms.exitCode == 0, sms.explain());
        QList<QJsonObject> mine;
        for (const QJsonValue message : sms.array()) {
            if (message[u"to"].toString() == number)
                mine.append(message.toObject());
        }
        QCOMPARE(mine.size(), 1);
        QVERIFY(mine[0][u"text"].toString().contains(u"is your code to sign in"_s));
        QCOMPARE(mine[0][u"realm"].toString(), realm);

        QVERIFY(run(QStringList { u"session"_s, u"history"_s } + here).array().isEmpty());
        const QJsonArray live = run(QStringList { u"session"_s, u"list"_s } + here).array();
        QCOMPARE(live.size(), 1);
        QCOMPARE(live[0][u"amr"].toArray(), (QJsonArray { u"pwd"_s, u"sms"_s, u"mfa"_s }));
        QCOMPARE(run(QStringList { u"session"_s, u"revoke"_s, live[0][u"id"].toString(), u"--yes"_s } + here).exitCode, 0);
        const Run history = run(QStringList { u"session"_s, u"history"_s, u"-q"_s, u"username:alice"_s } + here);
        QVERIFY2(history.array().size() == 1, history.explain());
        QCOMPARE(history.array()[0][u"end_reason"].toString(), u"ended by an administrator"_s);
        const Run devices = run({ u"device"_s, u"list"_s, u"-r"_s, realm, u"-o"_s, u"csv"_s });
        QVERIFY2(devices.out.startsWith("id,username,agent,address,place,"), devices.explain());
        const Run sessions = run({ u"session"_s, u"list"_s, u"-r"_s, realm, u"-o"_s, u"csv"_s });
        QVERIFY2(sessions.out.startsWith("id,username,client_ids,agent,address,place,"), sessions.explain());
        const Run table = run({ u"session"_s, u"history"_s, u"-r"_s, realm });
        QVERIFY2(table.out.contains("ended by an administrator"), table.explain());
    }
};

AUTH_TEST(DevicesTest);
#include "DevicesTest.moc"
