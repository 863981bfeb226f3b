// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "app/Location.h"

namespace auth::console {

using namespace Qt::StringLiterals;

class LocationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLinkLeadsBackToWhereItWasMade()
    {
        const Location location { u"user"_s, u"main"_s, u"a/b c"_s, u"status:locked email:*@acme.com \"jane doe\""_s };
        const auto link = fromLink(QUrl(
            QString::fromLatin1(toLink(location, QUrl(u"https://id.acme.test:8443"_s)).toEncoded())));
        QVERIFY(link);
        QCOMPARE(link->server, u"id.acme.test:8443"_s);
        QVERIFY(link->location == location);
    }

    void whatIsNoLinkOfTheConsoleIsNone_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("scheme") << u"https://id.acme.test/main/users"_s;
        QTest::newRow("no server") << u"auth-console:///main/users"_s;
        QTest::newRow("no page") << u"auth-console://id.acme.test/main"_s;
        QTest::newRow("too much") << u"auth-console://id.acme.test/main/user/x/delete"_s;
    }
    void whatIsNoLinkOfTheConsoleIsNone()
    {
        QFETCH(const QString, text);
        QVERIFY(!fromLink(QUrl(text)));
    }
};
AUTH_TEST(LocationTest);

}

#include "LocationTest.moc"
