// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "CliFixture.h"

#include "core/Json.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtNetwork/QTcpServer>

#include <csignal>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

class CommandsTest : public QObject {
    Q_OBJECT

    using Environment = QMap<QString, QString>;

    static Run run(const QStringList &arguments, const QByteArray &input = {}, const Environment &environment = {})
    {
        return CliFixture::shared().authctl(arguments, input, environment);
    }

    static Run shell(const QByteArray &line, const Environment &environment = {})
    {
        return CliFixture::shared().shell(line.constData(), environment);
    }

    static void write(const QString &name, const QByteArray &text)
    {
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(name));
    }

    /// What examples speak of, in a realm and a home directory of their own. Made by one `batch`: a process each would be
    /// most of the time of this test.
    static Environment makeWorld(const QTemporaryDir &home)
    {
        const QString realm = CliFixture::shared().makeRealm();
        const Environment environment { { u"AUTHCTL_REALM"_s, realm }, { u"HOME"_s, home.path() },
            { u"EDITOR"_s, u"true"_s } };
        const QString secret = u"a secret of more than thirty-two letters"_s;
        const QString adminApi = issuer() + u"/admin/v1"_s;
        write(home.filePath(u"secret.txt"_s), secret.toUtf8());
        write(home.filePath(u"realm.yaml"_s),
            "apiVersion: auth/v1\nkind: Application\nmetadata: {name: shop}\n"
            "spec: {redirect_uris: [\"https://shop.example/\"]}\n");
        const QList<QStringList> commands {
            // Everybody's: whoever comes first makes it, and whoever comes after one that changed it mends it.
            { u"realm"_s, u"create"_s, u"acme"_s },
            { u"realm"_s, u"update"_s, u"acme"_s, u"--set-json"_s, u"host_names=[]"_s },
            { u"app"_s, u"create"_s, u"ci"_s, u"--set"_s, u"type=machine"_s, u"-r"_s, u"main"_s },
            { u"app"_s, u"update"_s, u"ci"_s, u"--set"_s, u"client_secret="_s + secret, u"--set"_s,
                u"allowed_resources="_s + adminApi, u"-r"_s, u"main"_s },
            { u"app"_s, u"create"_s, u"shop"_s, u"--set"_s, u"redirect_uris=https://shop.example/"_s },
            { u"user"_s, u"create"_s, u"alice"_s, u"--set"_s, u"email=alice@example.com"_s },
            { u"role"_s, u"create"_s, u"reader"_s, u"--set"_s, u"permissions=orders:read"_s },
            { u"role"_s, u"create"_s, u"editor"_s },
            { u"role"_s, u"assign"_s, u"reader"_s, u"alice"_s },
            { u"scope"_s, u"create"_s, u"orders"_s },
            { u"org"_s, u"create"_s, u"acme"_s },
            { u"org"_s, u"members"_s, u"add"_s, u"acme"_s, u"alice"_s },
            { u"resource"_s, u"create"_s, u"orders"_s, u"--set"_s, u"identifier=https://orders.example/"_s },
            { u"context"_s, u"add"_s, u"test"_s, u"server="_s + CliFixture::shared().server() },
            { u"apply"_s, u"-f"_s, home.filePath(u"realm.yaml"_s), u"--owner"_s, u"platform"_s },
            { u"api-key"_s, u"create"_s, u"reports"_s, u"--set"_s, u"application=shop"_s },
        };
        QByteArray lines;
        for (const QStringList &command : commands)
            lines += toJson(QJsonArray::fromStringList(command)) + '\n';
        const Run made = run({ u"batch"_s, u"-f"_s, u"-"_s }, lines, environment);
        if (made.out.count('\n') != commands.size())
            qFatal("the world was not made: %s", made.explain().constData());
        write(home.filePath(u"shop.pem"_s),
            "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n");
        write(home.filePath(u"commands.jsonl"_s), "[\"user\", \"get\", \"alice\"]\n");
        return environment;
    }

    static QString issuer()
    {
        static const QString root = run({ u"whoami"_s, u"-o"_s, u"json"_s }).object()[u"issuer"].toString().remove(u"/realms/system"_s);
        return root;
    }

