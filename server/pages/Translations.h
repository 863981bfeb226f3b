// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "pages/PageModel.h"

#include <QtCore/QTranslator>

#include <functional>
#include <memory>
#include <vector>

namespace auth::pages {

/// Whether the locales for testing are offered: `en-XA` (accented, longer, in brackets) and `ar-XB` (right to left).
enum class PseudoLocales : quint8 { Off, On };

/// A language that the pages speak.
struct Language {
    QByteArray tag; ///< BCP 47, value of `lang`.
    QString name; ///< In itself, "Deutsch".
    bool rightToLeft = false;
    bool pseudo = false;
    std::shared_ptr<const QTranslator> translator; ///< Shared with the pseudo-locales made from it.
};

/// Texts in every language, read once; afterwards only read, by any thread.
class Translations {
public:
    static Result<Translations> load(PseudoLocales pseudo);

    const std::vector<Language>& languages() const { return m_languages; }
    /// RFC 4647 §3.4 lookup of each range in turn; \a ranges in order of preference. Nothing when none fits.
    const Language* lookup(const QList<QByteArray>& ranges) const;
    const Language& fallback() const { return m_languages.front(); }

    /// The text of \a id with `{name}` replaced by what \a value answers; \a number chooses the plural form.
    QString text(const Language& language, MessageId id, const std::function<QString(QByteArrayView)>& value = {},
        int number = -1) const;

private:
    std::vector<Language> m_languages;
};

/// Language ranges of an Accept-Language header (RFC 9110 §12.5.4), best first, without those of weight 0 and `*`.
QList<QByteArray> parseAcceptLanguage(QByteArrayView header);

/// Every message id that a template or the pages' C++ names, written at build time.
const std::vector<MessageId>& allMessageIds();

}
