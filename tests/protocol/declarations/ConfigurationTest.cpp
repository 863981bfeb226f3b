// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// Realms as documents, over the admin API: surfaces.md §1.7.
class ConfigurationTest : public QObject {
    Q_OBJECT

    static AdminCaller administrator() { return { TestServer::shared(), administratorToken(TestServer::shared()) }; }
    static QByteArray target(const TestRealm &realm) { return "/admin/v1/realms/" + realm.name() + "/configuration"; }
    static QJsonObject document(const QString &kind, const QString &name, const QJsonObject &spec)
    {
        return { { u"apiVersion"_s, u"auth/v1"_s }, { u"kind"_s, kind }, { u"metadata"_s, QJsonObject { { u"name"_s, name } } }, { u"spec"_s, spec } };
    }
    static QJsonObject shop(const QJsonObject &more = {})
    {
        QJsonObject spec { { u"client_name"_s, u"Shop"_s }, { u"redirect_uris"_s, QJsonArray { u"https://shop.example/cb"_s } } };
        for (auto member = more.begin(); member != more.end(); ++member)
            spec.insert(member.key(), member.value());
        return document(u"Application"_s, u"shop"_s, spec);
    }
    static QJsonObject body(const QJsonArray &documents, const QJsonObject &more = {})
    {
        QJsonObject object = more;
        object.insert(u"documents"_s, documents);
        return object;
    }
    static QStringList actions(const Reply &reply)
    {
        QStringList list;
        for (const auto &one : reply.json()[u"results"].toArray())
            list.append(one[u"kind"].toString() + u' ' + one[u"name"].toString() + u' ' + one[u"action"].toString());
        return list;
    }
    static QByteArray sql(const char *statement, const TestRealm &realm)
    {
        return TestServer::shared().sql(QByteArray(statement).replace("$realm", "'" + realm.id().toBytes() + "'"));
    }

private Q_SLOTS:
    void createsChangesAndThenFindsNothingToDo()
    {
        const TestRealm realm = TestServer::shared().createRealm("declared");
        auto caller = administrator();
        const QJsonArray documents { document(u"User"_s, u"alice"_s, { { u"email"_s, u"alice@example.com"_s } }), shop(),
            document(u"Realm"_s, QString::fromLatin1(realm.name()), { { u"display_name"_s, u"Declared"_s }, { u"settings"_s, QJsonObject { { u"flow_lifetime"_s, 1200 } } } }) };
        const Reply first = caller.call("POST", target(realm), body(documents));
        QVERIFY2(first.status == 200, first.body);
        QCOMPARE(actions(first), QStringList({ u"User alice created"_s, u"Application shop created"_s, u"Realm %1 updated"_s.arg(QString::fromLatin1(realm.name())) }));
        // A secret that was made is told once.
        QVERIFY(first.json()[u"results"][1][u"secrets"][u"client_secret"].toString().size() >= 32);
        QCOMPARE(first.json()[u"results"][2][u"differences"][u"/settings/flow_lifetime"][u"after"].toInt(), 1200);
        const QByteArray before = sql("SELECT count(*) FROM audit_events WHERE realm_id = $realm", realm);
        const Reply second = caller.call("POST", target(realm), body(documents));
        for (const QString &action : actions(second))
            QVERIFY2(action.endsWith(u" unchanged"), qPrintable(action));
        QCOMPARE(sql("SELECT count(*) FROM audit_events WHERE realm_id = $realm", realm), before);
        QVERIFY(!second.body.contains("client_secret"));
    }

    void managesOnlyWhatIsNamedAndTakesNullForTheDefault()
    {
        const TestRealm realm = TestServer::shared().createRealm("declared");
        auto caller = administrator();
        caller.call("POST", target(realm), body({ shop({ { u"require_consent"_s, true } }) }));
        const QByteArray application = "/admin/v1/realms/" + realm.name() + "/applications/shop";
        caller.call("PATCH", application, { { u"client_name"_s, u"By hand"_s } });
        QCOMPARE(caller.call("POST", target(realm), body({ document(u"Application"_s, u"shop"_s, { { u"require_consent"_s, QJsonValue::Null } }) })).status, 200);
        const QJsonObject now = caller.call("GET", application).json();
        QCOMPARE(now[u"client_name"].toString(), u"By hand"_s);
        QCOMPARE(now[u"require_consent"], QJsonValue(false));
        QCOMPARE(now[u"redirect_uris"].toArray().size(), 1);
    }

