// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/PageModel.h"
#include "pages/Translations.h"
#include "realms/Realm.h"
#include "sms/SmsSender.h"

#include <memory>

namespace auth::sms {

/// What one text message says, in no language yet.
struct Text {
    QString to; ///< E.164; verified, or to be verified by this.
    QString locale; ///< BCP 47; empty: the realm's.
    pages::MessageId said = nullptr;
    QList<std::pair<QByteArray, QString>> parameters = {}; ///< `{name}` of the text, beside `{realm_name}`.
    std::optional<Timestamp> usefulUntil = {};
};

/// Writes text messages. One per process; any thread may use it.
class Texter {
public:
    /// \a translations outlive the texter. Without \a sender nothing would ever be sent.
    Texter(const pages::Translations *translations, std::unique_ptr<SmsSender> sender)
        : m_translations(translations)
        , m_sender(std::move(sender))
    {
    }

    /// Is there a way out? Whoever needs messages does not offer what depends on them otherwise.
    bool isAvailable() const { return m_sender != nullptr; }

    QString write(const Realm &realm, const Text &text) const;
    /// Leaves \a text in \a transaction: it is sent after the commit, or not at all. Nothing where nothing is sent.
    void post(db::Transaction *transaction, const Realm &realm, const Text &text, Timestamp now) const;

private:
    const pages::Translations *m_translations;
    std::unique_ptr<SmsSender> m_sender;
};

}
