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

Q_SIGNALS:
    void SettingChanged(const QString &space, const QString &key, const QDBusVariant &value);
};

class DesktopColorsTest : public QObject {
    Q_OBJECT

    QProcess m_bus;
    QString m_address;
    FakePortal m_portal;

    static inline const QString kPortal = u"org.freedesktop.portal.Desktop"_s;

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
            QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
        QVERIFY(desktop.registerService(kPortal));
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

    void followsTheDesktop()
    {
        m_portal.scheme = 1;
        DesktopColors colors(connection(u"console"_s));
        // What it listens to was asked of the bus before this was: once it is answered, nothing is missed.
        QTRY_COMPARE(colors.scheme(), DesktopColors::Scheme::Dark);
        QSignalSpy changes(&colors, &DesktopColors::schemeChanged);
        Q_EMIT m_portal.SettingChanged(u"org.freedesktop.appearance"_s, u"contrast"_s, QDBusVariant(0U));
        Q_EMIT m_portal.SettingChanged(u"org.freedesktop.appearance"_s, u"color-scheme"_s, QDBusVariant(2U));
        QTRY_COMPARE(colors.scheme(), DesktopColors::Scheme::Light);
        Q_EMIT m_portal.SettingChanged(u"org.freedesktop.appearance"_s, u"color-scheme"_s, QDBusVariant(0U));
        QTRY_COMPARE(colors.scheme(), DesktopColors::Scheme::Unknown);
        QCOMPARE(changes.count(), 2);
    }

    void asksAPortalThatComesLater()
    {
        QDBusConnection desktop = connection(u"desktop"_s);
        QVERIFY(desktop.unregisterService(kPortal));
        m_portal.scheme = 1;
        const DesktopColors colors(connection(u"console"_s));
        QVERIFY(desktop.registerService(kPortal));
        QTRY_COMPARE(colors.scheme(), DesktopColors::Scheme::Dark);
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
