// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/FactorMail.h"

#include "factors/BackupCodes.h"
#include "mail/Mailer.h"
#include "users/Notices.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

struct Text {
    const char *kind; ///< Of the notice.
    pages::MessageId subject;
    pages::MessageId said;
};

constexpr Text kTexts[] = {
    { "authenticator_added", QT_TRANSLATE_NOOP("pages", "mail_authenticator_added_subject"),
        QT_TRANSLATE_NOOP("pages", "mail_authenticator_added_text") },
    { "authenticator_removed", QT_TRANSLATE_NOOP("pages", "mail_authenticator_removed_subject"),
        QT_TRANSLATE_NOOP("pages", "mail_authenticator_removed_text") },
    { "backup_codes_made", QT_TRANSLATE_NOOP("pages", "mail_backup_codes_made_subject"),
        QT_TRANSLATE_NOOP("pages", "mail_backup_codes_made_text") },
    { "backup_code_used", QT_TRANSLATE_NOOP("pages", "mail_backup_code_used_subject"),
        QT_TRANSLATE_NOOP("pages", "mail_backup_code_used_text") },
    { "factors_reset", QT_TRANSLATE_NOOP("pages", "mail_factors_reset_subject"), QT_TRANSLATE_NOOP("pages", "mail_factors_reset_text") },
    { "passkey_added", QT_TRANSLATE_NOOP("pages", "mail_passkey_added_subject"), QT_TRANSLATE_NOOP("pages", "mail_passkey_added_text") },
    { "passkey_removed", QT_TRANSLATE_NOOP("pages", "mail_passkey_removed_subject"),
        QT_TRANSLATE_NOOP("pages", "mail_passkey_removed_text") },
    { "passkey_suspended", QT_TRANSLATE_NOOP("pages", "mail_passkey_suspended_subject"),
        QT_TRANSLATE_NOOP("pages", "mail_passkey_suspended_text") },
    { "phone_added", QT_TRANSLATE_NOOP("pages", "mail_phone_added_subject"), QT_TRANSLATE_NOOP("pages", "mail_phone_added_text") },
    { "phone_removed", QT_TRANSLATE_NOOP("pages", "mail_phone_removed_subject"), QT_TRANSLATE_NOOP("pages", "mail_phone_removed_text") },
    { "bypass_opened", QT_TRANSLATE_NOOP("pages", "mail_bypass_opened_subject"), QT_TRANSLATE_NOOP("pages", "mail_bypass_opened_text") },
    { "bypass_used", QT_TRANSLATE_NOOP("pages", "mail_bypass_used_subject"), QT_TRANSLATE_NOOP("pages", "mail_bypass_used_text") },
};
static_assert(std::size(kTexts) == static_cast<size_t>(FactorNews::Count));

}

Contact contactOf(const User &user)
{
    return { user.id, user.username, user.emailVerified ? user.email : QString(),
        user.phoneNumberVerified ? user.phoneNumber : QString(), user.attributes[u"locale"].toString() };
}

mail::Letter factorLetter(FactorNews news, int backupCodes)
{
    const Text &text = kTexts[static_cast<size_t>(news)];
    mail::Letter letter { .subject = text.subject, .before = { text.said } };
    if (news == FactorNews::BackupCodeUsed) {
        letter.parameters.append({ "n", QString::number(backupCodes) });
        letter.before.append(QT_TRANSLATE_NOOP("pages", "mail_backup_codes_left_n"));
        if (backupCodes <= kFewBackupCodes)
            letter.before.append(QT_TRANSLATE_NOOP("pages", "mail_backup_codes_few"));
    }
    letter.after = { QT_TRANSLATE_NOOP("pages", "mail_factor_advice") };
    return letter;
}

namespace {

mail::Letter letterWith(const QByteArray &code, Timestamp usefulUntil)
{
    mail::Letter letter;
    letter.code = QString::fromLatin1(code);
    letter.after = { QT_TRANSLATE_NOOP("pages", "mail_code_once"), QT_TRANSLATE_NOOP("pages", "mail_code_advice") };
    letter.parameters = { { "code", letter.code } };
    letter.usefulUntil = usefulUntil;
    return letter;
}

}

pages::MessageId factorNewsText(const QByteArray &kind)
{
    const auto *const text = std::ranges::find_if(kTexts, [&kind](const Text &text) { return kind == text.kind; });
    return text == std::end(kTexts) ? nullptr : text->subject;
}

mail::Letter codeLetter(const QByteArray &code, Timestamp usefulUntil)
{
    mail::Letter letter = letterWith(code, usefulUntil);
    letter.subject = QT_TRANSLATE_NOOP("pages", "mail_code_subject");
    letter.before = { QT_TRANSLATE_NOOP("pages", "mail_code_text") };
    return letter;
}

mail::Letter verificationLetter(const QByteArray &code, Timestamp usefulUntil)
{
    mail::Letter letter = letterWith(code, usefulUntil);
    letter.subject = QT_TRANSLATE_NOOP("pages", "mail_verify_subject");
    letter.before = { QT_TRANSLATE_NOOP("pages", "mail_verify_text") };
    return letter;
}

void tellOwner(const mail::Mailer *mailer, db::Transaction *transaction, const Realm &realm, const Contact &owner,
    FactorNews news, Timestamp now, int backupCodes)
{
    leaveNotice(transaction, realm.id, owner.userId, kTexts[static_cast<size_t>(news)].kind, now);
    // Nothing is posted to nobody: an empty address is none.
    const mail::Recipient recipient { owner.verifiedEmail, owner.username, owner.locale };
    mailer->post(transaction, realm, recipient, factorLetter(news, backupCodes), now);
}

}
