// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/PageFixture.h"
#include "console/PrivateHome.h"

#include "app/Dialogs.h"
#include "widgets/ConsequenceDialog.h"
#include "widgets/DiffView.h"
#include "widgets/MessageBanner.h"

#include <QtCore/QTemporaryDir>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTableWidget>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::kPatienceMs;
using test::PageFixture;

/// A realm as a file: exported, compared, applied, cloned.
class ConfigurationPageTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    QTemporaryDir m_directory;

    QString path(const QString &name) const { return m_directory.filePath(name); }
    QString write(const QByteArray &text) const
    {
        QFile file(path(u"plan.yaml"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("the file is not written");
        return file.fileName();
    }
    QString said() const { return m_fixture->page->findChild<MessageBanner *>()->text(); }
    QTableWidget *table() const { return m_fixture->find<QTableWidget>(u"planTableWidget"_s); }
    void choose(const QString &action, const QString &file)
    {
        m_fixture->action(action)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->page->findChild<QFileDialog *>(), kPatienceMs);
        auto *const dialog = m_fixture->page->findChild<QFileDialog *>();
        Q_EMIT dialog->fileSelected(file);
        delete dialog;
    }
    void plan(const QByteArray &text)
    {
        choose(u"planConfigurationAction"_s, write(text));
        m_fixture->waitForPage();
    }
    void apply()
    {
        m_fixture->action(u"applyConfigurationAction"_s)->trigger();
        m_fixture->page->findChild<ConsequenceDialog *>()->findChild<QPushButton *>(u"confirmPushButton"_s)->click();
        m_fixture->waitForPage();
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_fixture->open(u"configuration"_s);
    }
    void cleanup() { m_fixture.reset(); }

    void showsWhatAFileWouldChangeAndAppliesIt()
    {
        api::ScopeCreate scope;
        scope.name = u"orders"_s;
        scope.description = u"Before"_s;
        arranged(m_fixture->client().createScope(m_fixture->realm(), scope));
        QVERIFY(!m_fixture->action(u"applyConfigurationAction"_s)->isEnabled());
        plan("apiVersion: auth/v1\nkind: Scope\nmetadata:\n  name: orders\nspec:\n  description: After\n"
             "---\napiVersion: auth/v1\nkind: Scope\nmetadata:\n  name: invoices\nspec: {}\n");
        QCOMPARE(table()->rowCount(), 2);
        auto *const differences = m_fixture->page->findChild<DiffView *>()->model();
        int changed = table()->item(0, 1)->text() == "orders"_L1 ? 0 : 1;
        table()->selectRow(changed);
        QCOMPARE(table()->item(changed, 2)->text(), u"is changed"_s);
        QCOMPARE(differences->rowCount(), 1);
        QCOMPARE(differences->at(0).before, u"Before"_s);
        QCOMPARE(differences->at(0).after, u"After"_s);
        // A plan changes nothing.
        QCOMPARE(arranged(m_fixture->client().getScope(m_fixture->realm(), u"orders"_s)).description, u"Before"_s);
        apply();
        QVERIFY2(said().contains(u"1 made, 1 changed, 0 deleted"_s), qPrintable(said()));
        QCOMPARE(arranged(m_fixture->client().getScope(m_fixture->realm(), u"orders"_s)).description, u"After"_s);
        QCOMPARE(arranged(m_fixture->client().getScope(m_fixture->realm(), u"invoices"_s)).name, u"invoices"_s);
        QVERIFY(!m_fixture->action(u"applyConfigurationAction"_s)->isEnabled());
    }

    void refusesAPlanThatSomebodyElseMadeOld()
    {
        api::ScopeCreate scope;
        scope.name = u"orders"_s;
        const api::Scope before = arranged(m_fixture->client().createScope(m_fixture->realm(), scope));
        plan("apiVersion: auth/v1\nkind: Scope\nmetadata:\n  name: orders\nspec:\n  description: Mine\n");
        api::ScopeUpdate theirs;
        theirs.description = u"Theirs"_s;
        arranged(m_fixture->client().updateScope(m_fixture->realm(), before.id, theirs));
        apply();
        QVERIFY(!said().contains(u"Applied"_s));
        QCOMPARE(arranged(m_fixture->client().getScope(m_fixture->realm(), u"orders"_s)).description, u"Theirs"_s);
    }

    void saysWhereAFileCannotBeUsed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no documents") << QByteArray("\n");
        QTest::newRow("not YAML") << QByteArray("kind: [\n");
        QTest::newRow("a list") << QByteArray("- 1\n");
        QTest::newRow("a secret by reference") << QByteArray("kind: User\nspec:\n  password: { secretRef: env:X }\n");
        QTest::newRow("two realms") << QByteArray("kind: Realm\nrealm: a\n---\nkind: Realm\nrealm: b\n");
    }
    void saysWhereAFileCannotBeUsed()
    {
        QFETCH(const QByteArray, text);
        plan(text);
        QVERIFY2(said().contains(u"cannot be read"_s), qPrintable(said()));
        QCOMPARE(table()->rowCount(), 0);
        QVERIFY(!m_fixture->action(u"applyConfigurationAction"_s)->isEnabled());
    }

    void makesARealmThatIsNotThereYet()
    {
        const QString name = m_fixture->realm() + u"-new"_s;
        plan("apiVersion: auth/v1\nkind: Realm\nrealm: " + name.toLatin1() + "\nmetadata:\n  name: " + name.toLatin1()
            + "\nspec: {}\n");
        QVERIFY2(table()->rowCount() == 1, qPrintable(said()));
        QCOMPARE(table()->item(0, 2)->text(), u"is made"_s);
        apply();
        QCOMPARE(arranged(m_fixture->client().getRealm(name)).name, name);
    }

    void exportsWhatPlansAsUnchanged()
    {
        api::ScopeCreate scope;
        scope.name = u"orders"_s;
        arranged(m_fixture->client().createScope(m_fixture->realm(), scope));
        const QString file = path(u"realm.yaml"_s);
        choose(u"exportConfigurationAction"_s, file);
        QVERIFY2(said().contains(file), qPrintable(said()));
        choose(u"planConfigurationAction"_s, file);
        m_fixture->waitForPage();
        QVERIFY2(table()->rowCount() > 0, qPrintable(said()));
        for (int row = 0; row < table()->rowCount(); ++row)
            QCOMPARE(table()->item(row, 2)->text(), u"stays"_s);
        QVERIFY(!m_fixture->action(u"applyConfigurationAction"_s)->isEnabled());
    }

    void clonesARealmWithSecretsOfItsOwn()
    {
        api::ApplicationCreate application;
        application.clientId = u"app"_s;
        application.type = u"machine"_s;
        const QString secret
            = arranged(m_fixture->client().createApplication(m_fixture->realm(), application)).clientSecret.valueOr({});
        m_fixture->open(u"realms"_s);
        m_fixture->list()->setFilter(u"name:"_s + m_fixture->realm());
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->list()->model()->rowCount(), 1, kPatienceMs);
        m_fixture->list()->table()->selectRow(0);
        m_fixture->action(u"cloneAction"_s)->trigger();
        auto *const dialog = m_fixture->dialog<RequestDialog>();
        const QString name = m_fixture->realm() + u"-copy"_s;
        QVERIFY(!dialog->findChild<QPushButton *>(u"acceptButton"_s)->isEnabled());
        dialog->findChild<QLineEdit *>(u"nameLineEdit"_s)->setText(name);
        m_fixture->accept(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->page->findChild<QDialog *>(u"secretDialog"_s), kPatienceMs);
        const QString shown
            = m_fixture->page->findChild<QDialog *>(u"secretDialog"_s)->findChild<QLineEdit *>(u"secretLineEdit"_s)->text();
        QVERIFY(shown.startsWith(u"app: "_s));
        QVERIFY(!shown.contains(secret));
        QCOMPARE(arranged(m_fixture->client().getApplication(name, u"app"_s)).clientId, u"app"_s);
    }
};
AUTH_TEST(ConfigurationPageTest);

}

#include "ConfigurationPageTest.moc"
