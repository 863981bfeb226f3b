// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/ConsoleServer.h"
#include "console/PrivateHome.h"
#include "console/WebProxy.h"

#include "app/ConnectPage.h"
#include "app/PinDialog.h"
#include "app/Profiles.h"
#include "client/Contexts.h"
#include "widgets/MessageBanner.h"
#include "widgets/QrCodeView.h"

#include <QtGui/QAction>
#include <QtNetwork/QSslKey>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::ConsoleServer;
using test::WebProxy;

/// A server whose certificate nobody vouches for: what is wrong is said, and its key can be pinned, for it alone.
class PinTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<WebProxy> m_server;
    std::unique_ptr<ConnectPage> m_page;

    static QByteArray run(const QStringList &arguments, const QByteArray &input = {})
    {
        QProcess process;
        process.start(u"openssl"_s, arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(30'000) || process.exitCode() != 0)
            qFatal("openssl %s: %s", qPrintable(arguments.join(u' ')), process.readAllStandardError().constData());
        return process.readAllStandardOutput();
    }
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void makeKey(const QString &name)
    {
        run({ u"ecparam"_s, u"-name"_s, u"prime256v1"_s, u"-genkey"_s, u"-noout"_s, u"-out"_s,
            path(name + u".key"_s) });
    }
    /// A certificate of the key \a key, signed by itself or by \a issuer, counting from \a from to \a to days from now.
    QSslConfiguration certified(const QString &key, const QString &names, int days = 30, const QString &issuer = {})
    {
        const QString file = path(u"one.pem"_s);
        const QString request = path(u"one.csr"_s);
        const QString extensions = path(u"one.ext"_s);
        QFile text(extensions);
        if (!text.open(QIODevice::WriteOnly))
            qFatal("cannot write");
        text.write("subjectAltName=" + names.toUtf8());
        text.close();
        run({ u"req"_s, u"-new"_s, u"-key"_s, path(key + u".key"_s), u"-subj"_s, u"/CN=id.acme.test"_s, u"-out"_s,
            request });
        QStringList sign { u"x509"_s, u"-req"_s, u"-in"_s, request, u"-days"_s, QString::number(days), u"-out"_s, file,
            u"-extfile"_s, extensions };
        if (issuer.isEmpty())
            sign << u"-signkey"_s << path(key + u".key"_s);
        else
            sign << u"-CA"_s << path(issuer + u".pem"_s) << u"-CAkey"_s << path(issuer + u".key"_s)
                 << u"-CAcreateserial"_s;
        run(sign);
        QSslConfiguration configuration;
        configuration.setLocalCertificate(QSslCertificate(read(u"one.pem"_s)));
        configuration.setPrivateKey(QSslKey(read(key + u".key"_s), QSsl::Ec));
        return configuration;
    }
    /// What `openssl` says of the public key.
    QString hashOf(const QString &key) const
    {
        const QByteArray der
            = run({ u"pkey"_s, u"-in"_s, path(key + u".key"_s), u"-pubout"_s, u"-outform"_s, u"DER"_s });
        return QString::fromLatin1(run({ u"dgst"_s, u"-sha256"_s, u"-r"_s }, der).left(64));
    }

    MessageBanner *banner() const { return m_page->findChild<MessageBanner *>(); }
    QPushButton *button(const char *name) const { return m_page->findChild<QPushButton *>(QLatin1StringView(name)); }
    /// Asks for a login, until there is one to do or something to say.
    void askForLogin()
    {
        if (!m_page) {
            m_page = std::make_unique<ConnectPage>(nullptr);
            m_page->show();
        }
        m_page->findChild<QLineEdit *>(u"serverLineEdit"_s)->setText(m_server->url().toString());
        button("deviceButton")->click();
        QVERIFY(QTest::qWaitFor([this] { return isAsked() || !banner()->text().isEmpty(); }, 20'000));
    }
    bool isAsked() const { return m_page->findChild<QLineEdit *>(u"signInLinkLineEdit"_s)->isVisible(); }
    QPushButton *offer() const
    {
        const auto buttons = banner()->findChildren<QPushButton *>();
        const auto shown
            = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *one) { return one->isVisible(); });
        return shown == buttons.end() ? nullptr : *shown;
    }

private Q_SLOTS:
    void initTestCase()
    {
        test::usePrivateHome();
        makeKey(u"first"_s);
        makeKey(u"second"_s);
        makeKey(u"authority"_s);
        run({ u"req"_s, u"-new"_s, u"-x509"_s, u"-key"_s, path(u"authority.key"_s), u"-subj"_s, u"/CN=Acme Authority"_s,
            u"-days"_s, u"30"_s, u"-out"_s, path(u"authority.pem"_s) });
    }
    void cleanup()
    {
        m_page.reset();
        m_server.reset();
        QVERIFY(client::changeContexts([](client::Contexts &contexts) -> std::expected<void, client::Failure> {
            contexts = {};
            return {};
        }));
    }

    void saysWhatIsWrongWithACertificate_data()
    {
        QTest::addColumn<QString>("names");
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("issuer");
        QTest::addColumn<QString>("says");
        QTest::newRow("self-signed") << u"IP:127.0.0.1"_s << 30 << QString() << u"signed it itself"_s;
        QTest::newRow("unknown issuer") << u"IP:127.0.0.1"_s << 30 << u"authority"_s << u"Acme Authority"_s;
        QTest::newRow("other host") << u"DNS:other.test"_s << 30 << u"authority"_s << u"for another host: other.test"_s;
        QTest::newRow("expired") << u"IP:127.0.0.1"_s << -1 << u"authority"_s << u"expired on"_s;
    }
    void saysWhatIsWrongWithACertificate()
    {
        QFETCH(const QString, names);
        QFETCH(const int, days);
        QFETCH(const QString, issuer);
        QFETCH(const QString, says);
        m_server
            = std::make_unique<WebProxy>(ConsoleServer::shared().server(), certified(u"first"_s, names, days, issuer));
        askForLogin();
        QVERIFY2(banner()->text().contains(says), qPrintable(banner()->text()));
        QVERIFY(!isAsked());
        // Nothing was sent.
        QVERIFY(m_server->seen().isEmpty());
    }

    void pinsTheKeyOfThisServerAndRefusesAnother()
    {
        m_server = std::make_unique<WebProxy>(
            ConsoleServer::shared().server(), certified(u"first"_s, u"DNS:other.test"_s, -1));
        askForLogin();
        QTRY_VERIFY(offer());
        offer()->click();
        auto *const dialog = m_page->findChild<PinDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QLineEdit *>(u"keyHashLineEdit"_s)->text(), hashOf(u"first"_s));
        auto *const accept = dialog->findChild<QPushButton *>(u"pinButton"_s);
        QVERIFY(!accept->isEnabled());
        dialog->findChild<QCheckBox *>(u"comparedCheckBox"_s)->setChecked(true);
        accept->click();
        const auto contexts = client::readContexts();
        QCOMPARE(contexts->named.size(), 1);
        QCOMPARE(contexts->named.first().value(u"pin"_s), hashOf(u"first"_s));
        // From now on it is the server: expired, and for another host.
        askForLogin();
        QTRY_VERIFY(isAsked());
        button("stopButton")->click();
        // The same key in another certificate is the same server.
        m_server->setTls(certified(u"first"_s, u"DNS:third.test"_s));
        askForLogin();
        QTRY_VERIFY(isAsked());
        button("stopButton")->click();
        // Another key is not, and nobody offers to take it.
        const qsizetype before = m_server->seen().size();
        m_server->setTls(certified(u"second"_s, u"IP:127.0.0.1"_s));
        askForLogin();
        QTRY_VERIFY2(banner()->text().contains(u"another key"_s), qPrintable(banner()->text()));
        QVERIFY(!isAsked());
        QVERIFY(!offer());
        QCOMPARE(m_server->seen().size(), before);
    }

    void thePinHoldsForTheAdministrationToo()
    {
        // The server's own TLS this time.
        certified(u"first"_s, u"DNS:other.test"_s);
        ConsoleServer server(
            { { u"AUTH_TLS_CERTIFICATE"_s, path(u"one.pem"_s) }, { u"AUTH_TLS_KEY"_s, path(u"first.key"_s) } });
        QCOMPARE(server.server().scheme(), u"https"_s);
        client::Profile profile;
        profile.server = server.server().toString();
        profile.pin = hashOf(u"first"_s);
        const auto ask = [&] {
            const std::unique_ptr<Connection> connection(connectWithToken(server.server(), server.token(), nullptr));
            connection->setTls(*client::tlsOf(profile), profile.pin);
            return QCoro::waitFor(connection->exchange(connection->call(api::operation::kGetServer)));
        };
        QCOMPARE(ask().status, 200);
        profile.pin = hashOf(u"second"_s);
        const api::Answer refused = ask();
        QCOMPARE(refused.status, 0);
        QVERIFY2(refused.transportError.contains(u"another key"_s), qPrintable(refused.transportError));
        profile.pin.clear();
        const api::Answer unknown = ask();
        QCOMPARE(unknown.status, 0);
        QVERIFY2(unknown.transportError.contains(u"other.test"_s), qPrintable(unknown.transportError));
    }

    void aPinIsAHashAndNothingElse()
    {
        QVERIFY(client::checkSetting(u"pin"_s, {}));
        QVERIFY(client::checkSetting(u"pin"_s, u"0123456789abcdef"_s.repeated(4)));
        for (const QString &wrong : { u"0123"_s, u"0123456789ABCDEF"_s.repeated(4), u"any"_s })
            QVERIFY(!client::checkSetting(u"pin"_s, wrong));
    }
};
AUTH_TEST(PinTest);

}

#include "PinTest.moc"
