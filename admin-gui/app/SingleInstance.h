// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtNetwork/QLocalServer>

namespace auth::console {

/// Of one user and desktop, one process: a second one hands its link on and ends.
class SingleInstance final : public QObject {
    Q_OBJECT

public:
    explicit SingleInstance(const QString &name = {});

    /// True where another process runs and has \a link now.
    bool passOn(const QString &link);
    void listen();

Q_SIGNALS:
    /// Empty: somebody started the program once more.
    void linkArrived(const QString &link);

private:
    QString m_name;
    QLocalServer m_server;
};

}
