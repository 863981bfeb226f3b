// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/PageRenderer.h"

#include "core/Random.h"
#include "core/Text.h"
#include "http/StyleMiddleware.h"
#include "pages/Cookies.h"
#include "pages/Moment.h"
#include "pages/Pages.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace auth::pages {

namespace {

constexpr auto productName = "Auth Server"_L1;
constexpr auto localeParameter = "locale"_L1;
constexpr auto localeCookie = "l";

/// The request's own URL without \a parameter, ready for another `name=value`. Never starts with `//`, which would
/// name a host.
QString ownUrlWithout(const http::Request& request, QByteArrayView parameter)
{
    QByteArray path = request.path;
    while (path.startsWith("//"))
        path.remove(0, 1);
    QByteArray query;
    for (const auto& pair : request.query.split('&')) {
        if (!pair.isEmpty() && pair != parameter.toByteArray() && !pair.startsWith(parameter.toByteArray() + '='))
            query += pair + '&';
    }
    return QString::fromLatin1(path + '?' + query);
}

std::optional<QByteArray> chosenLocale(const http::Request& request)
{
    const auto form = request.queryForm();
    const auto value = form ? form->value(localeParameter) : std::nullopt;
    return value ? std::optional(value->toLatin1()) : std::nullopt;
}

/// WCAG 2.2, 2.2.1: what is left of the page's time; scripts show the offer of more when it is nearly over.
void addTimeLimit(PageData* page, const TimeLimit& limit, const Language& language)
{
    PageData& section = page->add("time_limit");
    section.set("seconds_left", QString::number(limit.left.count()))
        .set("until", moment(limit.end, QLocale(QString::fromLatin1(language.tag))).text)
        .set("more_time_action", limit.action)
        .set("more_time_csrf", limit.csrf)
        .show("more_time", !limit.action.isEmpty());
}

/// surfaces of the pages: nothing but our own style and script, no frames, forms only to us and where this page's
/// answer leads.
QByteArray contentSecurityPolicy(const QByteArray& nonce, const QList<QByteArray>& formActions)
{
    QByteArray policy = "default-src 'none'; script-src 'nonce-" + nonce + "'; style-src 'nonce-" + nonce
        + "' 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; "
          "object-src 'none'; frame-ancestors 'none'; report-uri /csp; form-action 'self'";
    for (const auto& source : formActions) {
        // A source that could end the directive would be an injection; formActionSource() never makes one.
        const bool clean = std::none_of(
            source.begin(), source.end(), [](char c) { return c <= ' ' || c == ';' || c == ',' || c == '\x7f'; });
        if (clean && !source.isEmpty())
            policy += ' ' + source;
    }
    return policy;
}

}

Result<std::unique_ptr<PageRenderer>> PageRenderer::create(PseudoLocales pseudo)
{
    initializePageResources();
    TemplateSet templates = TRY(TemplateSet::load(QStringLiteral(":/templates")));
    Translations translations = TRY(Translations::load(pseudo));
    StaticFiles files = TRY(StaticFiles::load(QStringLiteral(":/static")));
    return std::unique_ptr<PageRenderer>(
        new PageRenderer(std::move(templates), std::move(translations), std::move(files)));
}

PageRenderer::PageRenderer(TemplateSet templates, Translations translations, StaticFiles staticFiles)
    : m_templates(std::move(templates))
    , m_translations(std::move(translations))
    , m_staticFiles(std::move(staticFiles))
{
}

const Language& PageRenderer::language(
    const http::Request& request, const PageRealm* realm, const QString& uiLocales) const
{
    QList<QByteArray> ranges;
    if (const auto chosen = chosenLocale(request))
        ranges.append(*chosen);
    for (const auto& tag : QStringView(uiLocales).left(512).split(u' ', Qt::SkipEmptyParts))
        ranges.append(tag.toLatin1());
    if (const auto cookie = request.cookie(cookieName(request, localeCookie)))
        ranges.append(*cookie);
    if (const auto header = request.header("accept-language"))
        ranges.append(parseAcceptLanguage(*header));
    if (realm)
        ranges.append(realm->defaultLocale.toLatin1());
    const Language* found = m_translations.lookup(ranges);
    return found ? *found : m_translations.fallback();
}

QString PageRenderer::messageText(
    const Language& language, MessageId id, const std::vector<const PageData*>& scope) const
{
    const auto value = [&](QByteArrayView name) -> QString {
        const QByteArray key = name.toByteArray();
        for (const PageData* data : scope) {
            if (const auto text = data->values().find(key); text != data->values().end())
                return *text;
            if (const auto message = data->messages().find(key); message != data->messages().end())
                return m_translations.text(language, *message);
        }
        return {};
    };
    // An id that ends in _n has plural forms, chosen by the value `n`.
    const int number = QByteArrayView(id).endsWith("_n") ? value("n").toInt() : -1;
    return m_translations.text(language, id, value, number);
}

