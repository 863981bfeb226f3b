// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "CliFixture.h"
#include "Machine.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

class LoginTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsAServiceAccountsLoginInAFileWhereThereIsNoKeychain()
    {
        Machine machine;
        const Run login = machine.logInAsService(u"ci-file"_s);
        QVERIFY2(login.exitCode == 0, login.explain());
        QCOMPARE(login.out, "");
        QVERIFY2(login.err.contains("There is no keychain") && login.err.contains("readable by you alone"), login.err);
        QVERIFY(!machine.read(machine.config(u"config.yaml"_s)).contains(machine.secret));
        QCOMPARE(QFileInfo(machine.config(u"credentials"_s)).permissions() & 0x0077, QFileDevice::Permissions());

        const Run list = machine.run({ u"realm"_s, u"list"_s, u"-o"_s, u"name"_s });
        QVERIFY2(list.exitCode == 0, list.explain());
        QVERIFY(list.out.contains("main\n"));
        const Run me = machine.run({ u"whoami"_s, u"-o"_s, u"json"_s });
        QCOMPARE(me.object()[u"client_id"].toString(), u"ci-file"_s);
        QCOMPARE(me.object()[u"permissions"].toString(), u"realms:read users:read"_s);
        QCOMPARE(machine.run({ u"realm"_s, u"create"_s, u"not-allowed"_s }).exitCode, 5);

        QCOMPARE(machine.run({ u"logout"_s }).exitCode, 0);
        QCOMPARE(machine.run({ u"realm"_s, u"list"_s }).exitCode, 4);
    }

    /// A Secret Service of its own on a bus of its own.
    void keepsLoginsInTheKeychainWhereThereIsOne()
    {
        Machine machine;
        machine.logInAsService(u"ci-keychain"_s);
        machine.run({ u"context"_s, u"delete"_s, u"default"_s, u"--yes"_s });
        machine.write(machine.path(u"session"_s),
            "gnome-keyring-daemon --unlock --foreground --components=secrets <<<secret >/dev/null 2>&1 & daemon=$!\n"
            "until gdbus call --session -d org.freedesktop.DBus -o /org/freedesktop/DBus -m "
            "org.freedesktop.DBus.NameHasOwner org.freedesktop.secrets | grep -q true; do sleep 0.05; done\n"
            "authctl login --client-id ci-keychain --client-secret-file $HOME/secret.txt &&\n"
            "    authctl context rename default kept && authctl whoami --jq .client_id && authctl logout; code=$?\n"
            "authctl realm list; echo then $?; kill $daemon; exit $code\n");
        const Run session = CliFixture::shared().shell("dbus-run-session -- bash $HOME/session",
            { { u"AUTHCTL_TOKEN"_s, u""_s }, { u"HOME"_s, machine.path(u""_s) } });
        QVERIFY2(session.exitCode == 0, session.explain());
        QVERIFY2(session.out.endsWith("ci-keychain\nthen 4\n"), session.explain());
        QVERIFY2(!session.err.contains("There is no keychain"), session.err);
        QVERIFY2(machine.read(machine.config(u"config.yaml"_s)).contains("storage: keychain"), session.explain());
        QVERIFY(!machine.read(machine.config(u"credentials"_s)).contains("ci-keychain"));
    }

    void takesTheSecretFromStandardInput()
    {
        Machine machine;
        machine.logInAsService(u"ci-stdin"_s);
        machine.run({ u"logout"_s });
        const Run login = machine.run(
            { u"login"_s, u"--client-id"_s, u"ci-stdin"_s, u"--client-secret-file"_s, u"-"_s }, machine.secret + '\n');
        QVERIFY2(login.exitCode == 0, login.explain());
        QCOMPARE(machine.run({ u"realm"_s, u"list"_s }).exitCode, 0);
    }

    void signsWithAKeyInPlaceOfASecret_data()
    {
        QTest::addColumn<QStringList>("genpkey");
        QTest::newRow("P-256") << QStringList { u"-algorithm"_s, u"EC"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s };
        QTest::newRow("RSA") << QStringList { u"-algorithm"_s, u"RSA"_s };
        QTest::newRow("Ed25519") << QStringList { u"-algorithm"_s, u"ED25519"_s };
    }
    void signsWithAKeyInPlaceOfASecret()
    {
        QFETCH(QStringList, genpkey);
        Machine machine;
        const QString name = u"ci-key-"_s + QString::fromLatin1(QTest::currentDataTag()).toLower();
        const QString key = machine.path(u"key.pem"_s);
        const QString publicKey = machine.path(u"public.pem"_s);
        QCOMPARE(QProcess::execute(u"openssl"_s, QStringList { u"genpkey"_s, u"-quiet"_s, u"-out"_s, key } + genpkey), 0);
        QCOMPARE(QProcess::execute(u"openssl"_s, { u"pkey"_s, u"-in"_s, key, u"-pubout"_s, u"-out"_s, publicKey }), 0);
        machine.makeService(name, { u"--set"_s, u"token_endpoint_auth_method=private_key_jwt"_s });
        QCOMPARE(machine.secret, "");
        const Run added = CliFixture::shared().authctl({ u"-r"_s, u"system"_s, u"app"_s, u"key"_s, u"add"_s, name, u"--key-file"_s, publicKey, u"--kid"_s, u"its own name"_s });
        QVERIFY2(added.exitCode == 0, added.explain());

        const Run login = machine.run({ u"login"_s, u"--client-id"_s, name, u"--key-file"_s, key });
        QVERIFY2(login.exitCode == 0, login.explain());
        QCOMPARE(machine.run({ u"realm"_s, u"list"_s }).exitCode, 0);
        // Each renewal signs anew: an assertion counts once.
        machine.expire();
        QCOMPARE(machine.run({ u"realm"_s, u"list"_s }).exitCode, 0);
        QVERIFY(!machine.read(machine.config(u"credentials"_s)).contains("PRIVATE"));
        QVERIFY2(machine.read(machine.config(u"config.yaml"_s)).contains("client_key_file"), machine.read(machine.config(u"config.yaml"_s)));
        QCOMPARE(machine.run({ u"logout"_s }).exitCode, 0);
        QCOMPARE(machine.run({ u"realm"_s, u"list"_s }).exitCode, 4);

        const Run byEnvironment = machine.run({ u"realm"_s, u"list"_s }, {}, { { u"AUTHCTL_CLIENT_ID"_s, name }, { u"AUTHCTL_CLIENT_KEY_FILE"_s, key } });
        QVERIFY2(byEnvironment.exitCode == 0, byEnvironment.explain());
    }

    void refusesAKeyThatIsNoneAndTwoProofsAtOnce()
    {
        Machine machine;
        machine.write(machine.path(u"key.pem"_s), "no key");
        const Run none = machine.run({ u"login"_s, u"--client-id"_s, u"ci"_s, u"--key-file"_s, machine.path(u"key.pem"_s) });
        QCOMPARE(none.exitCode, 2);
        QVERIFY2(none.err.contains("private key") && none.err.contains("key.pem"), none.err);
        // One with a password would have to ask for it.
        QCOMPARE(QProcess::execute(u"openssl"_s, { u"genpkey"_s, u"-quiet"_s, u"-algorithm"_s, u"ED25519"_s, u"-aes256"_s, u"-pass"_s, u"pass:secret"_s, u"-out"_s, machine.path(u"key.pem"_s) }), 0);
        QCOMPARE(machine.run({ u"login"_s, u"--client-id"_s, u"ci"_s, u"--key-file"_s, machine.path(u"key.pem"_s) }).exitCode, 2);
        QCOMPARE(machine.run({ u"login"_s, u"--client-id"_s, u"ci"_s, u"--key-file"_s, machine.path(u"gone.pem"_s) }).exitCode, 2);
        QCOMPARE(machine.run({ u"login"_s, u"--client-id"_s, u"ci"_s, u"--key-file"_s, u"a"_s, u"--client-secret-file"_s, u"b"_s }).exitCode, 2);
    }

    void needsNoLoginWhereTheEnvironmentNamesAServiceAccount()
    {
        Machine machine;
        machine.logInAsService(u"ci-environment"_s);
        machine.run({ u"logout"_s });
        const Run list = machine.run({ u"realm"_s, u"list"_s }, {},
            { { u"AUTHCTL_CLIENT_ID"_s, u"ci-environment"_s },
                { u"AUTHCTL_CLIENT_SECRET_FILE"_s, machine.path(u"secret.txt"_s) } });
        QVERIFY2(list.exitCode == 0, list.explain());
    }

    void printsTheTokenThatNobodyKeeps()
    {
        Machine machine;
        const Run login = machine.logInAsService(u"ci-none"_s, { u"--storage"_s, u"none"_s });
        QVERIFY2(login.exitCode == 0, login.explain());
        QVERIFY(!QFile::exists(machine.config(u"credentials"_s)));
        QCOMPARE(machine
                     .run({ u"realm"_s, u"list"_s }, {},
                         { { u"AUTHCTL_TOKEN"_s, QString::fromLatin1(login.out.trimmed()) } })
                     .exitCode,
            0);
    }

    void refusesWrongSecretsAndKeepsNothing()
    {
        Machine machine;
        machine.logInAsService(u"ci-wrong"_s);
        machine.run({ u"logout"_s });
        machine.write(machine.path(u"secret.txt"_s), "wrong");
        const Run login = machine.run({ u"login"_s, u"--client-id"_s, u"ci-wrong"_s, u"--client-secret-file"_s,
            machine.path(u"secret.txt"_s), u"-o"_s, u"json"_s });
        QCOMPARE(login.exitCode, 4);
        QCOMPARE(login.error()[u"code"].toString(), u"invalid_client"_s);
        QCOMPARE(machine.run({ u"realm"_s, u"list"_s }).exitCode, 4);
    }

    void refusesTokensThatOthersCanRead()
    {
        Machine machine;
        machine.logInAsService(u"ci-wide"_s);
        QFile::setPermissions(machine.config(u"credentials"_s),
            QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup);
        const Run list = machine.run({ u"realm"_s, u"list"_s });
        QCOMPARE(list.exitCode, 4);
        QVERIFY2(list.err.contains("chmod 600"), list.err);
        const Run doctor = machine.run({ u"doctor"_s, u"-o"_s, u"json"_s });
        QCOMPARE(doctor.exitCode, 1);
        QCOMPARE(machine.run({ u"doctor"_s, u"--fix"_s }).exitCode, 1); // The login was looked at before it was mended.
        QCOMPARE(machine.run({ u"realm"_s, u"list"_s }).exitCode, 0);
    }

    void sendsATokenToItsOwnServerOnly()
    {
        Machine machine;
        machine.logInAsService(u"ci-server"_s);
        const Run other = machine.run({ u"realm"_s, u"list"_s, u"--server"_s, u"http://127.0.0.1:1"_s });
        QCOMPARE(other.exitCode, 4);
        QVERIFY2(other.err.contains("not at http://127.0.0.1:1"), other.err);
    }

    /// Each of them finds an expired token; the lock lets one renew it.
    void letsParallelProcessesRenewOnce()
    {
        Machine machine;
        machine.logInAsService(u"ci-parallel"_s);
        machine.expire();
        const Run script = CliFixture::shared().shell(
            "for i in 1 2 3 4 5 6 7 8 9 10; do authctl whoami --claims --jq .jti & done; wait",
            { { u"AUTHCTL_TOKEN"_s, u""_s }, { u"HOME"_s, machine.path(u""_s) } });
        QStringList tokens = QString::fromLatin1(script.out).split(u'\n', Qt::SkipEmptyParts);
        QVERIFY2(tokens.size() == 10, script.explain());
        tokens.removeDuplicates();
        QVERIFY2(tokens.size() == 1, script.explain());
    }

    void logsAPersonInWithABrowserAndOutAgain()
    {
        Machine machine;
        const QString realm = CliFixture::shared().makeRealm();
        CliFixture::shared().authctl({ u"user"_s, u"create"_s, u"alice"_s, u"-r"_s, realm, u"--password-stdin"_s },
            "correct horse battery staple\n");
        const QMap<QString, QString> person { { u"BROWSER"_s, QDir::current().filePath(u"tests/cli/sign_in.py"_s) },
            { u"TEST_USER"_s, u"alice"_s }, { u"TEST_PASSWORD"_s, u"correct horse battery staple"_s } };
        const Run login = machine.run({ u"login"_s, u"--login-realm"_s, realm, u"-r"_s, realm }, {}, person);
        QVERIFY2(login.exitCode == 0, login.explain());
        QVERIFY2(login.err.contains("Log in with your browser"), login.err);
        const Run me = machine.run({ u"whoami"_s, u"-o"_s, u"json"_s });
        QCOMPARE(me.object()[u"client_id"].toString(), u"authctl"_s);
        QVERIFY(me.object()[u"issuer"].toString().endsWith(u"/realms/"_s + realm));
        // A person without rights has none by logging in.
        QCOMPARE(machine.run({ u"user"_s, u"list"_s }).exitCode, 5);

        // With a right, the next token has it.
        QCOMPARE(
            CliFixture::shared()
                .authctl({ u"administrator"_s, u"grant"_s, u"alice"_s, u"realm-viewer"_s, u"-r"_s, realm, u"--yes"_s })
                .exitCode,
            0);
        machine.expire();
        const Run list = machine.run({ u"user"_s, u"list"_s, u"-o"_s, u"name"_s });
        QVERIFY2(list.exitCode == 0 && list.out == "alice\n", list.explain());
        QCOMPARE(machine.run({ u"user"_s, u"create"_s, u"bob"_s }).exitCode, 5);
        QCOMPARE(machine.run({ u"realm"_s, u"get"_s, u"main"_s }).exitCode, 3);

        // Ten processes find an expired token, and present the refresh token once.
        const QByteArray before = machine.read(machine.config(u"credentials"_s));
        machine.expire();
        const Run together = CliFixture::shared().shell(
            "for i in 1 2 3 4 5 6 7 8 9 10; do authctl whoami --claims --jq .jti & done; wait",
            { { u"AUTHCTL_TOKEN"_s, u""_s }, { u"HOME"_s, machine.path(u""_s) } });
        QStringList tokens = QString::fromLatin1(together.out).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(tokens.size(), 10);
        tokens.removeDuplicates();
        QVERIFY2(tokens.size() == 1, together.explain());
        machine.expire();
        QCOMPARE(machine.run({ u"whoami"_s }).exitCode, 0);

        // The login of before is a copy that somebody took: after logout it opens nothing.
        QCOMPARE(machine.run({ u"logout"_s }).exitCode, 0);
        machine.write(machine.config(u"credentials"_s), before);
        machine.expire();
        QCOMPARE(machine.run({ u"whoami"_s }).exitCode, 4);
    }

    void logsAPersonInWithACodeOnAnotherDevice()
    {
        Machine machine;
        const QString realm = CliFixture::shared().makeRealm();
        CliFixture::shared().authctl({ u"user"_s, u"create"_s, u"alice"_s, u"-r"_s, realm, u"--password-stdin"_s },
            "correct horse battery staple\n");
        const Run login = CliFixture::shared().shell(
            "cd $SOURCE; authctl login --device --login-realm $REALM 2>$HOME/said & login=$!\n"
            "until grep -q user_code $HOME/said; do sleep 0.05; done\n"
            "tests/cli/sign_in.py $(grep -o 'http[^ ]*user_code[^ ]*' $HOME/said); wait $login; code=$?; cat "
            "$HOME/said; exit $code",
            { { u"AUTHCTL_TOKEN"_s, u""_s }, { u"HOME"_s, machine.path(u""_s) }, { u"REALM"_s, realm },
                { u"SOURCE"_s, QDir::currentPath() }, { u"TEST_USER"_s, u"alice"_s },
                { u"TEST_PASSWORD"_s, u"correct horse battery staple"_s } });
        QVERIFY2(login.exitCode == 0, login.explain());
        const Run me = machine.run({ u"whoami"_s, u"-o"_s, u"json"_s });
        QVERIFY2(me.exitCode == 0, me.explain());
        QVERIFY(me.object()[u"issuer"].toString().endsWith(u"/realms/"_s + realm));
    }

    void saysWhyABrowserLoginFailed()
    {
        Machine machine;
        const QString realm = CliFixture::shared().makeRealm();
        machine.write(machine.path(u"browser"_s),
            "#!/bin/bash\n"
            "uri=$(sed 's/.*redirect_uri=\\([^&]*\\).*/\\1/; s/%3A/:/g; s/%2F/\\//g' <<<\"$1\")\n"
            "state=$(sed 's/.*[?&]state=\\([^&]*\\).*/\\1/' <<<\"$1\")\n"
            "curl -s \"$uri?state=wrong&code=x\"; curl -s \"$uri?state=$state&error=access_denied&iss=$ISS\"\n");
        QFile::setPermissions(
            machine.path(u"browser"_s), QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
        const auto logIn = [&](const QString &issuer) {
            return machine.run({ u"login"_s, u"--login-realm"_s, realm, u"-o"_s, u"json"_s }, {},
                { { u"BROWSER"_s, machine.path(u"browser"_s) }, { u"ISS"_s, issuer } });
        };
        const Run foreign = logIn(u"https://elsewhere.example"_s);
        QCOMPARE(foreign.exitCode, 4);
        QVERIFY2(foreign.err.contains("wrong_issuer"), foreign.err);
        const QString own = QString(CliFixture::shared().server()).replace(u"127.0.0.1"_s, u"localhost"_s);
        const Run denied = logIn(own + u"/realms/"_s + realm);
        QVERIFY2(denied.exitCode == 5 && denied.err.contains("access_denied"), denied.err);
    }

    void asksNobodyToLogInWhereNobodyIs()
    {
        Machine machine;
        const Run login = machine.run({ u"login"_s });
        QCOMPARE(login.exitCode, 2);
        QVERIFY2(login.err.contains("--device"), login.err);
    }
};

AUTH_TEST(LoginTest);
#include "LoginTest.moc"
