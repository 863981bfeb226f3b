// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QtGlobal>

#include <span>

namespace auth::api {

/// A member that the body of an operation may have.
struct BodyField {
    enum class Type : quint8 { String, Integer, Boolean, List, Object };

    const char *path; ///< `address.country` for a member of a member.
    Type type;
    const char *help; ///< For people; may be empty.
    bool secret; ///< Never answered (`writeOnly`).
};

/// One operation of the admin API, as its description has it.
struct Operation {
    enum class Kind : quint8 { List, Create, Get, Update, Delete, Action };
    /// When a person who calls it has to have proved lately who they are (RFC 9470).
    enum class StepUp : quint8 {
        No,
        Always, ///< Or where the body names one of stepUpMembers, if there are any.
        ForRights, ///< Where rights in the admin API are given, or somebody who has some is taken over.
    };

    const char *name; ///< operationId.
    const char *method;
    const char *path; ///< With `{parameters}`.
    const char *permission; ///< The scope that a token needs.
    const char *tag;
    Kind kind;
    bool hasBody;
    int status; ///< Of success.
    int bodyLimit; ///< Bytes.
    std::span<const BodyField> fields; ///< Of the body.
    std::span<const char *const> query = {}; ///< Parameters of the query beside those that its kind has.
    bool onDeletedRealm = false; ///< `{realm}` is one that was deleted: the operation finds it.
    bool delegated = false; ///< Also for who has the permission in `{organization}` only.
    StepUp stepUp = StepUp::No;
    std::span<const char *const> stepUpMembers = {}; ///< Of the body; `settings.mfa` for a member of a member.

    bool changesSomething() const { return kind != Kind::List && kind != Kind::Get; }
};

}
