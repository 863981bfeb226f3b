// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "admin/Lists.h"
#include "passwords/PasswordService.h"
#include "permissions/RightsGuard.h"
#include "sessions/SessionService.h"
#include "setup/OneTimeLinks.h"
#include "users/AccountLetters.h"
#include "users/UserService.h"

namespace auth {

/// The admin resource of users. What a change of an account means for passwords and sessions is put together here, in
/// one transaction.
class UsersApi final : public admin::UsersHandlers {
public:
    /// \a publicUrl without a trailing slash.
    UsersApi(UserService *users, PasswordService *passwords, SessionService *sessions, setup::OneTimeLinks links,
        const RightsGuard *guard, const admin::Lists *lists, QByteArray publicUrl, const mail::Mailer *mailer);

    Task<Result<api::UserList>> listUsers(admin::ContextPointer context) override;
    Task<Result<api::User>> createUser(admin::ContextPointer context, api::UserCreate body) override;
    Task<Result<api::User>> getUser(admin::ContextPointer context) override;
    Task<Result<api::User>> updateUser(admin::ContextPointer context, api::UserUpdate body) override;
    Task<Result<void>> deleteUser(admin::ContextPointer context) override;
    Task<Result<api::User>> undeleteUser(admin::ContextPointer context) override;
    Task<Result<void>> setUserPassword(admin::ContextPointer context, api::UserPassword body) override;
    Task<Result<api::User>> expireUserPassword(admin::ContextPointer context) override;
    Task<Result<api::PasswordLink>> createUserPasswordLink(
        admin::ContextPointer context, api::PasswordLinkCreate body) override;
    Task<Result<api::User>> lockUser(admin::ContextPointer context, api::UserLock body) override;
    Task<Result<api::User>> unlockUser(admin::ContextPointer context) override;

private:
    /// `{user}`, an id, user name or e-mail address.
    Task<Result<User>> find(admin::ContextPointer context);
    /// Ends the sessions and refresh tokens of the user, whose row the change has locked.
    Task<Result<void>> endSessions(admin::ContextPointer context, User user, QString reason);

    UserService *m_users;
    PasswordService *m_passwords;
    SessionService *m_sessions;
    const RightsGuard *m_guard;
    setup::OneTimeLinks m_links;
    const admin::Lists *m_lists;
    QByteArray m_publicUrl;
    const mail::Mailer *m_mailer;
};

}
