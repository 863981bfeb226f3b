// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Contexts.h"
#include "client/Provider.h"

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace auth::console {

class Connection;
class MessageBanner;
class QrCodeView;

/// Which server: the contexts that authctl and the console share, or a new one; and logging in where nobody is.
class ConnectPage final : public QWidget {
    Q_OBJECT

public:
    explicit ConnectPage(QWidget *parent);

    /// Reads the file of contexts again.
    void load();
    /// Connects to the context \a name, which asks for a login where there is none that counts.
    void open(const QString &name);
    /// The login of \a name has ended: one has to log in again.
    void askForLogin(const QString &name, const QString &why);

Q_SIGNALS:
    void connected(auth::console::Connection *connection);

private:
    void connectToChosen();
    void tryToken(const client::Profile &profile);
    void logIn(bool withDevice);
    void logInAt(client::Provider provider, bool withDevice);
    void finish(client::Login login);
    void showServer();
    void showWaiting(const QString &text);
    void stopWaiting();
    void showFailure(const QString &text);
    /// The same; where the certificate is what is wrong, its key can be looked at and pinned.
    void showFailure(const client::Failure &failure);
    void pin(const QString &keyHash);
    client::Profile chosenProfile() const;

    client::Contexts m_contexts;
    MessageBanner *m_banner;
    QListWidget *m_list;
    QLineEdit *m_url;
    QLabel *m_urlMessage;
    QLineEdit *m_loginRealm;
    QPushButton *m_connect;
    QPushButton *m_browser;
    QPushButton *m_device;
    QWidget *m_waiting;
    QLabel *m_waitingText;
    QLineEdit *m_waitingLink;
    QrCodeView *m_qr;
    int m_attempt = 0;
};

}
