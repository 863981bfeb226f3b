// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Call.h"
#include "api/Schemas.h"

#include <QtWidgets/QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QTableWidget;

namespace auth::console {

class BypassSection;
class Connection;
class MessageBanner;

/// The second factors of a person: what there is, an authenticator app more, backup codes, and the way out where all of
/// them are lost.
class FactorsTab final : public QWidget {
    Q_OBJECT

public:
    FactorsTab(Connection *connection, const QString &realm, const QString &user, QWidget *parent);

    void load();

private:
    QAction *addDeed(const QString &text, const char *icon, const QString &keys, const char *name);
    void showFactors(const api::UserFactors &factors);
    void showSelection();
    void enrol();
    void removeChosen();
    void makeBackupCodes();
    void reset();
    void say(const Error &error);
    api::Call call(int operation) const;

    Connection *m_connection;
    QString m_realm;
    QString m_user;
    QList<api::Factor> m_factors;
    MessageBanner *m_banner;
    QTableWidget *m_table;
    QLabel *m_codes;
    QAction *m_enrol;
    QAction *m_remove;
    QAction *m_backup;
    QAction *m_reset;
    QHBoxLayout *m_buttons;
    BypassSection *m_bypass;
};

}
