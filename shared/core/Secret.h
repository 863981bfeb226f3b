// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace auth {

/// Bytes that must not leak: not copyable, wiped when destroyed, compared in constant time, not printable.
class Secret {
public:
    Secret() = default;
    /// Takes \a bytes over. A shared copy of them elsewhere is not wiped: move them in.
    explicit Secret(QByteArray &&bytes);
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret();

    bool isEmpty() const { return m_bytes.isEmpty(); }
    QByteArrayView view() const { return m_bytes; }
    /// A copy for the rare owner that needs one, on purpose.
    Secret clone() const;
    /// Constant-time in the length of the shorter; lengths themselves are not secret.
    bool equals(QByteArrayView other) const;

private:
    void wipe();
    QByteArray m_bytes;
};

/// Constant-time comparison of two byte strings of equal length; false at once when lengths differ.
bool constantTimeEquals(QByteArrayView left, QByteArrayView right);

}
