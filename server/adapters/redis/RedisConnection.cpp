// SPDX-License-Identifier: GPL-3.0-or-later
#include "adapters/redis/RedisConnection.h"

#include <hiredis/async.h>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::seconds kConnectTimeout { 3 };

/// hiredis tells both ends through plain functions with one pointer of ours.
RedisConnection *self(const redisAsyncContext *context)
{
    return static_cast<RedisConnection *>(context->data);
}

QByteArray textOf(const redisReply *reply)
{
    return reply && reply->str ? QByteArray(reply->str, static_cast<qsizetype>(reply->len)) : QByteArray();
}

/// What hiredis copies from; keeps the texts alive meanwhile.
struct Arguments {
    QList<QByteArray> texts;
    std::vector<const char *> values;
    std::vector<size_t> sizes;

    explicit Arguments(QList<QByteArray> list)
        : texts(std::move(list))
    {
        for (const QByteArray &value : std::as_const(texts)) {
            values.push_back(value.constData());
            sizes.push_back(static_cast<size_t>(value.size()));
        }
    }
};

}

RedisConnection::RedisConnection(RedisUrl url)
    : m_url(std::move(url))
{
    m_connectTimeout.setSingleShot(true);
    m_connectTimeout.setInterval(kConnectTimeout);
    connect(&m_connectTimeout, &QTimer::timeout, this, [this] { fail(u"no answer from Redis"_s); });
}

RedisConnection::~RedisConnection()
{
    close();
}

void RedisConnection::open()
{
    Q_ASSERT(!m_context);
    redisAsyncContext *context = m_url.path.isEmpty() ? redisAsyncConnect(m_url.host.constData(), m_url.port)
                                                      : redisAsyncConnectUnix(m_url.path.constData());
    if (!context || context->err) {
        const QString reason = context ? QString::fromLocal8Bit(context->errstr) : u"no memory"_s;
        if (context)
            redisAsyncFree(context);
        // Later: the caller does not expect to be called back from here.
        QMetaObject::invokeMethod(this, [this, reason] {
            if (closed)
                closed(reason);
        }, Qt::QueuedConnection);
        return;
    }
    m_context = context;
    context->data = this;
    const auto descriptor = static_cast<qintptr>(context->c.fd);
    m_read = std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read);
    m_write = std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Write);
    m_read->setEnabled(false);
    m_write->setEnabled(false);
    connect(m_read.get(), &QSocketNotifier::activated, this, [this] { redisAsyncHandleRead(m_context); });
    connect(m_write.get(), &QSocketNotifier::activated, this, [this] { redisAsyncHandleWrite(m_context); });
    context->ev.data = this;
    context->ev.addRead = [](void *data) { static_cast<RedisConnection *>(data)->setReading(true); };
    context->ev.delRead = [](void *data) { static_cast<RedisConnection *>(data)->setReading(false); };
    context->ev.addWrite = [](void *data) { static_cast<RedisConnection *>(data)->setWriting(true); };
    context->ev.delWrite = [](void *data) { static_cast<RedisConnection *>(data)->setWriting(false); };
    context->ev.cleanup = [](void *data) {
        static_cast<RedisConnection *>(data)->setReading(false);
        static_cast<RedisConnection *>(data)->setWriting(false);
    };
    redisAsyncSetConnectCallback(context, [](const redisAsyncContext *which, int status) { self(which)->connected(status); });
    redisAsyncSetDisconnectCallback(context, [](const redisAsyncContext *which, int) {
        if (which->data)
            self(which)->disconnected();
    });
    m_connectTimeout.start();
}

void RedisConnection::setReading(bool reading)
{
    if (m_read)
        m_read->setEnabled(reading);
}

void RedisConnection::setWriting(bool writing)
{
    if (m_write)
        m_write->setEnabled(writing);
}

/// hiredis frees the context itself after this when it failed.
void RedisConnection::connected(int status)
{
    if (status != REDIS_OK) {
        const QString reason = QString::fromLocal8Bit(m_context->errstr);
        m_context = nullptr;
        fail(reason);
        return;
    }
    logIn();
}

