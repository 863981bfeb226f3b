// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QCheckBox;
class QLabel;
class QTableView;

namespace auth::console {

/// One member of two objects.
struct FieldDifference {
    enum class Kind : quint8 { Same, Changed, Added, Removed };

    QString path; ///< `address.country`
    QString before;
    QString after;
    Kind kind = Kind::Same;
};

/// The members of both, those of members too, in the order of their paths. Lists of words are compared as sets: what is
/// there once more stands on a line of its own.
QList<FieldDifference> differences(const QJsonObject &before, const QJsonObject &after);

/// Differences as rows.
class DifferenceModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Field, Before, After, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setDifferences(QList<FieldDifference> differences);
    const FieldDifference &at(int row) const { return m_differences[row]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<FieldDifference> m_differences;
};

/// What an object was and is, field by field. What stayed the same shows on demand.
class DiffView final : public QWidget {
    Q_OBJECT

public:
    explicit DiffView(QWidget *parent = nullptr);

    void setObjects(const QJsonObject &before, const QJsonObject &after);
    DifferenceModel *model() { return m_model; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void showRows();

    QList<FieldDifference> m_differences;
    DifferenceModel *m_model;
    QTableView *m_table;
    QCheckBox *m_same;
    QLabel *m_nothing;
    QTimer m_wrap; ///< Row heights follow the widths of columns.
};

}
