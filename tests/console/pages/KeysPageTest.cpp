// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/ConsoleServer.h"

#include "app/Page.h"
#include "core/Json.h"
#include "widgets/ConsequenceDialog.h"
#include "widgets/KeyTimeline.h"
#include "widgets/MessageBanner.h"

#include <QtCore/QJsonArray>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::ConsoleServer;

class KeysPageTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<Page> m_page;

    void open()
    {
        m_page.reset(findPageKind(u"keys"_s)->make(m_connection.get(), { u"keys"_s, {}, {}, {} }, nullptr));
        m_page->resize(1000, 700);
        m_page->show();
        m_page->load();
        QTRY_VERIFY(!m_page->isLoading());
    }
    KeyTimeline *timeline() const { return m_page->findChild<KeyTimeline *>(); }
    QAction *action(const QString &name) const { return m_page->findChild<QAction *>(name); }
    QString said() const { return m_page->findChild<MessageBanner *>()->text(); }
    QStringList states() const
    {
        QStringList states;
        for (const api::SigningKey &key : arranged(m_connection->client().getSigningKeys(m_connection->realm())).items)
            states.append(key.state);
        return states;
    }

private Q_SLOTS:
    void init()
    {
        m_connection = ConsoleServer::shared().connect();
        arranged(m_connection->client().generateSigningKey(m_connection->realm(), { .algorithm = u"ES256"_s }));
        open();
    }
    void cleanup()
    {
        m_page.reset();
        m_connection.reset();
    }

    void rotatesAKeyAndSignsWithItAtOnce()
    {
        const int before = timeline()->timeline()->rowCount();
        action(u"ES256"_s)->trigger();
        QTRY_COMPARE(timeline()->timeline()->rowCount(), before + 1);
        QTRY_VERIFY(!m_page->isLoading());
        // The newest stands on top, and waits.
        timeline()->setCurrentIndex(timeline()->timeline()->index(0, 0));
        QVERIFY(action(u"activateAction"_s)->isEnabled());
        const QString kid = timeline()->currentKey()->kid;
        action(u"activateAction"_s)->trigger();
        QTRY_VERIFY(m_page->findChild<ConsequenceDialog *>());
        auto *const dialog = m_page->findChild<ConsequenceDialog *>();
        QVERIFY(dialog->findChild<QPlainTextEdit *>()->toPlainText().contains(u"/activate"_s));
        QCOMPARE(timeline()->currentKey()->state, TimelineKey::State::Waiting);
        dialog->findChild<QLineEdit *>(u"reasonLineEdit"_s)->setText(u"drill"_s);
        dialog->findChild<QPushButton *>(u"confirmPushButton"_s)->click();
        QTRY_VERIFY2(said().contains(kid) && said().contains(u"from now on"_s), qPrintable(said()));
        QTRY_VERIFY(!m_page->isLoading());
        QCOMPARE(timeline()->currentKey()->kid, kid);
        QCOMPARE(timeline()->currentKey()->state, TimelineKey::State::Active);
        QVERIFY(!action(u"activateAction"_s)->isEnabled());
        QVERIFY(states().contains(u"retired"_s));
    }

    void saysWhatARevocationBreaksBeforeItIsDone()
    {
        const QStringList before = states();
        action(u"revokeAction"_s)->trigger();
        QTRY_VERIFY(m_page->findChild<ConsequenceDialog *>());
        auto *dialog = m_page->findChild<ConsequenceDialog *>();
        const QString command = dialog->findChild<QPlainTextEdit *>()->toPlainText();
        QVERIFY2(command.contains(u"/revoke"_s), qPrintable(command));
        // Looking changes nothing.
        QCOMPARE(states(), before);
        dialog->findChild<QLineEdit *>(u"reasonLineEdit"_s)->setText(u"lost"_s);
        dialog->findChild<QPushButton *>(u"confirmPushButton"_s)->click();
        QTRY_VERIFY(said().endsWith(u"is revoked."_s));
        QVERIFY(states().contains(u"revoked"_s));
        QVERIFY(states().contains(u"active"_s));
    }

    void retiresTheKeyThatSignsAndHasAnotherOneInItsPlace()
    {
        // The page shows the key that signs.
        const QString kid = timeline()->currentKey()->kid;
        QCOMPARE(timeline()->currentKey()->state, TimelineKey::State::Active);
        const QStringList before = states();
        action(u"retireAction"_s)->trigger();
        auto *const dialog = m_page->findChild<ConsequenceDialog *>();
        QVERIFY(dialog);
        QVERIFY(dialog->findChild<QPlainTextEdit *>()->toPlainText().contains(u"/retire"_s));
        QCOMPARE(states(), before);
        dialog->findChild<QPushButton *>(u"confirmPushButton"_s)->click();
        QTRY_VERIFY(said().contains(kid));
        QTRY_VERIFY(!m_page->isLoading());
        QCOMPARE(timeline()->currentKey()->kid, kid);
        QCOMPARE(timeline()->currentKey()->state, TimelineKey::State::Retired);
        QVERIFY(!action(u"retireAction"_s)->isEnabled());
        QVERIFY(states().contains(u"active"_s));
    }

    void savesThePublicKeysIntoAFile()
    {
        const QTemporaryDir directory;
        const auto saved = [this, &directory](const QString &name, const QString &file) {
            action(name)->trigger();
            auto *const dialog = m_page->findChild<QFileDialog *>();
            Q_EMIT dialog->fileSelected(directory.filePath(file));
            delete dialog;
            QFile written(directory.filePath(file));
            return written.open(QIODevice::ReadOnly) ? written.readAll() : QByteArray();
        };
        const QByteArray pem = saved(u"savePemAction"_s, u"key.pem"_s);
        QVERIFY2(pem.startsWith("-----BEGIN PUBLIC KEY-----"), pem.constData());
        QVERIFY2(said().contains(directory.filePath(u"key.pem"_s)), qPrintable(said()));
        const auto keys = parseJsonObject(saved(u"saveJwksAction"_s, u"jwks.json"_s)).value_or(QJsonObject());
        // What is published for applications, key by key.
        const QJsonArray listed = keys[u"keys"].toArray();
        QStringList kids;
        for (const auto &key : listed) {
            QVERIFY(!key.toObject().contains(u"d"_s));
            kids.append(key[u"kid"].toString());
        }
        QStringList published;
        for (const api::SigningKey &key : arranged(m_connection->client().getSigningKeys(m_connection->realm())).items) {
            if (key.state != "revoked"_L1 && key.state != "removed"_L1 && key.state != "made"_L1)
                published.append(key.kid);
        }
        kids.sort();
        published.sort();
        QCOMPARE(kids, published);
        saved(u"savePemAction"_s, u"not/there/key.pem"_s);
        QVERIFY2(said().contains(u"cannot be written"_s), qPrintable(said()));
    }

    void showsThePublicKeyOnly()
    {
        const QString jwk = m_page->findChild<QPlainTextEdit *>(u"jwkPlainTextEdit"_s)->toPlainText();
        QVERIFY(jwk.contains(timeline()->currentKey()->kid));
        QVERIFY(!jwk.contains(u"\"d\""_s));
        QVERIFY(m_page->findChild<QPlainTextEdit *>(u"pemPlainTextEdit"_s)
                ->toPlainText()
                .startsWith(u"-----BEGIN PUBLIC KEY"_s));
    }
};

AUTH_TEST(KeysPageTest);

}

#include "KeysPageTest.moc"
