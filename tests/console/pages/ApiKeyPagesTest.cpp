// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/PageFixture.h"
#include "console/PrivateHome.h"

#include "app/Dialogs.h"
#include "app/RemoteTab.h"

#include <QtCore/QDateTime>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::PageFixture;

class ApiKeyPagesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    QString m_application;

    api::ApiKey makeKey(const QString &name)
    {
        api::ApiKeyCreate body;
        body.application = u"app"_s;
        body.name = name;
        return arranged(m_fixture->client().createApiKey(m_fixture->realm(), body));
    }
    QList<api::ApiKey> keys() const
    {
        return arranged(m_fixture->client().listApiKeys(m_fixture->realm(), {})).items;
    }
    /// The dialog that shows a secret stands before the window, which here is the page.
    QString shownKey() const
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
        application.scope = u"orders"_s;
        api::ScopeCreate scope;
        scope.name = u"orders"_s;
        arranged(m_fixture->client().createScope(m_fixture->realm(), scope));
        m_application = arranged(m_fixture->client().createApplication(m_fixture->realm(), application)).id;
    }
    void cleanup() { m_fixture.reset(); }

    void showsANewKeyOnceAndNeverAgain()
    {
        m_fixture->open(u"api_keys"_s);
        m_fixture->action(u"newApiKeyAction"_s)->trigger();
        auto *const dialog = m_fixture->dialog<RequestDialog>();
        QVERIFY(!dialog->findChild<QPushButton *>(u"acceptButton"_s)->isEnabled());
        dialog->findChild<QLineEdit *>(u"applicationLineEdit"_s)->setText(u"app"_s);
        dialog->findChild<QLineEdit *>(u"nameLineEdit"_s)->setText(u"nightly"_s);
        // What the application may not ask for is refused at its field, and what was typed stays.
        auto *const scope = dialog->findChild<QLineEdit *>(u"scopeLineEdit"_s);
        scope->setText(u"invoices"_s);
        m_fixture->accept(dialog);
        QTRY_VERIFY(scope->property("bad").toBool());
        scope->setText(u"orders"_s);
        m_fixture->accept(dialog);
        QTRY_VERIFY(shownKey().startsWith(u"ak~"_s));
        const QString shown = shownKey();
        QTRY_COMPARE(m_fixture->list()->model()->rowCount(), 1);
        const QJsonObject item = m_fixture->list()->model()->item(0);
        QVERIFY(shown.startsWith(item[u"prefix"].toString()));
        QVERIFY(!item.contains(u"key"_s));
        // Ninety days, where nothing else is chosen.
        const QDateTime expires = QDateTime::fromString(item[u"expires_at"].toString(), Qt::ISODateWithMs);
        const qint64 days = QDateTime::fromString(item[u"created_at"].toString(), Qt::ISODateWithMs).daysTo(expires);
        QVERIFY2(days == 90 || days == 89, qPrintable(item[u"expires_at"].toString()));
    }

    void makesAKeyThatDoesNotExpire()
    {
        m_fixture->open(u"api_keys"_s);
        m_fixture->action(u"newApiKeyAction"_s)->trigger();
        auto *const dialog = m_fixture->dialog<RequestDialog>();
        dialog->findChild<QLineEdit *>(u"applicationLineEdit"_s)->setText(u"app"_s);
        dialog->findChild<QLineEdit *>(u"nameLineEdit"_s)->setText(u"nightly"_s);
        auto *const lasts = dialog->findChild<QComboBox *>(u"expiresComboBox"_s);
        lasts->setCurrentIndex(lasts->count() - 1);
        m_fixture->accept(dialog);
        QTRY_VERIFY(!shownKey().isEmpty());
        QVERIFY(!keys()[0].expiresAt.hasValue());
    }

    void putsAnotherKeyInThePlaceOfOne()
    {
        const api::ApiKey before = makeKey(u"nightly"_s);
        m_fixture->open(u"api_keys"_s);
        m_fixture->list()->table()->selectRow(0);
        m_fixture->action(u"rotateAction"_s)->trigger();
        m_fixture->accept(m_fixture->dialog<RequestDialog>());
        QTRY_VERIFY(!shownKey().isEmpty());
        QVERIFY(shownKey() != before.key.valueOr({}));
        QCOMPARE(keys()[0].version, before.version + 1);
    }

    void revokesOnlyWhatIsTyped()
    {
        makeKey(u"nightly"_s);
        m_fixture->open(u"api_keys"_s);
        m_fixture->list()->table()->selectRow(0);
        m_fixture->action(u"revokeAction"_s)->trigger();
        auto *const dialog = m_fixture->dialog<RequestDialog>();
        QVERIFY(!dialog->findChild<QPushButton *>(u"acceptButton"_s)->isEnabled());
        dialog->findChild<QLineEdit *>(u"confirmLineEdit"_s)->setText(u"nightly"_s);
        m_fixture->accept(dialog);
        QTRY_COMPARE(m_fixture->list()->model()->rowCount(), 0);
        QVERIFY(keys().isEmpty());
    }

    void changesWhenAKeyExpires()
    {
        const api::ApiKey key = makeKey(u"nightly"_s);
        m_fixture->open(u"api_key"_s, key.id);
        auto *const expires = m_fixture->find<QLineEdit>(u"expiresAtLineEdit"_s);
        QVERIFY(expires);
        expires->setText(u"2099-12-31"_s);
        QVERIFY(expires->property("bad").toBool());
        expires->setText(u"2099-12-31T00:00:00Z"_s);
        QVERIFY(!expires->property("bad").toBool());
        m_fixture->object()->save();
        QTRY_VERIFY(!m_fixture->object()->draft()->isDirty());
        QVERIFY(keys()[0].expiresAt.valueOr({}).startsWith(u"2099-12-31"_s));
    }

    void showsTheKeysOfOneApplicationOnly()
    {
        makeKey(u"nightly"_s);
        api::ApplicationCreate other;
        other.clientId = u"other"_s;
        other.type = u"machine"_s;
        const QString otherId = arranged(m_fixture->client().createApplication(m_fixture->realm(), other)).id;
        const auto rows = [this](const QString &application) {
            m_fixture->open(u"application"_s, application, u"api-keys"_s);
            for (const RemoteTab *tab : m_fixture->page->findChildren<RemoteTab *>()) {
                if (tab->property("name").toString() == "api-keys"_L1)
                    return tab->model()->rowCount();
            }
            return -1;
        };
        QCOMPARE(rows(m_application), 1);
        QCOMPARE(rows(otherId), 0);
    }
};
AUTH_TEST(ApiKeyPagesTest);

}

#include "ApiKeyPagesTest.moc"
