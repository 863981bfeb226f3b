// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/UsersApi.h"

#include "admin/Times.h"
#include "mail/Mailer.h"

#include <algorithm>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

api::User answer(const User &user, Timestamp now)
{
    auto made = api::decodeLeniently<api::User>(userToJson(user));
    made.status = !user.enabled ? u"disabled"_s : user.isLocked(now) ? u"locked"_s : u"active"_s;
    if (user.lastLoginAt)
        made.lastLoginAt = QString::fromLatin1(toIso(*user.lastLoginAt));
    return made;
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
    changes.requiredActions = body.requiredActions;
    changes.claims = body.toJson();
    for (const auto &name : { u"username"_s, u"password"_s, u"email"_s, u"email_verified"_s, u"phone_number"_s,
             u"phone_number_verified"_s, u"enabled"_s, u"required_actions"_s })
        changes.claims.remove(name);
    return changes;
}

/// Has \a now to do what \a before did not?
bool isAskedMore(const User &before, const User &now)
{
    return std::ranges::any_of(now.requiredActions, [&before](const QString &action) { return !before.mustDo(action); });
}

/// Nobody is asked for what this server gives them no way to do.
Result<void> checkPossible(const User &user, const mail::Mailer &mailer)
{
    if (!user.mustDo(kVerifyEmail) || mailer.isAvailable())
        return {};
    Error error(ErrorCode::ValidationFailed, u"The user is not valid."_s);
    error.fields = { { u"/required_actions"_s, u"inconsistent"_s, u"This server sends no mail: nobody could verify an address."_s } };
    return std::unexpected(error);
}

}

UsersApi::UsersApi(UserService *users, PasswordService *passwords, SessionService *sessions,
    setup::OneTimeLinks links, const RightsGuard *guard, const admin::Lists *lists, QByteArray publicUrl,
    const mail::Mailer *mailer)
    : m_users(users)
    , m_passwords(passwords)
    , m_sessions(sessions)
    , m_guard(guard)
    , m_links(links)
    , m_lists(lists)
    , m_publicUrl(std::move(publicUrl))
    , m_mailer(mailer)
{
}

Task<Result<User>> UsersApi::find(admin::ContextPointer context)
{
    co_return co_await m_users->findByHandle(context->realm->id, context->id("user"), context->deadline());
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
        list.items.append(answer(user, m_users->now()));
    list.next = CO_TRY(m_lists->next(*context, spec, page.page));
    co_return list;
}

Task<Result<api::User>> UsersApi::createUser(admin::ContextPointer context, api::UserCreate body)
{
    std::optional<PreparedPassword> password;
    if (const auto *prepared = std::any_cast<PreparedPassword>(&context->prepared)) {
        CO_TRY(PasswordService::checkPolicy(*context->realm, Secret(body.password.valueOr({}).toUtf8())));
        password = *prepared;
    } else if (body.password.hasValue()) {
        password = CO_TRY(co_await m_passwords->prepare(context->realm, Secret(body.password.value().toUtf8())));
    }
    const User user = CO_TRY(co_await m_users->create(context->change, context->realm->id, changesOf(body)));
    CO_TRY(checkPossible(user, *m_mailer));
    if (password)
        m_passwords->save(context->change->transaction(), user.realmId, user.id, std::move(*password));
    co_return answer(user, m_users->now());
}

Task<Result<api::User>> UsersApi::getUser(admin::ContextPointer context)
{
    co_return answer(CO_TRY(co_await find(context)), m_users->now());
}

Task<Result<api::User>> UsersApi::updateUser(admin::ContextPointer context, api::UserUpdate body)
{
    const User found = CO_TRY(co_await find(context));
    const auto watch = CO_TRY(co_await m_guard->beginFor(context, found.id, found.username));
    const User user = CO_TRY(
        co_await m_users->update(context->change, found.realmId, found.id, changesOf(body), context->ifVersion));
    if (isAskedMore(found, user))
        CO_TRY(checkPossible(user, *m_mailer));
    if (!user.enabled)
        CO_TRY(co_await endSessions(context, user, u"user disabled"_s));
    else if (isAskedMore(found, user))
        // What is required holds for old sessions and refresh tokens, too: the next sign-in asks for it.
        CO_TRY(co_await endSessions(context, user, u"something is required of the person"_s));
    if (user.email != found.email)
        tellOfAccount(m_mailer, context->change->transaction(), *context->realm, found, AccountNews::EmailChanged, m_users->now());
    CO_TRY(co_await m_guard->end(context, watch));
    co_return answer(user, m_users->now());
}

Task<Result<void>> UsersApi::deleteUser(admin::ContextPointer context)
{
    const User found = CO_TRY(co_await find(context));
    const auto watch = CO_TRY(co_await m_guard->beginFor(context, found.id, found.username));
    const User user = CO_TRY(co_await m_users->remove(context->change, found.realmId, found.id, context->ifVersion));
    m_links.endOthers(context->change->transaction(), user.realmId, setup::LinkPurpose::Password, user.id);
    CO_TRY(co_await endSessions(context, user, u"user deleted"_s));
    co_return co_await m_guard->end(context, watch);
}

