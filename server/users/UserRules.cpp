// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/UserRules.h"

#include "core/DisplayText.h"
#include "core/Suggest.h"
#include "core/Text.h"

#include <QtCore/QDate>
#include <QtCore/QRegularExpression>
#include <QtCore/QTimeZone>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

bool matches(const QString &pattern, const QString &text)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

QString usernameProblem(const QString &name)
{
    if (name.isEmpty())
        return u"A user name is needed."_s;
    if (const QString problem = displayTextProblem(name, 255); !problem.isEmpty())
        return problem;
    // A space or full stop that nobody sees would make two names look like one.
    if (name.trimmed() != name || name.endsWith(u'.'))
        return u"A user name does not begin or end with a space, nor end with a full stop."_s;
    if (canonicalName(name).isEmpty())
        return u"A user name is needed."_s;
    return {};
}

/// RFC 5321 §4.1.2 without quoted local parts and address literals, which no mail provider gives out; RFC 6531 for the
/// letters beyond ASCII.
QString emailProblem(const QString &email)
{
    if (const QString problem = displayTextProblem(email, 254); !problem.isEmpty())
        return problem;
    const qsizetype at = email.indexOf(u'@');
    const QString local = email.left(at);
    const QString domain = email.mid(at + 1);
    const bool localOk = at > 0 && local.size() <= 64 && !local.startsWith(u'.') && !local.endsWith(u'.')
        && !local.contains(".."_L1) && std::none_of(local.begin(), local.end(), [](QChar c) {
               return c.isSpace() || QStringView(u"\"(),:;<>@[\\]").contains(c);
           });
    bool domainOk = !domain.isEmpty();
    for (const QString &label : domain.split(u'.')) {
        domainOk = domainOk && !label.isEmpty() && label.size() <= 63 && !label.startsWith(u'-')
            && !label.endsWith(u'-') && std::all_of(label.begin(), label.end(), [](QChar c) {
                   return c.isLetterOrNumber() || c.isMark() || c == u'-';
               });
    }
    return localOk && domainOk ? QString() : u"This is not an e-mail address."_s;
}

QString birthdateProblem(const QString &text)
{
    // OpenID Connect Core §5.1: YYYY-MM-DD, YYYY alone, or year 0000 where it is left out.
    if (matches(u"[0-9]{4}"_s, text))
        return {};
    const bool form = matches(u"[0-9]{4}-[0-9]{2}-[0-9]{2}"_s, text);
    const QString date = text.startsWith("0000"_L1) ? u"2000"_s + text.mid(4) : text;
    return form && QDate::fromString(date, Qt::ISODate).isValid() ? QString()
                                                                  : u"A date such as 1987-06-05 is needed here."_s;
}

QString urlProblem(const QString &text)
{
    // Shown by applications as a link or picture: nothing that a browser would run.
    return text.size() <= 2000 && matches(u"https?://[!-~]+"_s, text) ? QString()
                                                                      : u"An http or https URL is needed here."_s;
}

QString textProblem(const QString &text)
{
    return displayTextProblem(text, 255);
}

QString localeProblem(const QString &text)
{
    return matches(u"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*"_s, text) && text.size() <= 64
        ? QString()
        : u"A language tag such as en or pt-BR is needed here."_s;
}

QString zoneProblem(const QString &text)
{
    return QTimeZone::isTimeZoneIdAvailable(text.toUtf8()) ? QString()
                                                           : u"A time zone such as Europe/Paris is needed here."_s;
}

struct ClaimRule {
    QLatin1StringView name;
    QString (*problemOf)(const QString &);
};

constexpr std::array kClaimRules {
    ClaimRule { "name"_L1, textProblem },
    ClaimRule { "given_name"_L1, textProblem },
    ClaimRule { "family_name"_L1, textProblem },
    ClaimRule { "middle_name"_L1, textProblem },
    ClaimRule { "nickname"_L1, textProblem },
    ClaimRule { "preferred_username"_L1, textProblem },
    ClaimRule { "profile"_L1, urlProblem },
    ClaimRule { "picture"_L1, urlProblem },
    ClaimRule { "website"_L1, urlProblem },
    ClaimRule { "gender"_L1, textProblem },
    ClaimRule { "birthdate"_L1, birthdateProblem },
    ClaimRule { "zoneinfo"_L1, zoneProblem },
    ClaimRule { "locale"_L1, localeProblem },
};

/// OpenID Connect Core §5.1.1. Lines of `formatted` and `street_address` may be separated by line feeds.
constexpr std::array kAddressMembers { "formatted"_L1, "street_address"_L1, "locality"_L1, "region"_L1,
    "postal_code"_L1, "country"_L1 };

void checkAddress(const QJsonValue &value, QList<FieldError> &errors)
{
    if (!value.isObject()) {
        errors.append({ u"/address"_s, u"invalid"_s, u"An object is needed here."_s });
        return;
    }
    const QStringList known(kAddressMembers.begin(), kAddressMembers.end());
    const QJsonObject address = value.toObject();
    for (auto member = address.begin(); member != address.end(); ++member) {
        const QString path = u"/address/"_s + jsonPointerToken(member.key());
        if (!known.contains(member.key()))
            errors.append({ path, u"unknown_field"_s, unknownNameMessage(u"field"_s, member.key(), known) });
        else if (!member.value().isString())
            errors.append({ path, u"invalid"_s, u"A string is needed here."_s });
        else if (const QString problem
            = displayTextProblem(member.value().toString().replace("\r\n"_L1, " "_L1).replace(u'\n', u' '), 500);
            !problem.isEmpty())
            errors.append({ path, u"invalid"_s, problem });
    }
}

