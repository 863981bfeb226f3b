// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Schemas.h"

#include <QtWidgets/QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace auth::console {

class Connection;
class QrCodeView;

/// Sets up an authenticator app for a person: a name, the QR code that the app reads, the first code that it shows. The
/// secret is in the dialog only; closed before the code was right, it counts for nothing.
class TotpDialog final : public QDialog {
    Q_OBJECT

public:
    TotpDialog(Connection *connection, const QString &realm, const QString &user, QWidget *parent);

Q_SIGNALS:
    void enrolled();

private:
    QWidget *makeNamePage();
    QWidget *makeCodePage();
    void begin();
    void showCode(const api::TotpEnrolment &enrolment);
    void confirm();
    void say(const QString &problem);
    void setBusy(bool busy);

    Connection *m_connection;
    QString m_realm;
    QString m_user;
    QStackedWidget *m_pages;
    QLineEdit *m_name;
    QrCodeView *m_code;
    QLineEdit *m_secret;
    QLineEdit *m_answer;
    QLabel *m_problem;
    QPushButton *m_next;
};

}
