// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "PlacesFile.h"
#include "RelyingParty.h"
#include "ResultTest.h"

#include "adapters/places/Places.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QTemporaryDir>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kFirefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

}

/// Where addresses are counted to: requirements H2, MaxMind DB file format 2.0.
class PlacesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;

    QString write(const QByteArray &content)
    {
        QFile file(m_directory.filePath(u"places.mmdb"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(file.fileName()));
        return file.fileName();
    }
    static QByteArray sample()
    {
        return placesFile({ { "198.51.100.0", 24, u"Munich"_s, u"München"_s, u"Germany"_s, u"Deutschland"_s, "DE" },
            { "203.0.113.0", 25, {}, {}, u"Iceland"_s, u"Island"_s, "IS" },
            { "2001:db8:1::", 48, u"Vienna"_s, u"Wien"_s, u"Austria"_s, u"Österreich"_s, "AT" } });
    }
    /// Alice from \a address, through the proxy that the server trusts.
    static Browser signedIn(TestServer &server, const RelyingParty &app, const QByteArray &address)
    {
        Browser browser(server);
        browser.setAddress(address);
        browser.navigation += HeaderList { { "User-Agent", kFirefox } };
        browser.open(app.authorize());
        browser.signIn("alice", TestRealm::kPassword);
        return browser;
    }

private Q_SLOTS:
    void findsCityAndCountryInTheReadersLanguage()
    {
        const auto opened = places::PlaceDatabase::open(write(sample()));
        VERIFY_RESULT(opened);
        const auto &database = **opened;
        const auto text = [&](const char *address, const char *language) {
            const auto place = database.find(address, language);
            return place ? place->text() : u"-"_s;
        };
        QCOMPARE(text("198.51.100.7", "en"), u"Munich, Germany"_s);
        QCOMPARE(text("198.51.100.255", "de-AT"), u"München, Deutschland"_s);
        QCOMPARE(text("198.51.100.7", "fr"), u"Munich, Germany"_s);
        QCOMPARE(text("203.0.113.127", "de"), u"Island"_s);
        QCOMPARE(text("203.0.113.128", "de"), u"-"_s);
        QCOMPARE(text("2001:db8:1:2::3", "en"), u"Vienna, Austria"_s);
        QCOMPARE(text("2001:db8:2::3", "en"), u"-"_s);
        QCOMPARE(database.find("198.51.100.7", "en")->countryCode, u"DE"_s);
        for (const char *wrong : { "", "nowhere", "198.51.100", "198.51.100.7/24", "example.com" })
            QCOMPARE(text(wrong, "en"), u"-"_s);
    }

    void refusesAFileThatIsNone()
    {
        COMPARE_ERROR(places::PlaceDatabase::open(write("not a database")), ErrorCode::ValidationFailed);
        COMPARE_ERROR(places::PlaceDatabase::open(write(sample().first(40))), ErrorCode::ValidationFailed);
        COMPARE_ERROR(
            places::PlaceDatabase::open(m_directory.filePath(u"missing.mmdb"_s)), ErrorCode::ValidationFailed);
    }

    void showsThePlaceAndAgentOfDevicesAndSessions()
    {
        TestServer server({ .threads = 1, .settings = { { "AUTH_GEOIP_DATABASE", write(sample()).toUtf8() } } });
        const auto realm = server.createRealm();
        UserChanges changes;
        changes.username = u"alice"_s;
        changes.email = u"alice@example.com"_s;
        changes.emailVerified = true;
        changes.claims = QJsonObject { { u"locale"_s, u"de"_s } };
        realm.createUser(changes, QString::fromLatin1(TestRealm::kPassword));
        const RelyingParty app(realm);
        Browser here = signedIn(server, app, "203.0.113.5");
        QTRY_VERIFY(server.sql("SELECT count(*) FROM users WHERE last_login_at IS NOT NULL AND realm_id = '"
                        + realm.id().toBytes() + "'")
            == "1");
        signedIn(server, app, "198.51.100.7");
        signedIn(server, app, "192.0.2.1");

        AdminCaller admin(server, administratorToken(server));
        for (const char *list : { "/devices", "/sessions" }) {
            const QJsonArray items
                = admin.call("GET", "/admin/v1/realms/" + realm.name() + list).json()[u"items"].toArray();
            QCOMPARE(items.size(), 3);
            for (const QJsonValue item : items) {
                const QString address = item[u"address"].toString();
                const bool munich = address == u"198.51.100.7"_s;
                const bool iceland = address == u"203.0.113.5"_s;
                QVERIFY2(munich || iceland || address == u"192.0.2.1"_s, qPrintable(address));
                QCOMPARE(item[u"place"].toString(), munich ? u"Munich, Germany"_s : iceland ? u"Iceland"_s : QString());
                QCOMPARE(item[u"country"].toString(), munich ? u"DE"_s : iceland ? u"IS"_s : QString());
                QCOMPARE(item[u"agent"].toString(), u"Firefox · Linux"_s);
            }
        }
        here.navigation = { { "Accept", "text/html" }, { "Accept-Language", "de" }, { "User-Agent", kFirefox } };
        here.open(realm.target("/account"));
        QVERIFY2(here.page().body.contains("München, Deutschland"), here.page().body);
        QVERIFY(here.page().body.contains("Firefox · Linux"));
        // The notice of a new device, in the person's language.
        const QByteArray told
            = server.sql("SELECT string_agg(payload->>'text', '') FROM outbox WHERE kind = 'mail' AND realm_id = '"
                + realm.id().toBytes() + "'");
        QVERIFY2(told.contains("Ort: München, Deutschland"), told);
    }

    void saysNothingOfPlacesWithoutADatabase()
    {
        TestServer &server = TestServer::shared();
        const auto realm = server.createRealm();
        realm.createUser(u"alice"_s);
        Browser browser = signedIn(server, RelyingParty(realm), "198.51.100.7");
        AdminCaller admin(server, administratorToken(server));
        const QJsonObject device
            = admin.call("GET", "/admin/v1/realms/" + realm.name() + "/devices").json()[u"items"][0].toObject();
        QCOMPARE(device[u"address"].toString(), u"198.51.100.7"_s);
        QVERIFY(!device.contains(u"place"_s) && !device.contains(u"country"_s));
        browser.open(realm.target("/account"));
        QVERIFY(!browser.page().body.contains("Munich"));
    }
};

AUTH_TEST(PlacesTest);
#include "PlacesTest.moc"
