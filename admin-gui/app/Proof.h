// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Call.h"

#include <QtCore/QObject>

namespace auth::console {

/// The server asks somebody to prove who they are before it does something (RFC 9470), which waits for it. Whoever can ask
/// the person takes this and finishes it.
class Proof final : public QObject {
    Q_OBJECT

public:
    Proof(const api::Operation *operation, AuthenticationDemand demand)
        : m_operation(operation)
        , m_demand(std::move(demand))
    {
    }

    const api::Operation *operation() const { return m_operation; }
    const AuthenticationDemand &demand() const { return m_demand; }
    void take() { m_isTaken = true; }
    bool isTaken() const { return m_isTaken; }
    bool isProven() const { return m_isProven; }
    /// What waits goes on at once; it is done where \a isProven, and refused otherwise.
    void finish(bool isProven)
    {
        m_isProven = isProven;
        Q_EMIT finished();
    }

Q_SIGNALS:
    void finished();

private:
    const api::Operation *m_operation;
    AuthenticationDemand m_demand;
    bool m_isTaken = false;
    bool m_isProven = false;
};

}
