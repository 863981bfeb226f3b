// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Result.h"
#include "core/Secret.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <memory>

namespace auth {

/// The one key that is not in the database: it wraps the data key of each realm. Copies share it.
class MasterKey {
public:
    /// 32 bytes as base64url, base64 or hex, with white space around it. The error says what to do; \a source is what
    /// it calls the text ("AUTH_MASTER_KEY").
    static Result<MasterKey> fromText(QByteArray text, QString source);
    static Result<MasterKey> fromFile(QString path);
    /// A new one, as text for fromText(): 43 characters of base64url.
    static QByteArray generateText();

    /// A new random data key for \a realm, sealed: what realms.data_key_sealed holds.
    QByteArray newDataKey(RealmId realm) const;
    /// Internal when \a sealed is not this realm's, or was sealed under another master key: the detail says which to
    /// check.
    Result<Secret> openDataKey(RealmId realm, const QByteArray& sealed) const;

private:
    explicit MasterKey(const Secret& key);
    std::shared_ptr<const Secret> m_wrappingKey;
};

}
