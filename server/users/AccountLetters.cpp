// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/AccountLetters.h"

#include "mail/Mailer.h"
#include "users/Notices.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace auth {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    const char *kind; ///< Of the notice.
    pages::MessageId subject;
    pages::MessageId said;
};

constexpr Text kTexts[] = {
    { "password_changed", QT_TRANSLATE_NOOP("pages", "mail_password_changed_subject"),
        QT_TRANSLATE_NOOP("pages", "mail_password_changed_text") },
    { "email_changed", QT_TRANSLATE_NOOP("pages", "mail_email_changed_subject"),
        QT_TRANSLATE_NOOP("pages", "mail_email_changed_text") },
};

const Text &textOf(AccountNews news)
{
    return kTexts[static_cast<size_t>(news)];
}

}

mail::Letter accountLetter(AccountNews news)
{
    mail::Letter letter { .subject = textOf(news).subject, .before = { textOf(news).said } };
    letter.after = { QT_TRANSLATE_NOOP("pages", "mail_account_advice") };
    return letter;
}

pages::MessageId accountNewsText(const QByteArray &kind)
{
    const auto *const text = std::ranges::find_if(kTexts, [&kind](const Text &text) { return kind == text.kind; });
    return text == std::end(kTexts) ? nullptr : text->subject;
}

void tellOfAccount(const mail::Mailer *mailer, db::Transaction *transaction, const Realm &realm, const User &user,
    AccountNews news, Timestamp now)
{
    leaveNotice(transaction, realm.id, user.id, textOf(news).kind, now);
    if (!user.emailVerified)
        return;
    const mail::Recipient recipient { user.email, user.username, user.attributes[u"locale"].toString() };
    mailer->post(transaction, realm, recipient, accountLetter(news), now);
}

}
