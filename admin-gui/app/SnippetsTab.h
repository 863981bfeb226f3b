// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/Snippets.h"

#include <QtCore/QJsonObject>
#include <QtWidgets/QWidget>

class QComboBox;
class QPlainTextEdit;
class QPushButton;

namespace auth::console {

class Connection;
class MessageBanner;

/// What one copies into a program that is to use the application.
class SnippetsTab final : public QWidget {
    Q_OBJECT

public:
    SnippetsTab(Connection *connection, const QString &realm, QWidget *parent);

    void setApplication(const QJsonObject &application);
    /// Reads the realm's issuer.
    void load();

private:
    void showAll();
    void showChosen();

    Connection *m_connection;
    QString m_realm;
    QString m_issuer;
    QJsonObject m_application;
    QList<Snippet> m_snippets;
    MessageBanner *m_banner;
    QComboBox *m_choice;
    QPushButton *m_copy;
    QPlainTextEdit *m_text;
};

}
