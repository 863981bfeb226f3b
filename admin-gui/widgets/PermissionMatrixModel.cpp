// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/PermissionMatrixModel.h"

#include <QtCore/QMap>
#include <QtCore/QSet>

#include <algorithm>

namespace auth::console {

using namespace Qt::StringLiterals;

/// Cells that were granted, or taken away, at once.
class MatrixStep final : public QUndoCommand {
public:
    MatrixStep(PermissionMatrixModel *model, QList<QPair<int, int>> cells, bool granted)
        : m_model(model)
        , m_cells(std::move(cells))
        , m_granted(granted)
    {
        const auto &[row, column] = m_cells.front();
        const QString what = m_cells.size() == 1
            ? model->permission(row).name
            : PermissionMatrixModel::tr("%n permissions", nullptr, static_cast<int>(m_cells.size()));
        setText(granted ? PermissionMatrixModel::tr("Grant %1 to %2").arg(what, model->role(column).name)
                        : PermissionMatrixModel::tr("Take %1 from %2").arg(what, model->role(column).name));
    }
    void redo() override { m_model->setDirect(m_cells, m_granted); }
    void undo() override { m_model->setDirect(m_cells, !m_granted); }

private:
    PermissionMatrixModel *m_model;
    QList<QPair<int, int>> m_cells; ///< Only those that differ.
    bool m_granted;
};

PermissionMatrixModel::PermissionMatrixModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void PermissionMatrixModel::setContents(QList<MatrixRole> roles, QList<MatrixPermission> permissions)
{
    beginResetModel();
    m_undo.clear();
    m_roles = std::move(roles);
    m_permissions = std::move(permissions);
    m_width = (m_roles.size() + 63) / 64;
    QHash<QString, int> columns;
    for (int column = 0; column < m_roles.size(); ++column)
        columns.insert(m_roles[column].name, column);
    m_saved.assign(static_cast<size_t>(m_permissions.size() * m_width), 0);
    for (qsizetype row = 0; row < m_permissions.size(); ++row) {
        for (const QString &name : m_permissions[row].direct) {
            const int column = columns.value(name, -1);
            if (column >= 0)
                m_saved[static_cast<size_t>(row * m_width + column / 64)] |= quint64(1) << (column % 64);
        }
    }
    m_draft = m_saved;
    findAncestors();
    endResetModel();
    Q_EMIT draftChanged();
}

void PermissionMatrixModel::findAncestors()
{
    QHash<QString, int> columns;
    for (int column = 0; column < m_roles.size(); ++column)
        columns.insert(m_roles[column].name, column);
    m_ancestors.assign(static_cast<size_t>(m_roles.size() * m_width), 0);
    for (int column = 0; column < m_roles.size(); ++column) {
        QList<int> next { column };
        while (!next.isEmpty()) {
            for (const QString &name : m_roles[next.takeLast()].parents) {
                const int parent = columns.value(name, -1);
                if (parent < 0 || parent == column || bit(m_ancestors, column, parent))
                    continue;
                m_ancestors[static_cast<size_t>(column * m_width + parent / 64)] |= quint64(1) << (parent % 64);
                next.append(parent);
            }
        }
    }
}

void PermissionMatrixModel::setReadOnly(const QString &because)
{
    m_readOnly = because;
}

bool PermissionMatrixModel::bit(const Words &words, int row, int column) const
{
    return words[static_cast<size_t>(row * m_width + column / 64)] >> (column % 64) & 1;
}

bool PermissionMatrixModel::inherits(const Words &words, int row, int column) const
{
    const auto permission = static_cast<size_t>(row * m_width);
    const auto role = static_cast<size_t>(column * m_width);
    for (size_t word = 0; word < static_cast<size_t>(m_width); ++word) {
        if (words[permission + word] & m_ancestors[role + word])
            return true;
    }
    return false;
}

bool PermissionMatrixModel::isUnchanged(int row) const
{
    const auto begin = m_draft.begin() + row * m_width;
    return std::equal(begin, begin + m_width, m_saved.begin() + row * m_width);
}

PermissionMatrixModel::State PermissionMatrixModel::state(int row, int column) const
{
    return bit(m_draft, row, column) ? State::Granted : inherits(m_draft, row, column) ? State::Inherited : State::None;
}

bool PermissionMatrixModel::isDrafted(int row, int column) const
{
    return bit(m_draft, row, column) != bit(m_saved, row, column);
}

QStringList PermissionMatrixModel::sources(int row, int column) const
{
    QStringList names;
    for (int other = 0; other < m_roles.size(); ++other) {
        if (bit(m_ancestors, column, other) && bit(m_draft, row, other))
            names.append(m_roles[other].name);
    }
    return names;
}

QList<QStringList> PermissionMatrixModel::ways(int row, int column) const
{
    QHash<QString, int> columns;
    for (int other = 0; other < m_roles.size(); ++other)
        columns.insert(m_roles[other].name, other);
    QList<QStringList> found;
    // Breadth first: who is met for the first time is met on the shortest way.
    QList<QStringList> next { { m_roles[column].name } };
    QSet<QString> met { m_roles[column].name };
    while (!next.isEmpty()) {
        const QStringList way = next.takeFirst();
        const int at = columns.value(way.last());
        if (bit(m_draft, row, at))
            found.append(way);
        for (const QString &parent : m_roles[at].parents) {
            if (!columns.contains(parent) || met.contains(parent))
                continue;
            met.insert(parent);
            next.append(way + QStringList { parent });
        }
    }
    return found;
}

QString PermissionMatrixModel::fixedBecause(int column) const
{
    return m_readOnly.isEmpty() ? m_roles[column].fixedBecause : m_readOnly;
}

QString PermissionMatrixModel::cellText(const QModelIndex &index) const
{
    const QString &permission = m_permissions[index.row()].name;
    const QString &role = m_roles[index.column()].name;
    const bool drafted = isDrafted(index.row(), index.column());
    const QString from = sources(index.row(), index.column()).join(u", "_s);
    if (state(index.row(), index.column()) == State::Granted)
        return drafted ? tr("%1, role %2, will be granted").arg(permission, role)
                       : tr("%1, role %2, granted").arg(permission, role);
    if (!from.isEmpty())
        return drafted ? tr("%1, role %2, will be taken away, still inherited from %3").arg(permission, role, from)
                       : tr("%1, role %2, inherited from %3").arg(permission, role, from);
    return drafted ? tr("%1, role %2, will be taken away").arg(permission, role)
                   : tr("%1, role %2, not granted").arg(permission, role);
}

bool PermissionMatrixModel::toggle(const QModelIndexList &cells)
{
    QList<QPair<int, int>> changed;
    std::optional<bool> grants;
    for (const QModelIndex &cell : cells) {
        if (!cell.isValid() || !fixedBecause(cell.column()).isEmpty())
            continue;
        const bool is = bit(m_draft, cell.row(), cell.column());
        if (!grants)
            grants = !is;
        if (is != *grants)
            changed.append({ cell.row(), cell.column() });
    }
    if (changed.isEmpty())
        return false;
    m_undo.push(new MatrixStep(this, changed, *grants));
    return true;
}

void PermissionMatrixModel::setDirect(const QList<QPair<int, int>> &cells, bool granted)
{
    int first = rowCount();
    int last = 0;
    for (const auto &[row, column] : cells) {
        quint64 &word = m_draft[static_cast<size_t>(row * m_width + column / 64)];
        const quint64 mask = quint64(1) << (column % 64);
        word = granted ? word | mask : word & ~mask;
        first = std::min(first, row);
        last = std::max(last, row);
    }
    // The roles that inherit change with it.
    Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    Q_EMIT draftChanged();
}

void PermissionMatrixModel::discard()
{
    m_undo.clear();
    m_draft = m_saved;
    if (rowCount() > 0 && columnCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    Q_EMIT draftChanged();
}

QList<MatrixCell> PermissionMatrixModel::drafted() const
{
    QList<MatrixCell> cells;
    for (int row = 0; row < m_permissions.size(); ++row) {
        if (isUnchanged(row))
            continue;
        for (int column = 0; column < m_roles.size(); ++column) {
            if (isDrafted(row, column))
                cells.append({ m_roles[column].name, m_permissions[row].name, bit(m_draft, row, column) });
        }
    }
    return cells;
}

QList<MatrixCell> PermissionMatrixModel::draftAgain(const QList<MatrixCell> &cells)
{
    QHash<QString, int> rows;
    for (int row = 0; row < m_permissions.size(); ++row)
        rows.insert(m_permissions[row].name, row);
    QHash<QString, int> columns;
    for (int column = 0; column < m_roles.size(); ++column)
        columns.insert(m_roles[column].name, column);
    QList<MatrixCell> lost;
    QList<QPair<int, int>> granted;
    QList<QPair<int, int>> revoked;
    for (const MatrixCell &cell : cells) {
        const int row = rows.value(cell.permission, -1);
        const int column = columns.value(cell.role, -1);
        // What nobody has any more cannot be taken away, which is how it was wanted.
        if (row < 0 || column < 0 || !m_roles[column].fixedBecause.isEmpty()) {
            if (cell.granted)
                lost.append(cell);
            continue;
        }
        if (bit(m_draft, row, column) != cell.granted)
            (cell.granted ? granted : revoked).append({ row, column });
    }
    for (const bool grants : { true, false }) {
        if (const auto &changed = grants ? granted : revoked; !changed.isEmpty())
            m_undo.push(new MatrixStep(this, changed, grants));
    }
    return lost;
}

QList<MatrixChange> PermissionMatrixModel::changes() const
{
    QMap<int, MatrixChange> byColumn;
    for (int row = 0; row < m_permissions.size(); ++row) {
        if (isUnchanged(row))
            continue;
        for (int column = 0; column < m_roles.size(); ++column) {
            if (!isDrafted(row, column))
                continue;
            MatrixChange &change = byColumn[column];
            change.role = m_roles[column].name;
            (bit(m_draft, row, column) ? change.granted : change.revoked).append(m_permissions[row].name);
        }
    }
    return byColumn.values();
}

QList<MatrixEffect> PermissionMatrixModel::effects() const
{
    QList<MatrixEffect> all;
    for (int column = 0; column < m_roles.size(); ++column)
        all.append({ m_roles[column].name, {}, {} });
    for (int row = 0; row < m_permissions.size(); ++row) {
        if (isUnchanged(row))
            continue;
        for (int column = 0; column < m_roles.size(); ++column) {
            const bool before = bit(m_saved, row, column) || inherits(m_saved, row, column);
            const bool after = bit(m_draft, row, column) || inherits(m_draft, row, column);
            if (before != after)
                (after ? all[column].gained : all[column].lost).append(m_permissions[row].name);
        }
    }
    all.removeIf([](const MatrixEffect &effect) { return effect.gained.isEmpty() && effect.lost.isEmpty(); });
    return all;
}

QString PermissionMatrixModel::csv() const
{
    const auto cell = [](QString text) {
        return text.contains(u',') || text.contains(u'"') ? u'"' + text.replace(u'"', u"\"\""_s) + u'"' : text;
    };
    QStringList heading { u"permission"_s };
    for (const MatrixRole &role : m_roles)
        heading.append(cell(role.name));
    QString text = heading.join(u',') + u"\r\n"_s;
    for (int row = 0; row < m_permissions.size(); ++row) {
        QStringList cells { cell(m_permissions[row].name) };
        for (int column = 0; column < m_roles.size(); ++column) {
            const State is = state(row, column);
            cells.append(is == State::Granted ? u"granted"_s : is == State::Inherited ? u"inherited"_s : QString());
        }
        text += cells.join(u',') + u"\r\n"_s;
    }
    return text;
}

int PermissionMatrixModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_permissions.size());
}

int PermissionMatrixModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_roles.size());
}

QVariant PermissionMatrixModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::AccessibleTextRole)
        return cellText(index);
    if (role == Qt::ToolTipRole) {
        const QString fixed = fixedBecause(index.column());
        return fixed.isEmpty() ? cellText(index) : tr("%1. %2").arg(cellText(index), fixed);
    }
    return {};
}

QVariant PermissionMatrixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return orientation == Qt::Vertical ? m_permissions[section].name : m_roles[section].name;
    if (role == Qt::ToolTipRole) {
        if (orientation == Qt::Vertical)
            return m_permissions[section].description;
        const MatrixRole &one = m_roles[section];
        const QString name
            = one.parents.isEmpty() ? one.name : tr("%1, inherits from %2").arg(one.name, one.parents.join(u", "_s));
        return one.fixedBecause.isEmpty() ? name : tr("%1. %2").arg(name, one.fixedBecause);
    }
    return {};
}

}
