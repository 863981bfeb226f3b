// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "adapters/smtp/Message.h"
#include "adapters/smtp/Security.h"
#include "core/Secret.h"
#include "core/Task.h"

#include <QtCore/QThreadPool>

#include <atomic>
#include <chrono>

namespace auth::smtp {

struct Server {
    QByteArray host;
    quint16 port = 0; ///< 0: 587, with implicit TLS 465, without any 25.
    Security security = Security::StartTls;
    QByteArray username; ///< Empty: without AUTH.
    Secret password;
    QString caFile; ///< PEM of who signed the server's certificate; empty: whom the system trusts.
    QByteArray clientName; ///< What EHLO says.
    std::chrono::milliseconds timeout { 30'000 }; ///< Of one mail, from connecting to the server's last word.
};

/// Sends mail, by libcurl on threads of its own, so that no event loop waits for a name or a peer. Outlives its tasks;
/// what runs when it goes is broken off.
class Client {
public:
    explicit Client(Server server);
    ~Client();
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    /// The server took \a message over. ValidationFailed: it refused the recipient or the mail for good (5yz, RFC 5321
    /// §4.2.1). Unavailable: not now, or the server cannot be used as it is configured; where the connection broke after
    /// the mail's end and before the answer, nobody knows, and a second attempt may be a second copy (RFC 5321
    /// §4.5.3.2.6), with the same Message-ID.
    Task<Result<void>> send(Message message, Deadline deadline) const;

private:
    Result<void> sendNow(const Message &message, Deadline deadline) const;

    const Server m_server;
    std::atomic<bool> m_stopping { false };
    mutable QThreadPool m_threads;
};

}
