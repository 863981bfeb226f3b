// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Effects.h"

#include "app/Connection.h"
#include "models/Activity.h"
#include "models/RemoteTableModel.h"
#include "widgets/DurationEdit.h"
#include "widgets/FilterText.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

/// What a change has to look like for a line of the table.
enum class When : quint8 {
    On, ///< From anything else to true.
    Off, ///< From anything else to false.
    Required, ///< To the word `required`.
    NotRequired, ///< From the word `required`.
    Shorter, ///< To a smaller number, or to one where there was none.
    Fewer, ///< Members of a list are gone: `%1` is which.
    More, ///< Members of a list are new: `%1` is which.
    Other, ///< To any other value: `%1` is which.
};

struct Line {
    const char *page;
    const char *path;
    When when;
    Tone tone;
    const char *text;
    int countOperation = -1;
    const char *countFilter = ""; ///< With `%1` for the object's id.
    const char *counted = "";
};

constexpr Line kLines[] = {
    { "user", "enabled", When::Off, Tone::Bad, QT_TRANSLATE_NOOP("Effects", "Nobody signs in with this account, and its sessions end at once."),
        api::operation::kListSessions, "user_id:%1",
        QT_TRANSLATE_NOOP("Effects", "Nobody signs in with this account, and its sessions end at once: %1 now.") },
    { "user", "username", When::Other, Tone::Warning, QT_TRANSLATE_NOOP("Effects", "The person signs in as %1 from now on.") },
    { "user", "email_verified", When::On, Tone::Warning, QT_TRANSLATE_NOOP("Effects", "Applications are told that the person has this address, on your word.") },
    { "application", "enabled", When::Off, Tone::Bad, QT_TRANSLATE_NOOP("Effects", "Nobody signs in to it, and it gets no tokens any more."),
        api::operation::kListSessions, "client_id:%1",
        QT_TRANSLATE_NOOP("Effects", "Nobody signs in to it, and it gets no tokens any more; %1 sessions have used it.") },
    { "application", "redirect_uris", When::Fewer, Tone::Bad, QT_TRANSLATE_NOOP("Effects", "A sign-in that comes back to %1 is refused.") },
    { "application", "redirect_uris", When::More, Tone::Warning, QT_TRANSLATE_NOOP("Effects", "Codes are sent to %1 too.") },
    { "application", "post_logout_redirect_uris", When::Fewer, Tone::Warning, QT_TRANSLATE_NOOP("Effects", "Signing out does not come back to %1 any more.") },
    { "application", "grant_types", When::Fewer, Tone::Bad, QT_TRANSLATE_NOOP("Effects", "It gets no tokens by %1 any more.") },
    { "application", "require_pkce", When::On, Tone::Warning, QT_TRANSLATE_NOOP("Effects", "A sign-in without PKCE is refused.") },
    { "application", "require_pkce", When::Off, Tone::Bad, QT_TRANSLATE_NOOP("Effects", "A code that is stolen on its way can be used by whoever has it.") },
    { "application", "require_consent", When::On, Tone::Neutral, QT_TRANSLATE_NOOP("Effects", "People are asked whether they agree, at their next sign-in.") },
    { "application", "token_endpoint_auth_method", When::Other, Tone::Warning, QT_TRANSLATE_NOOP("Effects", "It is refused until it proves who it is by %1.") },
    { "application", "require_pushed_authorization_requests", When::On, Tone::Warning, QT_TRANSLATE_NOOP("Effects", "A sign-in whose request was not pushed is refused.") },
    { "application", "dpop_bound_access_tokens", When::On, Tone::Warning, QT_TRANSLATE_NOOP("Effects", "It gets no tokens without a key of its own.") },
    { "role", "require_mfa", When::On, Tone::Bad, QT_TRANSLATE_NOOP("Effects", "Who signed in with one factor does not have it any more.") },
    { "role", "require_verified_email", When::On, Tone::Bad, QT_TRANSLATE_NOOP("Effects", "Who has no verified e-mail address does not have it any more.") },
    { "role", "rights", When::More, Tone::Warning, QT_TRANSLATE_NOOP("Effects", "Who has it may %1 on this server.") },
    { "role", "rights", When::Fewer, Tone::Bad, QT_TRANSLATE_NOOP("Effects", "Who has it may not %1 any more.") },
    { "organization", "enabled", When::Off, Tone::Bad, QT_TRANSLATE_NOOP("Effects", "Nobody signs in to the organisation any more.") },
    { "organization", "require_mfa", When::On, Tone::Warning, QT_TRANSLATE_NOOP("Effects", "Members with one factor set up another at their next sign-in.") },
    { "realm", "enabled", When::Off, Tone::Bad, QT_TRANSLATE_NOOP("Effects", "Nobody signs in to the realm, and none of its applications gets tokens."),
        api::operation::kListSessions, "",
        QT_TRANSLATE_NOOP("Effects", "Nobody signs in to the realm, and none of its applications gets tokens; %1 sessions are open.") },
    { "realm", "settings.mfa", When::Required, Tone::Warning, QT_TRANSLATE_NOOP("Effects", "Whoever has one factor only sets up another at the next sign-in."),
        api::operation::kListUsers, "enabled:true",
        QT_TRANSLATE_NOOP("Effects", "Whoever has one factor only sets up another at the next sign-in: %1 people sign in here.") },
    { "realm", "settings.mfa", When::NotRequired, Tone::Bad, QT_TRANSLATE_NOOP("Effects", "A password alone is enough where somebody has nothing else.") },
    { "realm", "settings.session_lifetime", When::Shorter, Tone::Warning, QT_TRANSLATE_NOOP("Effects", "Sessions last %1 at most: older ones end."),
        api::operation::kListSessions, "",
        QT_TRANSLATE_NOOP("Effects", "Sessions last %2 at most: of %1 that are open, older ones end.") },
    { "realm", "settings.session_idle_timeout", When::Shorter, Tone::Warning, QT_TRANSLATE_NOOP("Effects", "Sessions end when nobody used them for %1.") },
    { "realm", "settings.access_token_lifetime", When::Shorter, Tone::Neutral, QT_TRANSLATE_NOOP("Effects", "Applications come for new access tokens after %1.") },
    { "realm", "settings.refresh_token_lifetime", When::Shorter, Tone::Warning, QT_TRANSLATE_NOOP("Effects", "People whose applications were not used for %1 sign in again.") },
    { "realm", "settings.password_min_length", When::Other, Tone::Neutral, QT_TRANSLATE_NOOP("Effects", "New passwords have at least %1 characters; those that there are still count.") },
    { "realm", "settings.password_max_age", When::Shorter, Tone::Warning, QT_TRANSLATE_NOOP("Effects", "Who has had a password for longer than %1 chooses another at the next sign-in.") },
    { "realm", "settings.passkeys_enabled", When::Off, Tone::Bad, QT_TRANSLATE_NOOP("Effects", "Nobody signs in with a passkey any more.") },
    { "realm", "settings.signing_algorithm", When::Other, Tone::Warning, QT_TRANSLATE_NOOP("Effects", "Applications that do not know %1 refuse new tokens.") },
};

