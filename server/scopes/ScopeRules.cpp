// SPDX-License-Identifier: GPL-3.0-or-later
#include "scopes/ScopeRules.h"

#include "core/DisplayText.h"
#include "core/Suggest.h"

#include <QtCore/QJsonArray>
#include <QtCore/QRegularExpression>
#include <QtCore/QUrl>

#include <algorithm>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kLongestName = 200;
constexpr qsizetype kLongestText = 1000;

QStringList sorted(QStringList list)
{
    list.removeDuplicates();
    list.sort();
    return list;
}

void checkText(const QString &path, const QString &text, QList<FieldError> &errors)
{
    if (const QString problem = displayTextProblem(text, kLongestText); !problem.isEmpty())
        errors.append({ path, u"invalid"_s, problem });
}

/// RFC 6749 §3.3: scope-token.
bool isScopeToken(const QString &name)
{
    return !name.isEmpty() && name.size() <= kLongestName && std::all_of(name.begin(), name.end(), [](QChar c) {
        return c > u' ' && c < u'\x7f' && c != u'"' && c != u'\\';
    });
}

bool isPermissionPattern(const QString &text)
{
    static const QRegularExpression form(QRegularExpression::anchoredPattern(
        u"[A-Za-z0-9][A-Za-z0-9._-]*(:[A-Za-z0-9][A-Za-z0-9._-]*)*:([A-Za-z0-9][A-Za-z0-9._-]*|\\*)"_s));
    return text.size() <= kLongestName && form.match(text).hasMatch();
}

bool isWord(const QString &text)
{
    static const QRegularExpression form(QRegularExpression::anchoredPattern(u"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"_s));
    return form.match(text).hasMatch() && !Uuid::parse(text.toLatin1());
}

/// RFC 8707 §2: an absolute URI without a fragment.
bool isResourceIdentifier(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return text.size() <= 2000 && url.isValid() && !url.scheme().isEmpty() && !text.contains(u'#')
        && text.size() > url.scheme().size() + 1
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c > u' ' && c < u'\x7f'; });
}

template <typename T>
Result<T> finished(T value, const QString &what, QList<FieldError> errors)
{
    if (errors.isEmpty())
        return value;
    Error error(ErrorCode::ValidationFailed, what);
    error.fields = std::move(errors);
    return std::unexpected(error);
}

}

bool Scope::covers(const QString &permission) const
{
    return std::any_of(permissions.begin(), permissions.end(), [&permission](const QString &pattern) {
        return pattern == permission
            || (pattern.endsWith(":*"_L1) && permission.startsWith(QStringView(pattern).chopped(1)));
    });
}

QJsonObject scopeToJson(const Scope &scope)
{
    QJsonObject object {
        { u"id"_s, scope.id.toString() },
        { u"name"_s, scope.name },
        { u"description"_s, scope.description },
        { u"consent_text"_s, scope.consentText },
        { u"claims"_s, QJsonArray::fromStringList(scope.claims) },
        { u"permissions"_s, QJsonArray::fromStringList(scope.permissions) },
        { u"version"_s, scope.version },
        { u"created_at"_s, QString::fromLatin1(toIso(scope.createdAt)) },
        { u"updated_at"_s, QString::fromLatin1(toIso(scope.updatedAt)) },
    };
    if (!scope.resourceServer.isEmpty())
        object.insert(u"resource_server"_s, scope.resourceServer);
    return object;
}

QJsonObject resourceServerToJson(const ResourceServer &server)
{
    return {
        { u"id"_s, server.id.toString() },
        { u"name"_s, server.name },
        { u"identifier"_s, server.identifier },
        { u"description"_s, server.description },
        { u"version"_s, server.version },
        { u"created_at"_s, QString::fromLatin1(toIso(server.createdAt)) },
        { u"updated_at"_s, QString::fromLatin1(toIso(server.updatedAt)) },
    };
}

const QStringList &builtInScopes()
{
    static const QStringList names { u"openid"_s, u"profile"_s, u"email"_s, u"address"_s, u"phone"_s,
        u"offline_access"_s, u"roles"_s, u"permissions"_s, u"organization"_s };
    return names;
}

Result<Scope> applyChanges(Scope scope, const ScopeChanges &changes, const QStringList &knownClaims)
{
    QList<FieldError> errors;
    if (scope.name.isEmpty()) {
        changes.name.applyTo(scope.name);
        if (!isScopeToken(scope.name) || Uuid::parse(scope.name.toLatin1()))
            errors.append({ u"/name"_s, scope.name.isEmpty() ? u"required"_s : u"invalid"_s,
                u"A scope is 1 to %1 printable ASCII characters without spaces, quotes and backslashes."_s.arg(
                    kLongestName) });
        else if (builtInScopes().contains(scope.name) || scope.name.startsWith("organization:"_L1))
            errors.append({ u"/name"_s, u"reserved"_s, u"This scope is built in."_s });
    } else if (changes.name.isNamed() && changes.name.valueOr({}) != scope.name) {
        // Applications, consents and tokens know it by this name.
        errors.append({ u"/name"_s, u"fixed"_s, u"The name of a scope cannot be changed."_s });
    }
    changes.description.applyTo(scope.description);
    checkText(u"/description"_s, scope.description, errors);
    changes.consentText.applyTo(scope.consentText);
    checkText(u"/consent_text"_s, scope.consentText, errors);
    changes.claims.applyTo(scope.claims);
    for (qsizetype i = 0; i < scope.claims.size(); ++i) {
        if (!knownClaims.contains(scope.claims[i]))
            errors.append(
                { u"/claims/%1"_s.arg(i), u"unknown"_s, unknownNameMessage(u"claim"_s, scope.claims[i], knownClaims) });
    }
    scope.claims = sorted(scope.claims);
    changes.permissions.applyTo(scope.permissions);
    for (qsizetype i = 0; i < scope.permissions.size(); ++i) {
        if (!isPermissionPattern(scope.permissions[i]))
            errors.append({ u"/permissions/%1"_s.arg(i), u"invalid"_s,
                u"A permission is resource:action, or resource:* for every action."_s });
    }
    scope.permissions = sorted(scope.permissions);
    changes.resourceServer.applyTo(scope.resourceServer);
    return finished(std::move(scope), u"The scope is not valid."_s, std::move(errors));
}

Result<ResourceServer> applyChanges(ResourceServer server, const ResourceServerChanges &changes)
{
    QList<FieldError> errors;
    if (changes.name.isNamed() || server.name.isEmpty()) {
        changes.name.applyTo(server.name);
        if (!isWord(server.name))
            errors.append({ u"/name"_s, server.name.isEmpty() ? u"required"_s : u"invalid"_s,
                u"A name is 1 to 100 letters, digits, dots, hyphens and underscores, begins with a letter or digit and is no id."_s });
    }
    if (server.identifier.isEmpty()) {
        changes.identifier.applyTo(server.identifier);
        if (!isResourceIdentifier(server.identifier))
            errors.append({ u"/identifier"_s, server.identifier.isEmpty() ? u"required"_s : u"invalid"_s,
                u"An absolute URI without a fragment is needed here (RFC 8707), as in https://api.example.com."_s });
    } else if (changes.identifier.isNamed() && changes.identifier.valueOr({}) != server.identifier) {
        // It is the audience of tokens that are out there.
        errors.append({ u"/identifier"_s, u"fixed"_s, u"The identifier of a resource server cannot be changed."_s });
    }
    changes.description.applyTo(server.description);
    checkText(u"/description"_s, server.description, errors);
    return finished(std::move(server), u"The resource server is not valid."_s, std::move(errors));
}

}
