// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "CliFixture.h"
#include "Machine.h"

#include <QtCore/QDir>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kPassword = "correct horse battery staple";

/// A realm with an administrator alice, who logged in with a browser on her machine, and bob.
class Desk {
public:
    Desk()
        : realm(CliFixture::shared().makeRealm())
    {
        // What stands in for the browser notes that it was opened.
        m_machine.write(m_machine.path(u"browser"_s),
            "#!/bin/bash\necho \"$1\" >>$HOME/opened\ncd $SOURCE && tests/cli/sign_in.py \"$1\"\n");
        QFile::setPermissions(m_machine.path(u"browser"_s),
            QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
        for (const auto &name : { u"alice"_s, u"bob"_s, u"carol"_s })
            root({ u"user"_s, u"create"_s, name, u"--password-stdin"_s }, QByteArray(kPassword) + '\n');
        root({ u"role"_s, u"assign"_s, u"realm-administrator"_s, u"alice"_s });
        const Run login = run({ u"login"_s, u"--login-realm"_s, realm, u"--realm"_s, realm });
        if (login.exitCode != 0)
            qFatal("%s", login.explain().constData());
        m_machine.write(m_machine.path(u"opened"_s), {});
    }

    void root(QStringList arguments, const QByteArray &input = {}) const
    {
        const Run done = CliFixture::shared().authctl(arguments + QStringList { u"-r"_s, realm }, input);
        if (done.exitCode != 0)
            qFatal("%s", done.explain().constData());
    }
    Run run(const QStringList &arguments) const { return m_machine.run(arguments, {}, environment()); }
    /// The same at a terminal, where somebody signs in as \a user.
    Run inTerminal(const QString &line, const QString &user = u"alice"_s) const
    {
        auto variables = environment();
        variables.insert(u"TEST_USER"_s, user);
        variables.insert(u"HOME"_s, m_machine.path(u""_s));
        variables.insert(u"AUTHCTL_TOKEN"_s, u""_s);
        variables.insert(u"LINE"_s, line);
        return CliFixture::shared().shell("script -qec \"$LINE\" /dev/null", variables);
    }
    /// The same where alice types the code that is shown into a browser of her own, elsewhere.
    Run inTerminalWithoutBrowser() const
    {
        auto variables = environment();
        variables.remove(u"BROWSER"_s);
        variables.insert(u"HOME"_s, m_machine.path(u""_s));
        variables.insert(u"AUTHCTL_TOKEN"_s, u""_s);
        variables.insert(u"LINE"_s, resetLine);
        return CliFixture::shared().shell(
            "cd $SOURCE; script -qefc \"$LINE\" $HOME/said >/dev/null & terminal=$!\n"
            "until grep -aq user_code $HOME/said; do sleep 0.05; done\n"
            "tests/cli/sign_in.py $(grep -ao 'http[^[:space:]]*user_code[^[:space:]]*' $HOME/said | head -1)\n"
            "wait $terminal; code=$?; cat $HOME/said; exit $code",
            variables);
    }
    /// The login is an hour old: so is what its refresh token gives.
    void age() const
    {
        CliFixture::shared().sql(u"UPDATE refresh_families SET auth_time = auth_time - interval '1 hour' WHERE realm_id ="
                                 " (SELECT id FROM realms WHERE name = '%1')"_s.arg(realm));
        m_machine.expire();
    }
    qsizetype opened() const { return m_machine.read(m_machine.path(u"opened"_s)).count('\n'); }
    QByteArray url() const { return m_machine.read(m_machine.path(u"opened"_s)); }

    QString realm;
    const QStringList reset { u"mfa"_s, u"reset"_s, u"bob"_s, u"--confirm"_s, u"bob"_s };
    const QString resetLine = u"authctl mfa reset bob --confirm bob"_s;

private:
    QMap<QString, QString> environment() const
    {
        return { { u"BROWSER"_s, m_machine.path(u"browser"_s) }, { u"SOURCE"_s, QDir::currentPath() },
            { u"TEST_USER"_s, u"alice"_s }, { u"TEST_PASSWORD"_s, QString::fromLatin1(kPassword) } };
    }

    Machine m_machine;
};

}

/// What authctl does when the server wants to know again who is there: RFC 9470, surfaces.md §1.4.
class StepUpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensTheBrowserAndSendsTheCallAgain()
    {
        const Desk desk;
        QCOMPARE(desk.run(desk.reset).exitCode, 0);
        desk.age();
        const Run asked = desk.inTerminal(desk.resetLine);
        QVERIFY2(asked.exitCode == 0, asked.explain());
        QVERIFY2(asked.out.contains("a login of the last 15 minutes"), asked.explain());
        QCOMPARE(desk.opened(), 1);
        QVERIFY2(desk.url().contains("max_age=900"), desk.url());
        // The login that was made is the one that is kept.
        QCOMPARE(desk.run(desk.reset).exitCode, 0);
        QCOMPARE(desk.opened(), 1);
    }

    void showsACodeForAnotherDeviceWhereNoBrowserIs()
    {
        const Desk desk;
        desk.age();
        const Run asked = desk.inTerminalWithoutBrowser();
        QVERIFY2(asked.exitCode == 0, asked.explain());
        QCOMPARE(desk.opened(), 0);
        QCOMPARE(desk.run(desk.reset).exitCode, 0);
    }

    void saysWhatIsNeededWhereNobodyCanBeAsked()
    {
        const Desk desk;
        desk.age();
        const Run refused = desk.run(desk.reset);
        QCOMPARE(refused.exitCode, 5);
        QVERIFY2(refused.err.contains("a login of the last 15 minutes") && refused.err.contains("authctl login --fresh"), refused.explain());
        const Run json = desk.run(desk.reset + QStringList { u"-o"_s, u"json"_s });
        QCOMPARE(json.error()[u"code"].toString(), u"insufficient_user_authentication"_s);
        const Run quiet = desk.inTerminal(desk.resetLine + u" --no-input"_s);
        QCOMPARE(quiet.exitCode, 5);
        QCOMPARE(desk.opened(), 0);
        // Which is what helps.
        QCOMPARE(desk.run({ u"login"_s, u"--fresh"_s }).exitCode, 0);
        QVERIFY2(desk.url().contains("max_age=0"), desk.url());
        QCOMPARE(desk.run(desk.reset).exitCode, 0);
    }

    void asksOnceWhereOnceMoreWouldBeOfNoUse()
    {
        const Desk desk;
        desk.root({ u"realm"_s, u"update"_s, desk.realm, u"--set"_s, u"settings.step_up=two_factors"_s });
        // alice has no second factor.
        const Run refused = desk.inTerminal(desk.resetLine);
        QCOMPARE(refused.exitCode, 5);
        QVERIFY2(refused.out.contains("on the account page"), refused.explain());
        QCOMPARE(desk.opened(), 1);
        QVERIFY2(desk.url().contains("acr_values=2"), desk.url());
    }

    void doesNothingInTheNameOfSomebodyElse()
    {
        const Desk desk;
        desk.root({ u"role"_s, u"assign"_s, u"realm-administrator"_s, u"carol"_s });
        desk.age();
        const Run refused = desk.inTerminal(desk.resetLine, u"carol"_s);
        QCOMPARE(refused.exitCode, 5);
        QVERIFY2(refused.out.contains("Somebody else logged in"), refused.explain());
        QVERIFY2(desk.run({ u"whoami"_s }).exitCode == 0, "the login before is gone");
        QCOMPARE(desk.run(desk.reset).exitCode, 5);
    }
};

AUTH_TEST(StepUpTest);
#include "StepUpTest.moc"
