// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "DescribedApi.h"
#include "RelyingParty.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// Every operation of the description, with every kind of caller that must not get through (security.md B1, B2). A new
/// operation is asked, too: its requests are made from the description, what it is about is made by the operation that
/// creates such things, and what to expect follows from its permission.
class AdminAccessTest : public QObject {
    Q_OBJECT

    DescribedApi m_api { TestServer::shared() };
    DescribedApi::Place m_place = m_api.makePlace();
    TestRealm m_otherRealm = TestServer::shared().createRealm("other");
    // Everything in it is of m_place's realm, but not the realm.
    DescribedApi::Place m_mixedPlace = mixed();
    QByteArray m_everyScope = everyScope();
    QByteArray m_personWithoutRights = tokenOfPerson();
    QByteArray m_otherAdministrator = tokenWithRole(m_otherRealm.name(), u"realm-administrator"_s);
    QByteArray m_viewer = tokenWithRole("system", u"viewer"_s);
    QByteArray m_realmViewer = tokenWithRole(m_place["realm"], u"realm-viewer"_s);
    QHash<QByteArray, QByteArray> m_allButOne;

    DescribedApi::Place mixed() const
    {
        DescribedApi::Place place = m_place;
        place["realm"] = m_otherRealm.name();
        return place;
    }

    static QByteArray everyScope()
    {
        QByteArrayList list;
        for (const char *const permission : api::permissions())
            list.append(permission);
        return list.join(' ');
    }

    static QJsonObject adminResource()
    {
        return { { u"allowed_resources"_s,
            QJsonArray { QString::fromLatin1(TestServer::shared().publicUrl() + "/admin/v1") } } };
    }

    /// A machine that acts with the rights of a role.
    static QByteArray tokenWithRole(const QByteArray &realm, const QString &role)
    {
        TestServer &server = TestServer::shared();
        AdminCaller administrator(server, administratorToken(server));
        const QString clientId = u"machine-as-%1"_s.arg(role);
        const QByteArray base = "/admin/v1/realms/" + realm;
        QJsonObject body = adminResource();
        body[u"client_id"] = clientId;
        body[u"type"] = u"machine"_s;
        body[u"token_endpoint_auth_method"] = u"client_secret_post"_s;
        const Reply created = administrator.call("POST", base + "/applications", body);
        administrator.call("POST", base + "/applications/" + clientId.toLatin1() + "/roles/add",
            { { u"roles"_s, QJsonArray { role } } });
        HttpClient client(server);
        const Reply token = client.post("/realms/" + realm + "/oauth/token",
            { { "grant_type", "client_credentials" }, { "client_id", clientId.toLatin1() },
                { "client_secret", created.text("client_secret").toLatin1() },
                { "resource", server.publicUrl() + "/admin/v1" } });
        if (token.status != 200)
            qFatal("no token: %s", token.body.constData());
        return token.text("access_token").toLatin1();
    }

    QByteArray tokenOfPerson() const
    {
        TestServer &server = TestServer::shared();
        const TestRealm realm(&server,
            *RealmId::parse(server.sql("SELECT id FROM realms WHERE name = '" + m_place["realm"] + '\'')),
            m_place["realm"]);
        realm.createUser(u"somebody"_s);
        ApplicationChanges changes;
        changes.clientId = u"console-of-anybody"_s;
        changes.scope = u"openid "_s + QString::fromLatin1(m_everyScope);
        changes.metadata = adminResource();
        const auto console = RelyingParty::spa(realm, changes);
        return console
            .tokens(
                "somebody", { { "resource", server.publicUrl() + "/admin/v1" }, { "scope", "openid " + m_everyScope } })
            .access;
    }

    static void eachOperation()
    {
        QTest::addColumn<int>("index");
        for (size_t i = 0; i < api::operations().size(); ++i)
            QTest::newRow(api::operations()[i].name) << static_cast<int>(i);
    }

    static const api::Operation &current()
    {
        return api::operations()[static_cast<size_t>(*static_cast<int *>(QTest::qData("index", QMetaType::Int)))];
    }

    static bool isOfRealm(const api::Operation &operation) { return QByteArray(operation.path).contains("{realm}"); }
    static bool reads(const api::Operation &operation) { return QByteArray(operation.permission).endsWith(":read"); }

    /// What was done since, as the audit log has it.
    static QByteArray changes()
    {
        return TestServer::shared().sql("SELECT count(*) FROM audit_events WHERE outcome = 'success'"
                                        " AND (before IS NOT NULL OR after IS NOT NULL)");
    }

    void compare(const QByteArray &token, const DescribedApi::Place &place, const QList<int> &statuses) const
    {
        const QByteArray before = changes();
        const Reply reply = m_api.call(current(), place, token);
        QVERIFY2(statuses.contains(reply.status), QByteArray::number(reply.status) + ' ' + reply.body);
        QCOMPARE(reply.mediaType(), "application/problem+json");
        QCOMPARE(changes(), before);
    }

private Q_SLOTS:
    void refusesCallersWithoutAToken_data() { eachOperation(); }
    void refusesCallersWithoutAToken()
    {
        compare({}, m_place, { 401 });
        QVERIFY(m_api.call(current(), m_place, {}).field("WWW-Authenticate").startsWith("Bearer"));
    }

