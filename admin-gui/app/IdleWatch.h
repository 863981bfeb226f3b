// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <chrono>

namespace auth::console {

/// Notices that nobody has touched keyboard, mouse or screen for a while, in any window of the program.
class IdleWatch final : public QObject {
    Q_OBJECT

public:
    explicit IdleWatch(QObject *parent);

    /// Zero: never.
    void setLimit(std::chrono::milliseconds limit);
    std::chrono::milliseconds limit() const { return m_limit; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void idled();

private:
    std::chrono::milliseconds m_limit {};
    QTimer m_timer;
};

}
