// SPDX-License-Identifier: GPL-3.0-or-later
#include "Session.h"

#include "api/HttpTransport.h"
#include "api/Operations.h"
#include "core/Random.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

bool isLoopback(const QString &host)
{
    return host == "localhost"_L1 || host == "::1"_L1 || host.startsWith("127."_L1);
}

}

Session::Session(const Invocation *invocation)
    : m_invocation(invocation)
{
}

Session::~Session() = default;

api::Call Session::call() const
{
    return call(m_invocation->verb->operation);
}

api::Call Session::call(int index, const QList<std::pair<QByteArray, QString>> &more) const
{
    const Options &options = m_invocation->options;
    const Noun &noun = *m_invocation->noun;
    const api::Operation &operation = api::operations()[static_cast<size_t>(index)];
    QList<std::pair<QByteArray, QString>> parameters = more;
    const QByteArray path = operation.path;
    // The realm of `realm get NAME` is the handle itself.
    if (path.contains("{realm}"))
        parameters.append({ "realm", qstrcmp(noun.pathParameter, "realm") == 0 ? options.handle : options.realm });
    if (qstrcmp(noun.pathParameter, "realm") != 0 && path.contains('{' + QByteArray(noun.pathParameter) + '}'))
        parameters.append({ noun.pathParameter, options.handle });
    api::CallOptions callOptions;
    if (operation.changesSomething()) {
        callOptions.dryRun = options.dryRun;
        callOptions.ifVersion = options.ifVersion;
    }
    if (qstrcmp(operation.method, "POST") == 0)
        callOptions.idempotencyKey = randomToken(16);
    return api::Call(index, std::move(parameters), std::move(callOptions));
}

std::expected<api::Answer, Failure> Session::current()
{
    // An object is read where it is changed: the same path, or the one that an action on it (`…/revert`) begins with.
    const auto all = api::operations();
    const QByteArray path = all[static_cast<size_t>(m_invocation->verb->operation)].path;
    const QByteArray object = path.endsWith('}') ? path : path.left(path.lastIndexOf('/'));
    const auto get = std::find_if(all.begin(), all.end(), [&object](const api::Operation &operation) {
        return operation.kind == api::Operation::Kind::Get && object == operation.path;
    });
    if (get == all.end())
        return std::unexpected(usageFailure(u"What this changes cannot be read."_s));
    return send(call(static_cast<int>(get - all.begin())));
}

std::expected<api::Answer, Failure> Session::send(api::Call call)
{
    const Options &options = m_invocation->options;
    if (!m_transport) {
        const QUrl server(options.server, QUrl::StrictMode);
        if (!server.isValid() || server.host().isEmpty()
            || (server.scheme() != "https"_L1 && server.scheme() != "http"_L1))
            return std::unexpected(usageFailure(u"\"%1\" is not the URL of a server."_s.arg(options.server)));
        if (server.scheme() == "http"_L1 && !isLoopback(server.host()))
            note(options, u"warning: %1 is not encrypted: the token can be read on the way"_s.arg(options.server));
        const QByteArray token = qgetenv("AUTHCTL_TOKEN").trimmed();
        if (token.isEmpty()) {
            Failure failure;
            failure.exitCode = NotLoggedIn;
            failure.code = u"unauthenticated"_s;
            failure.message = u"Not logged in: AUTHCTL_TOKEN is not set."_s;
            failure.next = u"export AUTHCTL_TOKEN=…"_s;
            return std::unexpected(failure);
        }
        static int argumentCount = 1;
        static char name[] = "authctl";
        static char *arguments[] = { name, nullptr };
        m_application = std::make_unique<QCoreApplication>(argumentCount, arguments);
        m_transport = std::make_unique<api::HttpTransport>(server, token);
        m_transport->setTimeout(std::chrono::seconds(options.timeoutSeconds));
    }
    const auto answer = QCoro::waitFor(m_transport->send(std::move(call)));
    if (!answer)
        return std::unexpected(usageFailure(answer.error().description));
    if (!answer->succeeded())
        return std::unexpected(failureOf(*m_invocation, *answer));
    return *answer;
}

void Session::announce() const
{
    const Options &options = m_invocation->options;
    const bool inRealm = qstrcmp(m_invocation->noun->pathParameter, "realm") != 0;
    note(options, inRealm ? u"%1 · realm %2"_s.arg(options.server, options.realm) : options.server);
}

}