QStringList members(const QJsonValue &value)
{
    return value.isString() ? value.toString().split(u' ', Qt::SkipEmptyParts) : value.toVariant().toStringList();
}

/// What stands for `%1`; nothing where \a when does not fit.
std::optional<QString> detail(When when, const DraftChange &change)
{
    const auto without = [](const QStringList &all, const QStringList &some) {
        QStringList rest = all;
        rest.removeIf([&some](const QString &one) { return some.contains(one); });
        return rest.isEmpty() ? std::nullopt : std::optional(rest.join(u", "_s));
    };
    const auto only = [](bool fits) { return fits ? std::optional(QString()) : std::nullopt; };
    switch (when) {
    case When::On:
        return only(change.after == QJsonValue(true));
    case When::Off:
        return only(change.after == QJsonValue(false));
    case When::Required:
        return only(change.after.toString() == "required"_L1);
    case When::NotRequired:
        return only(change.before.toString() == "required"_L1);
    case When::Shorter:
        if (!change.after.isDouble() || (change.before.isDouble() && change.after.toDouble() > change.before.toDouble()))
            return std::nullopt;
        return formatDuration(change.after.toInteger());
    case When::Fewer:
        return without(members(change.before), members(change.after));
    case When::More:
        return without(members(change.after), members(change.before));
    case When::Other:
        return displayText(change.after);
    }
    return std::nullopt;
}

QString translated(const char *text)
{
    return QCoreApplication::translate("Effects", text);
}

}

QList<Effect> effectsOf(const Connection *connection, const Location &location, const QList<DraftChange> &changes)
{
    QList<Effect> effects;
    for (const DraftChange &change : changes) {
        for (const Line &line : kLines) {
            if (location.page != QLatin1StringView(line.page) || change.path != QLatin1StringView(line.path))
                continue;
            const auto what = detail(line.when, change);
            if (!what)
                continue;
            QString text = translated(line.text);
            Effect effect { { line.tone, text.replace(u"%1"_s, *what) } };
            if (line.countOperation >= 0) {
                const bool isRealm = location.page == "realm"_L1;
                effect.count = connection->call(
                    line.countOperation, { { QByteArrayLiteral("realm"), isRealm ? location.id : location.realm } });
                effect.count->list.limit = 1;
                effect.count->list.total = true;
                effect.count->list.query = QString::fromLatin1(line.countFilter).replace(u"%1"_s, location.id);
                effect.counted = translated(line.counted).replace(u"%2"_s, *what);
            }
            effects.append(std::move(effect));
        }
    }
    return effects;
}

QList<DraftChange> differences(const QJsonObject &before, const QJsonObject &after, const QString &prefix)
{
    // What every change changes says nothing.
    static const QStringList own { u"version"_s, u"updated_at"_s, u"effective_settings"_s };
    QStringList names = before.keys();
    for (const QString &name : after.keys()) {
        if (!before.contains(name))
            names.append(name);
    }
    QList<DraftChange> found;
    for (const QString &name : std::as_const(names)) {
        const QJsonValue was = before[name];
        const QJsonValue is = after[name];
        if (was == is || own.contains(name))
            continue;
        if (was.isObject() && is.isObject())
            found += differences(was.toObject(), is.toObject(), prefix + name + u'.');
        else
            found.append({ prefix + name, was, is });
    }
    return found;
}

void askForDeed(const Deed &deed, QWidget *parent, const std::function<void(api::Call call)> &run)
{
    auto *const dialog = new ConsequenceDialog(deed.title, deed.question, parent);
    dialog->setConsequences(deed.consequences);
    dialog->setCommands({ asAuthctl(deed.call) });
    dialog->setDeed(deed.text, deed.tone);
    QObject::connect(dialog, &ConsequenceDialog::confirmed, parent, [call = deed.call, run](const QString &reason) {
        api::Call sent = call;
        sent.options.reason = reason;
        run(std::move(sent));
    });
    dialog->open();
}

}