void RedisConnection::logIn()
{
    if (m_url.password.isEmpty()) {
        chooseDatabase();
        return;
    }
    QList<QByteArray> arguments { "AUTH" };
    if (!m_url.user.isEmpty())
        arguments.append(m_url.user);
    arguments.append(m_url.password);
    command(arguments, [this](const redisReply *reply) {
        if (reply && reply->type == REDIS_REPLY_ERROR)
            fail(u"Redis refuses the password: %1"_s.arg(QString::fromUtf8(textOf(reply))));
        else if (reply)
            chooseDatabase();
    });
}

/// Also the proof that the connection may be used: a Redis that wants a password answers PING with an error.
void RedisConnection::chooseDatabase()
{
    const QList<QByteArray> arguments = m_url.database == 0 ? QList<QByteArray> { "PING" } : QList<QByteArray> { "SELECT", QByteArray::number(m_url.database) };
    command(arguments, [this](const redisReply *reply) {
        if (reply && reply->type == REDIS_REPLY_ERROR)
            fail(QString::fromUtf8(textOf(reply)));
        else if (reply)
            ready();
    });
}

void RedisConnection::ready()
{
    m_connectTimeout.stop();
    m_ready = true;
    if (opened)
        opened();
}

void RedisConnection::disconnected()
{
    const QString reason = m_context && m_context->err ? QString::fromLocal8Bit(m_context->errstr) : u"Redis closed the connection"_s;
    m_context = nullptr;
    fail(reason);
}

/// Ends the connection, and tells it later: not inside a callback of hiredis.
void RedisConnection::fail(QString reason)
{
    close();
    QMetaObject::invokeMethod(this, [this, reason = std::move(reason)] {
        if (closed)
            closed(reason);
    }, Qt::QueuedConnection);
}

void RedisConnection::close()
{
    m_connectTimeout.stop();
    m_ready = false;
    m_subscribed = {};
    if (redisAsyncContext *context = std::exchange(m_context, nullptr)) {
        // Answers that are still open get null, and must not find us.
        context->data = nullptr;
        context->ev = {};
        redisAsyncFree(context);
    }
    // This may run inside their signal.
    for (auto *notifier : { m_read.release(), m_write.release() }) {
        if (notifier) {
            notifier->setEnabled(false);
            notifier->deleteLater();
        }
    }
}

bool RedisConnection::command(const QList<QByteArray> &arguments, Answered answered)
{
    if (!m_context)
        return false;
    Arguments list(arguments);
    auto kept = std::make_unique<Answered>(std::move(answered));
    if (redisAsyncCommandArgv(m_context, answer, kept.get(), static_cast<int>(list.values.size()), list.values.data(), list.sizes.data()) != REDIS_OK)
        return false;
    static_cast<void>(kept.release()); // answer() takes it back.
    return true;
}

/// Once for each command, with null when the connection ended before its answer.
void RedisConnection::answer(redisAsyncContext *context, void *reply, void *data)
{
    const std::unique_ptr<Answered> answered(static_cast<Answered *>(data));
    if (context->data)
        (*answered)(static_cast<const redisReply *>(reply));
}

void RedisConnection::send(const QList<QByteArray> &arguments)
{
    if (m_ready)
        command(arguments, [](const redisReply *) { });
}

void RedisConnection::subscribe(const QList<QByteArray> &channels, std::function<void()> done)
{
    if (!m_ready)
        return;
    m_unconfirmed = channels.size();
    m_subscribed = std::move(done);
    Arguments list(QList<QByteArray> { "SUBSCRIBE" } + channels);
    redisAsyncCommandArgv(m_context, published, nullptr, static_cast<int>(list.values.size()), list.values.data(), list.sizes.data());
}

/// `["subscribe", channel, count]` for each channel, then `["message", channel, payload]`.
void RedisConnection::published(redisAsyncContext *context, void *answer, void *)
{
    const auto *reply = static_cast<const redisReply *>(answer);
    if (!context->data || !reply)
        return;
    RedisConnection *connection = self(context);
    if (reply->type == REDIS_REPLY_ERROR) {
        connection->fail(QString::fromUtf8(textOf(reply)));
        return;
    }
    if (reply->type != REDIS_REPLY_ARRAY || reply->elements != 3)
        return;
    const QByteArray kind = textOf(reply->element[0]);
    if (kind == "subscribe") {
        if (--connection->m_unconfirmed == 0 && connection->m_subscribed)
            connection->m_subscribed();
    } else if (kind == "message" && connection->message) {
        connection->message(textOf(reply->element[1]), textOf(reply->element[2]));
    }
}

}
