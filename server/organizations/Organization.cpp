// SPDX-License-Identifier: GPL-3.0-or-later
#include "organizations/Organization.h"

#include "core/DisplayText.h"

#include <QtCore/QJsonArray>
#include <QtCore/QRegularExpression>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

/// RFC 1123 §2.1, with at least two labels; other scripts in their A-label form (RFC 5890).
bool isMailDomain(const QString &text)
{
    static const QRegularExpression form(QRegularExpression::anchoredPattern(
        u"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])"_s));
    return text.size() <= 253 && form.match(text).hasMatch();
}

}

Result<Organization> applyChanges(Organization organization, const OrganizationChanges &changes)
{
    static const QRegularExpression form(QRegularExpression::anchoredPattern(u"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"_s));
    QList<FieldError> errors;
    if (organization.name.isEmpty()) {
        changes.name.applyTo(organization.name);
        if (!form.match(organization.name).hasMatch() || Uuid::parse(organization.name.toLatin1()))
            errors.append({ u"/name"_s, organization.name.isEmpty() ? u"required"_s : u"invalid"_s,
                u"A name is 1 to 100 letters, digits, dots, hyphens and underscores, begins with a letter or digit and is no id."_s });
    } else if (changes.name.isNamed() && changes.name.valueOr({}) != organization.name) {
        errors.append({ u"/name"_s, u"fixed"_s, u"The name of an organisation cannot be changed."_s });
    }
    changes.displayName.applyTo(organization.displayName);
    if (const QString problem = displayTextProblem(organization.displayName, 200); !problem.isEmpty())
        errors.append({ u"/display_name"_s, u"invalid"_s, problem });
    changes.description.applyTo(organization.description);
    if (const QString problem = displayTextProblem(organization.description, 1000); !problem.isEmpty())
        errors.append({ u"/description"_s, u"invalid"_s, problem });
    changes.enabled.applyTo(organization.enabled, true);
    changes.requireMfa.applyTo(organization.requireMfa);
    changes.domains.applyTo(organization.domains);
    for (qsizetype i = 0; i < organization.domains.size(); ++i) {
        QString &domain = organization.domains[i];
        if (!isMailDomain(domain))
            errors.append({ u"/domains/%1"_s.arg(i), u"invalid"_s,
                u"A domain as in mail addresses is needed here, in its ASCII form: example.com."_s });
        domain = domain.toLower();
    }
    organization.domains.removeDuplicates();
    organization.domains.sort();
    if (errors.isEmpty())
        return organization;
    Error error(ErrorCode::ValidationFailed, u"The organisation is not valid."_s);
    error.fields = errors;
    return std::unexpected(error);
}

QJsonObject organizationToJson(const Organization &organization)
{
    return {
        { u"id"_s, organization.id.toString() },
        { u"name"_s, organization.name },
        { u"display_name"_s, organization.displayName },
        { u"description"_s, organization.description },
        { u"enabled"_s, organization.enabled },
        { u"require_mfa"_s, organization.requireMfa },
        { u"domains"_s, QJsonArray::fromStringList(organization.domains) },
        { u"version"_s, organization.version },
        { u"created_at"_s, QString::fromLatin1(toIso(organization.createdAt)) },
        { u"updated_at"_s, QString::fromLatin1(toIso(organization.updatedAt)) },
    };
}

}
