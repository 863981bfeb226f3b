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
    const Options &options = m_invocation->options;
    const Noun &noun = *m_invocation->noun;
    const api::Operation &operation = api::operations()[static_cast<size_t>(m_invocation->verb->operation)];
    QList<std::pair<QByteArray, QString>> parameters;
    const QByteArray path = operation.path;
    // The realm of `realm get NAME` is the handle itself.
    if (path.contains("{realm}"))
        parameters.append({ "realm", qstrcmp(noun.pathParameter, "realm") == 0 ? options.handle : options.realm });
    if (qstrcmp(noun.pathParameter, "realm") != 0 && path.contains('{' + QByteArray(noun.pathParameter) + '}'))
        parameters.append({ noun.pathParameter, options.handle });
    api::CallOptions callOptions;
    callOptions.dryRun = options.dryRun;
    callOptions.ifVersion = options.ifVersion;
    if (operation.kind == api::Operation::Kind::Create)
        callOptions.idempotencyKey = randomToken(16);
    return api::Call(m_invocation->verb->operation, std::move(parameters), std::move(callOptions));
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
