// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "CliFixture.h"

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>

using namespace auth::test;
using namespace Qt::StringLiterals;

/// Second factors from the command line, with oathtool as somebody's app and zbarimg as its camera.
class CliFactorsTest : public QObject {
    Q_OBJECT

    static Run run(const QStringList &arguments) { return CliFixture::shared().authctl(arguments); }
    static QString realmWithAlice()
    {
        const QString realm = CliFixture::shared().makeRealm();
        run({ u"user"_s, u"create"_s, u"alice"_s, u"-r"_s, realm });
        return realm;
    }
    static QByteArray output(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.start(program, arguments);
        return process.waitForFinished() ? process.readAllStandardOutput().trimmed() : QByteArray();
    }
    static QByteArray read(const QString &picture) { return output(u"zbarimg"_s, { u"--quiet"_s, u"--raw"_s, picture }); }
    static QString codeOf(const QString &secret) { return QString::fromLatin1(output(u"oathtool"_s, { u"--totp"_s, u"--base32"_s, secret })); }

    /// The half blocks of a terminal as a picture: each is two modules, one over the other.
    static QByteArray pictureOf(const QByteArray &terminal)
    {
        QStringList rows;
        const QStringList lines = QString::fromUtf8(terminal).split(u'\n');
        for (const QString &line : lines) {
            if (!line.contains(u"[30;107m"))
                continue;
            QString drawn = line.section(u"107m"_s, 1).section(u'\033', 0, 0);
            QString upper;
            QString lower;
            for (const QChar c : drawn) {
                upper += QString(8, c == u'█' || c == u'▀' ? u'1' : u'0');
                lower += QString(8, c == u'█' || c == u'▄' ? u'1' : u'0');
            }
            for (int i = 0; i < 8; ++i)
                rows.append(upper);
            for (int i = 0; i < 8; ++i)
                rows.append(lower);
        }
        // A margin, so that a camera finds the edge.
        const QString margin(32, u'0');
        const qsizetype width = rows.value(0).size() + 64;
        QStringList whole(32, QString(width, u'0'));
        for (const QString &row : std::as_const(rows))
            whole.append(margin + row + margin);
        whole += QStringList(32, QString(width, u'0'));
        return "P1\n" + QByteArray::number(width) + ' ' + QByteArray::number(whole.size()) + '\n' + whole.join(u'\n').toLatin1() + '\n';
    }

private Q_SLOTS:
    void enrolsAndConfirms()
    {
        const QString realm = realmWithAlice();
        const Run enrolled = run({ u"mfa"_s, u"totp"_s, u"enroll"_s, u"alice"_s, u"-r"_s, realm, u"-o"_s, u"json"_s });
        QVERIFY2(enrolled.exitCode == 0, enrolled.explain());
        const QJsonObject answer = enrolled.object();
        QCOMPARE(answer.keys(), (QStringList { u"secret"_s, u"uri"_s }));
        const QString secret = answer[u"secret"].toString();
        QVERIFY(answer[u"uri"].toString().startsWith(u"otpauth://totp/") && answer[u"uri"].toString().contains(u"secret="_s + secret));
        QCOMPARE(run({ u"mfa"_s, u"totp"_s, u"verify"_s, u"alice"_s, u"000000"_s, u"-r"_s, realm }).exitCode, 7);
        const Run confirmed = run({ u"mfa"_s, u"totp"_s, u"verify"_s, u"alice"_s, codeOf(secret), u"-r"_s, realm });
        QVERIFY2(confirmed.exitCode == 0, confirmed.explain());
        const QJsonObject shown = run({ u"mfa"_s, u"list"_s, u"alice"_s, u"-r"_s, realm, u"-o"_s, u"json"_s }).object();
        QCOMPARE(shown[u"items"].toArray().size(), 1);
        QVERIFY(shown[u"items"][0][u"confirmed"].toBool());
        const QString id = shown[u"items"][0][u"id"].toString();

        const Run codes = run({ u"mfa"_s, u"backup-codes"_s, u"generate"_s, u"alice"_s, u"-r"_s, realm, u"-o"_s, u"json"_s });
        QCOMPARE(codes.object().keys(), QStringList { u"codes"_s });
        QCOMPARE(codes.object()[u"codes"].toArray().size(), 10);

        QCOMPARE(run({ u"mfa"_s, u"totp"_s, u"disable"_s, u"alice"_s, id, u"-r"_s, realm }).exitCode, 2);
        QCOMPARE(run({ u"mfa"_s, u"totp"_s, u"disable"_s, u"alice"_s, id, u"-r"_s, realm, u"--yes"_s }).exitCode, 0);
        // Nobody can be asked, and --yes is not enough for all of them.
        QCOMPARE(run({ u"mfa"_s, u"reset"_s, u"alice"_s, u"-r"_s, realm, u"--yes"_s }).exitCode, 2);
        QCOMPARE(run({ u"mfa"_s, u"reset"_s, u"alice"_s, u"-r"_s, realm, u"--confirm"_s, u"alice"_s }).exitCode, 0);
        QVERIFY(run({ u"mfa"_s, u"list"_s, u"alice"_s, u"-r"_s, realm, u"-o"_s, u"json"_s }).object()[u"items"].toArray().isEmpty());
    }

