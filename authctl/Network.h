// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Failure.h"

#include "api/Call.h"
#include "client/Http.h"

#include <QtCore/QEventLoop>
#include <QtCore/QUrl>

#include <expected>
#include <optional>

namespace auth::cli {

/// The process's way into the network: one for all commands of a batch. Set up when it is first needed, so that what
/// needs none starts at once.
class Network {
public:
    static Network &shared();

    /// The URL that commands talk to; a failure where it is none. Warns once where others could read along.
    std::expected<QUrl, Failure> server(const Options &options);
    /// To the admin API of \a options' server, with \a token.
    std::expected<api::HttpTransport *, Failure> transport(const Options &options, const QByteArray &token);

    /// For what is no operation of the admin API; shown where \a options want to see it.
    Http *http(const Options &options);
    HttpAnswer get(const Options &options, const QUrl &url);

private:
    Network();
    ~Network();
    Network(const Network &) = delete;
    Network &operator=(const Network &) = delete;

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

/// What \a task comes to. Without an event loop where it has ended already.
template <typename T>
T wait(Task<T> task)
{
    std::optional<T> result;
    QEventLoop *running = nullptr;
    task.then([&result, &running](T value) {
        result = std::move(value);
        if (running)
            running->quit();
    });
    if (!result) {
        QEventLoop loop;
        running = &loop;
        loop.exec();
    }
    return std::move(*result);
}

}
