// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QHash>
#include <QtGui/QUndoStack>

#include <vector>

namespace auth::console {

/// A column of the matrix.
struct MatrixRole {
    QString name;
    QStringList parents; ///< Names of the roles that it inherits from directly.
    QString fixedBecause; ///< Why it cannot be changed; empty where it can.
};

/// A row of the matrix.
struct MatrixPermission {
    QString name;
    QString description;
    QStringList direct; ///< The roles that give it themselves.
};

/// What a draft makes of one cell, by names: it can be kept, and stands on whatever matrix there is then.
struct MatrixCell {
    QString role;
    QString permission;
    bool granted = false;
    bool operator==(const MatrixCell &) const = default;
};

/// What a draft changes of a role itself.
struct MatrixChange {
    QString role;
    QStringList granted;
    QStringList revoked;
};

/// What a draft comes to for those who have a role, inheritance included.
struct MatrixEffect {
    QString role;
    QStringList gained;
    QStringList lost;
};

/// Which role gives which permission, itself or through others, and what is drafted. Rows are permissions.
class PermissionMatrixModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class State : quint8 { None, Inherited, Granted };

    explicit PermissionMatrixModel(QObject *parent = nullptr);

    /// Another matrix; what was drafted is gone.
    void setContents(QList<MatrixRole> roles, QList<MatrixPermission> permissions);
    /// Why nothing at all can be changed; empty where it can.
    void setReadOnly(const QString &because);

    State state(int row, int column) const;
    bool isDrafted(int row, int column) const;
    /// The roles that a role has a permission from, beside itself.
    QStringList sources(int row, int column) const;
    /// The shortest way from a role to each role that it has a permission from, itself included: names, from the one
    /// to the other.
    QList<QStringList> ways(int row, int column) const;
    /// Why a role cannot be changed, or nothing.
    QString fixedBecause(int column) const;
    /// A cell for screen readers: `invoice:write, role auditor, inherited from finance`.
    QString cellText(const QModelIndex &index) const;
    const MatrixPermission &permission(int row) const { return m_permissions[row]; }
    const MatrixRole &role(int column) const { return m_roles[column]; }

    /// Grants \a cells where the first one is not granted, else takes them away; one step of undo. False where none of
    /// them can be changed.
    bool toggle(const QModelIndexList &cells);
    void discard();
    /// All that is drafted, and the way to draft it again on another matrix, as steps of undo. Cells do not depend on
    /// each other: what is that way by now is no change any more, and a role or permission that is gone takes its
    /// cells along. Answers what could not be drafted because it is gone or fixed.
    QList<MatrixCell> drafted() const;
    QList<MatrixCell> draftAgain(const QList<MatrixCell> &cells);
    QUndoStack *undoStack() { return &m_undo; }

    QList<MatrixChange> changes() const;
    QList<MatrixEffect> effects() const;
    QString csv() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void draftChanged();

private:
    friend class MatrixStep;
    using Words = std::vector<quint64>;

    bool bit(const Words &words, int row, int column) const;
    void setDirect(const QList<QPair<int, int>> &cells, bool granted);
    bool inherits(const Words &words, int row, int column) const;
    /// Is nothing of a permission drafted?
    bool isUnchanged(int row) const;
    void findAncestors();

    QList<MatrixRole> m_roles;
    QList<MatrixPermission> m_permissions;
    QString m_readOnly;
    qsizetype m_width = 0; ///< Words of a row.
    Words m_saved; ///< A bit for each role that gives a permission itself.
    Words m_draft;
    Words m_ancestors; ///< A row for each role: all that it inherits from.
    QUndoStack m_undo;
};

}
