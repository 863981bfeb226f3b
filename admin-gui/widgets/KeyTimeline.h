// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QDateTime>
#include <QtWidgets/QTableView>

namespace auth::console {

/// A signing key and its moments; those that are not settled are invalid.
struct TimelineKey {
    enum class State : quint8 { Waiting, Active, Retired, Removed, Revoked };

    QString id;
    QString kid;
    QString algorithm;
    State state = State::Waiting;
    QDateTime published = {};
    QDateTime activates = {};
    QDateTime retires = {};
    QDateTime removes = {};
    QDateTime revoked = {};

    /// When nothing counts any more that it signed; invalid where that is not settled.
    QDateTime end() const { return revoked.isValid() ? revoked : removes; }
};

/// Keys as rows, and the time that they span.
class KeyTimelineModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Key, Algorithm, State, Time, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    /// Keeps the order of \a keys; \a now is what the line in the middle stands for.
    void setKeys(QList<TimelineKey> keys, const QDateTime &now);
    const TimelineKey &at(int row) const { return m_keys[row]; }
    QDateTime now() const { return m_now; }
    /// Where \a moment is between the first and the last one, 0 to 1.
    qreal position(const QDateTime &moment) const;
    /// Days or months worth a mark on the scale.
    QList<QDateTime> marks(int most) const;
    /// `Signs since 3 Oct; stops verifying on 2 Dec`
    QString sentence(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<TimelineKey> m_keys;
    QDateTime m_now;
    QDateTime m_first;
    QDateTime m_last;
};

/// The keys of a realm over time: published, signing, only verifying, gone. A table, so that keyboard and screen
/// readers have what the bars say.
class KeyTimeline final : public QTableView {
    Q_OBJECT

public:
    explicit KeyTimeline(QWidget *parent = nullptr);

    void setKeys(const QList<TimelineKey> &keys, const QDateTime &now);
    KeyTimelineModel *timeline() { return m_model; }
    /// The chosen key; null where none is.
    const TimelineKey *currentKey() const;

    QSize sizeHint() const override;

Q_SIGNALS:
    void currentKeyChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    KeyTimelineModel *m_model;
};

}