/// Each action once, in the order of kRequiredActions.
QStringList inOrder(const QStringList &actions, QList<FieldError> &errors)
{
    const QStringList known(kRequiredActions.begin(), kRequiredActions.end());
    for (qsizetype i = 0; i < actions.size(); ++i) {
        if (!known.contains(actions[i]))
            errors.append({ u"/required_actions/%1"_s.arg(i), u"invalid"_s,
                unknownNameMessage(u"required action"_s, actions[i], known) });
    }
    QStringList ordered;
    for (const QString &action : known) {
        if (actions.contains(action))
            ordered.append(action);
    }
    return ordered;
}

void takeClaims(User &user, const QJsonObject &claims, QList<FieldError> &errors)
{
    for (auto claim = claims.begin(); claim != claims.end(); ++claim) {
        if (claim.value().isNull()) {
            user.attributes.remove(claim.key());
            continue;
        }
        user.attributes.insert(claim.key(), claim.value());
        if (claim.key() == "address"_L1) {
            checkAddress(claim.value(), errors);
            continue;
        }
        const QString path = u'/' + jsonPointerToken(claim.key());
        const auto rule = std::find_if(kClaimRules.begin(), kClaimRules.end(),
            [&](const ClaimRule &candidate) { return candidate.name == claim.key(); });
        if (rule == kClaimRules.end()) {
            QStringList known { u"address"_s };
            for (const ClaimRule &candidate : kClaimRules)
                known.append(candidate.name);
            errors.append({ path, u"unknown_field"_s, unknownNameMessage(u"claim"_s, claim.key(), known) });
        } else if (!claim.value().isString()) {
            errors.append({ path, u"invalid"_s, u"A string is needed here."_s });
        } else if (const QString problem = rule->problemOf(claim.value().toString()); !problem.isEmpty()) {
            errors.append({ path, u"invalid"_s, problem });
        }
    }
}

}

Result<User> applyChanges(User user, const UserChanges &changes)
{
    const User before = user;
    QList<FieldError> errors;
    changes.username.applyTo(user.username);
    if (changes.username.isNamed() || user.username.isEmpty()) {
        if (const QString problem = usernameProblem(user.username); !problem.isEmpty())
            errors.append({ u"/username"_s, user.username.isEmpty() ? u"required"_s : u"invalid"_s, problem });
    }
    changes.email.applyTo(user.email);
    if (!user.email.isEmpty() && changes.email.isNamed()) {
        if (const QString problem = emailProblem(user.email); !problem.isEmpty())
            errors.append({ u"/email"_s, u"invalid"_s, problem });
    }
    // Nobody has verified the new address yet, unless the one who changes it says so.
    if (canonicalName(user.email) != canonicalName(before.email))
        user.emailVerified = false;
    changes.emailVerified.applyTo(user.emailVerified, false);
    if (user.emailVerified && user.email.isEmpty())
        errors.append(
            { u"/email_verified"_s, u"inconsistent"_s, u"There is no e-mail address that could be verified."_s });
    changes.phoneNumber.applyTo(user.phoneNumber);
    // OpenID Connect Core §5.1 recommends E.164, with an extension as in RFC 3966.
    if (!user.phoneNumber.isEmpty() && !matches(u"\\+[1-9][0-9]{1,14}(;ext=[0-9]{1,15})?"_s, user.phoneNumber))
        errors.append({ u"/phone_number"_s, u"invalid"_s, u"A number such as +14155550123 is needed here (E.164)."_s });
    if (user.phoneNumber != before.phoneNumber)
        user.phoneNumberVerified = false;
    changes.phoneNumberVerified.applyTo(user.phoneNumberVerified, false);
    if (user.phoneNumberVerified && user.phoneNumber.isEmpty())
        errors.append(
            { u"/phone_number_verified"_s, u"inconsistent"_s, u"There is no phone number that could be verified."_s });
    changes.enabled.applyTo(user.enabled, true);
    if (changes.requiredActions.isNamed())
        user.requiredActions = inOrder(changes.requiredActions.valueOr({}), errors);
    if (changes.requiredActions.isNamed() && user.mustDo(kVerifyEmail) && user.email.isEmpty())
        errors.append(
            { u"/required_actions"_s, u"inconsistent"_s, u"There is no e-mail address that could be verified."_s });
    // Somebody else said that it is verified, or took it away: there is nothing left to be done.
    if (!changes.requiredActions.isNamed() && (user.email.isEmpty() || (user.emailVerified && !before.emailVerified)))
        user.requiredActions.removeAll(kVerifyEmail);
    takeClaims(user, changes.claims, errors);
    if (!errors.isEmpty()) {
        Error error(ErrorCode::ValidationFailed, u"The user is not valid."_s);
        error.fields = errors;
        return std::unexpected(error);
    }
    return user;
}

QStringList identifiersOf(const User &user)
{
    QStringList identifiers { canonicalName(user.username) };
    if (const QString email = canonicalName(user.email); !email.isEmpty() && !identifiers.contains(email))
        identifiers.append(email);
    // One order for all transactions, so that two cannot wait for each other.
    identifiers.sort();
    return identifiers;
}

}
