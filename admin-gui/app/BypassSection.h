// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Call.h"
#include "api/Schemas.h"

#include <QtWidgets/QWidget>

class QAction;
class QHBoxLayout;
class QLabel;

namespace auth::console {

class Connection;
class MessageBanner;

/// A sign-in of a person without their second factor, for an emergency: what became of the last one, asking for one,
/// approving of one that somebody else asked for, and taking one back.
class BypassSection final : public QWidget {
    Q_OBJECT

public:
    /// Refusals are said on \a banner.
    BypassSection(Connection *connection, const QString &realm, const QString &user, MessageBanner *banner, QWidget *parent);

    void load();

private:
    QAction *addDeed(const QString &text, const char *icon, const QString &keys, const char *name);
    void show(const std::optional<api::MfaBypass> &bypass);
    void request();
    void confirm(int operation, const QString &title, const QString &text, const QString &acceptText);
    api::Call call(int operation) const;

    Connection *m_connection;
    QString m_realm;
    QString m_user;
    MessageBanner *m_banner;
    QLabel *m_state;
    QHBoxLayout *m_buttons;
    QAction *m_request;
    QAction *m_approve;
    QAction *m_end;
};

}
