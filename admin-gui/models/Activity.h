// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Call.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QDateTime>

namespace auth::console {

/// What a request is on the command line: one can repeat by hand, or in a script, what the console did.
QString asAuthctl(const api::Call &call);
/// The same as HTTP, without the token.
QString asHttp(const api::Call &call);

/// The last requests that went to the server, newest first.
class Activity : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Time, Command, Status, Duration, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    /// Notes that \a call was sent; the number is for finished().
    int started(const api::Call &call);
    void finished(int number, const api::Answer &answer);
    QString http(int row) const { return m_entries[row].http; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Entry {
        int number;
        QDateTime at;
        QString command;
        QString http;
        int status = -1; ///< -1: no answer yet.
        QString error;
        qint64 milliseconds = 0;
    };
    QList<Entry> m_entries;
    int m_last = 0;
};

}
