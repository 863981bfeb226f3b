// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Connection.h"

#include "app/Proof.h"
#include "core/Base64Url.h"
#include "core/Json.h"
#include "core/Random.h"

#include <QtCore/QDateTime>
#include <QtCore/QElapsedTimer>
#include <QtCore/QVersionNumber>

#include <qcorosignal.h>
#include <qcorotask.h>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr int kFirstRetryMs = 2000;
constexpr int kLongestRetryMs = 60'000;

/// It must not go while it says that it has finished, which is when a coroutine goes on.
struct Later {
    void operator()(Proof *proof) const { proof->deleteLater(); }
};

QJsonObject claimsOf(const QByteArray &token)
{
    const QList<QByteArray> parts = token.split('.');
    const auto payload = parts.size() == 3 ? fromBase64Url(parts[1]) : std::nullopt;
    return payload ? parseJsonObject(*payload).value_or(QJsonObject()) : QJsonObject();
}

}

Connection::Connection(QUrl server, TokenSource tokens, QObject *parent)
    : QObject(parent)
    , m_server(std::move(server))
    , m_tokens(std::move(tokens))
    , m_name(m_server.host())
    , m_realm(u"main"_s)
    , m_transport(m_server, {})
{
    // A page shows that the server does not answer, and a person decides about a change: nothing is tried in silence.
    m_transport.setAttempts(1);
    m_retryTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &Connection::retry);
}

Connection::~Connection() = default;

void Connection::setTls(const QSslConfiguration &configuration, const QString &pin)
{
    m_transport.setSslConfiguration(configuration);
    m_transport.setPin(pin);
}

void Connection::setRealm(const QString &realm)
{
    if (realm == m_realm)
        return;
    m_realm = realm;
    Q_EMIT realmChanged();
}

api::Call Connection::call(int operation, QList<std::pair<QByteArray, QString>> parameters) const
{
    const api::Operation &described = api::operations()[static_cast<size_t>(operation)];
    const bool namesRealm
        = std::any_of(parameters.begin(), parameters.end(), [](const auto &pair) { return pair.first == "realm"; });
    if (!namesRealm && QByteArrayView(described.path).contains("{realm}"))
        parameters.prepend({ "realm", m_realm });
    api::CallOptions options;
    if (qstrcmp(described.method, "POST") == 0)
        options.idempotencyKey = randomToken(16);
    return api::Call(operation, std::move(parameters), std::move(options));
}

Task<api::Answer> Connection::exchange(api::Call call)
{
    if (m_isOffline) {
        api::Answer none;
        none.transportError = tr("You are working offline.");
        co_return none;
    }
    const QPointer<Connection> self(this);
    const int number = m_activity.started(call);
    QElapsedTimer timer;
    timer.start();
    ++m_inFlight;
    Q_EMIT answered();
    api::Answer answer;
    QByteArray refused;
    bool isProven = false;
    while (true) {
        const auto token = co_await m_tokens(refused);
        if (!self)
            co_return answer;
        if (!token) {
            answer.status = 0;
            answer.transportError = token.error().description;
            --m_inFlight;
            m_activity.finished(number, answer);
            setState(token.error().code == ErrorCode::Unauthenticated ? State::SignedOut : State::Unreachable,
                token.error().description);
            co_return answer;
        }
        learnFrom(*token);
        m_transport.setToken(*token);
        const auto sent = co_await m_transport.send(call);
        if (!self)
            co_return answer;
        answer = *sent;
        if (answer.demand) {
            // Once: who has proved all they can is not asked for it again. What is only read asks nobody anything.
            if (isProven || !call.operation->changesSomething())
                break;
            isProven = co_await prove(call.operation, *answer.demand);
            if (!self)
                co_return answer;
            if (!isProven)
                break;
            refused.clear();
            continue;
        }
        if (answer.mayBeDone)
            answer.transportError = tr("The answer was lost (%1), so it is not known whether it was done. Look before you "
                                       "do it again.")
                                        .arg(answer.transportError);
        // Revoked, or from before the server's keys changed: one that is asked for now decides.
        if (answer.status != 401 || !refused.isEmpty())
            break;
        refused = *token;
    }
    --m_inFlight;
    m_lastMilliseconds = timer.elapsed();
    m_activity.finished(number, answer);
    noteAnswer(answer);
    if (answer.succeeded() && call.operation->changesSomething() && !call.options.dryRun)
        Q_EMIT changed(static_cast<int>(call.operation - api::operations().data()));
    Q_EMIT answered();
    co_return answer;
}

Task<bool> Connection::prove(const api::Operation *operation, AuthenticationDemand demand)
{
    if (!m_stepUp)
        co_return false;
    const std::unique_ptr<Proof, Later> proof(new Proof(operation, std::move(demand)));
    Q_EMIT proofDemanded(proof.get());
    if (!proof->isTaken())
        co_return false;
    co_await qCoro(proof.get(), &Proof::finished);
    co_return proof->isProven();
}

