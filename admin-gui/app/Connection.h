// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/AdminClient.h"
#include "api/HttpTransport.h"
#include "api/Operations.h"
#include "models/Activity.h"

#include <QtCore/QDateTime>
#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QTimer>

#include <functional>

namespace auth::console {

class Proof;

/// The way to one server: token, requests, and whether it answers. Pages ask it; it never waits.
class Connection : public QObject, public api::Transport {
    Q_OBJECT

public:
    enum class State { Idle, Connected, Unreachable, SignedOut };
    /// A token, given one that was refused (or none); a failure where somebody has to sign in.
    using TokenSource = std::function<Task<Result<QByteArray>>(QByteArray refused)>;

    /// Has the person prove in the browser what is demanded; `show` gets the link, for where none opens.
    using StepUpSource
        = std::function<Task<Result<void>>(AuthenticationDemand demand, std::function<void(QString link)> show)>;

    Connection(QUrl server, TokenSource tokens, QObject *parent = nullptr);
    ~Connection() override;

    QUrl server() const { return m_server; }
    /// \a pin: the hash of the server's public key, which then is all that counts; or empty.
    void setTls(const QSslConfiguration &configuration, const QString &pin);
    /// What the window calls this server.
    QString name() const { return m_name; }
    void setName(const QString &name) { m_name = name; }
    /// Of a production server: changes are made with more care.
    bool isProtected() const { return m_isProtected; }
    void setProtected(bool isProtected) { m_isProtected = isProtected; }

    /// Without one, nobody can prove anything: the token is one that was given to the program.
    void setStepUp(StepUpSource stepUp) { m_stepUp = std::move(stepUp); }
    bool canStepUp() const { return bool(m_stepUp); }
    /// As StepUpSource; afterwards requests go with the token of that sign-in.
    Task<Result<void>> stepUp(AuthenticationDemand demand, std::function<void(QString link)> show);
    /// Is \a token the one that requests go with?
    bool holdsToken(const QByteArray &token) const { return !m_token.isEmpty() && token == m_token; }

    QString realm() const { return m_realm; }
    void setRealm(const QString &realm);

    /// The typed client: `ask(page, connection->client().getUser(realm, id), [page](Result<api::User> user) { … })`.
    api::AdminClient client() { return api::AdminClient(this); }
    /// A call with the realm filled in, and the handle of an object in \a parameters.
    api::Call call(int operation, QList<std::pair<QByteArray, QString>> parameters = {}) const;

    /// Runs \a done with the answer, unless \a page has gone by then.
    template <typename T, typename Callback>
    static void ask(QObject *page, Task<T> task, Callback done)
    {
        QCoro::connect(std::move(task), page, std::move(done));
    }
    /// The same for a call by its number.
    template <typename Callback>
    void ask(QObject *page, api::Call request, Callback done)
    {
        QCoro::connect(exchange(std::move(request)), page, std::move(done));
    }

    /// An answer always: where nothing came back, its transportError says why. A change for which somebody has to prove
    /// who they are waits until they have, and is sent once more then, with the same Idempotency-Key (RFC 9470).
    Task<api::Answer> exchange(api::Call call);
    Task<Result<api::Answer>> send(api::Call call) override;

    /// Was there a token to read them from yet?
    bool knowsRights() const { return !m_token.isEmpty(); }
    /// Does the token give \a permission (`users:write`)?
    bool may(const QString &permission) const;
    /// Who the token is for, as it says itself.
    QString actor() const { return m_actor; }

    State state() const { return m_state; }
    /// A sentence about a state that is not Connected.
    QString problem() const { return m_problem; }
    /// Seconds until it asks again by itself; 0 where it does not.
    int retryInSeconds() const;
    /// Asks the server now whether it is there.
    void retry();
    /// How long the last answer took.
    qint64 lastMilliseconds() const { return m_lastMilliseconds; }
    QString serverRelease() const { return m_release; }
    /// Does the server have \a operation? One of another release than the console's is asked what it has.
    bool has(int operation) const { return operation < 0 || !m_lacking.contains(operation); }
    /// Answers nothing and asks nothing: what is shown stays, and nothing can be changed.
    void setOffline(bool isOffline);
    bool isOffline() const { return m_isOffline; }
    /// When the server answered last; invalid before it has.
    QDateTime answeredAt() const { return m_answeredAt; }
    int failures() const { return m_failures; }
    /// What somebody should know about this connection, once.
    void addNotice(const QString &text);
    const QStringList &notices() const { return m_notices; }
    int inFlight() const { return m_inFlight; }

    Activity *activity() { return &m_activity; }

Q_SIGNALS:
    void stateChanged();
    void realmChanged();
    void rightsChanged();
    void answered();
    void noticesChanged();
    /// has() answers otherwise.
    void operationsChanged();
    /// The server is there again after it was not.
    void restored();
    /// Something was changed through \a operation: lists may want to look again.
    void changed(int operation);
    /// Something waits until somebody has proved who they are; where nobody takes it, it is refused.
    void proofDemanded(auth::console::Proof *proof);

private:
    Task<bool> prove(const api::Operation *operation, AuthenticationDemand demand);
    void learnFrom(const QByteArray &token);
    void compareReleases();
    void learnOperations();
    void noteAnswer(const api::Answer &answer);
    void setState(State state, const QString &problem);

    QUrl m_server;
    TokenSource m_tokens;
    StepUpSource m_stepUp;
    QString m_name;
    bool m_isProtected = false;
    QString m_realm;
    api::HttpTransport m_transport;
    QByteArray m_token;
    QStringList m_rights;
    QString m_actor;
    State m_state = State::Idle;
    QString m_problem;
    QString m_release;
    QSet<int> m_lacking; ///< Operations that the server does not describe.
    bool m_isOffline = false;
    QDateTime m_answeredAt;
    QStringList m_notices;
    QTimer m_retryTimer;
    int m_failures = 0;
    qint64 m_lastMilliseconds = 0;
    int m_inFlight = 0;
    Activity m_activity;
};

}
