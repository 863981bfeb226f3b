// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/AccountLetters.h"

#include "mail/Mailer.h"

#include <QtCore/QCoreApplication>

namespace auth {

using namespace Qt::StringLiterals;

mail::Letter accountLetter(AccountNews news)
{
    mail::Letter letter;
    switch (news) {
    case AccountNews::PasswordChanged:
        letter.subject = QT_TRANSLATE_NOOP("pages", "mail_password_changed_subject");
        letter.before = { QT_TRANSLATE_NOOP("pages", "mail_password_changed_text") };
        break;
    case AccountNews::EmailChanged:
        letter.subject = QT_TRANSLATE_NOOP("pages", "mail_email_changed_subject");
        letter.before = { QT_TRANSLATE_NOOP("pages", "mail_email_changed_text") };
        break;
    }
    letter.after = { QT_TRANSLATE_NOOP("pages", "mail_account_advice") };
    return letter;
}

void tellOfAccount(const mail::Mailer *mailer, db::Transaction *transaction, const Realm &realm, const User &user,
    AccountNews news, Timestamp now)
{
    if (!user.emailVerified)
        return;
    const mail::Recipient recipient { user.email, user.username, user.attributes[u"locale"].toString() };
    mailer->post(transaction, realm, recipient, accountLetter(news), now);
}

}
