// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/FactorMail.h"

#include "jobs/Outbox.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

struct Text {
    QLatin1StringView subject;
    QLatin1StringView said;
};

constexpr Text kTexts[] = {
    { "An authenticator app was added"_L1, "An authenticator app was added to your account at %1."_L1 },
    { "An authenticator app was removed"_L1, "An authenticator app was removed from your account at %1."_L1 },
    { "New backup codes"_L1, "New backup codes were made for your account at %1. The old ones work no more."_L1 },
    { "A backup code was used"_L1, "Somebody signed in to your account at %1 with a backup code."_L1 },
    { "Your second factors were removed"_L1,
        "An administrator removed every second factor of your account at %1. You will be asked to set up new ones."_L1 },
    { "A passkey was added"_L1, "A passkey was added to your account at %1."_L1 },
    { "A passkey was removed"_L1, "A passkey was removed from your account at %1."_L1 },
    { "A passkey was suspended"_L1,
        "There may be a copy of one of your passkeys: somebody used one for your account at %1 that is behind yours. "
        "It opens nothing any more. Remove it, and add a new one."_L1 },
    { "You may sign in once without your second factor"_L1,
        "An administrator allowed one sign-in to your account at %1 without the second factor, for a short time."_L1 },
    { "Somebody signed in without your second factor"_L1,
        "Somebody signed in to your account at %1 without the second factor, as an administrator had allowed."_L1 },
};

}

void tellOwner(db::Transaction *transaction, const Realm &realm, const QString &address, FactorNews news, Timestamp now)
{
    if (address.isEmpty())
        return;
    const Text &text = kTexts[static_cast<size_t>(news)];
    jobs::Outbox::enqueue(transaction, realm.id, u"mail"_s,
        { { u"to"_s, address }, { u"subject"_s, QString(text.subject) },
            { u"text"_s,
                QString(text.said).arg(realm.title())
                    + u"\n\nIf that was not you, change your password and tell whoever runs the service.\n"_s } },
        now);
}

}
