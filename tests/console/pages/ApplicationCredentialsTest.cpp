// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/PageFixture.h"
#include "console/PrivateHome.h"

#include "app/Dialogs.h"
#include "models/RemoteTableModel.h"
#include "widgets/MessageBanner.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableWidget>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::PageFixture;

namespace {

constexpr QLatin1StringView kPem("-----BEGIN PUBLIC KEY-----\n"
                                 "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
                                 "-----END PUBLIC KEY-----");
// RFC 8037 appendix A.2.
constexpr QLatin1StringView kJwk(
    "{\"kty\":\"OKP\",\"use\":\"sig\",\"alg\":\"EdDSA\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}");

}

/// What an application proves itself with, and what it may.
class ApplicationCredentialsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    QString m_application;

    void open(const QString &tab)
    {
        m_fixture->open(u"application"_s, m_application, tab);
    }
    QTableWidget *table(const QString &name) const { return m_fixture->find<QTableWidget>(name); }
    QList<api::ApplicationKey> keys() const
    {
        return arranged(m_fixture->client().getApplicationKeys(m_fixture->realm(), m_application)).items;
    }
    RequestDialog *begin(const QString &action) const
    {
        m_fixture->action(action)->trigger();
        return m_fixture->dialog<RequestDialog>();
    }
    static QPushButton *acceptOf(const RequestDialog *dialog)
    {
        return dialog->findChild<QPushButton *>(u"acceptButton"_s);
    }
    QString shownSecret() const
    {
        for (const QDialog *dialog : m_fixture->page->findChildren<QDialog *>(u"secretDialog"_s)) {
            if (dialog->isVisible())
                return dialog->findChild<QLineEdit *>(u"secretLineEdit"_s)->text();
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        api::ApplicationCreate application;
        application.clientId = u"app"_s;
        application.type = u"machine"_s;
        m_application = arranged(m_fixture->client().createApplication(m_fixture->realm(), application)).id;
    }
    void cleanup() { m_fixture.reset(); }

    void addsAPublicKeyInEitherForm_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("kid");
        QTest::newRow("PEM") << QString(kPem) << u"signer"_s;
        QTest::newRow("JWK") << QString(kJwk) << u"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"_s;
    }
    void addsAPublicKeyInEitherForm()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, kid);
        open(u"credentials"_s);
        RequestDialog *const dialog = begin(u"addKeyAction"_s);
        dialog->findChild<QPlainTextEdit *>(u"keyPlainTextEdit"_s)->setPlainText(text);
        if (kid == "signer"_L1)
            dialog->findChild<QLineEdit *>(u"kidLineEdit"_s)->setText(kid);
        m_fixture->accept(dialog);
        QTRY_COMPARE(table(u"applicationKeysTableWidget"_s)->rowCount(), 1);
        QCOMPARE(table(u"applicationKeysTableWidget"_s)->item(0, 0)->text(), kid);
        QCOMPARE(table(u"applicationKeysTableWidget"_s)->item(0, 1)->text(), u"OKP Ed25519"_s);
        QCOMPARE(keys()[0].kid, kid);
    }

    void refusesWhatIsNoPublicKeyWhileOneTypes()
    {
        open(u"credentials"_s);
        RequestDialog *const dialog = begin(u"addKeyAction"_s);
        auto *const text = dialog->findChild<QPlainTextEdit *>(u"keyPlainTextEdit"_s);
        for (const QString &wrong : { QString(), u"hello"_s, u"{ \"kty\""_s,
                 u"{\"kty\":\"OKP\",\"use\":\"sig\",\"alg\":\"EdDSA\",\"crv\":\"Ed25519\",\"x\":\"AA\",\"d\":\"AA\"}"_s,
                 u"-----BEGIN PRIVATE KEY-----\nAA\n-----END PRIVATE KEY-----"_s }) {
            text->setPlainText(wrong);
            QVERIFY2(!acceptOf(dialog)->isEnabled(), qPrintable(wrong));
            QVERIFY(!acceptOf(dialog)->toolTip().isEmpty());
        }
        // What only the server can tell is said at its field.
        text->setPlainText(u"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"_s);
        QVERIFY(acceptOf(dialog)->isEnabled());
        m_fixture->accept(dialog);
        QTRY_VERIFY(text->property("bad").toBool());
        QVERIFY(keys().isEmpty());
    }

    void takesAPublicKeyAway()
    {
        api::ApplicationKeyCreate key;
        key.pem = QString(kPem) + u'\n';
        arranged(m_fixture->client().createApplicationKey(m_fixture->realm(), m_application, key));
        open(u"credentials"_s);
        QTRY_COMPARE(table(u"applicationKeysTableWidget"_s)->rowCount(), 1);
        QVERIFY(!m_fixture->action(u"removeKeyAction"_s)->isEnabled());
        table(u"applicationKeysTableWidget"_s)->selectRow(0);
        m_fixture->accept(begin(u"removeKeyAction"_s));
        QTRY_COMPARE(table(u"applicationKeysTableWidget"_s)->rowCount(), 0);
        QVERIFY(keys().isEmpty());
    }

    void makesASecretThatIsShownOnceAndTakesOneAway()
    {
        open(u"credentials"_s);
        QTableWidget *const secrets = table(u"secretsTableWidget"_s);
        const int before = secrets->rowCount();
        m_fixture->accept(begin(u"newSecretAction"_s));
        QTRY_VERIFY(shownSecret().size() >= 32);
        QTRY_COMPARE(secrets->rowCount(), before + 1);
        for (int row = 0; row < secrets->rowCount(); ++row)
            QVERIFY(secrets->item(row, 0)->text() != shownSecret());
        QVERIFY(!m_fixture->action(u"removeSecretAction"_s)->isEnabled());
        const QString gone = secrets->item(0, 0)->text();
        secrets->selectRow(0);
        m_fixture->accept(begin(u"removeSecretAction"_s));
        QTRY_COMPARE(secrets->rowCount(), before);
        const auto left = arranged(m_fixture->client().getApplicationSecrets(m_fixture->realm(), m_application)).items;
        for (const api::ApplicationSecret &secret : left)
            QVERIFY(secret.id != gone);
    }

    void previewsATokenWithTheRuleOfEachClaim()
    {
        open(u"preview"_s);
        m_fixture->find<QPushButton>(u"previewButton"_s)->click();
        QTRY_VERIFY(table(u"previewTableWidget"_s)->rowCount() > 0);
        QStringList claims;
        for (int row = 0; row < table(u"previewTableWidget"_s)->rowCount(); ++row) {
            claims.append(table(u"previewTableWidget"_s)->item(row, 1)->text());
            QVERIFY(!table(u"previewTableWidget"_s)->item(row, 3)->text().isEmpty());
        }
        QVERIFY2(claims.contains(u"client_id"_s), qPrintable(claims.join(u' ')));
        // Of somebody who is not there, nothing.
        m_fixture->find<QLineEdit>(u"previewUserLineEdit"_s)->setText(u"nobody"_s);
        m_fixture->find<QPushButton>(u"previewButton"_s)->click();
        const auto banners = m_fixture->page->findChildren<MessageBanner *>();
        QTRY_VERIFY(std::any_of(banners.begin(), banners.end(),
            [](const MessageBanner *banner) { return banner->isVisible() && !banner->text().isEmpty(); }));
    }

    void givesAndTakesSinglePermissions()
    {
        api::PermissionCreate permission;
        permission.name = u"orders:read"_s;
        arranged(m_fixture->client().createPermission(m_fixture->realm(), permission));
        open(u"permissions"_s);
        auto *const choice = m_fixture->find<QComboBox>(u"permissionsComboBox"_s);
        choice->lineEdit()->setText(u"orders:read"_s);
        m_fixture->find<QPushButton>(u"permissionsAddButton"_s)->click();
        auto *const held = m_fixture->find<QTableView>(u"permissionsTableView"_s);
        QTRY_COMPARE(held->model()->rowCount(), 1);
        QCOMPARE(
            arranged(m_fixture->client().listApplicationPermissions(m_fixture->realm(), m_application, {})).items.size(),
            1);
        held->selectRow(0);
        m_fixture->find<QPushButton>(u"permissionsRemoveButton"_s)->click();
        test::confirmUnless(m_fixture->page.get(), [held] { return held->model()->rowCount() == 0; });
        QTRY_COMPARE(held->model()->rowCount(), 0);
        QVERIFY(
            arranged(m_fixture->client().listApplicationPermissions(m_fixture->realm(), m_application, {})).items.isEmpty());
    }
};
AUTH_TEST(ApplicationCredentialsTest);

}

#include "ApplicationCredentialsTest.moc"
