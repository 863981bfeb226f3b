// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Call.h"
#include "core/Error.h"

#include <QtWidgets/QDialog>

#include <functional>
#include <optional>

class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace auth::console {

class Connection;

/// A few fields, and a request that is made of them. It stays open until the server has taken it: what is refused is
/// said here, what was typed is not lost.
class RequestDialog final : public QDialog {
    Q_OBJECT

public:
    RequestDialog(Connection *connection, const QString &title, const QString &acceptText, QWidget *parent);

    /// Words above the fields.
    void explain(const QString &text);
    /// A row; \a member is what the API calls it, for what the server says of it.
    void addField(const QString &name, QWidget *editor, const QString &member, const QString &help = {});
    QLineEdit *addText(const QString &name, const QString &member, const QString &help = {});
    /// Puts \a button's colour to what cannot be taken back.
    void setDangerous();
    /// What is wrong with what is typed; empty: nothing. Asked on every change of a text.
    void setCheck(std::function<QString()> check);
    /// What is sent.
    void setCall(std::function<api::Call()> call) { m_call = std::move(call); }
    void changed();

Q_SIGNALS:
    /// The server took it.
    void succeeded(const QJsonObject &answer);

private:
    struct Row {
        QString member;
        QWidget *editor;
        QLabel *message;
        QString help;
    };
    void send();
    void say(Row &row, const QString &problem);

    Connection *m_connection;
    QFormLayout *m_form;
    QLabel *m_explanation;
    QLabel *m_problem;
    QPushButton *m_accept;
    QPushButton *m_cancel;
    QList<Row> m_rows;
    std::function<QString()> m_check;
    std::function<api::Call()> m_call;
    std::optional<api::Call> m_lost; ///< Sent last, and nobody knows whether it was done.
    bool m_isSending = false;
};

/// Asks before \a call, which is shown as a command, and sends it. \a typed: what has to be typed first, for what is
/// severe.
RequestDialog *confirmRequest(Connection *connection, const QString &title, const QString &text,
    const QString &acceptText, const api::Call &call, QWidget *parent, const QString &typed = {});

/// Something that is shown once and never again, with a button that copies it; the clipboard forgets it after 30 s.
void showSecret(const QString &title, const QString &text, const QString &secret, QWidget *parent);

}
