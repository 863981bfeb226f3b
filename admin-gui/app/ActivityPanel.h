// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QPlainTextEdit;
class QTableView;

namespace auth::console {

class Activity;

/// The requests of the window, each as the command that does the same.
class ActivityPanel final : public QWidget {
    Q_OBJECT

public:
    ActivityPanel(Activity *activity, QWidget *parent);

    /// The command of the chosen request, else of the last one.
    QString command() const;

private:
    Activity *m_activity;
    QTableView *m_table;
    QPlainTextEdit *m_request;
};

}
