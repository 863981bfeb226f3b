// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

namespace auth::console {

/// What a list looked like when somebody gave it a name.
struct SavedView {
    QString name;
    QString filter;
    QString sort; ///< As the API calls it; empty: as the server has it.
    bool isDescending = false;
    QByteArray columns; ///< Which, in what order and how wide: QHeaderView::saveState().

    friend bool operator==(const SavedView &, const SavedView &) = default;
};

/// The views of one page, in the user's settings.
class SavedViews {
public:
    explicit SavedViews(const QString &page);

    /// In the order of their names.
    QList<SavedView> all() const;
    /// Takes the place of one with the same name.
    void save(const SavedView &view);
    void remove(const QString &name);

private:
    void write(QList<SavedView> views) const;

    QString m_group;
};

}
