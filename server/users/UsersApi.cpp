// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/UsersApi.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

api::User answer(const User &user)
{
    return api::decodeLeniently<api::User>(userToJson(user));
}

template <typename Body>
UserChanges changesOf(const Body &body)
{
    UserChanges changes;
    changes.username = body.username;
    changes.email = body.email;
    changes.emailVerified = body.emailVerified;
    changes.phoneNumber = body.phoneNumber;
    changes.phoneNumberVerified = body.phoneNumberVerified;
    changes.enabled = body.enabled;
    changes.claims = body.toJson();
    for (const auto &name : { u"username"_s, u"password"_s, u"email"_s, u"email_verified"_s, u"phone_number"_s,
             u"phone_number_verified"_s, u"enabled"_s })
        changes.claims.remove(name);
    return changes;
}

}

UsersApi::UsersApi(UserService *users, PasswordService *passwords, SessionService *sessions, const RightsGuard *guard,
    const admin::Lists *lists)
    : m_users(users)
    , m_passwords(passwords)
    , m_sessions(sessions)
    , m_guard(guard)
    , m_lists(lists)
{
}

Task<Result<User>> UsersApi::find(admin::ContextPointer context)
{
    const QString handle = context->id("user");
    if (const auto id = UserId::parse(handle.toUtf8()))
        co_return co_await m_users->find(context->realm->id, *id, context->deadline());
    co_return co_await m_users->findByIdentifier(context->realm->id, handle, context->deadline());
}

Task<Result<void>> UsersApi::endSessions(admin::ContextPointer context, User user, QString reason)
{
    context->change->revoked(CO_TRY(
        co_await m_sessions->endAllOfUser(context->change->transaction(), user.realmId, user.id, std::move(reason))));
    co_return {};
}

Task<Result<api::UserList>> UsersApi::listUsers(admin::ContextPointer context)
{
    const auto &spec = UserService::listSpec();
    auto request = CO_TRY(m_lists->request(*context, spec));
    const auto page = CO_TRY(co_await m_users->list(context->realm->id, std::move(request), context->deadline()));
    api::UserList list;
    for (const User &user : page.users)
        list.items.append(answer(user));
    list.next = CO_TRY(m_lists->next(*context, spec, page.page));
    co_return list;
}

Task<Result<api::User>> UsersApi::createUser(admin::ContextPointer context, api::UserCreate body)
{
    std::optional<PreparedPassword> password;
    if (body.password.hasValue())
        password = CO_TRY(co_await m_passwords->prepare(context->realm, Secret(body.password.value().toUtf8())));
    const User user = CO_TRY(co_await m_users->create(context->change, context->realm->id, changesOf(body)));
    if (password)
        m_passwords->save(context->change->transaction(), user.realmId, user.id, std::move(*password));
    co_return answer(user);
}

Task<Result<api::User>> UsersApi::getUser(admin::ContextPointer context)
{
    co_return answer(CO_TRY(co_await find(context)));
}

Task<Result<api::User>> UsersApi::updateUser(admin::ContextPointer context, api::UserUpdate body)
{
    const User found = CO_TRY(co_await find(context));
    const auto watch = CO_TRY(co_await m_guard->beginFor(context, found.id, found.username));
    const User user = CO_TRY(
        co_await m_users->update(context->change, found.realmId, found.id, changesOf(body), context->ifVersion));
    if (!user.enabled)
        CO_TRY(co_await endSessions(context, user, u"user disabled"_s));
    CO_TRY(co_await m_guard->end(context, watch));
    co_return answer(user);
}

Task<Result<void>> UsersApi::deleteUser(admin::ContextPointer context)
{
    const User found = CO_TRY(co_await find(context));
    const auto watch = CO_TRY(co_await m_guard->beginFor(context, found.id, found.username));
    const User user = CO_TRY(co_await m_users->remove(context->change, found.realmId, found.id, context->ifVersion));
    m_passwords->remove(context->change->transaction(), user.realmId, user.id);
    CO_TRY(co_await endSessions(context, user, u"user deleted"_s));
    co_return co_await m_guard->end(context, watch);
}

Task<Result<void>> UsersApi::setUserPassword(admin::ContextPointer context, api::UserPassword body)
{
    auto password = CO_TRY(co_await m_passwords->prepare(context->realm, Secret(body.password.toUtf8())));
    const User found = CO_TRY(co_await find(context));
    CO_TRY(co_await m_guard->beginFor(context, found.id, found.username));
    const User user = CO_TRY(co_await m_users->lock(context->change, found.realmId, found.id, context->ifVersion));
    const MustChange mustChange = body.mustChange.valueOr(false) ? MustChange::Yes : MustChange::No;
    m_passwords->save(context->change->transaction(), user.realmId, user.id, std::move(password), mustChange);
    AuditEvent event = userEvent(*context->change, user, "user.password_set");
    event.data.insert(u"must_change"_s, mustChange == MustChange::Yes);
    context->change->record(std::move(event));
    context->change->revoke(user.realmId, RevocationKind::User, user.id.toBytes());
    co_return co_await endSessions(context, user, u"password set by an administrator"_s);
}

}
