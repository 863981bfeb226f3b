// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/RedisFanOut.h"

#include "core/Backoff.h"
#include "core/Log.h"
#include "core/Random.h"

#include <QtCore/QTimer>

namespace auth::jobs {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kFirstBackoff = 100ms;
constexpr std::chrono::milliseconds kLongestBackoff = 2s;
constexpr std::chrono::milliseconds kHeartbeat = 300ms;
/// So long without our own heartbeat coming back, and the connections are given up.
constexpr std::chrono::milliseconds kSilence = 2s;
/// Beside other programs that use the same Redis.
constexpr auto kPrefix = "auth-server:";

}

/// Two connections, since one that subscribes cannot publish. What this node publishes on a channel of its own comes
/// back on the other one: the proof that both work, and that what was published before has arrived.
class RedisFanOut::Link final : public QObject {
public:
    Link(const RedisUrl &url, QList<QByteArray> topics, Receiver receiver)
        : m_topics(std::move(topics))
        , m_receiver(std::move(receiver))
        , m_heartbeatChannel(kPrefix + QByteArrayLiteral("heartbeat:") + randomToken())
        , m_subscriber(url)
        , m_publisher(url)
    {
        m_reconnect.setSingleShot(true);
        connect(&m_reconnect, &QTimer::timeout, this, [this] { connectBoth(); });
        m_heartbeat.setInterval(kHeartbeat);
        connect(&m_heartbeat, &QTimer::timeout, this, [this] { beat(); });
        m_subscriber.opened = [this] { subscribe(); };
        m_subscriber.closed = [this](const QString &reason) { lost(reason); };
        m_subscriber.message = [this](const QByteArray &channel, const QByteArray &payload) { received(channel, payload); };
        m_publisher.opened = [this] { beat(); };
        m_publisher.closed = [this](const QString &reason) { lost(reason); };
        m_heartbeat.start();
        connectBoth();
    }

    void publish(const QByteArray &topic, const QByteArray &payload) { m_publisher.send({ "PUBLISH", kPrefix + topic, payload }); }
    std::chrono::steady_clock::time_point lastSeen() const { return m_lastSeen; }

private:
    void connectBoth()
    {
        m_connectingSince = std::chrono::steady_clock::now();
        m_subscriber.open();
        m_publisher.open();
    }

    void subscribe()
    {
        QList<QByteArray> channels { m_heartbeatChannel };
        for (const QByteArray &topic : m_topics)
            channels.append(kPrefix + topic);
        m_subscriber.subscribe(channels, [this] {
            m_subscribed = true;
            // What was published before this moment was for others.
            m_receiver.missed();
            beat();
        });
    }

    void beat()
    {
        const auto now = std::chrono::steady_clock::now();
        if (m_subscribed && m_publisher.isOpen())
            m_publisher.send({ "PUBLISH", m_heartbeatChannel, QByteArray::number(qint64(now.time_since_epoch().count())) });
        if (!m_reconnect.isActive() && now - std::max(m_lastSeen, m_connectingSince) > kSilence)
            lost(QStringLiteral("what was published does not come back"));
    }

    void received(const QByteArray &channel, const QByteArray &payload)
    {
        if (channel == m_heartbeatChannel) {
            m_attempt = 0;
            m_lastSeen = std::chrono::steady_clock::time_point(std::chrono::steady_clock::duration(payload.toLongLong()));
        } else {
            m_receiver.received(channel.sliced(qstrlen(kPrefix)), payload);
        }
    }

    /// One without the other is of no use.
    void lost(const QString &reason)
    {
        if (m_reconnect.isActive())
            return;
        m_subscribed = false;
        m_subscriber.close();
        m_publisher.close();
        logWarning("redis.lost", { { "cause", reason } });
        m_reconnect.start(backoff(++m_attempt, kFirstBackoff, kLongestBackoff));
    }

    const QList<QByteArray> m_topics;
    const Receiver m_receiver;
    const QByteArray m_heartbeatChannel;
    RedisConnection m_subscriber;
    RedisConnection m_publisher;
    QTimer m_reconnect;
    QTimer m_heartbeat;
    int m_attempt = 0;
    bool m_subscribed = false;
    std::chrono::steady_clock::time_point m_connectingSince;
    std::chrono::steady_clock::time_point m_lastSeen;
};

RedisFanOut::RedisFanOut(RedisUrl url)
    : m_url(std::move(url))
{
}

RedisFanOut::~RedisFanOut() = default;

void RedisFanOut::start(QList<QByteArray> topics, Receiver receiver)
{
    auto link = std::make_unique<Link>(m_url, std::move(topics), std::move(receiver));
    const QMutexLocker locker(&m_mutex);
    m_link = std::move(link);
}

void RedisFanOut::stop()
{
    std::unique_ptr<Link> link;
    const QMutexLocker locker(&m_mutex);
    link.swap(m_link);
}

std::chrono::steady_clock::time_point RedisFanOut::lastSeen() const
{
    const QMutexLocker locker(&m_mutex);
    return m_link ? m_link->lastSeen() : std::chrono::steady_clock::time_point();
}

void RedisFanOut::committed(QByteArray topic, QByteArray payload)
{
    const QMutexLocker locker(&m_mutex);
    if (!m_link)
        return;
    Link *link = m_link.get();
    QMetaObject::invokeMethod(
        link, [link, topic = std::move(topic), payload = std::move(payload)] { link->publish(topic, payload); }, Qt::QueuedConnection);
}

}
