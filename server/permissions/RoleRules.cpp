// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissions/RoleRules.h"

#include "core/DisplayText.h"
#include "core/Suggest.h"
#include "permissions/RightSet.h"

#include <QtCore/QJsonArray>
#include <QtCore/QRegularExpression>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kLongestName = 100;
constexpr qsizetype kLongestPermission = 200;
constexpr qsizetype kLongestDescription = 1000;

bool isWord(const QString &text)
{
    static const QRegularExpression form(QRegularExpression::anchoredPattern(u"[A-Za-z0-9][A-Za-z0-9._-]*"_s));
    return form.match(text).hasMatch();
}

QStringList sorted(QStringList list)
{
    list.removeDuplicates();
    list.sort();
    return list;
}

QString roleNameProblem(const QString &name)
{
    const QString own = name.mid(name.lastIndexOf(u':') + 1);
    if (own.size() > kLongestName || !isWord(own) || name.startsWith(u':'))
        return u"A name is 1 to %1 letters, digits, dots, hyphens and underscores, and begins with a letter or digit; the role of an application has its client_id and a colon before it."_s
            .arg(kLongestName);
    // Paths take a name or an id in the same place.
    if (Uuid::parse(name.toLatin1()))
        return u"A name must not have the form of an id."_s;
    return {};
}

std::unexpected<Error> invalid(const QString &what, QList<FieldError> errors)
{
    Error error(ErrorCode::ValidationFailed, what);
    error.fields = std::move(errors);
    return std::unexpected(error);
}

void checkDescription(const QString &description, QList<FieldError> &errors)
{
    if (const QString problem = displayTextProblem(description, kLongestDescription); !problem.isEmpty())
        errors.append({ u"/description"_s, u"invalid"_s, problem });
}

}

QJsonObject roleToJson(const Role &role)
{
    QJsonObject object {
        { u"id"_s, role.id.toString() },
        { u"name"_s, role.name },
        { u"description"_s, role.description },
        { u"built_in"_s, role.builtIn },
        { u"parents"_s, QJsonArray::fromStringList(role.parents) },
        { u"permissions"_s, QJsonArray::fromStringList(role.permissions) },
        { u"rights"_s, QJsonArray::fromStringList(role.rights) },
        { u"realms"_s,
            role.realms ? QJsonValue(QJsonArray::fromStringList(*role.realms)) : QJsonValue(QJsonValue::Null) },
        { u"require_mfa"_s, role.requireMfa },
        { u"require_verified_email"_s, role.requireVerifiedEmail },
        { u"require_verified_phone"_s, role.requireVerifiedPhone },
        { u"version"_s, role.version },
        { u"created_at"_s, QString::fromLatin1(toIso(role.createdAt)) },
        { u"updated_at"_s, QString::fromLatin1(toIso(role.updatedAt)) },
    };
    if (!role.application.isEmpty())
        object.insert(u"application"_s, role.application);
    return object;
}

QJsonObject permissionToJson(const Permission &permission)
{
    QJsonObject object {
        { u"id"_s, permission.id.toString() },
        { u"name"_s, permission.name },
        { u"resource"_s, permission.resource() },
        { u"action"_s, permission.action() },
        { u"description"_s, permission.description },
        { u"version"_s, permission.version },
        { u"created_at"_s, QString::fromLatin1(toIso(permission.createdAt)) },
        { u"updated_at"_s, QString::fromLatin1(toIso(permission.updatedAt)) },
    };
    if (!permission.application.isEmpty())
        object.insert(u"application"_s, permission.application);
    return object;
}

QString applicationOfRole(const QString &name)
{
    return name.left(std::max<qsizetype>(0, name.lastIndexOf(u':')));
}

QString permissionNameProblem(const QString &name)
{
    const QStringList parts = name.split(u':');
    if (parts.size() < 2 || name.size() > kLongestPermission || !std::all_of(parts.begin(), parts.end(), isWord))
        return u"A permission is resource:action, as in orders:read: letters, digits, dots, hyphens and underscores, at most %1 characters."_s
            .arg(kLongestPermission);
    return {};
}

Result<Role> applyChanges(Role role, const RoleChanges &changes, const QStringList &known)
{
    QList<FieldError> errors;
    if (changes.name.isNamed() || role.name.isEmpty()) {
        changes.name.applyTo(role.name);
        if (role.name.isEmpty())
            errors.append({ u"/name"_s, u"required"_s, u"A role needs a name."_s });
        else if (const QString problem = roleNameProblem(role.name); !problem.isEmpty())
            errors.append({ u"/name"_s, u"invalid"_s, problem });
    }
    const QString application = applicationOfRole(role.name);
    if (changes.application.hasValue() && changes.application.value() != application)
        errors.append({ u"/name"_s, u"inconsistent"_s,
            u"The name of a role of the application %1 is %1:%2."_s.arg(
                changes.application.value(), role.name.mid(role.name.lastIndexOf(u':') + 1)) });
    if (!role.id.isNull() && application != role.application)
        errors.append({ u"/name"_s, u"fixed"_s, u"A role cannot move to or from an application."_s });
    changes.description.applyTo(role.description);
    changes.requireMfa.applyTo(role.requireMfa, false);
    changes.requireVerifiedEmail.applyTo(role.requireVerifiedEmail, false);
    changes.requireVerifiedPhone.applyTo(role.requireVerifiedPhone, false);
    checkDescription(role.description, errors);
    changes.parents.applyTo(role.parents);
    role.parents = sorted(role.parents);
    changes.permissions.applyTo(role.permissions);
    for (qsizetype i = 0; i < role.permissions.size(); ++i) {
        if (const QString problem = permissionNameProblem(role.permissions[i]); !problem.isEmpty())
            errors.append({ u"/permissions/%1"_s.arg(i), u"invalid"_s, problem });
    }
    role.permissions = sorted(role.permissions);
    changes.rights.applyTo(role.rights);
    if (changes.rights.isNamed()) {
        const QStringList names = known
            + QStringList { QLatin1StringView(RightSet::kEverything), QLatin1StringView(RightSet::kReadEverything) };
        for (qsizetype i = 0; i < role.rights.size(); ++i) {
            if (!names.contains(role.rights[i]))
                errors.append(
                    { u"/rights/%1"_s.arg(i), u"unknown"_s, unknownNameMessage(u"right"_s, role.rights[i], names) });
        }
    }
    role.rights = sorted(role.rights);
    if (changes.realms.isNamed())
        role.realms = changes.realms.optional();
    if (role.realms)
        role.realms = sorted(*role.realms);
    if (!errors.isEmpty())
        return invalid(u"The role is not valid."_s, errors);
    return role;
}

Result<Permission> applyChanges(Permission permission, const PermissionChanges &changes)
{
    QList<FieldError> errors;
    if (permission.name.isEmpty()) {
        changes.name.applyTo(permission.name);
        if (const QString problem = permissionNameProblem(permission.name); !problem.isEmpty())
            errors.append({ u"/name"_s, permission.name.isEmpty() ? u"required"_s : u"invalid"_s, problem });
    } else if (changes.name.isNamed() && changes.name.valueOr({}) != permission.name) {
        // Roles, grants and the code of applications know it by this name.
        errors.append({ u"/name"_s, u"fixed"_s, u"The name of a permission cannot be changed."_s });
    }
    changes.application.applyTo(permission.application);
    changes.description.applyTo(permission.description);
    checkDescription(permission.description, errors);
    if (!errors.isEmpty())
        return invalid(u"The permission is not valid."_s, errors);
    return permission;
}

}
