// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Schemas.h"

#include <QtCore/QAbstractItemModel>

#include <memory>
#include <vector>

namespace auth::console {

/// Roles under those that they inherit from. One with two parents stands under each of them.
class RoleTree final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { Name, Description, Permissions, Application, ColumnCount };
    enum Role { NameRole = Qt::UserRole, FilterRole };

    explicit RoleTree(QObject *parent = nullptr);
    ~RoleTree() override;

    void setRoles(const QList<api::Role> &roles);
    const api::Role *at(const QModelIndex &index) const;
    /// Where a role stands first; invalid where it does not.
    QModelIndex find(const QString &name) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Node {
        int role = -1;
        Node *above = nullptr;
        int row = 0;
        std::vector<std::unique_ptr<Node>> below;
    };
    void grow(Node *node, const QHash<QString, QList<int>> &heirs, int depth);
    const Node *nodeOf(const QModelIndex &index) const;

    QList<api::Role> m_roles;
    std::unique_ptr<Node> m_root;
};

}
