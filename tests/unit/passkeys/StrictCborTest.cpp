// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "passkeys/AuthenticatorData.h"
#include "passkeys/CoseKey.h"
#include "passkeys/StrictCbor.h"

#include <QtCore/QCborMap>
#include <QtCore/QCborValue>

using namespace auth;
using namespace auth::passkeys;

/// security.md F14: what an authenticator sends is CBOR of one form (CTAP 2.1 §8), and nothing behind it.
class StrictCborTest : public QObject {
    Q_OBJECT

    static QByteArray head(char flags) { return QByteArray(32, 'h') + flags + QByteArray(4, '\0'); }

private Q_SLOTS:
    void takesOneFormOnly_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<bool>("good");
        QTest::newRow("an empty map") << QByteArray("a0") << true;
        QTest::newRow("a map of two") << QByteArray("a2010203425566") << true;
        QTest::newRow("an array inside") << QByteArray("a10183010203") << true;
        QTest::newRow("true, false and null") << QByteArray("a301f502f403f6") << true;
        QTest::newRow("nothing") << QByteArray("") << false;
        QTest::newRow("cut short") << QByteArray("a201") << false;
        QTest::newRow("bytes behind") << QByteArray("a000") << false;
        QTest::newRow("no map") << QByteArray("8101") << false;
        QTest::newRow("an indefinite map") << QByteArray("bfff") << false;
        QTest::newRow("an indefinite string") << QByteArray("a1015f41ffff") << false;
        QTest::newRow("a key twice") << QByteArray("a201020103") << false;
        QTest::newRow("a number that could be shorter") << QByteArray("a1011801") << false;
        QTest::newRow("a length that could be shorter") << QByteArray("a101590001ff") << false;
        QTest::newRow("four gigabytes") << QByteArray("a1015affffffff00") << false;
        QTest::newRow("more than memory") << QByteArray("a1015bffffffffffffffff00") << false;
        QTest::newRow("a map of more than there is") << QByteArray("bbffffffffffffffff") << false;
        QTest::newRow("an array of more than there is") << QByteArray("a1019bffffffffffffffff") << false;
        QTest::newRow("a tag") << QByteArray("a101c10a") << false;
        QTest::newRow("a float") << QByteArray("a101f93c00") << false;
        QTest::newRow("undefined") << QByteArray("a101f7") << false;
        QTest::newRow("a hundred levels") << QByteArray("a101") + QByteArray("81").repeated(100) + "01" << false;
    }

    void takesOneFormOnly()
    {
        QFETCH(QByteArray, hex);
        QFETCH(bool, good);
        QCOMPARE(cborMap(QByteArray::fromHex(hex)).has_value(), good);
    }

    void readsAuthenticatorDataToItsLastByte()
    {
        const auto data = AuthenticatorData::parse(head(0x1d));
        QVERIFY(data && data->userPresent && data->userVerified && data->backupEligible && data->backedUp);
        QVERIFY(!AuthenticatorData::parse(head(0x01).chopped(1)));
        QVERIFY(!AuthenticatorData::parse(head(0x01) + 'x'));
        // Backed up without being eligible; a credential or extensions that are not there.
        QVERIFY(!AuthenticatorData::parse(head(0x11)));
        QVERIFY(!AuthenticatorData::parse(head(0x41)));
        QVERIFY(!AuthenticatorData::parse(head(static_cast<char>(0x81))));
        QVERIFY(AuthenticatorData::parse(head(static_cast<char>(0x81)) + QByteArray::fromHex("a0")));
    }

    void takesCredentialIdsOfTheAllowedLengths()
    {
        const QByteArray key = QByteArray::fromHex("a10102");
        const auto with = [&key](int claimed, int given) {
            return head(0x41) + QByteArray(16, 'a') + static_cast<char>(claimed >> 8) + static_cast<char>(claimed) + QByteArray(given, 'i') + key;
        };
        QVERIFY(AuthenticatorData::parse(with(1023, 1023)));
        QVERIFY(!AuthenticatorData::parse(with(1024, 1024)));
        QVERIFY(!AuthenticatorData::parse(with(0, 0)));
        QVERIFY(!AuthenticatorData::parse(with(200, 4)));
    }

    void refusesKeysThatAreNone()
    {
        const auto ec = [](const QByteArray &x, const QByteArray &y, int algorithm = -7, int curve = 1) {
            return QCborValue(QCborMap { { 1, 2 }, { 3, algorithm }, { -1, curve }, { -2, x }, { -3, y } }).toCbor();
        };
        // SEC 2 §2.4.2: the base point of P-256.
        const QByteArray x = QByteArray::fromHex("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296");
        const QByteArray y = QByteArray::fromHex("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");
        QVERIFY(CoseKey::parse(ec(x, y)));
        QVERIFY(!CoseKey::parse(ec(y, x))); // Not on the curve.
        QVERIFY(!CoseKey::parse(ec(x.chopped(1), y)));
        QVERIFY(!CoseKey::parse(ec(x, y, -35)));
        QVERIFY(!CoseKey::parse(ec(x, y, -7, 2)));
        const auto rsa = [](const QByteArray &n, const QByteArray &e) {
            return QCborValue(QCborMap { { 1, 3 }, { 3, -257 }, { -1, n }, { -2, e } }).toCbor();
        };
        QVERIFY(CoseKey::parse(rsa(QByteArray(256, '\xff'), QByteArray::fromHex("010001"))));
        QVERIFY(!CoseKey::parse(rsa(QByteArray(128, '\xff'), QByteArray::fromHex("010001"))));
        QVERIFY(!CoseKey::parse(rsa(QByteArray(256, '\xff'), QByteArray::fromHex("03"))));
        QVERIFY(!CoseKey::parse(QByteArray::fromHex("a0")));
    }
};

AUTH_TEST(StrictCborTest);

#include "StrictCborTest.moc"
