// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RoleTree.h"

#include <QtCore/QHash>
#include <QtCore/QLocale>
#include <QtCore/QSet>

#include <algorithm>

namespace auth::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDeepest = 32; ///< Deeper chains of inheritance go on in the role's own page.

}

RoleTree::RoleTree(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}

RoleTree::~RoleTree() = default;

void RoleTree::setRoles(const QList<api::Role> &roles)
{
    beginResetModel();
    m_roles = roles;
    std::sort(m_roles.begin(), m_roles.end(),
        [](const api::Role &a, const api::Role &b) { return a.name.localeAwareCompare(b.name) < 0; });
    m_root = std::make_unique<Node>();
    QHash<QString, QList<int>> heirs;
    QSet<QString> names;
    for (const api::Role &role : std::as_const(m_roles))
        names.insert(role.name);
    for (int i = 0; i < m_roles.size(); ++i) {
        bool isTop = true;
        for (const QString &parent : m_roles[i].parents) {
            heirs[parent].append(i);
            isTop = isTop && !names.contains(parent);
        }
        if (isTop) {
            auto node = std::make_unique<Node>();
            node->role = i;
            node->above = m_root.get();
            node->row = static_cast<int>(m_root->below.size());
            m_root->below.push_back(std::move(node));
        }
    }
    for (const auto &top : m_root->below)
        grow(top.get(), heirs, 1);
    endResetModel();
}

void RoleTree::grow(Node *node, const QHash<QString, QList<int>> &heirs, int depth)
{
    if (depth == kDeepest)
        return;
    for (const int heir : heirs.value(m_roles[node->role].name)) {
        auto child = std::make_unique<Node>();
        child->role = heir;
        child->above = node;
        child->row = static_cast<int>(node->below.size());
        grow(child.get(), heirs, depth + 1);
        node->below.push_back(std::move(child));
    }
}

const RoleTree::Node *RoleTree::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const Node *>(index.internalPointer()) : m_root.get();
}

const api::Role *RoleTree::at(const QModelIndex &index) const
{
    return index.isValid() ? &m_roles[nodeOf(index)->role] : nullptr;
}

QModelIndex RoleTree::find(const QString &name) const
{
    QModelIndexList next;
    for (int row = 0; row < rowCount(); ++row)
        next.append(index(row, 0));
    for (qsizetype i = 0; i < next.size(); ++i) {
        if (at(next[i])->name == name)
            return next[i];
        for (int row = 0; row < rowCount(next[i]); ++row)
            next.append(index(row, 0, next[i]));
    }
    return {};
}

QModelIndex RoleTree::index(int row, int column, const QModelIndex &parent) const
{
    const Node *above = nodeOf(parent);
    if (row < 0 || row >= static_cast<int>(above->below.size()) || column < 0 || column >= ColumnCount)
        return {};
    return createIndex(row, column, above->below[static_cast<size_t>(row)].get());
}

QModelIndex RoleTree::parent(const QModelIndex &child) const
{
    const Node *above = child.isValid() ? nodeOf(child)->above : nullptr;
    return !above || above == m_root.get() ? QModelIndex() : createIndex(above->row, 0, above);
}

int RoleTree::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->below.size());
}

int RoleTree::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant RoleTree::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const api::Role &one = *at(index);
    switch (role) {
    case NameRole:
        return one.name;
    case FilterRole:
        return one.name + u' ' + one.description;
    case Qt::ToolTipRole:
        return one.parents.isEmpty() ? one.description : tr("Inherits from %1").arg(one.parents.join(u", "_s));
    case Qt::TextAlignmentRole:
        if (index.column() == Permissions)
            return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case Name:
        return one.builtIn ? tr("%1 (made by the server)").arg(one.name) : one.name;
    case Description:
        return one.description;
    case Permissions:
        return QLocale().toString(one.permissions.size() + one.rights.size());
    case Application:
        return one.application.valueOr({});
    default:
        return {};
    }
}

QVariant RoleTree::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Role");
    case Description:
        return tr("Description");
    case Permissions:
        return tr("Own permissions");
    case Application:
        return tr("Application");
    default:
        return {};
    }
}

}
