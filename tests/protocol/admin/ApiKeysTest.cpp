// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// API keys of applications, and what introspection says of them (A4, RFC 7662).
class ApiKeysTest : public QObject {
    Q_OBJECT

    static constexpr auto kResource = "https://reports.example/";

    /// `shop` has keys for the resource server `reports`; `other` has nothing to do with either.
    struct World {
        TestRealm realm = TestServer::shared().createRealm("keys");
        AdminCaller caller { TestServer::shared(), administratorToken(TestServer::shared()) };
        QByteArray keys = "/admin/v1/realms/" + realm.name() + "/api-keys";
        QByteArray secret = "a-secret-of-more-than-thirty-two-characters";

        World()
        {
            make(u"shop"_s,
                { { u"scope"_s, u"reports:read reports:write"_s },
                    { u"allowed_resources"_s, QJsonArray { QString::fromLatin1(kResource) } } });
            make(u"reports"_s, { { u"resource_uri"_s, QString::fromLatin1(kResource) } });
            make(u"other"_s, {});
        }
        void make(const QString &clientId, QJsonObject body)
        {
            body[u"client_id"] = clientId;
            body[u"type"] = u"machine"_s;
            body[u"token_endpoint_auth_method"] = u"client_secret_post"_s;
            body[u"client_secret"] = QString::fromLatin1(secret);
            const Reply made = caller.call("POST", "/admin/v1/realms/" + realm.name() + "/applications", body);
            if (made.status != 201)
                qFatal("%s", made.body.constData());
        }
        QByteArray create(QJsonObject more = {})
        {
            more[u"application"] = u"shop"_s;
            more[u"name"] = u"nightly"_s;
            return caller.call("POST", keys, more).text("key").toLatin1();
        }
        QJsonObject introspect(const QByteArray &key, const QByteArray &clientId = "reports") const
        {
            HttpClient client(TestServer::shared());
            return client
                .post(realm.target("/oauth/introspect"),
                    { { "token", key }, { "client_id", clientId }, { "client_secret", secret } })
                .json();
        }
    };
    static bool isInactive(const QJsonObject &answer) { return answer == QJsonObject { { u"active"_s, false } }; }

private Q_SLOTS:
    void tellsAResourceServerWhatAKeyMayDo()
    {
        World w;
        const QByteArray key = w.create({ { u"scope"_s, u"reports:read"_s }, { u"tier"_s, u"gold"_s } });
        QVERIFY(key.startsWith("ak~") && key.size() > 40);
        const QJsonObject answer = w.introspect(key);
        QCOMPARE(answer[u"active"].toBool(), true);
        QCOMPARE(answer[u"client_id"].toString(), u"shop"_s);
        QCOMPARE(answer[u"scope"].toString(), u"reports:read"_s);
        QCOMPARE(answer[u"tier"].toString(), u"gold"_s);
        QCOMPARE(answer[u"iss"].toString(), QString::fromLatin1(w.realm.issuer()));
        QCOMPARE(w.introspect(key, "shop")[u"active"].toBool(), true);
    }

    void tellsNobodyElse()
    {
        World w;
        const QByteArray key = w.create();
        QVERIFY(isInactive(w.introspect(key, "other")));
        QVERIFY(isInactive(w.introspect(key + 'x')));
        QVERIFY(isInactive(w.introspect("ak~" + QByteArray(43, 'A'))));
        const World another;
        QVERIFY(isInactive(another.introspect(key)));
    }

