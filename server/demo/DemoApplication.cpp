// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/DemoApplication.h"

#include "core/Base64Url.h"
#include "core/Json.h"
#include "core/Random.h"
#include "pages/Cookies.h"

#include <QtCore/QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace auth::demo {

namespace {

constexpr auto purpose = "demo";
constexpr qsizetype maximumVisits = 256;

QString pretty(const QJsonObject& object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented)).trimmed();
}

/// A segment of a compact JWS, for show: the access token is the resource server's to read, not the client's.
QString segment(const QByteArray& token, qsizetype index)
{
    const auto parts = token.split('.');
    const auto bytes = parts.size() == 3 ? fromBase64Url(parts[index]) : std::nullopt;
    const auto object = bytes ? parseJsonObject(*bytes) : Result<QJsonObject>();
    return bytes && object ? pretty(*object) : u"(not a JWT)"_s;
}

void addCheck(pages::PageData* data, const QString& title, const QString& detail)
{
    data->add("check").set("check_title", title).set("check_detail", detail);
}

http::Route route(http::Method method, const char* pattern, http::Handler handler)
{
    http::Route result;
    result.method = method;
    result.pattern = pattern;
    result.style = http::RouteStyle::Browser;
    result.handler = std::move(handler);
    result.timeout = std::chrono::seconds(40);
    return result;
}

}

DemoApplication::DemoApplication(const pages::PageRenderer* renderer, const Clock* clock)
    : m_renderer(renderer)
    , m_clock(clock)
    , m_csrf(Secret(randomBytes(32)))
{
}

void DemoApplication::configure(DemoOptions options)
{
    const std::lock_guard lock(m_mutex);
    m_options = std::move(options);
}

void DemoApplication::addRoutes(http::Router* router)
{
    router->add(
        route(http::Method::Get, "/demo", [this](http::Request request) { return show(this, std::move(request)); }));
    router->add(route(http::Method::Post, "/demo/sign-in",
        [this](http::Request request) { return signIn(this, std::move(request)); }));
    router->add(route(http::Method::Get, "/demo/callback",
        [this](http::Request request) { return callback(this, std::move(request)); }));
    router->add(route(
        http::Method::Post, "/demo/act", [this](http::Request request) { return act(this, std::move(request)); }));
}

Result<DemoOptions> DemoApplication::options()
{
    const std::lock_guard lock(m_mutex);
    if (!m_options)
        return failure(ErrorCode::Unavailable, u"The demo application starts in a moment."_s);
    return *m_options;
}

DemoApplication::Visit DemoApplication::visit(const QByteArray& browser)
{
    const std::lock_guard lock(m_mutex);
    return m_visits.value(browser);
}

void DemoApplication::keep(const QByteArray& browser, Visit visit)
{
    const std::lock_guard lock(m_mutex);
    visit.sequence = ++m_sequence;
    m_visits.insert(browser, std::move(visit));
    if (m_visits.size() > maximumVisits) {
        m_visits.erase(std::min_element(m_visits.begin(), m_visits.end(),
            [](const Visit& left, const Visit& right) { return left.sequence < right.sequence; }));
    }
}

Task<Result<http::Response>> DemoApplication::show(DemoApplication* self, http::Request request)
{
    const DemoOptions options = CO_TRY(self->options());
    const auto browser = pages::BrowserCookie::of(request);
    Visit visit = self->visit(browser.value());
    http::Response response = self->draw(request, options, browser, visit);
    browser.applyTo(&response, request);
    if (!visit.problem.isEmpty()) {
        visit.problem.clear();
        self->keep(browser.value(), std::move(visit));
    }
    co_return response;
}

Task<Result<http::Response>> DemoApplication::signIn(DemoApplication* self, http::Request request)
{
    const DemoOptions options = CO_TRY(self->options());
    const auto browser = pages::BrowserCookie::of(request);
    const Form form = CO_TRY(request.bodyForm());
    if (!self->m_csrf.verify(browser, purpose, form.valueOrEmpty("csrf"_L1)))
        co_return failure(ErrorCode::Forbidden, u"The form is not this browser's."_s);
    const QJsonObject metadata = CO_TRY(co_await discover(options));
    Visit visit = self->visit(browser.value());
    visit.pending = PendingSignIn::make();
    const QByteArray target = authorizationUrl(options, metadata, *visit.pending);
    self->keep(browser.value(), std::move(visit));
    co_return http::Response::seeOther(target);
}

Task<Result<SignedIn>> DemoApplication::complete(
    DemoApplication* self, DemoOptions options, PendingSignIn pending, http::Request request)
{
    const Form answer = CO_TRY(request.queryForm());
    if (answer.valueOrEmpty("state"_L1).toUtf8() != pending.state)
        co_return failure(ErrorCode::InvalidRequest, u"The answer belongs to another sign-in (state)."_s);
    // RFC 9207 §2.4
    if (answer.contains("iss"_L1) && answer.valueOrEmpty("iss"_L1).toUtf8() != options.issuer)
        co_return failure(ErrorCode::InvalidRequest, u"The answer comes from another issuer."_s);
    if (const auto error = answer.value("error"_L1))
        co_return failure(ErrorCode::AccessDenied,
            u"The server answered %1: %2"_s.arg(*error, answer.valueOrEmpty("error_description"_L1)));
    const QJsonObject metadata = CO_TRY(co_await discover(options));
    co_return co_await redeem(
        options, metadata, pending, answer.valueOrEmpty("code"_L1).toUtf8(), self->m_clock->epochSeconds());
}

