// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;

namespace auth::console {

class Connection;

/// Covers the window until the person whom it belongs to has proved that they are back.
class LockPage final : public QWidget {
    Q_OBJECT

public:
    LockPage(Connection *connection, QWidget *parent);

Q_SIGNALS:
    void unlocked();
    /// Somebody wants another server, or another account.
    void disconnectRequested();

private:
    QWidget *makeTokenField();

    Connection *m_connection;
};

}
