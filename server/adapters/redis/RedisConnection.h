// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "adapters/redis/RedisUrl.h"

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QSocketNotifier>
#include <QtCore/QTimer>

#include <functional>
#include <memory>

struct redisAsyncContext;
struct redisReply;

namespace auth {

/// One connection to Redis, on the event loop of the thread that opens it. After `closed` it may be opened again.
class RedisConnection final : public QObject {
public:
    explicit RedisConnection(RedisUrl url);
    ~RedisConnection() override;

    /// Set these before open(). \a opened: connected, logged in, database chosen. \a closed: it could not be opened, or
    /// it ended without close().
    std::function<void()> opened;
    std::function<void(QString reason)> closed;
    /// What was published on a channel of subscribe().
    std::function<void(QByteArray channel, QByteArray payload)> message;

    void open();
    void close();
    bool isOpen() const { return m_ready; }

    /// Sends a command whose answer nobody waits for; dropped without a connection.
    void send(const QList<QByteArray> &arguments);
    /// From then on the connection takes no other command. \a done: all of them are in effect.
    void subscribe(const QList<QByteArray> &channels, std::function<void()> done);

private:
    using Answered = std::function<void(const redisReply *reply)>;

    void connected(int status);
    void disconnected();
    void logIn();
    void chooseDatabase();
    void ready();
    void fail(QString reason);
    bool command(const QList<QByteArray> &arguments, Answered answered);
    void setReading(bool reading);
    void setWriting(bool writing);
    static void answer(redisAsyncContext *context, void *reply, void *data);
    static void published(redisAsyncContext *context, void *reply, void *data);

    const RedisUrl m_url;
    redisAsyncContext *m_context = nullptr; ///< hiredis frees it when the connection ends.
    std::unique_ptr<QSocketNotifier> m_read;
    std::unique_ptr<QSocketNotifier> m_write;
    QTimer m_connectTimeout;
    bool m_ready = false;
    qsizetype m_unconfirmed = 0;
    std::function<void()> m_subscribed;
};

}