Task<Result<http::Response>> DemoApplication::callback(DemoApplication* self, http::Request request)
{
    const DemoOptions options = CO_TRY(self->options());
    const auto browser = pages::BrowserCookie::of(request);
    Visit visit = self->visit(browser.value());
    if (visit.pending) {
        const PendingSignIn pending = *std::exchange(visit.pending, std::nullopt);
        // Before the wait: an answer is used once.
        self->keep(browser.value(), visit);
        auto person = co_await complete(self, options, pending, request);
        visit = self->visit(browser.value());
        if (person)
            visit.person = std::move(*person);
        else
            visit.problem = person.error().description;
    } else {
        visit.problem = u"No sign-in was begun in this browser, or its answer was used already."_s;
    }
    self->keep(browser.value(), std::move(visit));
    co_return http::Response::seeOther("/demo");
}

Task<Result<http::Response>> DemoApplication::act(DemoApplication* self, http::Request request)
{
    const DemoOptions options = CO_TRY(self->options());
    const auto browser = pages::BrowserCookie::of(request);
    const Form form = CO_TRY(request.bodyForm());
    if (!self->m_csrf.verify(browser, purpose, form.valueOrEmpty("csrf"_L1)))
        co_return failure(ErrorCode::Forbidden, u"The form is not this browser's."_s);
    Visit visit = self->visit(browser.value());
    if (!visit.person)
        co_return http::Response::seeOther("/demo");
    const QJsonObject metadata = CO_TRY(co_await discover(options));
    if (form.valueOrEmpty("act"_L1) == u"sign-out") {
        const QByteArray target = logoutUrl(options, metadata, *visit.person);
        visit.person.reset();
        self->keep(browser.value(), std::move(visit));
        co_return http::Response::seeOther(target);
    }
    auto person = co_await refresh(options, metadata, *visit.person, self->m_clock->epochSeconds());
    visit = self->visit(browser.value());
    if (person)
        visit.person = std::move(*person);
    else
        visit.problem = person.error().description;
    self->keep(browser.value(), std::move(visit));
    co_return http::Response::seeOther("/demo");
}

http::Response DemoApplication::draw(
    const http::Request& request, const DemoOptions& options, const pages::BrowserCookie& browser, const Visit& visit)
{
    pages::PageModel page;
    page.page = "demo";
    page.title = QT_TRANSLATE_NOOP("pages", "demo_title");
    page.data.set("issuer", QString::fromUtf8(options.issuer))
        .set("client_id", QString::fromUtf8(options.clientId))
        .set("csrf", m_csrf.token(browser, purpose));
    if (!visit.problem.isEmpty())
        page.data.add("problem").set("problem_text", visit.problem);
    if (!visit.person) {
        page.data.add("signed_out");
        return m_renderer->render(request, nullptr, std::move(page));
    }
    const SignedIn& person = *visit.person;
    const QJsonObject& claims = person.idTokenClaims;
    const QString name = person.userinfo.value(u"preferred_username").toString(claims.value(u"sub").toString());
    pages::PageData& data = page.data.add("signed_in");
    data.set("user", name)
        .set("id_token_header", pretty(person.idTokenHeader))
        .set("id_token_claims", pretty(claims))
        .set("userinfo", pretty(person.userinfo))
        .set("access_token_header", segment(person.accessToken, 0))
        .set("access_token_claims", segment(person.accessToken, 1))
        .set("scope", person.answer.value(u"scope").toString())
        .set("expires_in", QString::number(person.answer.value(u"expires_in").toInt()))
        .set("refresh_token",
            person.refreshToken.isEmpty()
                ? u"none"_s
                : QString::fromLatin1(person.refreshToken.first(std::min<qsizetype>(12, person.refreshToken.size())))
                    + u'…')
        .set("refreshed", person.refreshes == 1 ? u"once"_s : u"%1 times"_s.arg(person.refreshes));
    addCheck(&data, u"Signature"_s,
        u"%1 with key %2 of the issuer's JWKS"_s.arg(
            person.idTokenHeader.value(u"alg").toString(), person.idTokenHeader.value(u"kid").toString()));
    addCheck(&data, u"Issuer and audience"_s,
        u"%1 for %2"_s.arg(claims.value(u"iss").toString(), QString::fromUtf8(options.clientId)));
    addCheck(&data, u"Nonce, state and PKCE"_s, u"The answer belongs to this browser and to this sign-in"_s);
    addCheck(&data, u"Userinfo"_s, u"Its subject is the ID token's"_s);
    return m_renderer->render(request, nullptr, std::move(page));
}

}