Task<Result<api::User>> UsersApi::undeleteUser(admin::ContextPointer context)
{
    const User user = CO_TRY(co_await m_users->undelete(
        context->change, context->realm->id, context->id("user"), context->ifVersion));
    // With the account come its roles: nobody brings back more than they have.
    CO_TRY(co_await m_guard->checkSubject(context, SubjectKind::User, user.id.value, u"The user %1"_s.arg(user.username)));
    co_return answer(user, m_users->now());
}

Task<Result<void>> UsersApi::setUserPassword(admin::ContextPointer context, api::UserPassword body)
{
    auto password = CO_TRY(co_await m_passwords->prepare(context->realm, Secret(body.password.toUtf8())));
    const User found = CO_TRY(co_await find(context));
    CO_TRY(co_await m_guard->beginFor(context, found.id, found.username));
    const User user = CO_TRY(co_await m_users->lock(context->change, found.realmId, found.id, context->ifVersion));
    const bool mustChange = body.mustChange.valueOr(false);
    m_passwords->save(context->change->transaction(), user.realmId, user.id, std::move(password));
    m_links.endOthers(context->change->transaction(), user.realmId, setup::LinkPurpose::Password, user.id);
    CO_TRY(co_await m_users->setRequiredAction(context->change, user, kChangePassword.toString(), mustChange));
    AuditEvent event = userEvent(*context->change, user, "user.password_set");
    event.data.insert(u"must_change"_s, mustChange);
    context->change->record(std::move(event));
    tellOfAccount(m_mailer, context->change->transaction(), *context->realm, user, AccountNews::PasswordChanged, m_users->now());
    context->change->revoke(user.realmId, RevocationKind::User, user.id.toBytes());
    co_return co_await endSessions(context, user, u"password set by an administrator"_s);
}

Task<Result<api::User>> UsersApi::expireUserPassword(admin::ContextPointer context)
{
    const User found = CO_TRY(co_await find(context));
    CO_TRY(co_await m_guard->beginFor(context, found.id, found.username));
    User user = CO_TRY(co_await m_users->lock(context->change, found.realmId, found.id, context->ifVersion));
    user = CO_TRY(co_await m_users->setRequiredAction(context->change, std::move(user), kChangePassword.toString(), true));
    // Whoever holds a session with the old password has to show a new one.
    CO_TRY(co_await endSessions(context, user, u"the password has expired"_s));
    co_return answer(user, m_users->now());
}

Task<Result<api::PasswordLink>> UsersApi::createUserPasswordLink(
    admin::ContextPointer context, api::PasswordLinkCreate body)
{
    const std::chrono::seconds lifetime(body.lifetime.valueOr(24 * 3600));
    const User found = CO_TRY(co_await find(context));
    CO_TRY(co_await m_guard->beginFor(context, found.id, found.username));
    const User user = CO_TRY(co_await m_users->lock(context->change, found.realmId, found.id, context->ifVersion));
    if (!user.isActive(m_users->now()))
        co_return failure(ErrorCode::Conflict, u"The account is disabled or locked: its link would not work."_s);
    const QByteArray secret = m_links.create(
        context->change->transaction(), user.realmId, setup::LinkPurpose::Password, lifetime, user.id);
    api::PasswordLink link;
    link.url
        = QString::fromLatin1(m_publicUrl + "/realms/" + context->realm->name + "/new-password/" + secret);
    link.expiresAt = QString::fromLatin1(toIso(m_users->now() + lifetime));
    AuditEvent event = userEvent(*context->change, user, "user.password_link_made");
    event.data.insert(u"expires_at"_s, link.expiresAt);
    context->change->record(std::move(event));
    co_return link;
}

Task<Result<api::User>> UsersApi::lockUser(admin::ContextPointer context, api::UserLock body)
{
    const auto until = CO_TRY(admin::timeToCome(body.until, u"/until"_s, m_users->now()));
    const User found = CO_TRY(co_await find(context));
    const auto watch = CO_TRY(co_await m_guard->beginFor(context, found.id, found.username));
    const User user = CO_TRY(co_await m_users->lockAccount(
        context->change, found.realmId, found.id, body.reason.valueOr({}), until, context->ifVersion));
    CO_TRY(co_await endSessions(context, user, u"user locked"_s));
    CO_TRY(co_await m_guard->end(context, watch));
    co_return answer(user, m_users->now());
}

Task<Result<api::User>> UsersApi::unlockUser(admin::ContextPointer context)
{
    const User found = CO_TRY(co_await find(context));
    CO_TRY(co_await m_guard->beginFor(context, found.id, found.username));
    const User user = CO_TRY(
        co_await m_users->unlockAccount(context->change, found.realmId, found.id, context->ifVersion));
    // Nor need anybody wait any more for what was got wrong.
    m_passwords->forgetFailures(context->change->transaction(), user.realmId, user.id);
    co_return answer(user, m_users->now());
}

}