    void endsWithItsTimeItsApplicationAndItsRevocation()
    {
        World w;
        const QByteArray brief = w.create({ { u"expires_at"_s, QString::fromLatin1(toIso(TestServer::shared().clock().now() + 60s)) } });
        QCOMPARE(w.introspect(brief)[u"active"].toBool(), true);
        TestServer::shared().advance(61s);
        QVERIFY(isInactive(w.introspect(brief)));
        AdminCaller caller(TestServer::shared(), administratorToken(TestServer::shared()));
        QCOMPARE(caller.call("DELETE", w.keys + "/nightly").status, 204);
        const QByteArray key
            = caller.call("POST", w.keys, { { u"application"_s, u"shop"_s }, { u"name"_s, u"nightly"_s } })
                  .text("key")
                  .toLatin1();
        const QByteArray shop = "/admin/v1/realms/" + w.realm.name() + "/applications/shop";
        caller.call("PATCH", shop, { { u"enabled"_s, false } });
        QVERIFY(isInactive(w.introspect(key)));
        caller.call("PATCH", shop, { { u"enabled"_s, true } });
        QCOMPARE(w.introspect(key)[u"active"].toBool(), true);
        QCOMPARE(caller.call("DELETE", w.keys + "/nightly").status, 204);
        QVERIFY(isInactive(w.introspect(key)));
        QCOMPARE(caller.call("GET", w.keys + "/nightly").status, 404);
    }

    void putsAnotherKeyInItsPlace()
    {
        World w;
        const QByteArray key = w.create();
        const Reply rotated = w.caller.call("POST", w.keys + "/nightly/rotate");
        QCOMPARE(rotated.status, 200);
        QVERIFY(isInactive(w.introspect(key)));
        QCOMPARE(w.introspect(rotated.text("key").toLatin1())[u"active"].toBool(), true);
        QCOMPARE(w.caller.call("POST", w.keys + "/nightly/rotate", {}, { { "If-Match", "\"1\"" } }).status, 412);
        QVERIFY(!w.caller.call("POST", w.keys + "/nightly/rotate?dry_run=true").json().contains(u"key"));
    }

    void showsNoKeyTwice()
    {
        World w;
        const QByteArray key = w.create();
        for (const QByteArray &target : { w.keys, w.keys + "/nightly", w.keys + "/nightly/history" })
            QVERIFY(!w.caller.call("GET", target).body.contains(key.sliced(10)));
        const QByteArray rest = key.sliced(10);
        QCOMPARE(
            TestServer::shared().sql("SELECT count(*) FROM audit_events a WHERE a::text LIKE '%" + rest + "%'"), "0");
        QCOMPARE(TestServer::shared().sql("SELECT count(*) FROM api_keys a WHERE a::text LIKE '%" + rest + "%'"), "0");
    }

    void takesAKeyThatWasMadeElsewhere()
    {
        World w;
        const QByteArray own = "ak~" + QByteArray(43, 'k');
        QCOMPARE(w.create({ { u"key"_s, QString::fromLatin1(own) } }), own);
        QCOMPARE(w.introspect(own)[u"active"].toBool(), true);
        const QByteArray other = "ak~" + QByteArray(43, 'o');
        const Reply changed = w.caller.call("PATCH", w.keys + "/nightly", { { u"key"_s, QString::fromLatin1(other) } });
        QVERIFY(changed.status == 200 && !changed.body.contains(other));
        QVERIFY(isInactive(w.introspect(own)));
        QCOMPARE(w.introspect(other)[u"active"].toBool(), true);
        for (const char *guessable : { "ak~secret", "a-secret-of-more-than-thirty-two-characters", "ak~" }) {
            const Reply refused = w.caller.call("PATCH", w.keys + "/nightly", { { u"key"_s, QString::fromLatin1(guessable) } });
            QCOMPARE(refused.status, 422);
            QCOMPARE(refused.json()[u"fields"][0][u"path"].toString(), u"/key"_s);
        }
    }

    void keepsAKeyThatExpiredAsItWas()
    {
        World w;
        const QString soon = QString::fromLatin1(toIso(TestServer::shared().clock().now() + 60s));
        w.create({ { u"expires_at"_s, soon } });
        TestServer::shared().advance(61s);
        AdminCaller caller(TestServer::shared(), administratorToken(TestServer::shared()));
        QCOMPARE(caller.call("PATCH", w.keys + "/nightly", { { u"expires_at"_s, soon }, { u"tier"_s, u"gold"_s } }).status, 200);
        const Reply refused = caller.call("PATCH", w.keys + "/nightly", { { u"expires_at"_s, u"2001-01-01T00:00:00Z"_s } });
        QCOMPARE(refused.json()[u"fields"][0][u"path"].toString(), u"/expires_at"_s);
        QVERIFY(!caller.call("PATCH", w.keys + "/nightly", { { u"expires_at"_s, QJsonValue::Null } }).json().contains(u"expires_at"));
    }