Task<Result<void>> Connection::stepUp(AuthenticationDemand demand, std::function<void(QString link)> show)
{
    const QPointer<Connection> self(this);
    CO_TRY(co_await m_stepUp(std::move(demand), std::move(show)));
    if (!self)
        co_return failure(ErrorCode::Unavailable, tr("The connection is closed."));
    const QByteArray token = CO_TRY(co_await m_tokens({}));
    if (self)
        learnFrom(token);
    co_return {};
}

Task<Result<api::Answer>> Connection::send(api::Call call)
{
    co_return co_await exchange(std::move(call));
}

bool Connection::may(const QString &permission) const
{
    if (m_isOffline && !permission.isEmpty() && !permission.endsWith(":read"_L1))
        return false;
    if (permission.isEmpty() || m_rights.contains(permission) || m_rights.contains(u"*"_s))
        return true;
    return permission.endsWith(":read"_L1) && m_rights.contains(u"*:read"_s);
}

int Connection::retryInSeconds() const
{
    return m_retryTimer.isActive() ? (m_retryTimer.remainingTime() + 999) / 1000 : 0;
}

void Connection::retry()
{
    m_retryTimer.stop();
    ask(this, call(api::operation::kGetServer), [this](const api::Answer &answer) {
        const QString release = answer.body[u"release"].toString();
        if (answer.succeeded() && !release.isEmpty() && release != m_release) {
            m_release = release;
            compareReleases();
        }
        Q_EMIT stateChanged();
    });
}

void Connection::compareReleases()
{
    const QString own = QStringLiteral(CONSOLE_VERSION);
    if (m_release == own)
        return;
    const auto order = QVersionNumber::compare(QVersionNumber::fromString(m_release), QVersionNumber::fromString(own));
    addNotice(order < 0
            ? tr("%1 runs release %2, older than this console (%3): what it lacks is not shown.").arg(m_name, m_release, own)
            : tr("%1 runs release %2, and this console is %3: it may have more than is shown here.")
                  .arg(m_name, m_release, own));
    learnOperations();
}

void Connection::learnOperations()
{
    // The description describes all operations but itself.
    static constexpr api::Operation kDescription { "getDescription", "GET", "/admin/v1/openapi.json", "", "Server",
        api::Operation::Kind::Get, false, 200, 0, {} };
    api::Call call(api::operation::kGetServer, {}, {});
    call.operation = &kDescription;
    ask(this, m_transport.send(std::move(call)), [this](const Result<api::Answer> &answer) {
        const QJsonObject paths = answer ? answer->body[u"paths"].toObject() : QJsonObject();
        if (paths.isEmpty())
            return;
        const auto operations = api::operations();
        for (size_t i = 0; i < operations.size(); ++i) {
            const QString method = QString::fromLatin1(operations[i].method).toLower();
            if (!paths[QLatin1StringView(operations[i].path)].toObject().contains(method))
                m_lacking.insert(static_cast<int>(i));
        }
        if (!m_lacking.isEmpty())
            Q_EMIT operationsChanged();
    });
}

void Connection::addNotice(const QString &text)
{
    if (m_notices.contains(text))
        return;
    m_notices.append(text);
    Q_EMIT noticesChanged();
}

void Connection::setOffline(bool isOffline)
{
    if (isOffline == m_isOffline)
        return;
    m_isOffline = isOffline;
    m_retryTimer.stop();
    Q_EMIT rightsChanged();
    Q_EMIT stateChanged();
    if (!isOffline)
        retry();
}

void Connection::learnFrom(const QByteArray &token)
{
    if (token == m_token)
        return;
    m_token = token;
    const QJsonObject claims = claimsOf(token);
    m_rights = claims[u"scope"].toString().split(u' ', Qt::SkipEmptyParts);
    m_actor = claims[u"username"].toString(claims[u"client_id"].toString());
    Q_EMIT rightsChanged();
}

void Connection::noteAnswer(const api::Answer &answer)
{
    const bool answers = answer.status != 0 && (answer.status < 502 || answer.status > 504);
    if (!answers) {
        const int pause = std::min(kFirstRetryMs << std::min(m_failures, 5), kLongestRetryMs);
        ++m_failures;
        if (!m_isOffline)
            m_retryTimer.start(std::max(pause, answer.retryAfterSeconds * 1000));
        setState(State::Unreachable,
            answer.status == 0 ? answer.transportError : tr("The server answers %1.").arg(answer.status));
        return;
    }
    m_failures = 0;
    m_answeredAt = QDateTime::currentDateTime();
    m_retryTimer.stop();
    if (answer.status == 401 && !answer.demand) {
        setState(State::SignedOut, tr("The server does not take the login any more."));
        return;
    }
    const bool wasGone = m_state == State::Unreachable || m_state == State::SignedOut;
    setState(State::Connected, {});
    if (wasGone)
        Q_EMIT restored();
}

void Connection::setState(State state, const QString &problem)
{
    if (state == m_state && problem == m_problem && state != State::Unreachable)
        return;
    m_state = state;
    m_problem = problem;
    Q_EMIT stateChanged();
}

}
