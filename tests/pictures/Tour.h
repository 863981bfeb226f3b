// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/MainWindow.h"

#include <QtCore/QSet>
#include <QtCore/QSize>
#include <QtCore/QUrl>

#include <chrono>

class QAction;

namespace auth::console {
class Connection;
class ListPage;
class Page;
struct PageKind;
}

namespace auth::pictures {

/// What is drawn, and how.
struct Wishes {
    QUrl server;
    QByteArray token;
    QString realm; ///< One that is in use.
    QString bareRealm; ///< One with nothing in it; empty: there is none.
    QString folder; ///< For the pictures.
    QStringList only; ///< Pages; empty: all of them, and everything around them.
    bool withTexts = false; ///< Say which texts are cut, and which are not translated.
    QSize size { 1280, 820 };
};

/// Visits every page and every tab of an object, opens each dialog on the way, and draws what it sees. Dialogs are
/// dismissed and drafts discarded; still, it is for a server that nobody else needs.
class Tour {
public:
    explicit Tour(Wishes wishes);

    /// Answers whether all was drawn.
    bool run();

private:
    bool wants(const QString &page) const { return m_wishes.only.isEmpty() || m_wishes.only.contains(page); }
    std::unique_ptr<console::MainWindow> window(const QUrl &server, const QString &realm) const;
    /// Waits until nothing has been under way for so long.
    void settle(std::chrono::milliseconds rest = std::chrono::milliseconds(80)) const;
    void draw(QWidget *widget, const QString &name);

    void visit(const console::PageKind *kind);
    void visitObject(const QString &page, const QString &id);
    void visitDialogs(const QString &page);
    void openDialog(const QString &page, QAction *action);
    void selectFirst(QWidget *part) const;
    QString objectFor(const console::ListPage *list) const;
    void edit();
    void paint();
    void visitFilters();
    void visitWindow();
    void visitBareRealm();
    void visitStrangers();

    Wishes m_wishes;
    std::unique_ptr<console::MainWindow> m_window;
    QSet<QString> m_dialogs; ///< That are drawn already.
    bool m_isGood = true;
};

}