void PageRenderer::addFrame(PageModel* page, const http::Request& request, const PageRealm* realm,
    const Language& language, const QByteArray& nonce) const
{
    PageData& data = page->data;
    const QString realmName = realm && !realm->displayName.isEmpty() ? realm->displayName : QString(productName);
    data.set("realm_name", realmName)
        .set("lang", QString::fromLatin1(language.tag))
        .set("dir", language.rightToLeft ? u"rtl"_s : u"ltr"_s)
        .set("nonce", QString::fromLatin1(nonce))
        .set("page_class", u"page-"_s + QString::fromLatin1(page->page))
        .set("style_url", m_staticFiles.url("pages.css"))
        .set("script_url", m_staticFiles.url("pages.js"))
        .set("passkey_script_url", m_staticFiles.url("passkeys.js"))
        .set("icon_url", m_staticFiles.url("icon.svg"));

    PageData& languages = data.add("languages");
    const QString base = ownUrlWithout(request, "locale");
    for (const auto& offered : m_translations.languages()) {
        if (offered.pseudo)
            continue;
        languages.add("language")
            .set("language_tag", QString::fromLatin1(offered.tag))
            .set("language_name", offered.name)
            .set("language_url", base + u"locale="_s + QString::fromLatin1(offered.tag))
            .add(offered.tag == language.tag ? "language_current" : "language_other");
    }

    if (page->timeLimit)
        addTimeLimit(&data, *page->timeLimit, language);

    if (!page->errors.isEmpty()) {
        PageData& summary = data.add("errors");
        for (const auto& error : page->errors) {
            PageData parameters;
            for (const auto& [name, text] : error.parameters)
                parameters.set(name, text);
            const QString message = messageText(language, error.message, { &parameters, &data });
            PageData& entry
                = summary.add("error").set("message", message).set("field", QString::fromLatin1(error.field));
            entry.add(error.field.isEmpty() ? "error_without_field" : "error_with_field");
            if (!error.field.isEmpty())
                data.add(error.field + "_error").set("message", message);
        }
    }

    PageData names;
    names.set("title", messageText(language, page->title, { &data })).set("realm_name", realmName);
    const MessageId pattern = page->errors.isEmpty() ? QT_TRANSLATE_NOOP("pages", "title_page")
                                                     : QT_TRANSLATE_NOOP("pages", "title_with_error");
    data.set("title", messageText(language, pattern, { &names, &data }));
}

http::Response PageRenderer::render(
    const http::Request& request, const PageRealm* realm, PageModel page, int status) const
{
    const Language& spoken = language(request, realm, page.uiLocales);
    const QByteArray nonce = randomToken(16);
    addFrame(&page, request, realm, spoken, nonce);
    const QByteArray document = m_templates.expand(
        page.page, page.data, [this, &spoken](const QByteArray& id, const std::vector<const PageData*>& scope) {
            return messageText(spoken, id.constData(), scope);
        });

    http::Response response = http::Response::html(document, status);
    response.setHeader("Content-Security-Policy", contentSecurityPolicy(nonce, page.formActions))
        .setHeader("Content-Language", spoken.tag)
        .setHeader("Cache-Control", "no-store")
        // Not no-referrer: Chromium would send `Origin: null` on our own POSTs.
        .setHeader("Referrer-Policy", "same-origin")
        .setHeader("X-Frame-Options", "DENY")
        .setHeader("Permissions-Policy", "publickey-credentials-get=(self), publickey-credentials-create=(self)")
        .setHeader("Cross-Origin-Opener-Policy",
            page.opener == OpenerPolicy::Popup ? QByteArrayLiteral("unsafe-none") : QByteArrayLiteral("same-origin"));
    if (const auto chosen = chosenLocale(request); chosen && m_translations.lookup({ *chosen }) == &spoken)
        setCookie(&response, request, localeCookie, spoken.tag, std::chrono::hours(24 * 365));
    return response;
}

http::Response PageRenderer::render(const http::Request& request, const Error& error)
{
    return renderError(request, nullptr, error);
}

http::Response PageRenderer::renderError(const http::Request& request, const PageRealm* realm, const Error& error,
    const QString& backUrl, const QString& clientName) const
{
    ErrorView view;
    view.error = error;
    view.correlationId = QString::fromLatin1(request.correlationId);
    view.backUrl = backUrl;
    view.clientName = clientName;
    // What may pass by itself is worth another try at the same place; a form is not sent again.
    const int status = error.traits().status;
    if (status == 429 || status >= 500)
        view.retryUrl = ownUrlWithout(request, "locale").chopped(1);
    if (http::isPageByAddress(request, m_publicOrigin.toLatin1()))
        view.properUrl = m_publicOrigin + ownUrlWithout(request, "locale").chopped(1);
    http::Response response = render(request, realm, errorPage(view), status);
    if (error.retryAfterSeconds > 0)
        response.setHeader("Retry-After", QByteArray::number(error.retryAfterSeconds));
    return response;
}

}