    void refusesTokensThatAreNone_data() { eachOperation(); }
    void refusesTokensThatAreNone()
    {
        for (const QByteArray token : { "x", "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.e30.", "a.b.c" })
            compare(token, m_place, { 401 });
    }

    void refusesPeopleWithoutRights_data() { eachOperation(); }
    void refusesPeopleWithoutRights() { compare(m_personWithoutRights, m_place, { 403 }); }

    void letsViewersReadAndNothingElse_data() { eachOperation(); }
    void letsViewersReadAndNothingElse()
    {
        if (!reads(current())) {
            compare(m_viewer, m_place, { 403 });
            compare(m_realmViewer, m_place, { 403 });
            return;
        }
        // Objects that a body names are examples: nobody made them.
        const bool whole = DescribedApi::isWhole(current(), m_place) && !current().hasBody;
        for (const auto &[token, refused] : { std::pair(m_viewer, false), { m_realmViewer, !isOfRealm(current()) } }) {
            const Reply reply = m_api.call(current(), m_place, token);
            if (refused)
                QCOMPARE(reply.status, 403);
            else
                QVERIFY2(reply.status == current().status || (!whole && (reply.status == 404 || reply.status == 422)),
                    reply.body);
            QVERIFY(!reply.body.contains("client_secret\""));
        }
    }

    void refusesEveryPermissionButTheRightOne_data() { eachOperation(); }
    void refusesEveryPermissionButTheRightOne()
    {
        QByteArray &token = m_allButOne[current().permission];
        if (token.isEmpty()) {
            QByteArrayList others = m_everyScope.split(' ');
            others.removeAll(current().permission);
            token = tokenFor(TestServer::shared(), "system", others.join(' '));
        }
        compare(token, m_place, { 403 });
    }

    void keepsAdministratorsOfAnotherRealmOut_data() { eachOperation(); }
    void keepsAdministratorsOfAnotherRealmOut()
    {
        compare(m_otherAdministrator, m_place, { isOfRealm(current()) ? 404 : 403 });
    }

    void doesNotFindThingsOfAnotherRealm_data() { eachOperation(); }
    void doesNotFindThingsOfAnotherRealm()
    {
        if (pathParameters(current().path).size() < 2)
            return;
        compare(m_otherAdministrator, m_mixedPlace, { 404 });
        compare(administratorToken(TestServer::shared()), m_mixedPlace, { 404 });
    }

    void refusesTokensForAnotherAudience()
    {
        TestServer &server = TestServer::shared();
        AdminCaller administrator(server, administratorToken(server));
        const Reply created = administrator.call("POST", "/admin/v1/realms/system/applications",
            { { u"client_id"_s, u"other-audience"_s }, { u"type"_s, u"machine"_s },
                { u"scope"_s, QString::fromLatin1(m_everyScope) },
                { u"token_endpoint_auth_method"_s, u"client_secret_post"_s } });
        HttpClient client(server);
        const Reply token = client.post("/realms/system/oauth/token",
            { { "grant_type", "client_credentials" }, { "client_id", "other-audience" },
                { "client_secret", created.text("client_secret").toLatin1() } });
        QCOMPARE(token.status, 200);
        for (const auto &operation : api::operations())
            QCOMPARE(m_api.call(operation, m_place, token.text("access_token").toLatin1()).status, 401);
    }

    void refusesExpiredTokens()
    {
        TestServer server;
        const DescribedApi described(server);
        const QByteArray token = administratorToken(server);
        AdminCaller caller(server, token);
        QCOMPARE(caller.call("GET", "/admin/v1/realms").status, 200);
        server.advance(std::chrono::hours(2));
        for (const auto &operation : api::operations())
            QCOMPARE(described.call(operation, { { "realm", "main" } }, token).status, 401);
    }

    void takesTokensFromTheHeaderOnly()
    {
        TestServer &server = TestServer::shared();
        AdminCaller caller(server, {});
        QCOMPARE(caller.call("GET", "/admin/v1/realms?access_token=" + administratorToken(server)).status, 401);
    }

    void answersWithAllowWhereTheMethodIsWrong()
    {
        AdminCaller caller(TestServer::shared(), administratorToken(TestServer::shared()));
        const Reply reply = caller.call("DELETE", "/admin/v1/realms");
        QCOMPARE(reply.status, 405);
        QVERIFY(reply.field("Allow").contains("POST"));
        QCOMPARE(caller.call("HEAD", "/admin/v1/realms").status, 200);
        // RFC 9110 §9.1: a known method that nothing takes.
        const Reply trace = caller.call("TRACE", "/admin/v1/realms");
        QCOMPARE(trace.status, 405);
        QVERIFY(trace.field("Allow").contains("GET") && !trace.field("Allow").contains("TRACE"));
    }
};

AUTH_TEST(AdminAccessTest);
#include "AccessTest.moc"
