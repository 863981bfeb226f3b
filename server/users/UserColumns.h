// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What UserStore::fromRow() reads, of `users u`.
#define USER_COLUMNS                                                                                                   \
    "u.realm_id, u.id, u.username, u.email, u.email_verified, u.phone_number, u.phone_number_verified, u.enabled,"     \
    " u.attributes, u.required_actions, u.locked_at, u.locked_until, u.lock_reason, u.last_login_at, u.version,"         \
    " u.created_at, u.updated_at, u.deleted_at"
