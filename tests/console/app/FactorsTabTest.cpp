// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/ConsoleServer.h"

#include "app/FactorsTab.h"
#include "app/TotpDialog.h"
#include "widgets/MessageBanner.h"
#include "widgets/QrCodeView.h"

#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>
#include <QtCore/QUrlQuery>
#include <QtGui/QAction>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::ConsoleServer;

namespace {

QString output(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(30'000);
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

}

class FactorsTabTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<FactorsTab> m_tab;
    QString m_user;

    api::UserFactors factors() const
    {
        return arranged(m_connection->client().getUserFactors(m_connection->realm(), m_user));
    }
    TotpDialog *begin()
    {
        m_tab->findChild<QAction *>(u"enrolTotpAction"_s)->trigger();
        auto *dialog = m_tab->findChild<TotpDialog *>();
        dialog->findChild<QLineEdit *>(u"appNameLineEdit"_s)->setText(u"Jane's telephone"_s);
        dialog->findChild<QPushButton *>(u"nextPushButton"_s)->click();
        if (!QTest::qWaitFor([dialog] { return dialog->findChild<QrCodeView *>()->modules() > 0; }))
            qFatal("no code is shown");
        return dialog;
    }

private Q_SLOTS:
    void init()
    {
        m_connection = ConsoleServer::shared().connect();
        api::UserCreate user;
        user.username = u"jane"_s;
        m_user = arranged(m_connection->client().createUser(m_connection->realm(), user)).id;
        m_tab = std::make_unique<FactorsTab>(m_connection.get(), m_connection->realm(), m_user, nullptr);
        m_tab->resize(900, 500);
        m_tab->show();
        m_tab->load();
    }
    void cleanup()
    {
        m_tab.reset();
        m_connection.reset();
    }

    void enrolsWhatAnAppReadsFromTheScreen()
    {
        TotpDialog *dialog = begin();
        const QTemporaryDir folder;
        const QString picture = folder.filePath(u"dialog.png"_s);
        QVERIFY(dialog->grab().save(picture));
        const QUrl uri(output(u"zbarimg"_s, { u"--quiet"_s, u"--raw"_s, picture }));
        QCOMPARE(uri.scheme(), u"otpauth"_s);
        const QString secret = QUrlQuery(uri).queryItemValue(u"secret"_s);
        QString shown = dialog->findChild<QLineEdit *>(u"secretLineEdit"_s)->text();
        QCOMPARE(shown.remove(u' '), secret);
        const QString code = output(u"oathtool"_s, { u"--totp"_s, u"--base32"_s, secret });
        dialog->findChild<QLineEdit *>(u"codeLineEdit"_s)->setText(code);
        QSignalSpy enrolled(dialog, &TotpDialog::enrolled);
        dialog->findChild<QPushButton *>(u"nextPushButton"_s)->click();
        QTRY_COMPARE(enrolled.size(), 1);
        QCOMPARE(factors().items.size(), 1);
        QVERIFY(factors().items[0].confirmed);
        QCOMPARE(factors().items[0].name, u"Jane's telephone"_s);
    }

    void saysThatACodeIsWrongAndStaysOpen()
    {
        TotpDialog *dialog = begin();
        dialog->findChild<QLineEdit *>(u"codeLineEdit"_s)->setText(u"12"_s);
        dialog->findChild<QPushButton *>(u"nextPushButton"_s)->click();
        auto *problem = dialog->findChild<QLabel *>(u"problemLabel"_s);
        QVERIFY(!problem->isHidden());
        // One in a million is right.
        dialog->findChild<QLineEdit *>(u"codeLineEdit"_s)->setText(u"000000"_s);
        dialog->findChild<QPushButton *>(u"nextPushButton"_s)->click();
        QTRY_VERIFY(dialog->findChild<QPushButton *>(u"nextPushButton"_s)->isEnabled());
        QVERIFY(dialog->isVisible());
        QVERIFY(!problem->text().isEmpty());
        dialog->reject();
        for (const api::Factor &factor : factors().items)
            QVERIFY(!factor.confirmed);
    }
};

AUTH_TEST(FactorsTabTest);

}

#include "FactorsTabTest.moc"
