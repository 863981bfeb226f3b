// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "pages/PageModel.h"

#include <optional>

namespace auth::mail {

/// What one mail says, in no language yet. Values are text: no template and no header takes them for anything else.
struct Letter {
    pages::MessageId subject = nullptr; ///< Also its heading.
    QList<pages::MessageId> before = {}; ///< Paragraphs.
    QString code = {}; ///< To be typed; shown large. Empty: none.
    QList<std::pair<pages::MessageId, QString>> facts = {}; ///< Label and value, "Device: Firefox · Linux".
    pages::MessageId buttonLabel = nullptr;
    QByteArray buttonUrl = {}; ///< Absolute, of the public URL. Leads to a page that acts on POST only.
    QList<pages::MessageId> after = {};
    QList<std::pair<QByteArray, QString>> parameters = {}; ///< `{name}` of the texts, beside `{realm_name}`, `{username}`.
    std::optional<Timestamp> usefulUntil = {}; ///< Later it is not sent any more: a code that has expired.
};

/// Who gets it.
struct Recipient {
    QString address; ///< Verified or typed by the person.
    QString username;
    QString locale; ///< BCP 47; empty: the realm's.
};

}
