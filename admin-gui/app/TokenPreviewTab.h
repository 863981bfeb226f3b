// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QLineEdit;
class QPlainTextEdit;
class QTableWidget;

namespace auth::console {

class Connection;
class MessageBanner;

/// What the tokens of an application would hold for somebody, and which rule put each claim there. Nothing is issued.
class TokenPreviewTab final : public QWidget {
    Q_OBJECT

public:
    TokenPreviewTab(Connection *connection, QString realm, QString application, QWidget *parent);

private:
    void preview();
    void show(const QJsonObject &answer);

    Connection *m_connection;
    QString m_realm;
    QString m_application;
    QLineEdit *m_user;
    QLineEdit *m_scope;
    MessageBanner *m_banner;
    QTableWidget *m_rules;
    QPlainTextEdit *m_json;
};

}
