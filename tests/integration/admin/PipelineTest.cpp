// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminFixture.h"
#include "AuthTest.h"

using namespace auth;
using namespace Qt::StringLiterals;

namespace {

/// JSON with single quotation marks: moc does not read raw strings with double ones.
QByteArray q(QByteArray text)
{
    return text.replace('\'', '"');
}

}

class PipelineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void createsReadsChangesAndDeletes()
    {
        test::AdminFixture f;
        const auto created = f.post("/admin/v1/realms", q("{'name':'acme','display_name':'Acme'}"));
        QCOMPARE(created.status(), 201);
        const QJsonObject realm = f.json(created);
        QVERIFY(Uuid::parse(realm[u"id"].toString().toLatin1()));
        QCOMPARE(created.header("Location"), "/admin/v1/realms/" + realm[u"id"].toString().toLatin1());
        QCOMPARE(created.header("ETag"), "\"1\"");
        QCOMPARE(f.json(f.get("/admin/v1/realms/acme")), realm);
        QCOMPARE(f.json(f.get("/admin/v1/realms/" + realm[u"id"].toString().toLatin1())), realm);

        const auto changed = f.patch(
            "/admin/v1/realms/acme", q("{'settings':{'password_min_length':20}}"), { { "if-match", "\"1\"" } });
        QCOMPARE(changed.status(), 200);
        QCOMPARE(changed.header("ETag"), "\"2\"");
        QCOMPARE(f.json(changed)[u"settings"][u"password_min_length"].toInt(), 20);
        QCOMPARE(f.json(changed)[u"display_name"].toString(), u"Acme"_s);

        QCOMPARE(f.remove("/admin/v1/realms/acme").status(), 204);
        QCOMPARE(f.get("/admin/v1/realms/acme").status(), 404);
        QCOMPARE(f.testDatabase.sql(
                     "SELECT string_agg(action, ',' ORDER BY at, id) FROM audit_events WHERE target_name = 'acme'"),
            "realm.created,realm.updated,realm.deleted");
    }

    void answersProblemsThatNameEveryField()
    {
        test::AdminFixture f;
        const auto refused = f.post("/admin/v1/realms/system/applications",
            q("{'redirect_uri':['https://a.example/'],'type':'webb','enabled':'yes'}"));
        QCOMPARE(refused.status(), 422);
        QCOMPARE(refused.header("Content-Type"), "application/problem+json");
        const QJsonObject problem = f.json(refused);
        QCOMPARE(problem[u"code"].toString(), u"validation_failed"_s);
        QCOMPARE(problem[u"request_id"].toString(), u"test"_s);
        QStringList found;
        for (const auto &field : problem[u"fields"].toArray())
            found.append(field[u"path"].toString() + u' ' + field[u"code"].toString());
        found.sort();
        QCOMPARE(
            found, (QStringList { u"/enabled invalid"_s, u"/redirect_uri unknown_field"_s, u"/type not_supported"_s }));
        QVERIFY(refused.body().contains("did you mean \\\"redirect_uris\\\"?"));
    }

    void refusesWhatIsNotJson_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::newRow("syntax") << QByteArray("{\"name\":") << 400;
        QTest::newRow("duplicate") << QByteArray(q("{'name':'a','name':'b'}")) << 400;
        QTest::newRow("array") << QByteArray("[]") << 400;
        QTest::newRow("not utf-8") << QByteArray("{\"name\":\"\xff\"}") << 400;
        QTest::newRow("nul") << QByteArray(q("{'name':'a\\u0000b'}")) << 400;
        QTest::newRow("id") << QByteArray(q("{'name':'a','id':'018f2d5e-7c11-7000-8000-000000000000'}")) << 422;
        QTest::newRow("created_at") << QByteArray(q("{'name':'a','created_at':'2020-01-01T00:00:00Z'}")) << 422;
    }
    void refusesWhatIsNotJson()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        test::AdminFixture f;
        QCOMPARE(f.post("/admin/v1/realms", body).status(), status);
        QCOMPARE(f.testDatabase.sql("SELECT count(*) FROM realms"), "1");
    }

    void refusesOtherMediaTypes()
    {
        test::AdminFixture f;
        QCOMPARE(
            f.send(http::Method::Post, "/admin/v1/realms", {}, { { "content-type", "text/plain" } }).status(), 415);
    }

    void refusesUnknownAndRepeatedParameters()
    {
        test::AdminFixture f;
        const auto unknown = f.get("/admin/v1/realms?limt=3");
        QCOMPARE(unknown.status(), 422);
        QVERIFY(unknown.body().contains("did you mean \\\"limit\\\"?"));
        QCOMPARE(f.get("/admin/v1/realms?limit=3&limit=4").status(), 422);
        QCOMPARE(f.get("/admin/v1/realms?limit=+3").status(), 422);
        QCOMPARE(f.get("/admin/v1/realms?limit=0").status(), 422);
    }

    void deniesByDefault()
    {
        test::AdminFixture f;
        f.authentication.caller.reset();
        QCOMPARE(f.get("/admin/v1/realms").status(), 401);
        f.caller("system", { "realms:read" });
        QCOMPARE(f.get("/admin/v1/realms").status(), 200);
        const auto refused = f.post("/admin/v1/realms", q("{'name':'acme'}"));
        QCOMPARE(refused.status(), 403);
        QCOMPARE(f.json(refused)[u"code"].toString(), u"insufficient_scope"_s);
    }

    void keepsAdministratorsOfARealmInIt()
    {
        test::AdminFixture f;
        f.post("/admin/v1/realms", q("{'name':'acme'}"));
        f.post("/admin/v1/realms", q("{'name':'other'}"));
        f.caller("acme", { "realms:read", "realms:write", "applications:read", "applications:write" });
        QCOMPARE(f.get("/admin/v1/realms/acme").status(), 200);
        QCOMPARE(f.get("/admin/v1/realms/acme/applications").status(), 200);
        QCOMPARE(f.get("/admin/v1/realms").status(), 403);
        QCOMPARE(f.post("/admin/v1/realms", q("{'name':'third'}")).status(), 403);
        // A realm out of reach looks like one that is not there.
        const auto other = f.get("/admin/v1/realms/other/applications");
        const auto none = f.get("/admin/v1/realms/nobody/applications");
        QCOMPARE(other.status(), 404);
        QCOMPARE(other.body(), none.body());
        QCOMPARE(f.patch("/admin/v1/realms/other", q("{'display_name':'x'}")).status(), 404);
        QCOMPARE(f.remove("/admin/v1/realms/system").status(), 404);
    }

    void doesNotFindThingsOfAnotherRealmByTheirIds()
    {
        test::AdminFixture f;
        f.post("/admin/v1/realms", q("{'name':'acme'}"));
        f.post("/admin/v1/realms", q("{'name':'other'}"));
        const auto id
            = f.json(f.post("/admin/v1/realms/acme/applications", q("{'client_id':'shop','type':'web'}")))[u"id"]
                  .toString()
                  .toLatin1();
        QCOMPARE(f.get("/admin/v1/realms/acme/applications/" + id).status(), 200);
        QCOMPARE(f.get("/admin/v1/realms/other/applications/" + id).status(), 404);
        QCOMPARE(f.patch("/admin/v1/realms/other/applications/" + id, q("{'client_name':'x'}")).status(), 404);
        QCOMPARE(f.remove("/admin/v1/realms/other/applications/" + id).status(), 404);
    }

    void letsNobodyGiveAnApplicationRightsBeyondTheirOwn()
    {
        test::AdminFixture f;
        const QByteArray body = q("{'client_id':'robot','type':'machine','scope':'realms:write applications:write',"
                                  "'allowed_resources':['https://id.example/admin/v1']}");
        f.caller("system", { "applications:read", "applications:write" });
        QCOMPARE(f.post("/admin/v1/realms/system/applications", body).status(), 403);
        QCOMPARE(f.testDatabase.sql("SELECT count(*) FROM applications"), "0");
        f.caller("system", { "applications:write", "realms:write" });
        QCOMPARE(f.post("/admin/v1/realms/system/applications", body).status(), 201);
        // Nor take over one that has them.
        f.caller("system", { "applications:read", "applications:write" });
        QCOMPARE(f.patch("/admin/v1/realms/system/applications/robot",
                      q("{'client_secret':'0123456789abcdef0123456789abcdef'}"))
                     .status(),
            403);
        QCOMPARE(f.patch("/admin/v1/realms/system/applications/robot", q("{'allowed_resources':[]}")).status(), 403);
    }

    void refusesAStaleIfMatch()
    {
        test::AdminFixture f;
        f.post("/admin/v1/realms", q("{'name':'acme'}"));
        for (const QByteArray tag : { "\"7\"", "\"x\"", "W/\"1\"", "1" })
            QCOMPARE(
                f.patch("/admin/v1/realms/acme", q("{'display_name':'x'}"), { { "if-match", tag } }).status(), 412);
        QCOMPARE(f.remove("/admin/v1/realms/acme", { { "if-match", "\"7\"" } }).status(), 412);
        QCOMPARE(f.patch("/admin/v1/realms/acme", q("{'display_name':'x'}"), { { "if-match", "*" } }).status(), 200);
    }

    void leavesNoTraceOfADryRun()
    {
        test::AdminFixture f;
        const QByteArray before = f.testDatabase.sql("SELECT count(*) FROM audit_events");
        const auto planned = f.post("/admin/v1/realms?dry_run=true", q("{'name':'acme'}"));
        QCOMPARE(planned.status(), 201);
        QCOMPARE(f.json(planned)[u"name"].toString(), u"acme"_s);
        QCOMPARE(f.get("/admin/v1/realms/acme").status(), 404);
        QCOMPARE(f.testDatabase.sql("SELECT count(*) FROM audit_events"), before);
        f.post("/admin/v1/realms", q("{'name':'acme'}"));
        QCOMPARE(f.remove("/admin/v1/realms/acme?dry_run=true").status(), 204);
        QCOMPARE(f.get("/admin/v1/realms/acme").status(), 200);
        QCOMPARE(f.post("/admin/v1/realms?dry_run=true", q("{'name':'acme'}")).status(), 409);
    }

    void answersARepeatedRequestWithTheSameAnswer()
    {
        test::AdminFixture f;
        const QByteArray body = q("{'client_id':'shop','type':'web'}");
        const QList<http::Header> key { { "idempotency-key", "abc" } };
        const auto first = f.post("/admin/v1/realms/system/applications", body, key);
        QCOMPARE(first.status(), 201);
        const auto second = f.post("/admin/v1/realms/system/applications", body, key);
        QCOMPARE(second.status(), 201);
        QCOMPARE(second.body(), first.body());
        QCOMPARE(second.header("ETag"), first.header("ETag"));
        QCOMPARE(second.header("Idempotency-Replayed"), "true");
        QCOMPARE(f.testDatabase.sql("SELECT count(*) FROM applications"), "1");
        QCOMPARE(
            f.post("/admin/v1/realms/system/applications", q("{'client_id':'other','type':'web'}"), key).status(), 422);
        // The answer holds the secret: the database does not.
        const QByteArray secret = f.json(first)[u"client_secret"].toString().toLatin1();
        QCOMPARE(f.testDatabase.sql("SELECT count(*) FROM idempotency_keys WHERE position('" + secret
                     + "' IN encode(answer_sealed, 'escape')) > 0"),
            "0");
        // Somebody else's key is another key.
        f.authentication.caller->subject = u"somebody"_s;
        QCOMPARE(f.post("/admin/v1/realms/system/applications", body, key).status(), 409);
    }

    void answersARepeatedActionWithTheSameAnswer()
    {
        test::AdminFixture f;
        f.post("/admin/v1/realms", q("{'name':'acme','display_name':'One'}"));
        f.patch("/admin/v1/realms/acme", q("{'display_name':'Two'}"));
        const QList<http::Header> key { { "idempotency-key", "abc" } };
        QCOMPARE(f.post("/admin/v1/realms/acme/revert", q("{'version':1}"), key).status(), 200);
        const auto again = f.post("/admin/v1/realms/acme/revert", q("{'version':1}"), key);
        QCOMPARE(again.status(), 200);
        QCOMPARE(again.header("Idempotency-Replayed"), "true");
        QCOMPARE(f.json(f.get("/admin/v1/realms/acme"))[u"version"].toInt(), 3);
    }

    void keepsTheReasonInTheAuditTrail()
    {
        test::AdminFixture f;
        const auto reasons = [&f](const char *action) {
            return f.testDatabase.sql(
                QByteArray("SELECT string_agg(reason, ',') FROM audit_events WHERE reason <> '' AND action = '")
                + action + "'");
        };
        QCOMPARE(f.post("/admin/v1/realms", q("{'name':'acme'}"), { { "audit-reason", "ticket%207%3A%20gr%C3%BCn" } })
                     .status(),
            201);
        QCOMPARE(reasons("realm.created"), "ticket 7: grün");
        for (const QByteArray &bad : { QByteArray("%FF"), QByteArray("a&b=c"), QByteArray(501, 'x') })
            QCOMPARE(f.post("/admin/v1/realms", q("{'name':'other'}"), { { "audit-reason", bad } }).status(), 422);
    }

    void doesARequestThatComesTwiceAtOnceOnce()
    {
        test::AdminFixture f;
        const auto request = [&f] {
            http::Request r;
            r.method = http::Method::Post;
            r.path = "/admin/v1/realms";
            r.headers = { { "content-type", "application/json" }, { "idempotency-key", "abc" } };
            r.body = q("{'name':'acme'}");
            r.deadline = f.deadline();
            r.cancellation = std::make_shared<http::Cancellation>();
            return r;
        };
        auto first = f.router.dispatch(request());
        auto second = f.router.dispatch(request());
        const auto a = QCoro::waitFor(first);
        const auto b = QCoro::waitFor(second);
        QCOMPARE(a.status(), 201);
        QCOMPARE(b.status(), 201);
        QCOMPARE(a.body(), b.body());
        QCOMPARE(f.testDatabase.sql("SELECT count(*) FROM realms WHERE name = 'acme'"), "1");
    }

    void pagesThroughEverythingOnce()
    {
        test::AdminFixture f;
        for (int i = 0; i < 7; ++i)
            f.post("/admin/v1/realms/system/applications",
                "{\"client_id\":\"app" + QByteArray::number(i) + "\",\"client_name\":\"same\",\"type\":\"web\"}");
        for (const QByteArray sort : { "client_id", "-client_id", "client_name", "-created_at" }) {
            QStringList seen;
            QByteArray after;
            int pages = 0;
            do {
                const auto page = f.get("/admin/v1/realms/system/applications?limit=3&sort=" + sort
                    + (after.isEmpty() ? "" : "&after=" + after));
                QCOMPARE(page.status(), 200);
                seen += f.names(page, u"client_id"_s);
                after = f.json(page)[u"next"].toString().toLatin1();
                ++pages;
            } while (!after.isEmpty());
            QCOMPARE(pages, 3);
            QCOMPARE(seen.size(), 7);
            if (sort.endsWith("client_id")) {
                QStringList sorted = seen;
                sorted.sort();
                if (sort.startsWith('-'))
                    std::reverse(sorted.begin(), sorted.end());
                QCOMPARE(seen, sorted);
            }
            seen.removeDuplicates();
            QCOMPARE(seen.size(), 7);
        }
    }

    void refusesCursorsThatWereNotMadeForTheList()
    {
        test::AdminFixture f;
        f.post("/admin/v1/realms", q("{'name':'acme'}"));
        for (int i = 0; i < 3; ++i) {
            f.post("/admin/v1/realms/system/applications",
                "{\"client_id\":\"app" + QByteArray::number(i) + "\",\"type\":\"web\"}");
            f.post("/admin/v1/realms/acme/applications",
                "{\"client_id\":\"app" + QByteArray::number(i) + "\",\"type\":\"web\"}");
        }
        const auto after = f.json(f.get("/admin/v1/realms/system/applications?limit=1"))[u"next"].toString().toLatin1();
        QCOMPARE(f.get("/admin/v1/realms/system/applications?limit=1&after=" + after).status(), 200);
        QCOMPARE(f.firstPath(f.get("/admin/v1/realms/acme/applications?after=" + after)), u"/after"_s);
        QCOMPARE(f.firstPath(f.get("/admin/v1/realms/system/applications?q=app&after=" + after)), u"/after"_s);
        QCOMPARE(
            f.firstPath(f.get("/admin/v1/realms/system/applications?sort=-client_id&after=" + after)), u"/after"_s);
        QByteArray flipped = after;
        flipped[flipped.size() / 2] = flipped[flipped.size() / 2] == 'A' ? 'B' : 'A';
        QCOMPARE(f.firstPath(f.get("/admin/v1/realms/system/applications?after=" + flipped)), u"/after"_s);
        QCOMPARE(f.firstPath(f.get("/admin/v1/realms/system/applications?after=x")), u"/after"_s);
    }

    void filters_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QStringList>("expected");
        const QStringList all { u"100%_off"_s, u"api"_s, u"shop"_s };
        QTest::newRow("nothing") << QByteArray("") << all;
        QTest::newRow("exact") << QByteArray("client_id:shop") << QStringList { u"shop"_s };
        QTest::newRow("case") << QByteArray("client_id:SHOP") << QStringList { u"shop"_s };
        QTest::newRow("not a part") << QByteArray("client_id:sho") << QStringList {};
        QTest::newRow("wildcard") << QByteArray("client_id:s*p") << QStringList { u"shop"_s };
        QTest::newRow("percent stands for itself")
            << QByteArray("client_id:100%25_off") << QStringList { u"100%_off"_s };
        QTest::newRow("percent is no wildcard") << QByteArray("client_id:%25") << QStringList {};
        QTest::newRow("underscore is no wildcard") << QByteArray("client_id:sho_") << QStringList {};
        QTest::newRow("sql") << QByteArray("%22'+OR+1=1--%22") << QStringList {};
        QTest::newRow("backslash") << QByteArray("%22%5C%22") << QStringList {};
        QTest::newRow("negated") << QByteArray("-client_id:shop") << QStringList { u"100%_off"_s, u"api"_s };
        QTest::newRow("boolean") << QByteArray("enabled:false") << QStringList { u"api"_s };
        QTest::newRow("both") << QByteArray("enabled:true+type:web") << QStringList { u"shop"_s };
        QTest::newRow("array") << QByteArray("grant_types:client_credentials") << QStringList { u"api"_s };
        QTest::newRow("free text") << QByteArray("%22he+sho%22") << QStringList { u"shop"_s };
        QTest::newRow("young") << QByteArray("created_at%3C1h") << all;
        QTest::newRow("old") << QByteArray("created_at%3E1h") << QStringList {};
        QTest::newRow("since") << QByteArray("created_at%3E=2020-01-01") << all;
        QTest::newRow("until") << QByteArray("created_at%3C2020-01-01T00:00:00Z") << QStringList {};
    }
    void filters()
    {
        QFETCH(QByteArray, query);
        QFETCH(QStringList, expected);
        test::AdminFixture f;
        f.post("/admin/v1/realms/system/applications", q("{'client_id':'shop','client_name':'The Shop','type':'web'}"));
        f.post("/admin/v1/realms/system/applications", q("{'client_id':'api','type':'machine','enabled':false}"));
        f.post("/admin/v1/realms/system/applications", q("{'client_id':'100%_off','type':'spa'}"));
        const auto page = f.get("/admin/v1/realms/system/applications?q=" + query);
        QVERIFY2(page.status() == 200, page.body().constData());
        QCOMPARE(f.names(page, u"client_id"_s), expected);
    }

    void refusesFiltersThatItDoesNotUnderstand_data()
    {
        QTest::addColumn<QByteArray>("query");
        for (const auto query :
            { "client_idd:shop", "enabled:maybe", "client_id%3E5", "created_at:30d", "created_at%3Eyesterday",
                "created_at%3E2020-02-31", "%22open", "client_id:", "-", "created_at%3C99999999999d" })
            QTest::newRow(query) << QByteArray(query);
        QTest::newRow("long") << QByteArray(1001, 'a');
        QTest::newRow("many") << QByteArray("a+").repeated(33);
    }
    void refusesFiltersThatItDoesNotUnderstand()
    {
        QFETCH(QByteArray, query);
        test::AdminFixture f;
        const auto refused = f.get("/admin/v1/realms/system/applications?q=" + query);
        QCOMPARE(refused.status(), 422);
        QCOMPARE(f.firstPath(refused), u"/q"_s);
    }

    /// Every field of every list can be filtered by, and sorted by where it says so: the composed SQL is right.
    void composesSqlForEveryField()
    {
        test::AdminFixture f;
        const auto check = [](const db::ListSpec &spec, auto list) {
            for (const auto &field : spec.fields) {
                for (const bool negated : { false, true }) {
                    db::ListRequest request;
                    db::ListTerm term;
                    term.field = &field;
                    term.text = field.kind == db::ListKind::Id ? Uuid {}.toString() : u"a"_s;
                    request.filter.parts.push_back(db::ListFilter::of(term));
                    request.filter.parts.back().negated = negated;
                    request.filter.parts.push_back(db::ListFilter::of({ .text = u"free"_s }));
                    if (field.sort == db::ListSort::Yes) {
                        request.sort = &field;
                        request.descending = negated;
                        request.after = db::ListPosition {
                            field.kind == db::ListKind::Time ? u"2020-01-01 00:00:00+00"_s : u"a"_s, Uuid {}
                        };
                    }
                    const auto page = QCoro::waitFor(list(request));
                    QVERIFY2(
                        page.has_value(), page ? "" : qPrintable(QString(field.name) + u": "_s + page.error().detail));
                }
            }
        };
        const RealmId realm = f.authentication.caller->realm->id;
        check(RealmService::listSpec(), [&](auto request) { return f.realRealms.list(request, f.deadline()); });
        check(ApplicationService::listSpec(),
            [&](auto request) { return f.applications.list(realm, request, f.deadline()); });
        check(UserService::listSpec(), [&](auto request) { return f.users.list(realm, request, f.deadline()); });
    }

    void neverShowsASecretAgain()
    {
        test::AdminFixture f;
        const auto created = f.post("/admin/v1/realms/system/applications", q("{'client_id':'shop','type':'web'}"));
        const QByteArray secret = f.json(created)[u"client_secret"].toString().toLatin1();
        QVERIFY(secret.size() >= 32);
        for (const QByteArray target :
            { "/admin/v1/realms/system/applications/shop", "/admin/v1/realms/system/applications" }) {
            const auto answer = f.get(target);
            QVERIFY(!answer.body().contains("\"client_secret\""));
            QVERIFY(!answer.body().contains(secret));
            QVERIFY(!answer.body().contains("hash"));
        }
        QVERIFY(!f.patch("/admin/v1/realms/system/applications/shop", q("{'client_name':'x'}"))
                .body()
                .contains("client_secret\""));
    }

    void servesItsDescription()
    {
        const auto document
            = parseJsonObject(admin::openApiDocument(), { .bytes = 1 << 20, .depth = 64, .members = 100'000 });
        QVERIFY(document.has_value());
        QCOMPARE((*document)[u"openapi"].toString(), u"3.1.0"_s);
        for (const auto &operation : api::operations())
            QVERIFY((
                *document)[u"paths"][QLatin1StringView(operation.path)][QString::fromLatin1(operation.method).toLower()]
                    .isObject());
    }
};

AUTH_TEST(PipelineTest);
#include "PipelineTest.moc"