    void plansExactlyWhatItDoes()
    {
        const TestRealm realm = TestServer::shared().createRealm("declared");
        auto caller = administrator();
        const QJsonArray documents { shop(), document(u"User"_s, u"bob"_s, { { u"name"_s, u"Bob"_s } }) };
        const Reply plan = caller.call("POST", target(realm) + "?dry_run=true", body(documents));
        QVERIFY2(plan.status == 200, plan.body);
        QCOMPARE(sql("SELECT count(*) FROM users WHERE realm_id = $realm", realm), "0");
        QCOMPARE(sql("SELECT count(*) FROM applications WHERE realm_id = $realm AND client_id = 'shop'", realm), "0");
        QCOMPARE(sql("SELECT count(*) FROM audit_events WHERE realm_id = $realm AND action = 'application.created'", realm), "0");
        const Reply done = caller.call("POST", target(realm), body(documents));
        QCOMPARE(actions(done), actions(plan));
        for (int i = 0; i < 2; ++i)
            QCOMPARE(done.json()[u"results"][i][u"differences"], plan.json()[u"results"][i][u"differences"]);
    }

    void appliesAllOrNothingAndSaysWhatIsWrongWithEach()
    {
        const TestRealm realm = TestServer::shared().createRealm("declared");
        auto caller = administrator();
        const Reply refused = caller.call("POST", target(realm),
            body({ shop(), shop({ { u"redirect_uri"_s, u"https://x.example/"_s } }), document(u"User"_s, u"bob"_s, { { u"email"_s, u"no address"_s } }) }));
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.json()[u"fields"][0][u"path"].toString(), u"/documents/1/metadata/name"_s);
        const Reply wrong = caller.call("POST", target(realm),
            body({ document(u"Application"_s, u"other"_s, { { u"redirect_uri"_s, u"https://x.example/"_s } }), shop(), document(u"User"_s, u"bob"_s, { { u"email"_s, u"no address"_s } }) }));
        QCOMPARE(wrong.status, 422);
        QStringList paths;
        for (const auto &field : wrong.json()[u"fields"].toArray())
            paths.append(field[u"path"].toString());
        QCOMPARE(paths, QStringList({ u"/documents/0/spec/redirect_uri"_s, u"/documents/2/spec/email"_s }));
        QVERIFY(wrong.json()[u"fields"][0][u"message"].toString().contains(u"redirect_uris"));
        QCOMPARE(sql("SELECT count(*) FROM applications WHERE realm_id = $realm AND client_id = 'shop'", realm), "0");
    }

    void refusesDocumentsThatItDoesNotUnderstand_data()
    {
        QTest::addColumn<QJsonObject>("document");
        QTest::addColumn<QString>("path");
        const QJsonObject good = shop();
        const auto with = [&](const QString &member, const QJsonValue &value) {
            QJsonObject changed = good;
            changed.insert(member, value);
            return changed;
        };
        QTest::newRow("kind") << with(u"kind"_s, u"Aplication"_s) << u"/documents/0/kind"_s;
        QTest::newRow("version") << with(u"apiVersion"_s, u"auth/v2"_s) << u"/documents/0/apiVersion"_s;
        QTest::newRow("unknown member") << with(u"metdata"_s, 1) << u"/documents/0/metdata"_s;
        QTest::newRow("another realm") << with(u"realm"_s, u"elsewhere"_s) << u"/documents/0/realm"_s;
        QTest::newRow("two names") << shop({ { u"client_id"_s, u"other"_s } }) << u"/documents/0/spec/client_id"_s;
        QTest::newRow("another realm's name") << document(u"Realm"_s, u"elsewhere"_s, {}) << u"/documents/0/metadata/name"_s;
    }
    void refusesDocumentsThatItDoesNotUnderstand()
    {
        QFETCH(QJsonObject, document);
        QFETCH(QString, path);
        static const TestRealm realm = TestServer::shared().createRealm("declared");
        auto caller = administrator();
        const Reply refused = caller.call("POST", target(realm), body({ document }));
        QVERIFY2(refused.status == 422, refused.body);
        QCOMPARE(refused.json()[u"fields"][0][u"path"].toString(), path);
    }

    void prunesOnlyWhatTheSetDeclaredAndOnlyAsMuchAsIsAllowed()
    {
        const TestRealm realm = TestServer::shared().createRealm("declared");
        auto caller = administrator();
        const QJsonObject owner { { u"owner"_s, u"platform"_s } };
        const QJsonObject old = document(u"Application"_s, u"old"_s, { { u"redirect_uris"_s, QJsonArray { u"https://old.example/"_s } } });
        caller.call("POST", target(realm), body({ old }));
        QCOMPARE(caller.call("POST", target(realm), body({ shop(), document(u"User"_s, u"alice"_s, {}), old }, owner)).status, 200);
        QCOMPARE(caller.call("POST", target(realm), body({ old }, { { u"owner"_s, u"others"_s } })).status, 200);
        // Not by leaving out.
        QCOMPARE(caller.call("POST", target(realm), body({}, owner)).status, 200);
        const QJsonObject pruning { { u"owner"_s, u"platform"_s }, { u"prune"_s, true } };
        const Reply tooMany = caller.call("POST", target(realm), body({}, pruning));
        QCOMPARE(tooMany.status, 422);
        QVERIFY2(tooMany.body.contains("Application shop"), tooMany.body);
        QJsonObject allowed = pruning;
        allowed.insert(u"max_delete"_s, 1);
        const Reply pruned = caller.call("POST", target(realm), body({}, allowed));
        QVERIFY2(pruned.status == 200, pruned.body);
        // What another set declares stays, and users always do.
        QCOMPARE(actions(pruned), QStringList { u"Application shop deleted"_s });
        QCOMPARE(caller.call("GET", "/admin/v1/realms/" + realm.name() + "/applications/old").status, 200);
        QCOMPARE(caller.call("GET", "/admin/v1/realms/" + realm.name() + "/users/alice").status, 200);
        QCOMPARE(caller.call("POST", target(realm), body({}, { { u"prune"_s, true } })).status, 422);
    }

    void refusesAPlanWhenAnythingHasMoved()
    {
        const TestRealm realm = TestServer::shared().createRealm("declared");
        auto caller = administrator();
        caller.call("POST", target(realm), body({ shop() }));
        const QJsonArray expect { QJsonObject { { u"kind"_s, u"Application"_s }, { u"name"_s, u"shop"_s }, { u"version"_s, 1 } } };
        const QJsonArray documents { shop({ { u"client_name"_s, u"Planned"_s } }) };
        caller.call("PATCH", "/admin/v1/realms/" + realm.name() + "/applications/shop", { { u"client_name"_s, u"By hand"_s } });
        const Reply moved = caller.call("POST", target(realm), body(documents, { { u"expect"_s, expect } }));
        QCOMPARE(moved.status, 412);
        QVERIFY(moved.body.contains("Application shop"));
        QCOMPARE(caller.call("GET", "/admin/v1/realms/" + realm.name() + "/applications/shop").text("client_name"), u"By hand"_s);
    }

    void exportsWhatAppliesWithoutADifference()
    {
        const TestRealm realm = TestServer::shared().createRealm("declared");
        auto caller = administrator();
        QJsonObject labelled = shop({ { u"logo_uri"_s, u"https://shop.example/logo.png"_s }, { u"access_token_lifetime"_s, 300 } });
        labelled.insert(u"metadata"_s, QJsonObject { { u"name"_s, u"shop"_s }, { u"labels"_s, QJsonObject { { u"team"_s, u"web"_s } } } });
        caller.call("POST", target(realm),
            body({ labelled, document(u"User"_s, u"alice"_s, { { u"email"_s, u"alice@example.com"_s }, { u"address"_s, QJsonObject { { u"country"_s, u"FR"_s } } } }) }));
        const Reply exported = caller.call("GET", target(realm));
        QVERIFY2(exported.status == 200, exported.body);
        QVERIFY(!exported.body.contains("secret\""));
        const QJsonArray documents = exported.json()[u"documents"].toArray();
        QStringList kinds;
        bool hasLabel = false;
        for (const auto &one : documents) {
            kinds.append(one[u"kind"].toString());
            hasLabel |= one[u"metadata"][u"labels"][u"team"].toString() == u"web";
        }
        QVERIFY(hasLabel);
        for (const char *kind : { "Realm", "Application", "User" })
            QVERIFY2(kinds.contains(QLatin1StringView(kind)), kind);
        const Reply again = caller.call("POST", target(realm) + "?dry_run=true", body(documents));
        QVERIFY2(again.status == 200, again.body);
        for (const QString &action : actions(again))
            QVERIFY2(action.endsWith(u" unchanged"), qPrintable(action));
    }

    void givesAndTakesTheRolesOfADocument()
    {
        const TestRealm realm = TestServer::shared().createRealm("declared");
        auto caller = administrator();
        const auto documents = [](const QJsonArray &roles) {
            return body({ document(u"User"_s, u"alice"_s, { { u"roles"_s, roles } }), document(u"Role"_s, u"editor"_s, {}), document(u"Role"_s, u"reader"_s, {}) });
        };
        const auto rolesOf = [&] {
            QStringList names;
            for (const auto &role : caller.call("GET", "/admin/v1/realms/" + realm.name() + "/users/alice/roles").json()[u"items"].toArray())
                names.append(role[u"name"].toString());
            return names;
        };
        const Reply first = caller.call("POST", target(realm), documents({ u"editor"_s, u"reader"_s }));
        QVERIFY2(first.status == 200, first.body);
        QCOMPARE(rolesOf(), QStringList({ u"editor"_s, u"reader"_s }));
        const QJsonArray exported = caller.call("GET", target(realm)).json()[u"documents"].toArray();
        const auto alice = std::find_if(exported.begin(), exported.end(), [](const QJsonValue &one) { return one[u"kind"].toString() == u"User"; });
        QCOMPARE(alice->toObject()[u"spec"].toObject()[u"roles"].toArray(), QJsonArray({ u"editor"_s, u"reader"_s }));
        const Reply second = caller.call("POST", target(realm), documents({ u"reader"_s }));
        QCOMPARE(actions(second)[0], u"User alice updated"_s);
        QCOMPARE(second.json()[u"results"][0][u"differences"][u"/roles"][u"after"].toArray(), QJsonArray { u"reader"_s });
        QCOMPARE(rolesOf(), QStringList { u"reader"_s });
        QCOMPARE(actions(caller.call("POST", target(realm), documents({ u"reader"_s })))[0], u"User alice unchanged"_s);
        const Reply unknown = caller.call("POST", target(realm), documents({ u"nobody"_s }));
        QCOMPARE(unknown.status, 422);
        QVERIFY2(unknown.json()[u"fields"][0][u"path"].toString().startsWith(u"/documents/0/spec/roles"_s), unknown.body);
        QCOMPARE(rolesOf(), QStringList { u"reader"_s });
    }

    void makesPeopleMembersWithTheirRolesOfADocument()
    {
        const TestRealm realm = TestServer::shared().createRealm("declared");
        auto caller = administrator();
        for (const QString &name : { u"alice"_s, u"bob"_s })
            realm.createUser(name);
        const auto member = [](const QString &name, const QJsonArray &roles = {}) {
            return QJsonObject { { u"name"_s, name }, { u"roles"_s, roles } };
        };
        const auto acme = [](const QJsonValue &members) {
            return body({ document(u"Organization"_s, u"acme"_s, { { u"members"_s, members } }), document(u"Role"_s, u"buyer"_s, {}) });
        };
        const auto members = [&] {
            QStringList list;
            const QJsonArray items = caller.call("GET", "/admin/v1/realms/" + realm.name() + "/organizations/acme/members?sort=name").json()[u"items"].toArray();
            for (const auto &item : items)
                list.append(item[u"name"].toString() + u':' + item[u"roles"][0].toString());
            return list;
        };
        const QJsonArray both { member(u"alice"_s, { u"buyer"_s }), member(u"bob"_s) };
        const Reply made = caller.call("POST", target(realm), acme(both));
        QVERIFY2(made.status == 200, made.body);
        QCOMPARE(members(), QStringList({ u"alice:buyer"_s, u"bob:"_s }));
        // As it was, spelled as people spell it, and a document that does not speak of members: nothing changes.
        for (const Reply &same : { caller.call("POST", target(realm), acme(both)),
                 caller.call("POST", target(realm), acme(QJsonArray { member(u"Alice"_s, { u"buyer"_s }), member(u"bob"_s) })),
                 caller.call("POST", target(realm), body({ document(u"Organization"_s, u"acme"_s, {}) })) }) {
            QVERIFY2(same.status == 200, same.body);
            QVERIFY2(actions(same).contains(u"Organization acme unchanged"_s), same.body);
            QCOMPARE(members().size(), 2);
        }
        const Reply changed = caller.call("POST", target(realm), acme(QJsonArray { member(u"alice"_s) }));
        QCOMPARE(changed.json()[u"results"][0][u"action"].toString(), u"updated"_s);
        QCOMPARE(changed.json()[u"results"][0][u"differences"][u"/members"][u"before"].toArray().size(), 2);
        QCOMPARE(members(), QStringList { u"alice:"_s });
        QCOMPARE(caller.call("POST", target(realm), acme(QJsonValue::Null)).status, 200);
        QCOMPARE(members(), QStringList());
        // The account is still there.
        QCOMPARE(caller.call("GET", "/admin/v1/realms/" + realm.name() + "/users/alice").status, 200);
    }

    void refusesMembersThatItDoesNotUnderstand_data()
    {
        QTest::addColumn<QJsonValue>("members");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *name, const QJsonValue &members, const QString &path) { QTest::newRow(name) << members << path; };
        row("no list", u"alice"_s, u"/members"_s);
        row("no object", QJsonArray { u"alice"_s }, u"/members/0/name"_s);
        row("no name", QJsonArray { QJsonObject { { u"roles"_s, QJsonArray() } } }, u"/members/0/name"_s);
        row("another field", QJsonArray { QJsonObject { { u"name"_s, u"alice"_s }, { u"role"_s, u"x"_s } } }, u"/members/0/role"_s);
        row("roles that are no list", QJsonArray { QJsonObject { { u"name"_s, u"alice"_s }, { u"roles"_s, u"x"_s } } }, u"/members/0/roles"_s);
        row("twice", QJsonArray { QJsonObject { { u"name"_s, u"alice"_s } }, QJsonObject { { u"name"_s, u"ALICE"_s } } }, u"/members/1/name"_s);
        row("nobody", QJsonArray { QJsonObject { { u"name"_s, u"nobody"_s } } }, u"/members"_s);
        row("an address", QJsonArray { QJsonObject { { u"name"_s, u"alice@acme.example"_s } } }, u"/members"_s);
    }
    void refusesMembersThatItDoesNotUnderstand()
    {
        QFETCH(QJsonValue, members);
        QFETCH(QString, path);
        const TestRealm realm = TestServer::shared().createRealm("declared");
        UserChanges alice;
        alice.username = u"alice"_s;
        alice.email = u"alice@acme.example"_s;
        realm.createUser(alice, {});
        const Reply refused = administrator().call("POST", target(realm), body({ document(u"Organization"_s, u"acme"_s, { { u"members"_s, members } }) }));
        QVERIFY2(refused.status == 422, refused.body);
        QCOMPARE(refused.json()[u"fields"][0][u"path"].toString(), u"/documents/0/spec"_s + path);
        QCOMPARE(administrator().call("GET", "/admin/v1/realms/" + realm.name() + "/organizations").json()[u"items"].toArray(), QJsonArray());
    }

    void roundTripsEveryKind()
    {
        const TestRealm realm = TestServer::shared().createRealm("declared");
        auto caller = administrator();
        const QJsonArray documents {
            document(u"ResourceServer"_s, u"orders"_s, { { u"identifier"_s, u"https://orders.example/"_s } }),
            document(u"Scope"_s, u"orders"_s, { { u"resource_server"_s, u"orders"_s }, { u"permissions"_s, QJsonArray { u"orders:*"_s } } }),
            document(u"Role"_s, u"reader"_s, { { u"permissions"_s, QJsonArray { u"orders:read"_s } } }),
            document(u"Role"_s, u"editor"_s, { { u"parents"_s, QJsonArray { u"reader"_s } } }),
            document(u"Organization"_s, u"acme"_s, { { u"display_name"_s, u"Acme"_s }, { u"domains"_s, QJsonArray { u"acme.example"_s } }, { u"require_mfa"_s, true },
                { u"members"_s, QJsonArray { QJsonObject { { u"name"_s, u"alice"_s }, { u"roles"_s, QJsonArray { u"reader"_s } } } } } }),
            shop({ { u"roles"_s, QJsonArray { u"reader"_s } } }),
            document(u"ApiKey"_s, u"nightly"_s, { { u"application"_s, u"shop"_s } }),
            document(u"User"_s, u"alice"_s, { { u"roles"_s, QJsonArray { u"editor"_s } }, { u"password"_s, QString::fromLatin1(TestRealm::kPassword) } }),
        };
        const Reply made = caller.call("POST", target(realm), body(documents));
        QVERIFY2(made.status == 200, made.body);
        const QJsonArray exported = caller.call("GET", target(realm)).json()[u"documents"].toArray();
        QSet<QString> kinds;
        for (const auto &one : exported)
            kinds.insert(one[u"kind"].toString());
        for (const auto &kind : HttpClient(TestServer::shared()).get("/admin/v1/schemas").json()[u"kinds"].toArray()) {
            // Permissions come into being with the roles that give them; keys are made, not declared.
            if (kind != u"Permission"_s && kind != u"SigningKey"_s)
                QVERIFY2(kinds.contains(kind.toString()), qPrintable(kind.toString()));
        }
        AdminCaller reader(TestServer::shared(),
            tokenFor(TestServer::shared(), realm.name(), "configuration:read realms:read applications:read api_keys:read scopes:read roles:read organizations:read users:read"));
        // Who may read may plan.
        const Reply plan = reader.call("POST", target(realm) + "-plan", body(exported));
        QVERIFY2(plan.status == 200, plan.body);
        for (const QString &action : actions(plan))
            QVERIFY2(action.endsWith(u" unchanged"), qPrintable(action));
    }

    void plansForWhoMayOnlyRead()
    {
        const TestRealm realm = TestServer::shared().createRealm("declared");
        const QByteArray rights = "configuration:read realms:read applications:read roles:read users:read";
        AdminCaller reader(TestServer::shared(), tokenFor(TestServer::shared(), realm.name(), rights));
        const QJsonObject wanted = body({ shop(), document(u"Role"_s, u"boss"_s, { { u"rights"_s, QJsonArray { u"*"_s } } }),
            document(u"User"_s, u"alice"_s, { { u"roles"_s, QJsonArray { u"boss"_s } }, { u"password"_s, u"a password that nobody has"_s } }) });
        // That the reader got a token is written behind its answer.
        const char *const written = "SELECT string_agg(action, ' ' ORDER BY action) FROM audit_events WHERE realm_id = $realm AND action <> 'token.issued'";
        const QByteArray before = sql(written, realm);
        const Reply plan = reader.call("POST", target(realm) + "-plan", wanted);
        QVERIFY2(plan.status == 200, plan.body);
        QCOMPARE(actions(plan).size(), 3);
        QVERIFY(!plan.body.contains("\"secrets\"") && !plan.body.contains("nobody has"));
        QCOMPARE(sql(written, realm), before);
        QCOMPARE(sql("SELECT count(*) FROM users WHERE realm_id = $realm", realm), "0");
        QCOMPARE(reader.call("POST", target(realm), wanted).status, 403);
        // What they may not read they may not compare either.
        QCOMPARE(reader.call("POST", target(realm) + "-plan", body({ document(u"Scope"_s, u"orders"_s, {}) })).status, 403);
        AdminCaller blind(TestServer::shared(), tokenFor(TestServer::shared(), realm.name(), "users:read"));
        QCOMPARE(blind.call("POST", target(realm) + "-plan", wanted).status, 403);
    }

    void showsAChangeOfLabelsAlone()
    {
        const TestRealm realm = TestServer::shared().createRealm("declared");
        auto caller = administrator();
        const auto labelled = [](const QString &team) {
            QJsonObject one = shop();
            one.insert(u"metadata"_s, QJsonObject { { u"name"_s, u"shop"_s }, { u"labels"_s, QJsonObject { { u"team"_s, team } } } });
            return body({ one }, { { u"owner"_s, u"platform"_s } });
        };
        caller.call("POST", target(realm), labelled(u"web"_s));
        QCOMPARE(actions(caller.call("POST", target(realm), labelled(u"web"_s))), QStringList { u"Application shop unchanged"_s });
        const Reply changed = caller.call("POST", target(realm), labelled(u"mobile"_s));
        QCOMPARE(actions(changed), QStringList { u"Application shop updated"_s });
        QCOMPARE(changed.json()[u"results"][0][u"differences"][u"/metadata/labels"][u"after"][u"team"].toString(), u"mobile"_s);
        // Labels that a document does not name stay.
        caller.call("POST", target(realm), body({ shop() }, { { u"owner"_s, u"platform"_s } }));
        QCOMPARE(actions(caller.call("POST", target(realm), labelled(u"mobile"_s))), QStringList { u"Application shop unchanged"_s });
    }

    void makesTheRealmThatItsDocumentDescribes()
    {
        auto caller = administrator();
        const QString name = u"declared-new"_s;
        const QJsonArray documents { shop(), document(u"Realm"_s, name, { { u"display_name"_s, u"New"_s } }) };
        const QJsonObject request = body(documents, { { u"realm"_s, name } });
        QCOMPARE(caller.call("POST", "/admin/v1/configuration?dry_run=true", request).status, 200);
        QCOMPARE(caller.call("GET", "/admin/v1/realms/declared-new").status, 404);
        const Reply made = caller.call("POST", "/admin/v1/configuration", request);
        QVERIFY2(made.status == 200, made.body);
        QCOMPARE(actions(made), QStringList({ u"Application shop created"_s, u"Realm declared-new created"_s }));
        QCOMPARE(caller.call("GET", "/admin/v1/realms/declared-new").text("display_name"), u"New"_s);
        QCOMPARE(caller.call("GET", "/admin/v1/realms/declared-new/applications/shop").status, 200);
        const Reply missing = caller.call("POST", "/admin/v1/configuration", body({ shop() }, { { u"realm"_s, u"nowhere"_s } }));
        QCOMPARE(missing.status, 404);
    }

    void needsThePermissionOfEachOperation()
    {
        const TestRealm realm = TestServer::shared().createRealm("declared");
        AdminCaller caller(TestServer::shared(), tokenFor(TestServer::shared(), realm.name(), "configuration:read configuration:write realms:read applications:read api_keys:read scopes:read roles:read organizations:read users:read users:write"));
        QCOMPARE(caller.call("POST", target(realm), body({ document(u"User"_s, u"alice"_s, {}) })).status, 200);
        const Reply refused = caller.call("POST", target(realm), body({ document(u"User"_s, u"bob"_s, {}), shop() }));
        QCOMPARE(refused.status, 403);
        QVERIFY(refused.body.contains("applications:write"));
        QCOMPARE(sql("SELECT count(*) FROM users WHERE realm_id = $realm", realm), "1");
        QCOMPARE(caller.call("GET", target(realm)).status, 200);
        AdminCaller viewer(TestServer::shared(), tokenFor(TestServer::shared(), realm.name(), "configuration:read realms:read applications:read"));
        QCOMPARE(viewer.call("GET", target(realm)).status, 403);
    }

    void remembersASecretOnlyByItsMac()
    {
        const TestRealm realm = TestServer::shared().createRealm("declared");
        auto caller = administrator();
        const QString secret = u"a-secret-of-a-declared-application-0123456789"_s;
        const QJsonArray documents { shop({ { u"client_secret"_s, secret } }) };
        const Reply first = caller.call("POST", target(realm), body(documents, { { u"owner"_s, u"platform"_s } }));
        QVERIFY2(first.status == 200 && !first.body.contains(secret.toUtf8()), first.body);
        QCOMPARE(actions(caller.call("POST", target(realm), body(documents, { { u"owner"_s, u"platform"_s } }))), QStringList { u"Application shop unchanged"_s });
        const QJsonArray other { shop({ { u"client_secret"_s, secret + u'x' } }) };
        QCOMPARE(actions(caller.call("POST", target(realm), body(other, { { u"owner"_s, u"platform"_s } }))), QStringList { u"Application shop updated"_s });
        QVERIFY(!sql("SELECT string_agg(d::text, '') FROM declarations d WHERE realm_id = $realm", realm).contains(secret.toUtf8()));
        const Reply declared = caller.call("GET", target(realm) + "/platform");
        QVERIFY2(declared.status == 200 && !declared.body.contains("client_secret"), declared.body);
    }
};

AUTH_TEST(ConfigurationTest);

#include "ConfigurationTest.moc"
