// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/BrowserLogin.h"

#include "core/Base64Url.h"
#include "core/Random.h"
#include "core/Text.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QProcess>
#include <QtCore/QTimer>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <qcorosignal.h>

namespace auth::client {

namespace {

using namespace Qt::StringLiterals;

constexpr int kWaitMs = 5 * 60 * 1000;
constexpr qsizetype kLongestHead = 16 * 1024;

QByteArray page(const char *title, const char *text)
{
    return QByteArray("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>") + title
        + "</title><meta name=\"viewport\" content=\"width=device-width\">"
          "<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem;"
          "color-scheme:light dark}</style><h1>"
        + title + "</h1><p>" + text + "</p></html>";
}

void respond(QTcpSocket *socket, const char *status, const QByteArray &body)
{
    socket->write(QByteArray("HTTP/1.1 ") + status
        + "\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
          "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\nConnection: close\r\n"
          "Content-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    socket->disconnectFromHost();
}

/// Waits at the loopback address for the browser to bring the answer that has our state; everything else that comes is
/// turned away.
class Listener : public QObject {
    Q_OBJECT

public:
    Listener()
    {
        connect(&m_server, &QTcpServer::newConnection, this, &Listener::accept);
        m_patience.setSingleShot(true);
        connect(&m_patience, &QTimer::timeout, this, &Listener::ended);
    }
    bool listen(const QString &state)
    {
        m_state = state;
        m_patience.start(kWaitMs);
        return m_server.listen(QHostAddress::LocalHost, 0);
    }
    QString redirectUri() const { return u"http://127.0.0.1:%1/callback"_s.arg(m_server.serverPort()); }
    /// Nothing where nobody came in time.
    const std::optional<Form> &answer() const { return m_answer; }

Q_SIGNALS:
    void ended();

private:
    void accept()
    {
        while (QTcpSocket *const socket = m_server.nextPendingConnection()) {
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        }
    }
    void read(QTcpSocket *socket)
    {
        const QByteArray head = socket->peek(kLongestHead);
        if (!head.contains("\r\n\r\n")) {
            if (head.size() >= kLongestHead)
                socket->abort();
            return;
        }
        socket->readAll();
        const QList<QByteArray> line = head.left(head.indexOf("\r\n")).split(' ');
        const QByteArray target = line.value(1);
        if (line.value(0) != "GET" || !target.startsWith("/callback?")) {
            respond(socket, "404 Not Found", page("Not found", "There is nothing here."));
            return;
        }
        const auto form = Form::parse(target.sliced(10));
        if (!form || form->repeatedName() || form->valueOrEmpty("state"_L1) != m_state) {
            respond(socket, "400 Bad Request", page("Not ours", "This is not the answer to this login."));
            return;
        }
        m_answer = *form;
        respond(socket, "200 OK",
            form->contains("error"_L1)
                ? page("Not logged in", "The program that you came from says why. You can close this window.")
                : page("Logged in", "You can close this window and go back to the program that you came from."));
        // The page has to be gone before the process is.
        connect(socket, &QTcpSocket::disconnected, this, &Listener::ended);
    }

    QTcpServer m_server;
    QTimer m_patience;
    QString m_state;
    std::optional<Form> m_answer;
};

/// BROWSER is what a person chose; xdg-open knows what the desktop did.
void openBrowser(const QString &url)
{
    QString program = qEnvironmentVariable("BROWSER").section(u':', 0, 0);
    if (program.isEmpty())
        program = u"xdg-open"_s;
    QProcess process;
    process.setProgram(program);
    process.setArguments({ url });
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.startDetached();
}

Failure refused(const QString &code, const QString &message)
{
    Failure failure;
    failure.exitCode = code == "access_denied"_L1 ? Forbidden : NotLoggedIn;
    failure.code = code;
    failure.message = message;
    return failure;
}

}

Task<std::expected<Login, Failure>> loginWithBrowser(Http *http, Profile profile, Provider provider, QString clientId,
    std::function<void(QString url)> show, AuthenticationDemand demand)
{
    Listener listener;
    const QString state = QString::fromLatin1(randomToken(32));
    if (!listener.listen(state))
        co_return std::unexpected(usageFailure(u"There is no free port at 127.0.0.1."_s, u"authctl login --device"_s));
    const QByteArray verifier = randomToken(32);
    Form request;
    request.append(u"response_type"_s, u"code"_s);
    request.append(u"client_id"_s, clientId);
    request.append(u"redirect_uri"_s, listener.redirectUri());
    request.append(u"state"_s, state);
    request.append(u"code_challenge"_s,
        QString::fromLatin1(toBase64Url(QCryptographicHash::hash(verifier, QCryptographicHash::Sha256))));
    request.append(u"code_challenge_method"_s, u"S256"_s);
    request.append(u"resource"_s, provider.resource);
    if (const QString scope = requestedScope(profile); !scope.isEmpty())
        request.append(u"scope"_s, scope);
    if (!demand.acrValues.isEmpty())
        request.append(u"acr_values"_s, demand.acrValues.join(u' '));
    if (demand.maxAge)
        request.append(u"max_age"_s, QString::number(demand.maxAge->count()));
    const QString url = provider.authorizationEndpoint + (provider.authorizationEndpoint.contains(u'?') ? u'&' : u'?')
        + QString::fromLatin1(request.encode());
    show(url);
    openBrowser(url);
    co_await qCoro(&listener, &Listener::ended);
    const auto answer = listener.answer();
    if (!answer)
        co_return std::unexpected(refused(u"timeout"_s, u"Nobody logged in within five minutes."_s));
    // RFC 9207 §2.4: an answer of another issuer is not for the one that the code would go to.
    const auto issuer = answer->value("iss"_L1);
    if (issuer ? *issuer != provider.issuer : provider.namesIssuerInResponse)
        co_return std::unexpected(
            refused(u"wrong_issuer"_s, u"The answer does not come from %1."_s.arg(provider.issuer)));
    if (const auto error = answer->value("error"_L1))
        co_return std::unexpected(
            refused(*error, answer->value("error_description"_L1).value_or(u"The login was refused."_s)));
    Login login = provider.login();
    login.server = profile.server;
    login.clientId = clientId;
    co_return co_await redeem(http, profile, login,
        { { u"grant_type"_s, u"authorization_code"_s }, { u"code"_s, answer->valueOrEmpty("code"_L1) },
            { u"redirect_uri"_s, listener.redirectUri() }, { u"code_verifier"_s, QString::fromLatin1(verifier) },
            { u"resource"_s, provider.resource } });
}

}

#include "BrowserLogin.moc"
