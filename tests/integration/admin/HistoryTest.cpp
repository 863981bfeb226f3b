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

const QByteArray kApplications = "/admin/v1/realms/system/applications";

}

class HistoryTest : public QObject {
    Q_OBJECT

    static QByteArray makeShop(test::AdminFixture &f)
    {
        f.post(kApplications, q("{'client_id':'shop','redirect_uris':['https://shop.example/a']}"));
        f.patch(kApplications + "/shop", q("{'client_name':'Shop','logo_uri':'https://shop.example/logo'}"));
        f.patch(kApplications + "/shop", q("{'redirect_uris':['https://shop.example/b']}"));
        return kApplications + "/shop";
    }

private Q_SLOTS:
    void listsVersionsWithWhatEachChanged()
    {
        test::AdminFixture f;
        const QByteArray shop = makeShop(f);
        const QJsonArray items = f.json(f.get(shop + "/history"))[u"items"].toArray();
        QCOMPARE(items.size(), 3);
        QCOMPARE(items[0][u"version"].toInt(), 3);
        QCOMPARE(items[0][u"action"].toString(), u"application.updated"_s);
        QCOMPARE(items[0][u"actor_id"].toString(), u"admin"_s);
        QCOMPARE(items[0][u"correlation_id"].toString(), u"test"_s);
        QCOMPARE(items[0][u"changes"].toObject(),
            (QJsonObject { { u"/redirect_uris"_s,
                QJsonObject { { u"before"_s, QJsonArray { u"https://shop.example/a"_s } },
                    { u"after"_s, QJsonArray { u"https://shop.example/b"_s } } } } }));
        QCOMPARE(items[1][u"changes"].toObject().keys(), (QStringList { u"/client_name"_s, u"/logo_uri"_s }));
        QCOMPARE(items[2][u"action"].toString(), u"application.created"_s);
    }

    void pagesAndFilters()
    {
        test::AdminFixture f;
        const QByteArray shop = makeShop(f);
        const QJsonObject first = f.json(f.get(shop + "/history?limit=2"));
        QCOMPARE(first[u"items"].toArray().size(), 2);
        const QJsonObject second = f.json(f.get(shop + "/history?limit=2&after=" + first[u"next"].toString().toUtf8()));
        QCOMPARE(second[u"items"].toArray().size(), 1);
        QCOMPARE(second[u"items"][0][u"version"].toInt(), 1);
        QVERIFY(second[u"next"].isNull());
        QCOMPARE(f.names(f.get(shop + "/history?q=action:*.created"), u"action"_s).size(), 1);
        QCOMPARE(f.names(f.get(shop + "/history?q=version%3E1"), u"action"_s).size(), 2);
        QCOMPARE(f.get(shop + "/history?q=version:x").status(), 422);
    }

    void keepsNoSecret()
    {
        test::AdminFixture f;
        const QByteArray secret = "a-secret-of-more-than-thirty-two-characters";
        f.post(kApplications,
            q("{'client_id':'shop','redirect_uris':['https://shop.example/a'],'client_secret':'" + secret + "'}"));
        QCOMPARE(f.testDatabase.sql("SELECT count(*) FROM object_versions WHERE kind = 'application'"), "1");
        QCOMPARE(
            f.testDatabase.sql("SELECT count(*) FROM object_versions v WHERE v::text LIKE '%" + secret + "%'"), "0");
    }

    void revertsToAVersionAsANewOne()
    {
        test::AdminFixture f;
        const QByteArray shop = makeShop(f);
        const auto reverted = f.post(shop + "/revert", q("{'version':1}"));
        QCOMPARE(reverted.status(), 200);
        QCOMPARE(reverted.header("ETag"), "\"4\"");
        const QJsonObject application = f.json(f.get(shop));
        QCOMPARE(application[u"redirect_uris"], QJsonArray { u"https://shop.example/a"_s });
        QVERIFY(!application.contains(u"logo_uri"));
        QCOMPARE(application[u"client_name"].toString(), QString());
        QCOMPARE(
            f.testDatabase.sql("SELECT data ->> 'reverted_to' FROM audit_events WHERE action = 'application.updated'"
                               " ORDER BY (after ->> 'version')::int DESC LIMIT 1"),
            "1");
        // And forward again.
        QCOMPARE(f.post(shop + "/revert", q("{'version':3}")).status(), 200);
        QCOMPARE(f.json(f.get(shop))[u"client_name"].toString(), u"Shop"_s);
    }

