// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QDateTime>
#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace auth::console {

/// Rows that somebody else changed while they were shown: they light up for a moment, and say who it was for longer.
class RowChanges final : public QObject {
    Q_OBJECT

public:
    explicit RowChanges(QObject *parent);

    /// Whether the light fades; without, it is there and then it is not.
    void setFading(bool fades) { m_fades = fades; }
    void mark(const QStringList &ids, const QDateTime &now);
    void setNote(const QString &id, const QString &note);
    void clear();

    /// 1: just now, 0: not any more.
    double light(const QString &id) const;
    QString note(const QString &id) const;

Q_SIGNALS:
    /// Lights are others than before.
    void changed();

private:
    struct Change {
        QDateTime at;
        QString note;
    };
    QHash<QString, Change> m_changes;
    QDateTime m_until; ///< The last light is out then.
    QTimer m_timer;
    bool m_fades = true;
};

}
