// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Page.h"
#include "core/Error.h"

#include <QtCore/QDateTime>
#include <QtGui/QKeySequence>

class QAction;
class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace auth::console {

class MessageBanner;

/// A page that is neither a list nor one object: its title with actions, what there is to say, and room for the rest.
class CanvasPage : public Page {
    Q_OBJECT

public:
    CanvasPage(Connection *connection, Location location, QWidget *parent, const QString &title);

    bool isLoading() const override { return m_requests > 0; }

protected:
    QHBoxLayout *header() const { return m_header; }
    /// Where the page puts what it shows.
    QVBoxLayout *content() const { return m_content; }
    MessageBanner *banner() const { return m_banner; }
    /// Beside the title, quietly.
    void setNote(const QString &note);
    /// In the menu Object, by its shortcut, and as a button beside the title.
    QAction *addHeaderAction(const QString &text, const char *icon, const QKeySequence &shortcut,
        const char *permission, const char *name, const std::function<void()> &run, bool isPrimary = false);

    /// Runs \a done with the answer of \a task where there is one; what was refused is said above the page.
    template <typename T, typename Done>
    void read(Task<Result<T>> task, Done done)
    {
        begin();
        Connection::ask(this, std::move(task), [this, done = std::move(done)](const Result<T> &answer) {
            if (answer) {
                m_readAt = QDateTime::currentDateTime();
                done(*answer);
            } else {
                showFailure(answer.error());
            }
            end();
        });
    }
    void showFailure(const Error &error);
    void begin();
    void end();

private:
    QHBoxLayout *m_header;
    QLabel *m_note;
    QVBoxLayout *m_content;
    MessageBanner *m_banner;
    QDateTime m_readAt; ///< What is shown.
    int m_requests = 0;
};

}
