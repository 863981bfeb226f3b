// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Connection.h"
#include "app/Location.h"

#include <QtWidgets/QWidget>

#include <span>

namespace auth::console {

class Draft;
class Page;

/// A page, as one file of pages/ describes it: `const PageKind users_variant { … };`
struct PageKind {
    /// Where it stands in the sidebar, in this order. Object: a tab of its own for one object.
    enum class Area : quint8 { Overview, Directory, Applications, Governance, Server, Object };

    const char *name; ///< As links and `--screenshot` name it: `users`.
    const char *title; ///< QT_TRANSLATE_NOOP("PageKind", …)
    const char *icon; ///< resources/icons/<icon>.svg
    Area area;
    int order; ///< Within its area.
    const char *permission; ///< What one needs to see anything on it; empty: nothing.
    Page *(*make)(Connection *connection, Location location, QWidget *parent);
    int operation = -1; ///< That it shows: a server without it has no such page. -1: every server has it.

    QString translatedTitle() const;
};

/// Every page, by the names of their files.
std::span<const PageKind *const> pageKinds();
/// Nothing where no page has that name.
const PageKind *findPageKind(const QString &name);
/// PageKind::make of a page class.
template <typename T>
Page *makePage(Connection *connection, Location location, QWidget *parent)
{
    return new T(connection, std::move(location), parent);
}

/// What stands in a tab. A page reads with connection()->ask() when load() says so, and never waits. Its QAction
/// children that are added with addAction() are the menu Object.
class Page : public QWidget {
    Q_OBJECT

public:
    Page(Connection *connection, Location location, QWidget *parent);

    /// Reads what it shows, again where it has it already: what is selected stays selected, what is edited stays.
    virtual void load() = 0;
    /// Is something on its way that it will show?
    virtual bool isLoading() const = 0;
    /// What is edited on it, or nothing.
    virtual Draft *draft() const { return nullptr; }
    /// The name in the tab; the kind's title where a page has none of its own.
    virtual QString title() const;
    /// Puts the cursor where one filters, if anywhere.
    virtual void focusFilter() { }
    /// What the shown place is as a link.
    virtual Location location() const { return m_location; }
    /// Called where a tab that is open already is to show another filter.
    virtual void setFilter(const QString &filter) { m_location.filter = filter; }

    /// What can be done here now: its own actions, and those of the part that is shown.
    QList<QAction *> deeds() const;

    const PageKind *kind() const;
    Connection *connection() const { return m_connection; }

Q_SIGNALS:
    void titleChanged();
    void loadingChanged();
    /// Somebody wants to see \a location.
    void linkActivated(const auth::console::Location &location);

protected:
    Location m_location;

private:
    Connection *m_connection;
};

}