    void drawsTheCodeForACamera()
    {
        const QString realm = realmWithAlice();
        const QTemporaryDir directory;
        const QString picture = directory.filePath(u"code.png"_s);
        const Run enrolled = run({ u"mfa"_s, u"totp"_s, u"enroll"_s, u"alice"_s, u"-r"_s, realm, u"--png"_s, picture, u"--digits"_s, u"8"_s });
        QVERIFY2(enrolled.exitCode == 0, enrolled.explain());
        const QByteArray uri = read(picture);
        QVERIFY2(uri.startsWith("otpauth://totp/") && uri.endsWith("&digits=8"), uri);
        QVERIFY(enrolled.out.contains(uri));
        QCOMPARE(QFile(picture).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
        const QString drawn = directory.filePath(u"terminal.pbm"_s);
        QFile file(drawn);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(pictureOf(enrolled.out));
        file.close();
        QCOMPARE(read(drawn), uri);
        // What is there is not written over.
        QCOMPARE(run({ u"mfa"_s, u"totp"_s, u"enroll"_s, u"alice"_s, u"-r"_s, realm, u"--png"_s, picture }).exitCode, 1);
    }

    void warnsThatRememberedBrowsersNeverCountWhereTwoFactorsAreRequired()
    {
        const QStringList set { u"policy"_s, u"mfa"_s, u"set"_s };
        const QStringList here { u"-r"_s, realmWithAlice() };
        const Run sparing = run(set + QStringList { u"optional"_s, u"--remember-days"_s, u"30"_s } + here);
        QVERIFY2(sparing.exitCode == 0 && !sparing.err.contains("warning"), sparing.explain());
        const Run required = run(set + QStringList { u"required"_s, u"--remember-days"_s, u"14"_s } + here);
        QVERIFY2(required.exitCode == 0 && required.err.contains("warning: the realm requires two factors"), required.explain());
        QVERIFY(!required.out.contains("warning"));
        // Also where the days stand from before.
        QVERIFY(run(set + QStringList { u"required"_s } + here).err.contains("remember_days has no effect"));
        const Run forgotten = run(set + QStringList { u"required"_s, u"--remember-days"_s, u"0"_s } + here);
        QVERIFY2(forgotten.exitCode == 0 && !forgotten.err.contains("warning"), forgotten.explain());
    }

    void setsTheRealmsPolicy()
    {
        const QString realm = realmWithAlice();
        for (const QString &policy : { u"off"_s, u"optional"_s, u"required"_s }) {
            const Run set = run({ u"policy"_s, u"mfa"_s, u"set"_s, policy, u"-r"_s, realm, u"-o"_s, u"json"_s });
            QVERIFY2(set.exitCode == 0, set.explain());
            QCOMPARE(set.object()[u"mfa"].toString(), policy);
        }
        const Run mails = run({ u"policy"_s, u"mfa"_s, u"set"_s, u"optional"_s, u"--email-codes"_s, u"on"_s, u"-r"_s, realm });
        QVERIFY2(mails.exitCode == 0, mails.explain());
        const QJsonObject got = run({ u"policy"_s, u"mfa"_s, u"get"_s, u"-r"_s, realm, u"-o"_s, u"json"_s }).object();
        QCOMPARE(got[u"mfa"].toString(), u"optional"_s);
        QVERIFY(got[u"email_codes"].toBool());
        QVERIFY(!got[u"sms_codes"].toBool());
        QVERIFY(run({ u"policy"_s, u"mfa"_s, u"set"_s, u"optional"_s, u"--sms-codes"_s, u"on"_s, u"-r"_s, realm, u"-o"_s, u"json"_s }).object()[u"sms_codes"].toBool());
        QCOMPARE(run({ u"policy"_s, u"mfa"_s, u"set"_s, u"optional"_s, u"--sms-codes"_s, u"perhaps"_s, u"-r"_s, realm }).exitCode, 2);
        QCOMPARE(run({ u"policy"_s, u"mfa"_s, u"set"_s, u"always"_s, u"-r"_s, realm }).exitCode, 2);
        const Run recent = run({ u"policy"_s, u"step-up"_s, u"set"_s, u"two_factors"_s, u"--max-age"_s, u"300"_s, u"-r"_s, realm, u"-o"_s, u"json"_s });
        QVERIFY2(recent.exitCode == 0, recent.explain());
        QCOMPARE(recent.object(), (QJsonObject { { u"realm"_s, realm }, { u"step_up"_s, u"two_factors"_s }, { u"max_age"_s, 300 } }));
        QCOMPARE(run({ u"policy"_s, u"step-up"_s, u"set"_s, u"recent"_s, u"--max-age"_s, u"5m"_s, u"-r"_s, realm }).exitCode, 2);
        QCOMPARE(run({ u"policy"_s, u"device"_s, u"get"_s, u"-r"_s, realm, u"--jq"_s, u".unknown_device"_s }).out.trimmed(), "allow");
        const Run verify = run({ u"policy"_s, u"device"_s, u"set"_s, u"verify"_s, u"-r"_s, realm, u"--jq"_s, u".unknown_device"_s });
        QVERIFY2(verify.out.trimmed() == "verify", verify.explain());
    }

    void setsHowLongPeopleStaySignedIn()
    {
        const QString realm = realmWithAlice();
        const auto policy = [&realm](const QStringList &arguments) {
            return run(QStringList { u"policy"_s, u"session"_s } + arguments + QStringList { u"-r"_s, realm, u"-o"_s, u"json"_s });
        };
        const QJsonObject before = policy({ u"get"_s }).object();
        QCOMPARE(before[u"max_sessions"].toInt(-1), 0);
        QVERIFY(before[u"lifetime"].toInt() > 7200);
        const QStringList changes { u"--idle-timeout"_s, u"600"_s, u"--lifetime"_s, u"7200"_s, u"--max-sessions"_s, u"3"_s, u"--history"_s, u"86400"_s };
        // A dry run says what would be, and leaves what is.
        const Run dry = policy(QStringList { u"set"_s, u"--dry-run"_s } + changes);
        QVERIFY2(dry.exitCode == 0, dry.explain());
        QCOMPARE(policy({ u"get"_s }).object(), before);
        const Run set = policy(QStringList { u"set"_s } + changes);
        QVERIFY2(set.exitCode == 0, set.explain());
        const QJsonObject wanted { { u"realm"_s, realm }, { u"idle_timeout"_s, 600 }, { u"lifetime"_s, 7200 }, { u"max_sessions"_s, 3 }, { u"history"_s, 86400 } };
        QCOMPARE(policy({ u"get"_s }).object(), wanted);
        // One at a time leaves the rest; the server's rules hold.
        QCOMPARE(policy({ u"set"_s, u"--max-sessions"_s, u"0"_s }).object()[u"lifetime"].toInt(), 7200);
        QCOMPARE(policy({ u"set"_s, u"--idle-timeout"_s, u"1"_s }).exitCode, 7);
        QCOMPARE(policy({ u"set"_s, u"--max-sessions"_s, u"few"_s }).exitCode, 2);
        QCOMPARE(policy({ u"set"_s }).exitCode, 2);
    }

    void setsWhichPasskeysARealmTakes()
    {
        const QString realm = realmWithAlice();
        const auto policy = [&realm](const QStringList &arguments) {
            return run(QStringList { u"passkey"_s, u"policy"_s } + arguments + QStringList { u"-r"_s, realm, u"-o"_s, u"json"_s });
        };
        QCOMPARE(policy({ u"get"_s }).object()[u"attestation"].toString(), u"none"_s);
        const QString models = u"ee882879-721c-4913-9775-3dfcce97072a,fa2b99dc-9e39-4257-8f92-4a30d23c4118"_s;
        const Run set = policy({ u"set"_s, u"--attestation"_s, u"direct"_s, u"--aaguids"_s, models, u"--user-verification"_s, u"preferred"_s, u"--synced"_s, u"off"_s });
        QVERIFY2(set.exitCode == 0, set.explain());
        const QJsonObject got = policy({ u"get"_s }).object();
        QCOMPARE(got[u"aaguids"].toArray(), QJsonArray::fromStringList(models.split(u',')));
        QCOMPARE(got[u"user_verification"].toString(), u"preferred"_s);
        QVERIFY(!got[u"synced"].toBool() && got[u"offer"].toBool());

        // The server's rules hold: a model that is not proved is none.
        QCOMPARE(policy({ u"set"_s, u"--attestation"_s, u"none"_s }).exitCode, 7);
        QCOMPARE(policy({ u"set"_s, u"--aaguids"_s, u"yubikey"_s }).exitCode, 7);
        QCOMPARE(policy({ u"set"_s, u"--attestation"_s, u"indirect"_s }).exitCode, 2);
        QCOMPARE(policy({ u"set"_s }).exitCode, 2);
        QCOMPARE(policy({ u"set"_s, u"--aaguids"_s, u""_s }).object()[u"aaguids"].toArray(), QJsonArray());

        QTemporaryDir files;
        const QString bundle = files.filePath(u"roots.pem"_s);
        const Run made = CliFixture::shared().shell("for name in one two; do openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256"
                                                    " -nodes -keyout /dev/null -subj /CN=$name -days 30 2>/dev/null; done >$BUNDLE",
            { { u"BUNDLE"_s, bundle } });
        QVERIFY2(made.exitCode == 0, made.explain());
        const Run roots = policy({ u"set"_s, u"--attestation-roots"_s, bundle });
        QVERIFY2(roots.exitCode == 0, roots.explain());
        QCOMPARE(roots.object()[u"attestation_roots"].toArray().size(), 2);
        QFile(bundle).resize(100);
        QCOMPARE(policy({ u"set"_s, u"--attestation-roots"_s, bundle }).exitCode, 2);
        const Run more = run({ u"policy"_s, u"mfa"_s, u"set"_s, u"optional"_s, u"--remember-days"_s, u"30"_s, u"--bypass-approval"_s, u"on"_s, u"-r"_s, realm, u"-o"_s, u"json"_s });
        QVERIFY2(more.exitCode == 0, more.explain());
        QCOMPARE(more.object()[u"remember_days"].toInt(), 30);
        QVERIFY(more.object()[u"bypass_approval"].toBool());
        QCOMPARE(run({ u"policy"_s, u"mfa"_s, u"set"_s, u"optional"_s, u"--remember-days"_s, u"some"_s, u"-r"_s, realm }).exitCode, 2);
        QCOMPARE(run({ u"policy"_s, u"mfa"_s, u"set"_s, u"optional"_s, u"--bypass-approval"_s, u"perhaps"_s, u"-r"_s, realm }).exitCode, 2);
    }

    void asksForASignInWithoutTheFactorAndTakesItBack()
    {
        const QString realm = realmWithAlice();
        const QString secret = run({ u"mfa"_s, u"totp"_s, u"enroll"_s, u"alice"_s, u"-r"_s, realm, u"-o"_s, u"json"_s }).object()[u"secret"].toString();
        QCOMPARE(run({ u"mfa"_s, u"totp"_s, u"verify"_s, u"alice"_s, codeOf(secret), u"-r"_s, realm }).exitCode, 0);
        const QStringList request { u"mfa"_s, u"bypass"_s, u"request"_s, u"alice"_s, u"-r"_s, realm, u"-o"_s, u"json"_s };
        QCOMPARE(run(request + QStringList { u"--minutes"_s, u"15"_s }).exitCode, 2);
        QCOMPARE(run(request + QStringList { u"--reason"_s, u"lost the phone"_s }).exitCode, 2);
        const Run opened = run(request + QStringList { u"--minutes"_s, u"15"_s, u"--reason"_s, u"lost the phone"_s });
        QVERIFY2(opened.exitCode == 0, opened.explain());
        QCOMPARE(opened.object()[u"state"].toString(), u"open"_s);
        QCOMPARE(run({ u"mfa"_s, u"bypass"_s, u"show"_s, u"alice"_s, u"-r"_s, realm, u"-o"_s, u"json"_s }).object()[u"reason"].toString(), u"lost the phone"_s);
        QVERIFY(run({ u"mfa"_s, u"bypass"_s, u"approve"_s, u"alice"_s, u"-r"_s, realm }).exitCode != 0);
        QCOMPARE(run({ u"mfa"_s, u"bypass"_s, u"end"_s, u"alice"_s, u"-r"_s, realm }).exitCode, 0);
        QCOMPARE(run({ u"mfa"_s, u"bypass"_s, u"show"_s, u"alice"_s, u"-r"_s, realm }).exitCode, 3);
    }
};

AUTH_TEST(CliFactorsTest);

#include "FactorsTest.moc"
