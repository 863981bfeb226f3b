// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Proof.h"

#include <QtCore/QPointer>
#include <QtWidgets/QDialog>

namespace auth::console {

class Connection;

/// Says what the server asks somebody to prove, has them sign in with the browser, and lets go on what waited.
class StepUpDialog final : public QDialog {
    Q_OBJECT

public:
    /// \a proof is taken.
    StepUpDialog(Connection *connection, Proof *proof, QWidget *parent);
    ~StepUpDialog() override;

    /// One more that waits for the same.
    void add(Proof *proof);
    const AuthenticationDemand &demand() const { return m_demand; }

private:
    void finish(bool isProven);

    AuthenticationDemand m_demand;
    QList<QPointer<Proof>> m_waiting;
};

/// What \a demand asks for, as a sentence.
QString demandText(const AuthenticationDemand &demand);

}
