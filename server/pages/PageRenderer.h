// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Router.h"
#include "pages/StaticFiles.h"
#include "pages/TemplateSet.h"
#include "pages/Translations.h"

#include <functional>
#include <optional>

namespace auth::pages {

/// Turns a PageModel into an answer: language, escaping, security headers. One per process; any thread may use it.
class PageRenderer final : public http::ErrorPage {
public:
    /// Reads all templates and texts; an error of any of them is reported here, at start.
    static Result<std::unique_ptr<PageRenderer>> create(PseudoLocales pseudo = PseudoLocales::Off);

    /// \a realm may be null (no realm is known yet): the product's name is shown instead.
    /// The language is the first that fits of: `locale` of the query (the links at the foot of each page, kept in a
    /// cookie), \a page's `uiLocales`, the cookie, Accept-Language, the realm's own.
    http::Response render(const http::Request& request, const PageRealm* realm, PageModel page, int status = 200) const;
    /// An error as a page: what happened in plain words, the correlation id, a way back where there is one.
    http::Response render(const http::Request& request, const Error& error) override;
    /// The same with the realm's name, and a link back to \a backUrl (an application's registered URL) when not empty.
    http::Response renderError(const http::Request& request, const PageRealm* realm, const Error& error,
        const QString& backUrl = {}, const QString& clientName = {}) const;

    const Language& language(const http::Request& request, const PageRealm* realm, const QString& uiLocales = {}) const;
    const Translations& translations() const { return m_translations; }
    const TemplateSet& templates() const { return m_templates; }
    const StaticFiles& staticFiles() const { return m_staticFiles; }

    /// Where a person is sent who came to another address.
    void setPublicOrigin(const QByteArray& origin) { m_publicOrigin = QString::fromLatin1(origin); }

private:
    PageRenderer(TemplateSet templates, Translations translations, StaticFiles staticFiles);
    void addFrame(PageModel* page, const http::Request& request, const PageRealm* realm, const Language& language,
        const QByteArray& nonce) const;
    QString messageText(const Language& language, MessageId id, const std::vector<const PageData*>& scope) const;

    TemplateSet m_templates;
    Translations m_translations;
    StaticFiles m_staticFiles;
    QString m_publicOrigin;
};

}
