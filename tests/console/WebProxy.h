// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QPointer>
#include <QtCore/QSet>
#include <QtCore/QUrl>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <functional>
#include <memory>
#include <optional>

namespace auth::test {

/// A wire between the console and the server, on which things go wrong request by request. With a certificate it is the
/// end of TLS.
class WebProxy : public QObject {
    Q_OBJECT

public:
    enum class Fault {
        CutBefore, ///< The server never hears of it.
        CutAnswer, ///< The server does it, and its answer is lost.
        HalfAnswer, ///< The answer ends in its middle.
        Slow, ///< The answer comes after slowness().
        Status500, ///< Of a proxy: a page that is no JSON.
        Status412,
        Status401,
        Html, ///< 200, but from somebody else.
        Noise, ///< No HTTP at all.
    };
    Q_ENUM(Fault)

    /// A request that came; a change is what is no GET and no dry run.
    struct Seen {
        QByteArray method;
        QByteArray target;
        bool isFaulted = false;

        bool isChange() const { return method != "GET" && !target.contains("dry_run=true"); }
    };

    /// What it answers by itself: a status and a JSON body.
    struct MadeUp {
        QByteArray status;
        QByteArray body;
    };

    explicit WebProxy(QUrl target, const std::optional<QSslConfiguration> &tls = {});

    QUrl url() const;
    /// From now on each request fails when it comes for the first time, and passes from the second time on.
    void failEachOnce(Fault fault) { m_fault = fault; }
    /// From now on it answers what \a makeUp has an answer for, as a server that is another one would.
    void answerInstead(std::function<std::optional<MadeUp>(const Seen &seen)> makeUp) { m_makeUp = std::move(makeUp); }
    const QList<Seen> &seen() const { return m_seen; }
    /// From now on answers are kept back, until release().
    void hold() { m_isHolding = true; }
    /// Lets go of what was kept back, in the order in which it came.
    void release();
    qsizetype heldCount() const { return m_held.size(); }
    /// Shows another certificate to whoever connects from now on, and cuts what is open.
    void setTls(const QSslConfiguration &tls);

    /// Ends every connection, and takes none before mend().
    void cut();
    bool mend() { return m_server->listen(QHostAddress::LocalHost, m_port); }

    /// AUTH_SLOW_MS; a twentieth of a second where nothing is said.
    static std::chrono::milliseconds slowness();

private:
    void take(QTcpSocket *client);
    void answer(QTcpSocket *client, const QByteArray &request);
    void forward(QTcpSocket *client, const QByteArray &request, std::optional<Fault> fault);
    static void finish(QTcpSocket *client, const QByteArray &answer);

    QUrl m_target;
    bool m_isTls;
    QList<QTcpSocket *> m_clients; ///< Goes last: the server takes its sockets with it, and each of them says so.
    std::unique_ptr<QTcpServer> m_server;
    quint16 m_port = 0;
    std::optional<Fault> m_fault;
    std::function<std::optional<MadeUp>(const Seen &seen)> m_makeUp;
    QSet<QByteArray> m_known;
    QList<Seen> m_seen;
    bool m_isHolding = false;
    QList<std::pair<QPointer<QTcpSocket>, QByteArray>> m_held;
};

}
