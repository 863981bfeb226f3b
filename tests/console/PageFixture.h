// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "AuthTest.h"
#include "console/ConsoleServer.h"

#include "app/ListPage.h"
#include "app/ObjectPage.h"
#include "models/Draft.h"
#include "widgets/ConsequenceDialog.h"

#include <QtGui/QAction>
#include <QtWidgets/QDialog>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

#include <functional>

namespace auth::test {

constexpr int kPatienceMs = 60'000; ///< For what others on the same processors may delay.

/// Says yes to a deed of \a window that is asked about before it is done, unless it is done without a question.
inline void confirmUnless(const QWidget *window, const std::function<bool()> &isDone)
{
    const auto question = [window] { return window->findChild<console::ConsequenceDialog *>(); };
    if (!QTest::qWaitFor([&] { return question() || isDone(); }, kPatienceMs))
        qFatal("it is neither done nor asked about");
    if (const auto *const dialog = question())
        dialog->findChild<QPushButton *>(QStringLiteral("confirmPushButton"))->click();
}

/// One page of a realm of its own, without a window around it.
class PageFixture {
public:
    PageFixture()
        : connection(ConsoleServer::shared().connect())
    {
    }
    ~PageFixture() { page.reset(); }

    QString realm() const { return connection->realm(); }
    api::AdminClient client() const { return connection->client(); }

    /// Shows the page \a name, and waits until it is read.
    void open(const QString &name, const QString &id = {}, const QString &tab = {})
    {
        page.reset(console::findPageKind(name)->make(connection.get(), { name, realm(), id, tab }, nullptr));
        page->resize(1100, 700);
        page->show();
        page->load();
        waitForPage();
    }
    void waitForPage() const
    {
        if (!QTest::qWaitFor([this] {
                const auto *const object = qobject_cast<console::ObjectPage *>(page.get());
                return !page->isLoading() && connection->inFlight() == 0 && (!object || object->draft()->hasBase());
            }, kPatienceMs))
            qFatal("the page is not read");
    }
    console::ListPage *list() const { return qobject_cast<console::ListPage *>(page.get()); }
    console::ObjectPage *object() const { return qobject_cast<console::ObjectPage *>(page.get()); }
    QAction *action(const QString &name) const { return page->findChild<QAction *>(name); }
    template <typename T>
    T *find(const QString &name) const
    {
        return page->findChild<T *>(name);
    }
    /// The dialog that is open.
    template <typename T>
    T *dialog() const
    {
        for (T *one : page->findChildren<T *>()) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
    /// Presses the button of the dialog that does it.
    void accept(const QDialog *dialog) const { dialog->findChild<QPushButton *>(QStringLiteral("acceptButton"))->click(); }

    std::unique_ptr<console::Connection> connection;
    std::unique_ptr<console::Page> page;
};

}
