// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/PageFixture.h"
#include "console/PrivateHome.h"

#include "app/Dialogs.h"
#include "app/Form.h"

#include <QtCore/QJsonArray>
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

    QList<FieldBinding *> fields() const
    {
        QList<FieldBinding *> found;
        for (const Form *form : m_fixture->page->findChildren<Form *>())
            found.append(form->fields());
        return found;
    }
    FieldBinding *field(const QString &path) const
    {
        const auto all = fields();
        const auto found
            = std::find_if(all.begin(), all.end(), [&path](const FieldBinding *one) { return one->path() == path; });
        return found == all.end() ? nullptr : *found;
    }

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
        for (const FieldBinding *field : fields())
            paths.append(field->path());
        // Each stands in a tab that says what it is about.
        for (const QWidget *tab : m_fixture->page->findChildren<QWidget *>())
            QVERIFY(tab->property("name").toString() != "more"_L1);
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

    void offersTheWordsThatTheServerTakes()
    {
        int count = 0;
        for (const FieldBinding *field : fields()) {
            const auto *const box = qobject_cast<QComboBox *>(field->editor());
            if (!box || box->itemData(1).toString().isEmpty())
                continue;
            QStringList offered;
            for (int row = 1; row < box->count(); ++row)
                offered.append(box->itemData(row).toString());
            api::Call call = m_fixture->connection->call(
                api::operation::kUpdateRealm, { { "realm", m_fixture->page->location().id } });
            call.body
                = QJsonObject { { u"settings"_s, QJsonObject { { field->path().section(u'.', 1), u"nonsense"_s } } } };
            call.options.ifVersion = m_fixture->object()->draft()->version();
            call.options.dryRun = true;
            const api::Answer answer = QCoro::waitFor(m_fixture->connection->exchange(call));
            QCOMPARE(answer.status, 422);
            const QString message = answer.body[u"fields"][0][u"message"].toString();
            QCOMPARE(message, u"One of %1 is needed here."_s.arg(offered.join(u", "_s)));
            ++count;
        }
        QVERIFY(count >= 6);
    }

    void warnsOfWhatDoesNothing()
    {
        const FieldBinding *const days = field(u"settings.mfa_remember_days"_s);
        QVERIFY(days && days->warning().isEmpty());
        qobject_cast<QLineEdit *>(days->editor())->setText(u"30"_s);
        QVERIFY(days->warning().isEmpty());
        auto *const mfa = m_fixture->find<QComboBox>(u"settingsMfaComboBox"_s);
        mfa->setCurrentIndex(mfa->findData(u"required"_s));
        QVERIFY(!days->warning().isEmpty());
        QVERIFY(days->problem().isEmpty());
        mfa->setCurrentIndex(mfa->findData(u"optional"_s));
        QVERIFY(days->warning().isEmpty());
        m_fixture->object()->discard();
    }

    void keepsTheLinesOfACertificateTogether()
    {
        const FieldBinding *const makers = field(u"settings.passkey_attestation_roots"_s);
        auto *const edit = qobject_cast<QPlainTextEdit *>(makers->editor());
        const QString one = u"-----BEGIN CERTIFICATE-----\nMIIB\nAAAA\n-----END CERTIFICATE-----\n"_s;
        const QString other = u"-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n"_s;
        edit->setPlainText(one + u'\n' + other);
        QCOMPARE(m_fixture->object()->draft()->value(makers->path()), QJsonValue(QJsonArray { one, other }));
        QVERIFY(makers->problem().isEmpty());
        edit->setPlainText(one + u"and more"_s);
        QVERIFY(!makers->problem().isEmpty());
        m_fixture->object()->discard();
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