    void isDeclaredWithItsKeyByReference()
    {
        World w;
        const auto apply = [&](const QJsonObject &spec) {
            return w.caller.call("POST", "/admin/v1/realms/" + w.realm.name() + "/configuration",
                { { u"owner"_s, u"set"_s }, { u"documents"_s, QJsonArray { QJsonObject { { u"apiVersion"_s, u"auth/v1"_s }, { u"kind"_s, u"ApiKey"_s },
                    { u"metadata"_s, QJsonObject { { u"name"_s, u"nightly"_s } } }, { u"spec"_s, spec } } } } });
        };
        const QString own = u"ak~"_s + QString(43, u'k');
        const QJsonObject spec { { u"application"_s, u"shop"_s }, { u"scope"_s, u"reports:read"_s }, { u"expires_at"_s, u"2100-01-01T00:00:00Z"_s }, { u"key"_s, own } };
        QCOMPARE(apply(spec).json()[u"results"][0][u"action"].toString(), u"created"_s);
        QCOMPARE(apply(spec).json()[u"results"][0][u"action"].toString(), u"unchanged"_s);
        QCOMPARE(w.introspect(own.toLatin1())[u"active"].toBool(), true);
        const QByteArray exported = w.caller.call("GET", "/admin/v1/realms/" + w.realm.name() + "/configuration").body;
        QVERIFY(exported.contains("\"ApiKey\"") && !exported.contains(own.toLatin1()));
        QJsonObject other = spec;
        other[u"key"] = u"ak~"_s + QString(43, u'o');
        const Reply replaced = apply(other);
        QCOMPARE(replaced.json()[u"results"][0][u"action"].toString(), u"updated"_s);
        QVERIFY(!replaced.body.contains(other[u"key"].toString().toLatin1()));
        QVERIFY(isInactive(w.introspect(own.toLatin1())));
        // Made where the document gives none, and told once.
        QJsonObject none = spec;
        none.remove(u"key"_s);
        QCOMPARE(w.caller.call("DELETE", w.keys + "/nightly").status, 204);
        QVERIFY(apply(none).json()[u"results"][0][u"secrets"][u"key"].toString().startsWith(u"ak~"));
    }

    void refusesWhatTheApplicationMayNotDo()
    {
        World w;
        const auto create = [&w](const QJsonObject &body) { return w.caller.call("POST", w.keys, body); };
        const QString shop = u"shop"_s;
        const auto path = [](const Reply &reply) { return reply.json()[u"fields"][0][u"path"].toString(); };
        QCOMPARE(path(create({ { u"application"_s, shop }, { u"name"_s, u"a"_s }, { u"scope"_s, u"admin"_s } })),
            u"/scope"_s);
        QCOMPARE(path(create({ { u"application"_s, u"none"_s }, { u"name"_s, u"a"_s } })), u"/application"_s);
        QCOMPARE(path(create({ { u"application"_s, shop }, { u"name"_s, u"a b"_s } })), u"/name"_s);
        QCOMPARE(
            path(create({ { u"application"_s, shop }, { u"name"_s, u"a"_s }, { u"tier"_s, u"A b"_s } })), u"/tier"_s);
        w.create();
        QCOMPARE(create({ { u"application"_s, shop }, { u"name"_s, u"nightly"_s } }).status, 409);
    }

    void changesAndRevertsWhatItMayDo()
    {
        World w;
        w.create({ { u"tier"_s, u"gold"_s } });
        QCOMPARE(w.caller.call("PATCH", w.keys + "/nightly", { { u"tier"_s, u"silver"_s } }).status, 200);
        const Reply reverted = w.caller.call("POST", w.keys + "/nightly/revert", { { u"version"_s, 1 } });
        QCOMPARE(reverted.text("tier"), u"gold"_s);
        QCOMPARE(w.caller.call("GET", w.keys + "?q=tier:gold").json()[u"items"].toArray().size(), 1);
    }
};

AUTH_TEST(ApiKeysTest);
#include "ApiKeysTest.moc"
