// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QDialog>

namespace auth::console {

class Connection;

/// Why a role gives a permission, or does not, and who has it in the end, by which way.
class WhyDialog final : public QDialog {
    Q_OBJECT

public:
    /// \a ways are of the role, each from what is asked about to the role that gives it itself.
    WhyDialog(Connection *connection, const QString &realm, const QString &permission, const QString &role,
        const QList<QStringList> &ways, QWidget *parent);
};

}
