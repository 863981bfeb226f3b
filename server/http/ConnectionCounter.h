// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtNetwork/QHostAddress>

#include <mutex>
#include <unordered_map>

namespace auth::http {

enum class Admission : quint8 { Admitted, Full, AddressFull };

/// Counts open connections, in all and per address, over the threads of the process. Thread-safe.
class ConnectionCounter {
public:
    ConnectionCounter(int connections, int perAddress)
        : m_connections(connections)
        , m_perAddress(perAddress)
    {
    }

    /// \a exempt has no limit per address, but counts. What was admitted is to be released, with the same arguments.
    Admission admit(const QHostAddress &address, bool exempt);
    void release(const QHostAddress &address, bool exempt);
    int count() const;

private:
    mutable std::mutex m_mutex;
    std::unordered_map<quint64, int> m_byAddress;
    const int m_connections;
    const int m_perAddress;
    int m_count = 0;
};

}
