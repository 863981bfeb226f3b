// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "core/Random.h"
#include "keys/RealmKeys.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <set>

namespace auth {

namespace {

const QByteArray kHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

Realm makeRealm(const MasterKey& masterKey)
{
    Realm realm;
    realm.id = RealmId{ Uuid::v7(Timestamp{}) };
    realm.dataKeySealed = masterKey.newDataKey(realm.id);
    return realm;
}

}

class RealmKeysTest : public QObject {
    Q_OBJECT

    const MasterKey m_masterKey = *MasterKey::fromText(kHex, QStringLiteral("test"));

private Q_SLOTS:
    void masterKeysComeInThreeForms()
    {
        const Realm realm = makeRealm(m_masterKey);
        for (const QByteArray& text : { kHex, kHex.toUpper(), QByteArray("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"),
                 QByteArray("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="), ' ' + kHex + "\r\n" }) {
            const auto key = MasterKey::fromText(text, QStringLiteral("test"));
            QVERIFY2(key, text.constData());
            QVERIFY(key->openDataKey(realm.id, realm.dataKeySealed));
        }
        QVERIFY(MasterKey::fromText(MasterKey::generateText(), QStringLiteral("test")));
        QVERIFY(MasterKey::generateText() != MasterKey::generateText());
    }
    void refusalsOfMasterKeysSayWhatToDo()
    {
        for (const QByteArray& text :
            { QByteArray(), QByteArray("  \n"), QByteArray("changeme"), kHex.chopped(1), kHex + "00",
                QByteArray(64, '0'), QByteArray(43, 'A'), QByteArray("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9"),
                QByteArray("zz0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f") }) {
            const auto key = MasterKey::fromText(text, QStringLiteral("AUTH_MASTER_KEY"));
            QVERIFY2(!key, text.constData());
            QVERIFY(key.error().description.startsWith(QLatin1StringView("AUTH_MASTER_KEY ")));
            QVERIFY(key.error().description.contains(QLatin1StringView("openssl rand -hex 32")));
            QVERIFY(text.trimmed().isEmpty() || !key.error().description.contains(QString::fromLatin1(text.trimmed())));
        }
    }
    void readsTheMasterKeyFromAFile()
    {
        QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("key"));
        const auto missing = MasterKey::fromFile(path);
        QVERIFY(!missing);
        QVERIFY(missing.error().description.contains(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(kHex + '\n');
        file.close();
        const Realm realm = makeRealm(m_masterKey);
        const auto key = MasterKey::fromFile(path);
        QVERIFY(key && key->openDataKey(realm.id, realm.dataKeySealed));
    }
    void subkeysDifferByPurposeAndRealmAndStayTheSame()
    {
        RealmKeys keys(m_masterKey);
        RealmKeys otherThread(m_masterKey);
        const Realm first = makeRealm(m_masterKey);
        const Realm second = makeRealm(m_masterKey);
        std::set<QByteArray> seen;
        for (const auto purpose : { KeyPurpose::Sealing, KeyPurpose::Flow, KeyPurpose::ShortCode,
                 KeyPurpose::RefreshToken, KeyPurpose::Checkpoint, KeyPurpose::Cursor, KeyPurpose::Csrf }) {
            for (const Realm* realm : { &first, &second }) {
                const auto key = keys.subkey(*realm, purpose);
                QVERIFY(key);
                QCOMPARE(key->size(), 32);
                QCOMPARE(*key, *keys.subkey(*realm, purpose));
                QCOMPARE(*key, *otherThread.subkey(*realm, purpose));
                seen.insert(*key);
            }
        }
        QCOMPARE(seen.size(), size_t(14));
    }
    void aNewDataKeyReplacesTheCachedOne()
    {
        RealmKeys keys(m_masterKey);
        Realm realm = makeRealm(m_masterKey);
        const QByteArray before = *keys.subkey(realm, KeyPurpose::Flow);
        realm.dataKeySealed = m_masterKey.newDataKey(realm.id);
        QVERIFY(*keys.subkey(realm, KeyPurpose::Flow) != before);
    }
    void aDataKeyOpensOnlyForItsRealmAndMasterKey()
    {
        const Realm realm = makeRealm(m_masterKey);
        const auto otherMaster = MasterKey::fromText(MasterKey::generateText(), QStringLiteral("test"));
        const auto refused = otherMaster->openDataKey(realm.id, realm.dataKeySealed);
        QVERIFY(!refused);
        QVERIFY(refused.error().detail.contains(QLatin1StringView("AUTH_MASTER_KEY")));
        Realm copied = makeRealm(m_masterKey);
        copied.dataKeySealed = realm.dataKeySealed;
        RealmKeys keys(m_masterKey);
        QVERIFY(!keys.subkey(copied, KeyPurpose::Flow));
        copied.dataKeySealed = QByteArray();
        QVERIFY(!keys.subkey(copied, KeyPurpose::Flow));
    }
    void aSealedValueOpensOnlyInItsPlace()
    {
        RealmKeys keys(m_masterKey);
        const Realm realm = makeRealm(m_masterKey);
        const Realm other = makeRealm(m_masterKey);
        const auto box = keys.seal(realm, "private", "signing_keys.private:1");
        QVERIFY(box);
        QCOMPARE(keys.open(realm, *box, "signing_keys.private:1")->view(), QByteArrayView("private"));
        QVERIFY(!keys.open(realm, *box, "signing_keys.private:2"));
        QVERIFY(!keys.open(other, *box, "signing_keys.private:1"));
    }
};

AUTH_TEST(RealmKeysTest);

}

#include "RealmKeysTest.moc"
