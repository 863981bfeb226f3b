// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/AuthenticationDemand.h"

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace auth::console {

class Connection;

/// Has the person whom the window belongs to prove in the browser who they are.
class SignInPanel final : public QWidget {
    Q_OBJECT

public:
    SignInPanel(Connection *connection, AuthenticationDemand demand, QWidget *parent);

    QPushButton *button() const { return m_begin; }

Q_SIGNALS:
    void proven();

private:
    void begin();
    void stop();
    void showWaiting(const QString &link);

    Connection *m_connection;
    AuthenticationDemand m_demand;
    QPushButton *m_begin;
    QWidget *m_waiting;
    QLineEdit *m_link;
    QLabel *m_problem;
    int m_attempt = 0;
};

}
