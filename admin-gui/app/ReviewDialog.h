// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Call.h"
#include "app/Location.h"
#include "models/Draft.h"

#include <QtWidgets/QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace auth::console {

class Connection;
struct Effect;

/// What a change would send, field by field, as a command and as a request; what comes of it for people; and whether the
/// server would take it, which a dry run says. One gives the reason here.
class ReviewDialog final : public QDialog {
    Q_OBJECT

public:
    /// \a location is of the object that is changed.
    ReviewDialog(Connection *connection, const Location &location, const api::Call &call,
        const QList<DraftChange> &changes, QWidget *parent);

    QString reason() const;

Q_SIGNALS:
    void confirmed(const QString &reason);

private:
    QWidget *effectsView(const QList<Effect> &effects);

    Connection *m_connection;
    QLabel *m_verdict;
    QLineEdit *m_reason;
    QPushButton *m_save;
};

/// A value as a cell shows it: a list on lines of their own, nothing as a dash.
QString cellText(const QJsonValue &value);

}