    void revertsSettingsToWhatWasSetAndLeavesTheRestToDefaults()
    {
        test::AdminFixture f;
        f.post("/admin/v1/realms", q("{'name':'acme','settings':{'password_min_length':20}}"));
        f.patch("/admin/v1/realms/acme", q("{'settings':{'password_min_length':null,'session_lifetime':7200}}"));
        QCOMPARE(f.post("/admin/v1/realms/acme/revert", q("{'version':1}")).status(), 200);
        const QJsonObject realm = f.json(f.get("/admin/v1/realms/acme"));
        QCOMPARE(realm[u"settings"].toObject(), (QJsonObject { { u"password_min_length"_s, 20 } }));
        QCOMPARE(realm[u"effective_settings"][u"password_min_length"].toObject(),
            (QJsonObject { { u"value"_s, 20 }, { u"origin"_s, u"realm"_s } }));
        QCOMPARE(realm[u"effective_settings"][u"session_lifetime"][u"origin"].toString(), u"server"_s);
    }

    void saysWhatARevertWouldDoWithoutDoingIt()
    {
        test::AdminFixture f;
        const QByteArray shop = makeShop(f);
        const auto tried = f.post(shop + "/revert?dry_run=true", q("{'version':1}"));
        QCOMPARE(tried.status(), 200);
        QCOMPARE(f.json(tried)[u"version"].toInt(), 4);
        QCOMPARE(f.json(f.get(shop))[u"version"].toInt(), 3);
        QCOMPARE(f.names(f.get(shop + "/history"), u"action"_s).size(), 3);
    }

    void revertsOnlyTheVersionThatTheCallerSaw()
    {
        test::AdminFixture f;
        const QByteArray shop = makeShop(f);
        QCOMPARE(f.post(shop + "/revert", q("{'version':1}"), { { "if-match", "\"2\"" } }).status(), 412);
        QCOMPARE(f.post(shop + "/revert", q("{'version':1}"), { { "if-match", "\"3\"" } }).status(), 200);
    }

    void refusesVersionsThatThereAreNot()
    {
        test::AdminFixture f;
        const QByteArray shop = makeShop(f);
        for (const char *const body : { "{'version':4}", "{'version':0}", "{'version':'1'}", "{}" })
            QCOMPARE(f.firstPath(f.post(shop + "/revert", q(body))), u"/version"_s);
        QCOMPARE(f.post(shop + "/revert", q("{'version':1,'verison':2}")).status(), 422);
        QCOMPARE(f.post(kApplications + "/none/revert", q("{'version':1}")).status(), 404);
        QCOMPARE(f.get(kApplications + "/none/history").status(), 404);
    }

    void appliesTheRulesOfTodayToAVersionOfYesterday()
    {
        test::AdminFixture f;
        const QByteArray shop = makeShop(f);
        f.testDatabase.sql("UPDATE object_versions SET document = jsonb_set(document, '{redirect_uris}',"
                           " '[\"https://*.example/\"]') WHERE version = 1 AND kind = 'application'");
        const auto refused = f.post(shop + "/revert", q("{'version':1}"));
        QCOMPARE(refused.status(), 422);
        QCOMPARE(f.firstPath(refused), u"/redirect_uris/0"_s);
    }

    void beginsAHistoryWithWhatWasThere()
    {
        test::AdminFixture f;
        const QByteArray shop = makeShop(f);
        f.testDatabase.sql("DELETE FROM object_versions");
        f.patch(shop, q("{'client_name':'Another'}"));
        const QJsonArray items = f.json(f.get(shop + "/history"))[u"items"].toArray();
        QCOMPARE(items.size(), 2);
        QCOMPARE(items[1][u"version"].toInt(), 3);
        QCOMPARE(items[1][u"action"].toString(), QString());
        QCOMPARE(items[0][u"changes"].toObject().keys(), QStringList { u"/client_name"_s });
    }

    void needsTheRightsOfReadingAndWriting()
    {
        test::AdminFixture f;
        const QByteArray shop = makeShop(f);
        f.caller("system", { "applications:read" });
        QCOMPARE(f.get(shop + "/history").status(), 200);
        QCOMPARE(f.post(shop + "/revert", q("{'version':1}")).status(), 403);
        f.caller("system", { "applications:write" });
        QCOMPARE(f.get(shop + "/history").status(), 403);
    }
};

AUTH_TEST(HistoryTest);
#include "HistoryTest.moc"
