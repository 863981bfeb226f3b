// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "CliFixture.h"

using namespace auth::test;
using namespace Qt::StringLiterals;

/// Roles, permissions, scopes and administrators from the command line.
class CliRolesTest : public QObject {
    Q_OBJECT

    QString m_realm;

    Run run(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return CliFixture::shared().authctl(arguments + QStringList { u"-r"_s, m_realm }, input);
    }
    static QStringList words(const char *line) { return QString::fromUtf8(line).split(u' '); }
    Run run(const char *line, const QByteArray &input = {}) const { return run(words(line), input); }

private Q_SLOTS:
    void init()
    {
        m_realm = CliFixture::shared().makeRealm();
        QCOMPARE(run("user create alice").exitCode, 0);
        QCOMPARE(run("user create bob").exitCode, 0);
        QCOMPARE(run("role create reader --set permissions=orders:read").exitCode, 0);
        QCOMPARE(run("role create editor --set permissions=orders:write --set parents=reader").exitCode, 0);
    }

    void showsWhatRolesInherit()
    {
        const Run tree = run("role tree editor");
        QVERIFY2(tree.exitCode == 0, tree.explain());
        QCOMPARE(tree.out, QByteArray("editor\n└─ reader\n"));
        QCOMPARE(run("role tree editor -o json").array()[0][u"inherits"][0][u"name"].toString(), u"reader"_s);
        QCOMPARE(run("role tree nobody").exitCode, 3);
        const Run cycle = run("role parents add reader editor");
        QCOMPARE(cycle.exitCode, 6);
        QVERIFY2(cycle.err.contains("reader > editor > reader"), cycle.explain());
    }

    void assignsFromArgumentsAndFilesAndReportsEachOne()
    {
        const Run one = run("role assign editor alice");
        QVERIFY2(one.exitCode == 0, one.explain());
        const Run many = run("role assign editor -f - -o json", "# everybody\nbob\n\nnobody\n");
        QCOMPARE(many.exitCode, 11);
        QCOMPARE(many.array().size(), 2);
        QCOMPARE(many.array()[1][u"result"].toString(), u"not_found"_s);
        QCOMPARE(run("role members reader -o name").out, QByteArray("alice\nbob\n"));
        QCOMPARE(run("role unassign editor bob").exitCode, 0);
        QCOMPARE(run("role assign editor").exitCode, 2);
    }

    void saysWhatARoleRequires()
    {
        QVERIFY(!run("role requirements get editor -o json").object()[u"mfa"].toBool(true));
        const Run tried = run("role requirements set editor mfa --dry-run -o json");
        QVERIFY2(tried.exitCode == 0 && tried.object()[u"mfa"].toBool(), tried.explain());
        QVERIFY(!run("role requirements get editor -o json").object()[u"mfa"].toBool(true));
        QCOMPARE(run("role requirements set editor mfa").exitCode, 0);
        QVERIFY(run("role get editor -o json").object()[u"require_mfa"].toBool());
        const Run shown = run("role requirements get editor");
        QVERIFY2(shown.out.contains("mfa\ttrue\n"), shown.explain());
        QCOMPARE(run("role requirements set editor mfa --if-version 1").exitCode, 6);
        QVERIFY(run("role requirements set editor verified_phone -o json").object()[u"verified_phone"].toBool());
        QCOMPARE(run("user roles add bob editor").exitCode, 0);
        const Run listed = run("user roles list bob");
        QVERIFY2(listed.out.contains("phone_unverified"), listed.explain());
        QCOMPARE(run("user roles remove bob editor").exitCode, 0);
        const Run unknown = run("role requirements set editor moustache");
        QCOMPARE(unknown.exitCode, 2);
        QVERIFY2(unknown.err.contains("mfa"), unknown.explain());
        QCOMPARE(run("role requirements set editor").exitCode, 2);
        QCOMPARE(run("role requirements set editor none").exitCode, 0);
        QVERIFY(!run("role get editor -o json").object()[u"require_mfa"].toBool(true));
        QCOMPARE(run("role requirements get nobody").exitCode, 3);
    }

    void saysWhoCanDoSomethingAndWhy()
    {
        const Run simulated = run("role simulate editor alice -o json");
        QVERIFY2(simulated.exitCode == 0, simulated.explain());
        QCOMPARE(simulated.array()[0][u"permission"].toString(), u"orders:read"_s);
        QVERIFY(simulated.array()[0][u"gained"].toBool());
        QCOMPARE(run("user roles add alice editor").exitCode, 0);
        QVERIFY(!run("role simulate editor alice -o json").array()[0][u"gained"].toBool(true));
        const Run may = run("permission check alice read orders --explain -o json");
        QVERIFY2(may.exitCode == 0 && may.object()[u"allowed"].toBool(), may.explain());
        const Run mayNot = run("permission check alice burn orders -o json");
        QVERIFY2(mayNot.exitCode == 1 && !mayNot.object()[u"allowed"].toBool(true), mayNot.explain());
        const Run who = run("permission who-can read orders -o json");
        QCOMPARE(who.array()[0][u"name"].toString(), u"alice"_s);
        QCOMPARE(who.array()[0][u"sources"][0][u"through"].toString(), u"editor"_s);
        QCOMPARE(run("user permissions list alice -o name").out, QByteArray("orders:read\norders:write\n"));
        QCOMPARE(run("user permissions grant bob invoices:read").exitCode, 0);
        QCOMPARE(run("user permissions list bob -o name").out, QByteArray("invoices:read\n"));
        QCOMPARE(run("user roles remove alice editor").exitCode, 0);
        QCOMPARE(run("user permissions list alice -o json").array().size(), 0);
    }

    void printsTheMatrixWithAColumnForEachRole()
    {
        const Run matrix = run("permission matrix -o csv");
        QVERIFY2(matrix.exitCode == 0, matrix.explain());
        const auto lines = matrix.out.trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines[0].startsWith("permission,editor,"), matrix.out);
        QVERIFY2(lines[1].startsWith("orders:read,inherited,"), matrix.out);
    }

    void grantsAndRevokesTheRightsOfAdministrators()
    {
        QCOMPARE(run("administrator grant alice realm-viewer").exitCode, 0);
        const Run list = run("administrator list -o json");
        QCOMPARE(list.array().size(), 1);
        QCOMPARE(list.array()[0][u"name"].toString(), u"alice"_s);
        QCOMPARE(run("administrator revoke alice").exitCode, 2);
        QCOMPARE(run("administrator revoke alice --yes").exitCode, 0);
        QCOMPARE(run("administrator list -o json").array().size(), 0);
        QCOMPARE(run("administrator revoke alice --yes").exitCode, 3);
    }

    void managesScopesAndResourceServers()
    {
        QCOMPARE(run("resource create orders --set identifier=https://orders.example/api").exitCode, 0);
        const Run scope = run("scope create orders --set permissions=orders:* --set resource_server=orders -o json");
        QVERIFY2(scope.exitCode == 0, scope.explain());
        QCOMPARE(scope.object()[u"resource_server"].toString(), u"orders"_s);
        QCOMPARE(run("resource delete orders --yes").exitCode, 6);
        QCOMPARE(run("scope delete orders --yes").exitCode, 0);
        QCOMPARE(run("resource delete orders --yes").exitCode, 0);
    }
};

AUTH_TEST(CliRolesTest);
#include "RolesTest.moc"
