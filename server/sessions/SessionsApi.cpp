// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessions/SessionsApi.h"

#include "agents/UserAgent.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

QString iso(Timestamp time)
{
    return QString::fromLatin1(toIso(time));
}

api::Session answer(const SessionSeen &seen, const places::Places &places)
{
    const Session &session = seen.session;
    api::Session made;
    made.id = session.id.toString();
    made.userId = session.userId.toString();
    made.username = seen.username;
    made.clientIds = seen.clientIds;
    if (session.deviceId)
        made.deviceId = session.deviceId->toString();
    if (!session.address.isEmpty())
        made.address = QString::fromLatin1(session.address);
    if (const auto place = places.find(session.address, "en")) {
        made.place = place->text();
        if (!place->countryCode.isEmpty())
            made.country = place->countryCode;
    }
    if (!session.userAgent.isEmpty())
        made.userAgent = session.userAgent;
    if (const QString agent = agents::describeUserAgent(session.userAgent); !agent.isEmpty())
        made.agent = agent;
    made.acr = QString::fromUtf8(session.acr);
    made.amr = session.amr;
    made.authTime = iso(session.authTime);
    made.createdAt = iso(session.createdAt);
    made.lastSeenAt = iso(session.lastSeenAt);
    made.expiresAt = iso(session.expiresAt);
    if (seen.end) {
        made.endedAt = iso(seen.end->at);
        made.endReason = seen.end->reason;
    }
    return made;
}

Result<SessionId> sessionId(const admin::Context &context)
{
    const auto id = SessionId::parse(context.id("session").toUtf8());
    if (!id)
        return failure(ErrorCode::NotFound, u"There is no such session, or it has ended."_s);
    return *id;
}

}

void RevokeScope::describe(AuditEvent &event) const
{
    if (user)
        event.target("user", user->id.toString(), user->username);
    else if (application)
        event.target("application", application->id.toString(), QString::fromUtf8(application->clientId));
    else
        event.target("realm", event.realmId.toString());
}

Task<Result<RevokeScope>> revokeScope(
    UserDirectory *users, ApplicationDirectory *applications, admin::ContextPointer context, api::RevokeAll body)
{
    const bool everything = body.everything.valueOr(false);
    if (body.user.hasValue() + body.application.hasValue() + everything != 1) {
        Error error(ErrorCode::ValidationFailed, u"Say what is to end: a user, an application, or everything."_s);
        for (const auto &path : { u"/user"_s, u"/application"_s, u"/everything"_s })
            error.fields.append({ path, u"required"_s, u"Exactly one of the three is needed."_s });
        co_return std::unexpected(error);
    }
    RevokeScope scope;
    if (body.user.hasValue())
        scope.user = CO_TRY(co_await users->findByHandle(context->realm->id, body.user.value(), context->deadline()));
    if (body.application.hasValue())
        scope.application = CO_TRY(
            co_await applications->findByHandle(context->realm->id, body.application.value(), context->deadline()));
    co_return scope;
}

SessionsApi::SessionsApi(
    SessionService *sessions, UserService *users, ApplicationDirectory *applications, const places::Places *places, const admin::Lists *lists)
    : m_sessions(sessions)
    , m_users(users)
    , m_applications(applications)
    , m_places(places)
    , m_lists(lists)
{
}

Task<Result<api::SessionList>> SessionsApi::listSessions(admin::ContextPointer context)
{
    const auto &spec = SessionService::listSpec();
    auto request = CO_TRY(m_lists->request(*context, spec));
    const auto page = CO_TRY(co_await m_sessions->list(context->realm->id, std::move(request), context->deadline()));
    api::SessionList list;
    for (const SessionSeen &seen : page.sessions)
        list.items.append(answer(seen, *m_places));
    list.next = CO_TRY(m_lists->next(*context, spec, page.page));
    co_return list;
}

Task<Result<api::SessionList>> SessionsApi::listSessionHistory(admin::ContextPointer context)
{
    const auto &spec = SessionService::historySpec();
    auto request = CO_TRY(m_lists->request(*context, spec));
    const auto page = CO_TRY(co_await m_sessions->listHistory(context->realm->id, std::move(request), context->deadline()));
    api::SessionList list;
    for (const SessionSeen &seen : page.sessions)
        list.items.append(answer(seen, *m_places));
    list.next = CO_TRY(m_lists->next(*context, spec, page.page));
    co_return list;
}

Task<Result<api::Session>> SessionsApi::getSession(admin::ContextPointer context)
{
    const SessionId id = CO_TRY(sessionId(*context));
    co_return answer(CO_TRY(co_await m_sessions->see(context->realm->id, id, context->deadline())), *m_places);
}

Task<Result<void>> SessionsApi::revokeSession(admin::ContextPointer context)
{
    const SessionId id = CO_TRY(sessionId(*context));
    const auto seen = CO_TRY(co_await m_sessions->see(context->realm->id, id, context->deadline()));
    CO_TRY(co_await m_users->lock(context->change, context->realm->id, seen.session.userId, std::nullopt));
    const auto revoked = CO_TRY(co_await m_sessions->endOne(
        context->change->transaction(), context->realm->id, id, seen.session.userId, kEndedByAdministrator.toString()));
    if (!revoked)
        co_return failure(ErrorCode::NotFound, u"There is no such session, or it has ended."_s);
    context->change->revoked({ *revoked });
    AuditEvent event = context->change->event(context->realm->id, "session.ended");
    event.target("session", id.toString(), seen.username);
    event.sessionId = id;
    context->change->record(std::move(event));
    co_return {};
}

Task<Result<api::Revoked>> SessionsApi::revokeAllSessions(admin::ContextPointer context, api::RevokeAll body)
{
    const auto scope = CO_TRY(co_await revokeScope(m_users, m_applications, context, std::move(body)));
    const RealmId realm = context->realm->id;
    SessionService::Which which;
    if (scope.user) {
        // A sign-in locks the row too: none slips through.
        CO_TRY(co_await m_users->lock(context->change, realm, scope.user->id, std::nullopt));
        which.user = scope.user->id;
    }
    if (scope.application)
        which.application = scope.application->id;
    // The transaction begins with its first statement.
    CO_TRY(co_await context->change->begin());
    const auto ended = CO_TRY(co_await m_sessions->endMany(
        context->change->transaction(), realm, which, kEndedByAdministrator.toString()));
    context->change->revoked(ended.revoked);
    AuditEvent event = context->change->event(realm, "sessions.ended");
    scope.describe(event);
    event.data.insert(u"count"_s, ended.count);
    context->change->record(std::move(event));
    api::Revoked answer;
    answer.count = ended.count;
    co_return answer;
}

}