private Q_SLOTS:
    void hasAnExampleThatWorksForEachCommand_data()
    {
        QTest::addColumn<QString>("example");
        QTest::addColumn<bool>("works");
        static const QStringList known { u"administrator"_s, u"api"_s, u"api-key"_s, u"app"_s, u"apply"_s, u"audit"_s, u"batch"_s, u"commands"_s,
            u"completion"_s, u"config"_s, u"context"_s, u"diff"_s, u"drift"_s, u"explain"_s, u"export"_s, u"help"_s,
            u"login"_s, u"logout"_s, u"org"_s, u"permission"_s, u"plan"_s, u"realm"_s, u"resource"_s, u"role"_s, u"scope"_s,
            u"user"_s, u"version"_s,
            u"whoami"_s };
        for (const auto &entry : run({ u"commands"_s, u"--json"_s }).array()) {
            const QString command = entry[u"command"].toString();
            // The others need more of a world than this one; what they say is still no usage error.
            QTest::newRow(qPrintable(command))
                << entry[u"example"].toString()
                << (known.contains(command.section(u' ', 0, 0)) && !command.contains(u"undelete"_s)
                       && !command.contains(u"revert"_s) && !command.contains(u"secret revoke"_s)
                       && !command.contains(u"key remove"_s) && !command.contains(u"domains remove"_s)
                       && !command.contains(u"claims remove"_s));
        }
    }
    void hasAnExampleThatWorksForEachCommand()
    {
        QFETCH(QString, example);
        QFETCH(bool, works);
        const QTemporaryDir home;
        const Environment environment = makeWorld(home);
        // What an example creates is not there yet; acme is everybody's.
        const QStringList words = example.split(u' ');
        if (words.value(2) == u"create"_s)
            run({ words[1], u"delete"_s, words.value(3), u"--confirm"_s, words.value(3) }, {}, environment);
        QByteArray line = "cd $HOME; " + example.toUtf8();
        if (example.contains(u"--password-stdin"_s))
            line += " <<<'correct horse battery staple'";
        const Run result = shell(line, environment);
        QVERIFY2(result.exitCode >= 0, result.explain());
        if (works)
            QVERIFY2(result.exitCode == 0, result.explain());
        QVERIFY2(!result.err.contains("unknown command") && !result.err.contains("unknown option"), result.explain());
    }

    void completesInBash()
    {
        const QString realm = CliFixture::shared().makeRealm();
        run({ u"user"_s, u"create"_s, u"alice"_s, u"-r"_s, realm });
        const Run completed
            = shell("source <(authctl completion bash); c() { COMP_WORDS=(\"$@\"); COMP_CWORD=$(($#-1)); "
                    "_authctl; echo \"${COMPREPLY[@]}\"; }\n"
                    "c authctl user ge; c authctl user get al; c authctl user list --out; c authctl user list -o js",
                { { u"AUTHCTL_REALM"_s, realm } });
        QCOMPARE(completed.out, "get\nalice\n--output\njson jsonl\n");
        QCOMPARE(completed.err, "");
    }

    void completesInZsh()
    {
        const QTemporaryDir home;
        // Of a realm of its own: what else begins like it makes zsh stop and ring.
        const QString realm = CliFixture::shared().makeRealm();
        run({ u"user"_s, u"create"_s, u"alice"_s, u"-r"_s, realm });
        write(home.filePath(u"drive.zsh"_s),
            "zmodload zsh/zpty; zpty z zsh -f -i\n"
            "zpty -w z \"PS1=REA''DY; autoload -U compinit; compinit -u -D; source <(authctl completion zsh)\"\n"
            "zpty -r -m z out '*READY'\n"
            "zpty -w -n z $'authctl user get ali\\t'\n"
            "zpty -r -m z out '*get alice*'\n"
            "print -r -- \"$out\"\n");
        const Run completed = shell("zsh -f $HOME/drive.zsh", { { u"HOME"_s, home.path() }, { u"AUTHCTL_REALM"_s, realm } });
        QVERIFY2(completed.exitCode == 0 && completed.out.contains("authctl user get alice"), completed.explain());
    }

    void completesNothingWithoutATokenAndAsksNobody()
    {
        const QTemporaryDir home;
        const Run completed = run({ u"__complete"_s, u"--"_s, u"user"_s, u"get"_s, u""_s }, {},
            { { u"AUTHCTL_TOKEN"_s, u""_s }, { u"HOME"_s, home.path() } });
        QCOMPARE(completed.exitCode, 0);
        QCOMPARE(completed.out, "");
        QCOMPARE(completed.err, "");
    }

    void writesAManualWithoutFaults()
    {
        const QTemporaryDir home;
        const Run lint = shell("authctl __man $HOME 2026-01-31 && mandoc -T lint -W warning $HOME/*.1 && "
                               "for page in $HOME/*.1; do man --warnings -E UTF-8 -l $page 2>&1 >/dev/null; done",
            { { u"HOME"_s, home.path() }, { u"MANWIDTH"_s, u"80"_s } });
        QVERIFY2(lint.exitCode == 0, lint.explain());
        QCOMPARE(lint.out, "");
        QCOMPARE(lint.err, "");
        QVERIFY(QFile::exists(home.filePath(u"authctl-user.1"_s)));
    }

    void explainsTheMembersOfAKind()
    {
        const Run explained = run({ u"explain"_s, u"app.spec.redirect_uris"_s, u"-o"_s, u"json"_s });
        QCOMPARE(explained.array().size(), 1);
        QCOMPARE(explained.array()[0][u"type"].toString(), u"list"_s);
        QVERIFY(!explained.array()[0][u"description"].toString().isEmpty());
        QCOMPARE(run({ u"explain"_s, u"Application"_s, u"-o"_s, u"json"_s }).exitCode, 0);
        const Run unknown = run({ u"explain"_s, u"app.redirect_uri"_s });
        QCOMPARE(unknown.exitCode, 3);
        QVERIFY2(unknown.err.contains("did you mean \"redirect_uris\"?"), unknown.err);
    }

    void prefersOptionsToTheEnvironmentAndThatToTheContext()
    {
        const QTemporaryDir home;
        const Environment bare { { u"HOME"_s, home.path() } };
        QCOMPARE(
            run({ u"context"_s, u"add"_s, u"test"_s, u"realm=of-context"_s, u"timeout=7"_s }, {}, bare).exitCode, 0);
        const auto realm = [&](const QStringList &more, Environment environment) {
            environment.insert(u"HOME"_s, home.path());
            return run(QStringList { u"config"_s, u"get"_s, u"realm"_s } + more, {}, environment).out;
        };
        QCOMPARE(realm({}, {}), "of-context\n");
        QCOMPARE(realm({}, { { u"AUTHCTL_REALM"_s, u"of-environment"_s } }), "of-environment\n");
        QCOMPARE(realm({ u"-r"_s, u"of-option"_s }, { { u"AUTHCTL_REALM"_s, u"of-environment"_s } }), "of-option\n");
        const Run explained = run({ u"config"_s, u"explain"_s }, {}, bare);
        QVERIFY2(explained.out.contains("timeout\t7\tcontext test\n"), explained.out);
        QVERIFY2(explained.out.contains("storage\tkeychain\tbuilt-in\n"), explained.out);

        QCOMPARE(run({ u"context"_s, u"rename"_s, u"test"_s, u"prod"_s }, {}, bare).exitCode, 0);
        QCOMPARE(
            run({ u"-c"_s, u"test"_s, u"whoami"_s }, {}, { { u"HOME"_s, home.path() }, { u"AUTHCTL_TOKEN"_s, u""_s } })
                .exitCode,
            2);
        // With a token, too: a mistyped context is no reason to do it on another server.
        QCOMPARE(run({ u"-c"_s, u"prdo"_s, u"realm"_s, u"list"_s }, {}, bare).exitCode, 2);
        QCOMPARE(run({ u"context"_s, u"set"_s, u"prod"_s, u"colour=red"_s }, {}, bare).exitCode, 2);
        QCOMPARE(run({ u"context"_s, u"delete"_s, u"prod"_s }, {}, bare).exitCode, 2);
        QCOMPARE(run({ u"context"_s, u"delete"_s, u"prod"_s, u"--yes"_s }, {}, bare).exitCode, 0);
        QCOMPARE(realm({}, {}), "main\n");
    }

    void asksMoreInAProtectedContext()
    {
        const QTemporaryDir home;
        const Environment environment { { u"HOME"_s, home.path() } };
        const QString realm = CliFixture::shared().makeRealm();
        run({ u"context"_s, u"add"_s, u"prod"_s, u"protected=true"_s, u"realm="_s + realm }, {}, environment);
        const QStringList create { u"user"_s, u"create"_s, u"alice"_s };
        QCOMPARE(run(create, {}, environment).exitCode, 2);
        QCOMPARE(run(create + QStringList { u"--dry-run"_s }, {}, environment).exitCode, 0);
        QCOMPARE(run(create + QStringList { u"--yes"_s }, {}, environment).exitCode, 0);
        QCOMPARE(run({ u"user"_s, u"delete"_s, u"alice"_s, u"--yes"_s }, {}, environment).exitCode, 2);
        const Run deleted = run({ u"user"_s, u"delete"_s, u"alice"_s, u"--confirm"_s, u"alice"_s }, {}, environment);
        QVERIFY2(deleted.exitCode == 0, deleted.explain());
        QVERIFY2(deleted.err.contains("context prod") && deleted.err.contains("protected"), deleted.err);
    }

    void editsAndShowsBothSidesOfAConflict()
    {
        const QString realm = CliFixture::shared().makeRealm();
        run({ u"user"_s, u"create"_s, u"alice"_s, u"-r"_s, realm, u"--set"_s, u"email=a@example.com"_s });
        const auto edit = [&](const QString &editor) {
            return run({ u"user"_s, u"edit"_s, u"alice"_s, u"-r"_s, realm }, {}, { { u"EDITOR"_s, editor } });
        };
        const Run edited = edit(u"sed -i s/a@example/b@example/"_s);
        QVERIFY2(edited.exitCode == 0 && edited.out.contains("+ email: \"b@example.com\""), edited.explain());
        QCOMPARE(edit(u"true"_s).err.contains("Nothing was changed"), true);
        const Run conflict = edit(u"authctl user update alice -r "_s + realm
            + u" --set name=Theirs >/dev/null; sed -i s/b@example/c@example/"_s);
        QCOMPARE(conflict.exitCode, 6);
        QVERIFY2(conflict.err.contains("+ name: \"Theirs\"") && conflict.err.contains("+ email: \"c@example.com\""),
            conflict.err);
        QCOMPARE(run({ u"user"_s, u"get"_s, u"alice"_s, u"-r"_s, realm, u"--jq"_s, u".email,.name"_s }).out,
            "b@example.com\nTheirs\n");
        QCOMPARE(edit(u"false"_s).exitCode, 2);
        QCOMPARE(run({ u"user"_s, u"edit"_s, u"alice"_s, u"-r"_s, realm }).exitCode, 2);
    }

    void asksOnATerminal()
    {
        const QString realm = CliFixture::shared().makeRealm();
        run({ u"user"_s, u"create"_s, u"alice"_s, u"-r"_s, realm });
        const auto onTerminal = [&](const QByteArray &command, const QByteArray &typed, Environment environment = {}) {
            environment.insert(u"AUTHCTL_REALM"_s, realm);
            return shell("printf '" + typed
                    + "' | python3 -c 'import os, pty, sys; "
                      "sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))' "
                    + command,
                environment);
        };
        const Run no = onTerminal("authctl user delete alice", "n\\n");
        QVERIFY2(no.exitCode == 12 && no.out.contains("[y/N]"), no.explain());
        const Run wrong = onTerminal("authctl realm delete " + realm.toUtf8(), "main\\n");
        QVERIFY2(wrong.exitCode == 12 && wrong.out.contains("Type the name"), wrong.explain());
        QCOMPARE(onTerminal("authctl user delete alice --no-input", "").exitCode, 2);
        const Run table = onTerminal("authctl user list", "");
        QVERIFY2(table.out.contains("USERNAME  EMAIL"), table.explain());

        // The first edit meets a change of somebody else; the second one finds both, and keeps its own.
        const QTemporaryDir home;
        write(home.filePath(u"editor"_s),
            "if [ ! -e $HOME/again ]; then touch $HOME/again; authctl user update alice --set name=Theirs >/dev/null "
            "2>&1; "
            "echo 'name: Mine' >> $1; else cp $1 $HOME/seen; sed -i '/^<<<<<<</d;/^=======/,/^>>>>>>>/d' $1; fi\n");
        const Run edited = onTerminal("authctl user edit alice", "",
            { { u"HOME"_s, home.path() }, { u"EDITOR"_s, u"bash $HOME/editor"_s }, { u"TERM"_s, u"dumb"_s } });
        QVERIFY2(edited.exitCode == 0, edited.explain());
        QVERIFY2(
            edited.out.contains("- name: \"Theirs\"") && edited.out.contains("+ name: \"Mine\""), edited.explain());
        QFile seen(home.filePath(u"seen"_s));
        QVERIFY(seen.open(QIODevice::ReadOnly)
            && seen.readAll().contains("<<<<<<< yours\nname: Mine\n=======\nname: Theirs\n"));
        const Run yes = onTerminal("authctl user delete alice", "y\\n");
        QVERIFY2(yes.exitCode == 0, yes.explain());
    }

    void addsToListsAndTakesFromThem()
    {
        const QString realm = CliFixture::shared().makeRealm();
        run({ u"app"_s, u"create"_s, u"shop"_s, u"-r"_s, realm, u"--set"_s,
            u"redirect_uris=https://shop.example/a"_s });
        const Run added = run(
            { u"app"_s, u"update"_s, u"shop"_s, u"-r"_s, realm, u"--add"_s, u"redirect_uris=https://shop.example/b"_s,
                u"--remove"_s, u"redirect_uris=https://shop.example/a"_s, u"--jq"_s, u".redirect_uris[]"_s });
        QCOMPARE(added.out, "https://shop.example/b\n");
    }

    void runsABatchAndGoesOnFromItsReport()
    {
        const QTemporaryDir home;
        const QString realm = CliFixture::shared().makeRealm();
        const Environment environment { { u"HOME"_s, home.path() }, { u"AUTHCTL_REALM"_s, realm } };
        write(home.filePath(u"b.jsonl"_s),
            "[\"user\",\"create\",\"alice\"]\n[\"user\",\"get\",\"nobody\"]\n{\"command\":[\"user\",\"list\"]}\n");
        const Run first
            = shell("authctl batch -f $HOME/b.jsonl | tee $HOME/report; exit ${PIPESTATUS[0]}", environment);
        QVERIFY2(first.exitCode == 11, first.explain());
        const QList<QByteArray> lines = first.out.trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        QCOMPARE(parseJsonObject(lines[1])->value(u"exit_code").toInt(), 3);
        QCOMPARE(parseJsonObject(lines[2])->value(u"output")[0][u"username"].toString(), u"alice"_s);
        QVERIFY2(first.err.contains("2 done, 1 failed, 0 not begun"), first.err);
        const Run again = shell("authctl batch -f $HOME/b.jsonl --resume $HOME/report", environment);
        QCOMPARE(again.exitCode, 11);
        QCOMPARE(again.out.count('\n'), 1);

        // A lost connection: nothing after it is tried, and what was not done is said.
        const Run lost = shell("authctl batch -f $HOME/b.jsonl --server http://127.0.0.1:1", environment);
        QCOMPARE(lost.exitCode, 8);
        QVERIFY2(lost.err.contains("0 done, 1 failed, 2 not begun"), lost.err);
        // A typing error in the last line: the first ones are not done either.
        write(home.filePath(u"b.jsonl"_s), "[\"user\",\"create\",\"bob\"]\n[\"usr\",\"list\"]\n");
        QCOMPARE(shell("authctl batch -f $HOME/b.jsonl", environment).exitCode, 2);
        QCOMPARE(run({ u"user"_s, u"get"_s, u"bob"_s, u"-r"_s, realm }).exitCode, 3);
    }

    void doesARepeatedCreationOnce()
    {
        const QString realm = CliFixture::shared().makeRealm();
        const QStringList create { u"app"_s, u"create"_s, u"shop"_s, u"-r"_s, realm, u"--idempotency-key"_s, realm,
            u"-o"_s, u"json"_s };
        const Run first = run(create);
        QCOMPARE(first.exitCode, 0);
        QCOMPARE(run(create).out, first.out);
    }

    void callsTheApiAsItIs()
    {
        QVERIFY(run({ u"api"_s, u"GET"_s, u"/realms"_s, u"--paginate"_s, u"--jq"_s, u".[].name"_s })
                .out.contains("main\n"));
        QCOMPARE(run({ u"api"_s, u"GET"_s, u"/admin/v1/realms/nowhere"_s }).exitCode, 3);
        QCOMPARE(run({ u"api"_s, u"FETCH"_s, u"/realms"_s }).exitCode, 2);
        const QString realm = CliFixture::shared().makeRealm();
        QCOMPARE(run({ u"api"_s, u"POST"_s, u"/realms/"_s + realm + u"/users"_s, u"-f"_s, u"-"_s, u"--jq"_s,
                         u".username"_s },
                     "username: alice\n")
                     .out,
            "alice\n");
    }

    void findsAnObjectByTheEndOfItsId()
    {
        const QString realm = CliFixture::shared().makeRealm();
        run({ u"user"_s, u"create"_s, u"alice"_s, u"-r"_s, realm });
        const QString id = QString::fromLatin1(
            run({ u"user"_s, u"get"_s, u"alice"_s, u"-r"_s, realm, u"-o"_s, u"id"_s }).out.trimmed());
        QCOMPARE(run({ u"user"_s, u"get"_s, id.right(8), u"-r"_s, realm, u"-o"_s, u"name"_s }).out, "alice\n");
        QCOMPARE(run({ u"user"_s, u"get"_s, id.right(7), u"-r"_s, realm }).exitCode, 3);
        QCOMPARE(run({ u"user"_s, u"delete"_s, id.right(12), u"-r"_s, realm, u"--yes"_s }).exitCode, 0);
    }

    void keepsSecretsOutOfWhatItPrintsForDebugging()
    {
        const QString realm = CliFixture::shared().makeRealm();
        const Run created
            = run({ u"user"_s, u"create"_s, u"alice"_s, u"-r"_s, realm, u"--password-stdin"_s, u"--debug-http"_s },
                "correct horse battery staple\n");
        QVERIFY2(created.exitCode == 0, created.explain());
        QVERIFY2(
            created.err.contains("\"password\":\"***\"") && created.err.contains("Authorization: ***"), created.err);
        QVERIFY(
            !created.err.contains("correct horse") && !created.err.contains(CliFixture::shared().token().toLatin1()));
        const Run app = run(
            { u"app"_s, u"create"_s, u"shop"_s, u"-r"_s, realm, u"--debug-http"_s, u"--jq"_s, u".client_secret"_s });
        QVERIFY(app.out.size() >= 32 && !app.err.contains(app.out.trimmed()));
    }

    void findsASigningKeyThatWasForgotten()
    {
        const QString realm = CliFixture::shared().makeRealm();
        const Environment environment { { u"AUTHCTL_REALM"_s, realm } };
        QCOMPARE(shell("authctl key generate --set algorithm=ES256", environment).exitCode, 0);
        const QByteArray look = "authctl doctor --jq '.[] | select(.id == \"server.keys\") | .state'";
        QCOMPARE(shell(look, environment).out, "ok\n");
        const Run aged = shell("psql -X -q -v ON_ERROR_STOP=1 -d \"$(python3 -c 'import json, os; "
                               "print(json.load(open(os.environ[\"HOME\"] + \"/ready.json\"))[\"database\"])')\" -c \"UPDATE signing_keys "
                               "SET activates_at = activates_at - interval '100 days' FROM realms r WHERE r.id = realm_id "
                               "AND r.name = '$AUTHCTL_REALM'\"",
            environment);
        QVERIFY2(aged.exitCode == 0, aged.explain());
        QCOMPARE(shell(look, environment).out, "finding\n");
    }

    void looksForWhatIsWrong()
    {
        const QTemporaryDir home;
        const Run well = run({ u"doctor"_s, u"-o"_s, u"json"_s }, {}, { { u"HOME"_s, home.path() } });
        QVERIFY2(well.exitCode == 0, well.explain());
        QVERIFY(well.array().size() >= 6);
        const Run away = run({ u"doctor"_s, u"--server"_s, u"http://127.0.0.1:1"_s, u"-o"_s, u"json"_s });
        QCOMPARE(away.exitCode, 1);
        const QJsonValue last = away.array().last();
        QCOMPARE(last[u"id"].toString(), u"server.reachable"_s);
        QVERIFY(!last[u"fix"].toString().isEmpty());
        QDir(home.path()).mkpath(u".config/authctl"_s);
        write(home.filePath(u".config/authctl/config.yaml"_s), "contexts: [\n");
        QCOMPARE(run({ u"doctor"_s }, {}, { { u"HOME"_s, home.path() } }).exitCode, 1);
        QCOMPARE(run({ u"realm"_s, u"list"_s }, {}, { { u"HOME"_s, home.path() } }).exitCode, 2);
        QCOMPARE(run({ u"version"_s }, {}, { { u"HOME"_s, home.path() } }).exitCode, 0);
    }

    /// A server that takes the connection and says nothing.
    void endsAtOnceWhenItIsInterrupted()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        QProcess process;
        process.setStandardInputFile(QProcess::nullDevice());
        QProcessEnvironment environment;
        environment.insert(u"AUTHCTL_TOKEN"_s, u"x"_s);
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(AUTH_BINARY_DIR "/bin/authctl"),
            { u"realm"_s, u"list"_s, u"--server"_s, u"http://127.0.0.1:%1"_s.arg(silent.serverPort()) });
        QVERIFY(silent.waitForNewConnection(60'000));
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 130);
        QCOMPARE(process.readAllStandardOutput(), "");
    }

    void saysNothingWhenItsReaderGoesAway()
    {
        const Run piped = shell("for i in 1 2 3; do authctl commands --json | head -c 1; done");
        QCOMPARE(piped.out, "[[[");
        QCOMPARE(piped.err, "");
    }

    void failsWhereItsOutputCannotBeWritten()
    {
        const Run full = shell("authctl version > /dev/full");
        QCOMPARE(full.exitCode, 1);
        QVERIFY(full.err.startsWith("error: standard output"));
    }

    void colorsOnlyWhereColorsAreWanted()
    {
        const QString realm = CliFixture::shared().makeRealm();
        run({ u"user"_s, u"create"_s, u"alice"_s, u"-r"_s, realm });
        const auto diff = [&](const QStringList &more, const Environment &environment) {
            return run(QStringList { u"user"_s, u"update"_s, u"alice"_s, u"-r"_s, realm, u"--set"_s, u"name=A"_s,
                           u"--dry-run"_s }
                    + more,
                {}, environment)
                .out.contains('\033');
        };
        QVERIFY(!diff({}, {}));
        QVERIFY(diff({ u"--color"_s, u"always"_s }, {}));
        QVERIFY(diff({}, { { u"CLICOLOR_FORCE"_s, u"1"_s } }));
        QVERIFY(!diff({}, { { u"CLICOLOR_FORCE"_s, u"1"_s }, { u"NO_COLOR"_s, u"1"_s } }));
    }
};

AUTH_TEST(CommandsTest);
#include "CommandsTest.moc"
