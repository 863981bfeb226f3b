// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "db/Database.h"
#include "mail/Letter.h"
#include "pages/TemplateSet.h"
#include "pages/Translations.h"
#include "realms/Realm.h"

#include <memory>

namespace auth::mail {

/// A letter, written out in the person's language.
struct Written {
    QString subject;
    QString text;
    QString html;
};

/// Writes mail and leaves it in the outbox. One per process; any thread may use it.
class Mailer {
public:
    /// \a translations outlive the mailer. Without \a available nothing would ever be sent.
    static Result<std::unique_ptr<Mailer>> create(const pages::Translations *translations, bool available);

    /// Is there a way out? Whoever needs mail does not offer what depends on it otherwise.
    bool isAvailable() const { return m_available; }

    Written write(const Realm &realm, const Recipient &recipient, const Letter &letter) const;
    /// Leaves \a letter in \a transaction: it is sent after the commit, or not at all. No round trip. False where no
    /// mail is sent, or where the person has no address that takes it.
    bool post(db::Transaction *transaction, const Realm &realm, const Recipient &recipient, const Letter &letter, Timestamp now) const;

private:
    Mailer(pages::TemplateSet templates, const pages::Translations *translations, bool available);

    pages::TemplateSet m_templates;
    const pages::Translations *m_translations;
    bool m_available;
};

}
