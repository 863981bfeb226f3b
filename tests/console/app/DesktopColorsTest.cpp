// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "app/DesktopColors.h"

#include <QtDBus/QDBusVariant>

namespace auth::console {

using namespace Qt::StringLiterals;

/// The settings portal of a desktop, as far as it is asked.
class FakePortal : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    uint scheme = 0;

public Q_SLOTS:
    QDBusVariant Read(const QString &space, const QString &key)
    {
        const bool isKnown = space == "org.freedesktop.appearance"_L1 && key == "color-scheme"_L1;
        return QDBusVariant(QVariant::fromValue(QDBusVariant(isKnown ? scheme : 0U)));
    }
};

class DesktopColorsTest : public QObject {
    Q_OBJECT

    QProcess m_bus;
    QString m_address;
    FakePortal m_portal;

    QDBusConnection connection(const QString &name) const { return QDBusConnection::connectToBus(m_address, name); }

private Q_SLOTS:
    void initTestCase()
    {
        m_bus.start(u"dbus-daemon"_s, { u"--session"_s, u"--nofork"_s, u"--nopidfile"_s, u"--print-address"_s });
        QVERIFY(m_bus.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(m_bus.canReadLine(), 20'000);
        m_address = QString::fromLatin1(m_bus.readLine()).trimmed();
        QDBusConnection desktop = connection(u"desktop"_s);
        QVERIFY(desktop.registerObject(u"/org/freedesktop/portal/desktop"_s, &m_portal,
            QDBusConnection::ExportAllSlots));
        QVERIFY(desktop.registerService(u"org.freedesktop.portal.Desktop"_s));
    }
    void cleanupTestCase()
    {
        for (const QString &name : { u"desktop"_s, u"console"_s })
            QDBusConnection::disconnectFromBus(name);
        m_bus.terminate();
        m_bus.waitForFinished();
    }

    void looksLikeTheDesktop()
    {
        for (const auto scheme : { DesktopColors::Scheme::Dark, DesktopColors::Scheme::Light }) {
            m_portal.scheme = static_cast<uint>(scheme);
            DesktopColors colors(connection(u"console"_s));
            QTRY_COMPARE(colors.scheme(), scheme);
        }
    }

    void knowsNothingWithoutABus()
    {
        const DesktopColors colors(QDBusConnection(u"nowhere"_s));
        QCOMPARE(colors.scheme(), DesktopColors::Scheme::Unknown);
    }
};
AUTH_TEST(DesktopColorsTest);

}

#include "DesktopColorsTest.moc"
