// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Call.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace auth::console {

class Connection;

/// Something that can be done to many objects.
struct BulkChoice {
    QString name; ///< `Lock`
    QString operation; ///< Of the API, on one of them: `lockUser`.
};

/// One operation for all that a filter finds, as a job of the server, which goes on when the window is closed. It says how
/// many they are before anything starts, and the number has to be typed.
class BulkDialog final : public QDialog {
    Q_OBJECT

public:
    BulkDialog(Connection *connection, const QString &realm, const QString &filter, const QList<BulkChoice> &choices,
        QWidget *parent);

Q_SIGNALS:
    /// The job with this id has begun.
    void started(const QString &job);

private:
    api::Call call(bool isDryRun) const;
    void preview();
    void showState();
    void start();
    void say(const api::Answer &answer);

    Connection *m_connection;
    QString m_realm;
    QString m_filter;
    QComboBox *m_operation;
    QLabel *m_count;
    QLineEdit *m_typed;
    QLineEdit *m_reason;
    QLabel *m_problem;
    QPushButton *m_start;
    qint64 m_total = -1; ///< -1: not known yet.
    int m_generation = 0;
    bool m_isSending = false;
};

}
