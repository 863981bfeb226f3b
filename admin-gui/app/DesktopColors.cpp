// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/DesktopColors.h"

#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>
#include <QtDBus/QDBusServiceWatcher>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kService("org.freedesktop.portal.Desktop");
constexpr QLatin1StringView kPath("/org/freedesktop/portal/desktop");
constexpr QLatin1StringView kInterface("org.freedesktop.portal.Settings");
constexpr QLatin1StringView kSpace("org.freedesktop.appearance");
constexpr QLatin1StringView kKey("color-scheme");

}

DesktopColors::DesktopColors(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
{
    if (!bus.isConnected())
        return;
    // QtDBus finds the types of a slot by their names, which for this one nobody else has to have said before.
    qRegisterMetaType<QDBusVariant>("QDBusVariant");
    QDBusConnection connection = bus;
    // From whoever says it, so that it does not matter whether there is a portal yet: what is at stake is a colour.
    if (!connection.connect(
            QString(), kPath, kInterface, u"SettingChanged"_s, this, SLOT(noteSetting(QString, QString, QDBusVariant))))
        qWarning("The desktop's changes of colours are not heard.");
    auto *const watcher = new QDBusServiceWatcher(kService, bus, QDBusServiceWatcher::WatchForRegistration, this);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, [this, bus] { ask(bus); });
    ask(bus);
}

void DesktopColors::ask(const QDBusConnection &bus)
{
    QDBusMessage question = QDBusMessage::createMethodCall(kService, kPath, kInterface, u"Read"_s);
    question << QString(kSpace) << QString(kKey);
    auto *const watcher = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        watcher->deleteLater();
        if (!reply.isError())
            take(reply.value().variant());
    });
}

void DesktopColors::noteSetting(const QString &space, const QString &key, const QDBusVariant &value)
{
    if (space == kSpace && key == kKey)
        take(value.variant());
}

void DesktopColors::take(const QVariant &value)
{
    // Read answers a variant in a variant.
    const QVariant plain
        = value.metaType() == QMetaType::fromType<QDBusVariant>() ? value.value<QDBusVariant>().variant() : value;
    const Scheme scheme = plain.toUInt() == 1 ? Scheme::Dark : plain.toUInt() == 2 ? Scheme::Light : Scheme::Unknown;
    if (scheme == m_scheme)
        return;
    m_scheme = scheme;
    Q_EMIT schemeChanged();
}

}
