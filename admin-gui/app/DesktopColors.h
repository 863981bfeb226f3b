// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusVariant>

namespace auth::console {

/// Whether the desktop is dark, as its settings portal says when it is asked (org.freedesktop.appearance,
/// color-scheme), and says again when that changes. Qt tells only from version 6.5 on. Without a portal nothing is
/// known, and nobody waits for it; one that comes later is asked then.
class DesktopColors final : public QObject {
    Q_OBJECT

public:
    enum class Scheme : quint8 { Unknown, Dark, Light };

    explicit DesktopColors(const QDBusConnection &bus, QObject *parent = nullptr);

    Scheme scheme() const { return m_scheme; }

Q_SIGNALS:
    void schemeChanged();

private Q_SLOTS:
    void noteSetting(const QString &space, const QString &key, const QDBusVariant &value);

private:
    void ask(const QDBusConnection &bus);
    void take(const QVariant &value);

    Scheme m_scheme = Scheme::Unknown;
};

}
