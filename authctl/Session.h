// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Failure.h"

#include "api/Call.h"

#include <expected>

namespace auth::cli {

/// The way to the admin API for one command.
class Session {
public:
    explicit Session(const Invocation *invocation);

    /// A call of the invocation's operation, with realm, handle and common options filled in.
    api::Call call() const;
    /// A call of another operation; \a parameters are what its path has beside the realm and the handle.
    api::Call call(int operation, const QList<std::pair<QByteArray, QString>> &parameters = {}) const;
    /// Logs in where that needs nobody, sends, and answers what is a success. A token that the server does not take is
    /// renewed once. A handle that is not found is looked for among the ends of ids. In a protected context a change
    /// that nobody has confirmed yet is asked about.
    std::expected<api::Answer, Failure> send(api::Call call);
    /// Announces, sends \a body by the invocation's operation, and says where that was a dry run.
    std::expected<api::Answer, Failure> change(const QJsonObject &body);
    std::expected<api::Answer, Failure> change(api::Call call);
    /// Reads the object that the invocation's operation changes.
    std::expected<api::Answer, Failure> current();
    /// Says on standard error where a change is about to happen.
    void announce() const;

private:
    std::expected<api::Answer, Failure> exchange(const api::Call &call);
    std::expected<QString, Failure> idEndingWith(const api::Call &call, const QString &end);

    const Invocation *m_invocation;
};

}
