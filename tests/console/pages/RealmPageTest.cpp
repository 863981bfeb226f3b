// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/PageFixture.h"
#include "console/PrivateHome.h"

#include "app/Dialogs.h"
#include "app/Form.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::PageFixture;

class RealmPageTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_fixture->open(u"realm"_s, arranged(m_fixture->client().getRealm(m_fixture->realm())).id);
    }
    void cleanup() { m_fixture.reset(); }

    void hasAFieldForEverySettingOfTheApi()
    {
        QStringList paths;
        for (const Form *form : m_fixture->page->findChildren<Form *>()) {
            for (const FieldBinding *field : form->fields())
                paths.append(field->path());
        }
        for (const api::BodyField &field : api::operations()[api::operation::kUpdateRealm].fields) {
            const QString path = QLatin1StringView(field.path);
            if (path != "settings"_L1)
                QVERIFY2(paths.count(path) == 1, qPrintable(path));
        }
    }

    void saysWhatTheServerDoesWhereTheRealmSaysNothing()
    {
        auto *const mfa = m_fixture->find<QComboBox>(u"settingsMfaComboBox"_s);
        QVERIFY(mfa);
        QCOMPARE(mfa->currentIndex(), 0);
        // In the words of the other choices, not in the API's.
        bool isOneOfThem = false;
        for (int row = 1; row < mfa->count(); ++row)
            isOneOfThem = isOneOfThem || mfa->itemText(0).startsWith(mfa->itemText(row) + u',');
        QVERIFY2(isOneOfThem, qPrintable(mfa->itemText(0)));
        mfa->setCurrentIndex(mfa->findData(u"required"_s));
        m_fixture->object()->save();
        QTRY_VERIFY(!m_fixture->object()->draft()->isDirty());
        QCOMPARE(arranged(m_fixture->client().getRealm(m_fixture->realm())).settings.mfa.valueOr({}), u"required"_s);
    }

    void putsAHostNameThatIsTakenToItsLine()
    {
        auto *const hosts = m_fixture->find<QPlainTextEdit>(u"hostNamesPlainTextEdit"_s);
        hosts->setPlainText(u"not a host"_s);
        m_fixture->object()->save();
        QTRY_VERIFY(hosts->property("bad").toBool());
        QVERIFY(m_fixture->object()->draft()->isDirty());
        m_fixture->object()->discard();
    }

    void changesHowLongTheLogIsKept()
    {
        m_fixture->object()->setFilter(u"audit"_s);
        auto *const label = m_fixture->find<QLabel>(u"retentionLabel"_s);
        QTRY_VERIFY(!label->text().isEmpty());
        m_fixture->action(u"retentionAction"_s)->trigger();
        QTRY_VERIFY(m_fixture->dialog<RequestDialog>());
        auto *const dialog = m_fixture->dialog<RequestDialog>();
        auto *const days = dialog->findChild<QLineEdit *>(u"daysLineEdit"_s);
        days->setText(u"0"_s);
        QVERIFY(!dialog->findChild<QPushButton *>(u"acceptButton"_s)->isEnabled());
        days->setText(u"123"_s);
        m_fixture->accept(dialog);
        QTRY_VERIFY(label->text().contains(u"123"_s));
        QCOMPARE(arranged(m_fixture->client().getAuditRetention(m_fixture->realm())).days, 123);
    }
};
AUTH_TEST(RealmPageTest);

}

#include "RealmPageTest.moc"
