// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Location.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QJsonArray;
class QListWidget;
class QPlainTextEdit;
class QTableView;

namespace auth::console {

class Activity;
class Connection;

/// The requests of the window, each as the command that does the same; and the jobs of the realm that are under way.
class ActivityPanel final : public QWidget {
    Q_OBJECT

public:
    ActivityPanel(Connection *connection, QWidget *parent);

    /// The command of the chosen request, else of the last one.
    QString command() const;

Q_SIGNALS:
    void linkActivated(const auth::console::Location &location);

protected:
    void showEvent(QShowEvent *event) override;

private:
    /// Again and again while some run and somebody looks.
    void readJobs();
    void showJobs(const QJsonArray &jobs);

    Connection *m_connection;
    Activity *m_activity;
    QListWidget *m_jobs;
    QTimer m_poll;
    bool m_isReading = false;
    QTableView *m_table;
    QPlainTextEdit *m_request;
};

}
