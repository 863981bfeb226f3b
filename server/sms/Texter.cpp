// SPDX-License-Identifier: GPL-3.0-or-later
#include "sms/Texter.h"

namespace auth::sms {

QString Texter::write(const Realm &realm, const Text &text) const
{
    const pages::Language *found = m_translations->lookup({ text.locale.toLatin1(), realm.settings.defaultLocale });
    const pages::Language &language = found ? *found : m_translations->fallback();
    const auto value = [&](QByteArrayView name) {
        if (name == QByteArrayView("realm_name"))
            return realm.title().simplified();
        for (const auto &[parameter, said] : text.parameters) {
            if (name == parameter)
                return said.simplified();
        }
        return QString();
    };
    return m_translations->text(language, text.said, value, -1);
}

void Texter::post(db::Transaction *transaction, const Realm &realm, const Text &text, Timestamp now) const
{
    if (m_sender)
        m_sender->post(transaction, { realm.id, text.to, write(realm, text), text.usefulUntil }, now);
}

}
