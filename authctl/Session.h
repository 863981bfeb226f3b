// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Failure.h"

#include "api/Call.h"

#include <expected>
#include <memory>

class QCoreApplication;

namespace auth::api {
class HttpTransport;
}

namespace auth::cli {

/// The way to the server of one run. Networking is set up with the first call, so that what needs none starts at once.
class Session {
public:
    explicit Session(const Invocation *invocation);
    ~Session();

    /// A call of the invocation's operation, with realm, handle and common options filled in.
    api::Call call() const;
    /// A call of another operation; \a parameters are what its path has beside the realm and the handle.
    api::Call call(int operation, const QList<std::pair<QByteArray, QString>> &parameters = {}) const;
    /// Reads the object that the invocation's operation changes.
    std::expected<api::Answer, Failure> current();
    std::expected<api::Answer, Failure> send(api::Call call);
    /// Says on standard error where a change is about to happen.
    void announce() const;

private:
    const Invocation *m_invocation;
    std::unique_ptr<QCoreApplication> m_application;
    std::unique_ptr<api::HttpTransport> m_transport;
};

}
