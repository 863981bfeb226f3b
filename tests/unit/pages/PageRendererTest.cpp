// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "core/Id.h"
#include "pages/Cookies.h"
#include "pages/Csrf.h"
#include "pages/CspReports.h"
#include "pages/FormAction.h"
#include "pages/PageRenderer.h"
#include "pages/Pages.h"
#include "pages/Texts.h"

#include <QtCore/QRegularExpression>

#include <atomic>
#include <thread>
#include <vector>

using namespace auth;
using namespace auth::pages;
using namespace Qt::StringLiterals;

namespace {

http::Request pageRequest(QByteArray path = "/sign-in", QByteArray query = {})
{
    http::Request request;
    request.path = std::move(path);
    request.query = std::move(query);
    request.correlationId = "01-correlation";
    return request;
}

/// What an attacker would put into every value: it must reach no page as markup.
const QString hostile = u"\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{T_cancel}}{username}&amp;"_s;

/// A model of \a page that sets every variable and shows every section, each with the hostile value.
PageModel hostileModel(const QByteArray& name, const PageTemplate& page, const QString& value = hostile)
{
    PageModel model;
    model.page = name;
    model.title = "sign_in_title";
    const auto fill = [&](PageData& data) {
        for (const auto& variables : page.variables) {
            for (const auto& variable : variables)
                data.set(variable, value);
        }
    };
    fill(model.data);
    // Sections lie at most three deep; shown at each depth, every one appears somewhere.
    for (const auto& first : page.sections) {
        PageData& outer = model.data.add(first);
        fill(outer);
        for (const auto& second : page.sections) {
            if (second == first)
                continue;
            PageData& inner = outer.add(second);
            fill(inner);
            for (const auto& third : page.sections)
                inner.show(third, third != first && third != second);
        }
    }
    return model;
}

}

class PageRendererTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto renderer = PageRenderer::create(PseudoLocales::On);
        QVERIFY2(renderer, renderer ? "" : qPrintable(renderer.error().detail));
        m_renderer = std::move(*renderer);
    }

    void everyMessageHasGermanAndEnglishText()
    {
        QVERIFY(allMessageIds().size() > 100);
        for (const MessageId id : allMessageIds()) {
            for (const auto& language : m_renderer->translations().languages()) {
                if (!language.pseudo)
                    QVERIFY2(!language.translator->translate("pages", id, nullptr, 1).isEmpty(), id);
            }
        }
    }

    void translationsNameTheSameParameters()
    {
        static const QRegularExpression placeholder(u"\\{[a-z_]+\\}|%n"_s);
        const auto& languages = m_renderer->translations().languages();
        for (const MessageId id : allMessageIds()) {
            QList<QSet<QString>> sets;
            for (const auto& language : { languages[0], languages[1] }) {
                QSet<QString> found;
                for (const auto& match :
                    placeholder.globalMatch(language.translator->translate("pages", id, nullptr, 7)))
                    found.insert(match.captured());
                sets.append(found);
            }
            QVERIFY2(sets[0] == sets[1], id);
        }
    }

    void hostileValuesReachNoPageAsMarkup()
    {
        const PageRealm realm{ hostile, {} };
        QCOMPARE(m_renderer->templates().pages().size(), 28);
        for (auto page = m_renderer->templates().pages().begin(); page != m_renderer->templates().pages().end();
            ++page) {
            const auto response = m_renderer->render(pageRequest(), &realm, hostileModel(page.key(), *page));
            const QString document = QString::fromUtf8(response.body());
            QVERIFY2(document.contains(u"alert(1)"), page.key().constData());
            QVERIFY2(
                !document.contains(u"<script>") && !document.contains(u"<img") && !document.contains(u"</script><"),
                page.key().constData());
            // No value ends an attribute: what stands in every tag is name="value" pairs only.
            static const QRegularExpression wellFormed(
                u"^(\\s+[a-z][a-zA-Z-]*(=\"[^\"<]*\"|=[a-zA-Z0-9_-]+)?)*\\s*/?$"_s);
            static const QRegularExpression tag(u"<[a-zA-Z][a-zA-Z0-9]*((?:\"[^\"]*\"|[^\">])*)>"_s);
            for (const auto& match : tag.globalMatch(document))
                QVERIFY2(wellFormed.match(match.captured(1)).hasMatch(),
                    qPrintable(QString::fromLatin1(page.key()) + match.captured()));
            // A URL that would run something goes nowhere.
            const auto urls
                = m_renderer->render(pageRequest(), &realm, hostileModel(page.key(), *page, u"javascript:alert(1)"_s));
            QVERIFY2(urls.body().contains("javascript:alert(1)"), page.key().constData());
            static const QRegularExpression running(u"\\s(href|action|src)=\"\\s*javascript:|url=\\s*javascript:"_s);
            QVERIFY2(!running.match(QString::fromUtf8(urls.body())).hasMatch(), page.key().constData());
        }
    }

    void urlsThatRunScriptsBecomeHarmless()
    {
        for (const QString& url : { u"javascript:alert(1)"_s, u"JaVaScRiPt:alert(1)"_s, u"java\tscript:alert(1)"_s,
                 u"data:text/html,<script>"_s, u" javascript:alert(1)"_s }) {
            ErrorView view;
            view.backUrl = url;
            const auto error = m_renderer->render(pageRequest(), nullptr, errorPage(view));
            QVERIFY2(error.body().contains("id=\"back\" href=\"#\""), qPrintable(url));
            const auto interstitial = m_renderer->render(pageRequest(), nullptr, redirectInterstitialPage({ url, {} }));
            QVERIFY2(interstitial.body().contains("content=\"0;url=#\""), qPrintable(url));
            const auto formPost = m_renderer->render(pageRequest(), nullptr, formPostPage({ url, {}, {} }));
            QVERIFY2(formPost.body().contains("<form method=\"post\" action=\"#\""), qPrintable(url));
        }
        const auto native = m_renderer->render(
            pageRequest(), nullptr, redirectInterstitialPage({ u"com.example.app:/callback?code=a&state=b"_s, {} }));
        QVERIFY(native.body().contains("href=\"com.example.app:/callback?code=a&amp;state=b\""));
    }

    void pagesStayUnderTenKilobytes()
    {
        const PageRealm realm{ u"Example Corporation"_s, {} };
        ConsentView consent;
        consent.clientName = u"Demo application"_s;
        consent.scopes = u"openid profile email address phone offline_access"_s.split(u' ');
        QVERIFY(m_renderer->render(pageRequest(), &realm, consentPage(consent)).body().size() < 10 * 1024);
        SignInView signIn;
        signIn.withPassword = true;
        signIn.errors = { { texts::wrongCredentials, "password", {} } };
        QVERIFY(m_renderer->render(pageRequest(), &realm, signInPage(signIn)).body().size() < 10 * 1024);
        QFile script(u":/static/pages.js"_s);
        QVERIFY(script.open(QIODevice::ReadOnly));
        QVERIFY(script.size() < 15 * 1024);
    }

    void answersCarryTheSecurityHeaders()
    {
        SignInView view;
        PageModel page = signInPage(view);
        page.formActions = { "https://app.example", "bad; script-src *", "" };
        const auto response = m_renderer->render(pageRequest(), nullptr, page, 400);
        QCOMPARE(response.status(), 400);
        const QByteArray policy = response.header("content-security-policy");
        QVERIFY(policy.startsWith("default-src 'none'; script-src 'nonce-"));
        QVERIFY(policy.endsWith("form-action 'self' https://app.example"));
        QVERIFY(policy.contains("base-uri 'none'") && policy.contains("frame-ancestors 'none'"));
        const QByteArray nonce = policy.split('\'')[3].mid(6);
        QVERIFY(nonce.size() >= 22);
        QVERIFY(response.body().contains("nonce=\"" + nonce + '"'));
        QVERIFY(m_renderer->render(pageRequest(), nullptr, page).header("content-security-policy") != policy);
        QCOMPARE(response.header("cache-control"), "no-store");
        QCOMPARE(response.header("referrer-policy"), "same-origin");
        QCOMPARE(response.header("cross-origin-opener-policy"), "same-origin");
        QCOMPARE(response.header("content-language"), "en");
        page.opener = OpenerPolicy::Popup;
        QCOMPARE(m_renderer->render(pageRequest(), nullptr, page).header("cross-origin-opener-policy"), "unsafe-none");
    }

    void errorsAreSummarisedAndTiedToTheirFields()
    {
        SignInView view;
        view.username = u"jane <doe>"_s;
        view.withPassword = true;
        view.errors = { { texts::wrongCredentials, "password", {} }, { texts::formExpired, {}, {} } };
        const auto response = m_renderer->render(pageRequest(), nullptr, signInPage(view));
        const QByteArray body = response.body();
        QVERIFY(body.contains("<title>Error: Sign in – Auth Server</title>"));
        QVERIFY(body.contains("role=\"alert\""));
        QVERIFY(body.contains("<a href=\"#password\">The user name or the password is wrong"));
        QVERIFY(body.contains("id=\"password-error\""));
        QVERIFY(body.contains("aria-invalid=\"true\" aria-describedby=\"password-error\""));
        QVERIFY(!body.contains("id=\"username-error\""));
        QVERIFY(body.contains("value=\"jane &lt;doe&gt;\""));
    }

    void inputsKeepTheirNamesForPasswordManagers()
    {
        SignInView signIn;
        QByteArray body = m_renderer->render(pageRequest(), nullptr, signInPage(signIn)).body();
        QVERIFY(body.contains("id=\"username\" name=\"username\""));
        QVERIFY(body.contains("autocomplete=\"username\""));
        QVERIFY(!body.contains("type=\"password\""));
        QVERIFY(body.contains("id=\"submit\" name=\"submit\""));
        PasswordView password;
        password.username = u"jane"_s;
        body = m_renderer->render(pageRequest(), nullptr, passwordPage(password)).body();
        QVERIFY(body.contains("value=\"jane\" autocomplete=\"username\" readonly"));
        QVERIFY(body.contains("id=\"password\" name=\"password\" type=\"password\" autocomplete=\"current-password\""));
        SetupView setup;
        body = m_renderer->render(pageRequest(), nullptr, setupPage(setup)).body();
        QVERIFY(body.contains("autocomplete=\"new-password\" minlength=\"15\""));
        ConsentView consent;
        body = m_renderer->render(pageRequest(), nullptr, consentPage(consent)).body();
        QVERIFY(body.contains("id=\"allow\" name=\"allow\"") && body.contains("id=\"deny\" name=\"deny\""));
        LogoutConfirmView logout;
        body = m_renderer->render(pageRequest(), nullptr, logoutConfirmPage(logout)).body();
        QVERIFY(body.contains("id=\"confirm-logout\" name=\"confirm-logout\""));
    }

    void languageIsChosenInTheOrderOfTheSpecification()
    {
        const PageRealm german{ u"R"_s, u"de"_s };
        auto request = pageRequest();
        QCOMPARE(m_renderer->language(request, nullptr).tag, "en");
        QCOMPARE(m_renderer->language(request, &german).tag, "de");
        request.headers = { { "accept-language", "fr, de-AT;q=0.5, en;q=0.7" } };
        QCOMPARE(m_renderer->language(request, &german).tag, "en");
        request.headers.append(http::Header{ "cookie", "l=de" });
        QCOMPARE(m_renderer->language(request, &german).tag, "de");
        QCOMPARE(m_renderer->language(request, &german, u"tlh en-GB de"_s).tag, "en");
        request.query = "tx=1&locale=de";
        QCOMPARE(m_renderer->language(request, &german, u"en"_s).tag, "de");
        const auto response = m_renderer->render(request, nullptr, signInPage({}));
        QCOMPARE(response.header("set-cookie"), "l=de; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000");
        QVERIFY(response.body().contains("<html lang=\"de\" dir=\"ltr\">"));
        QVERIFY(response.body().contains("href=\"/sign-in?tx=1&amp;locale=en\""));
        request.query = "locale=xx%3B%0d%0aevil";
        QVERIFY(!m_renderer->render(request, nullptr, signInPage({})).hasHeader("set-cookie"));
    }

    void languageLinksNeverLeaveTheSite()
    {
        const auto response = m_renderer->render(pageRequest("//evil.example/x"), nullptr, signInPage({}));
        QVERIFY(response.body().contains("href=\"/evil.example/x?locale=de\""));
        QVERIFY(!response.body().contains("href=\"//"));
    }

    void acceptLanguageIsReadByWeight()
    {
        QCOMPARE(parseAcceptLanguage("da, en-gb;q=0.8, en;q=0.7"), (QList<QByteArray>{ "da", "en-gb", "en" }));
        QCOMPARE(parseAcceptLanguage("en;q=0.1,de;q=1.000,fr;q=0"), (QList<QByteArray>{ "de", "en" }));
        QCOMPARE(parseAcceptLanguage("*, de;q=x, ;q=1, en;q=0.12345"), QList<QByteArray>());
    }

    void pseudoLocaleShowsEveryTextThatIsNotTranslated()
    {
        auto request = pageRequest("/sign-in", "locale=en-XA");
        SignInView view;
        view.withPassword = true;
        view.cancellable = true;
        const auto body = QString::fromUtf8(m_renderer->render(request, nullptr, signInPage(view)).body());
        QVERIFY(body.contains(u"lang=\"en-XA\""));
        // Between tags stand only brackets' texts, the realm's name and the names of languages.
        static const QRegularExpression text(u">([^<>]*[A-Za-z][^<>]*)<"_s);
        for (const auto& match : text.globalMatch(body)) {
            const QString found = match.captured(1).trimmed();
            const bool known = found == u"Auth Server" || found == u"English" || found == u"Deutsch";
            QVERIFY2(known || found.startsWith(u'['), qPrintable(found));
        }
        request.query = "locale=ar-XB";
        QVERIFY(m_renderer->render(request, nullptr, signInPage(view)).body().contains("dir=\"rtl\""));
    }

    void namesFromOutsideDoNotTurnSentencesRound()
    {
        ConsentView view;
        view.clientName = u"evil\u202egnp.exe"_s;
        const auto body = QString::fromUtf8(m_renderer->render(pageRequest(), nullptr, consentPage(view)).body());
        QVERIFY(!body.contains(QChar(0x202e)));
        QVERIFY(body.contains(u"Allow \u2068evilgnp.exe\u2069 access?"));
    }

    void pluralFollowsTheNumberOfSessions()
    {
        AccountView view;
        view.sessions = { { u"a"_s, u"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"_s,
            u"192.0.2.1"_s, {}, {}, {}, true } };
        QByteArray body = m_renderer->render(pageRequest(), nullptr, accountPage(view, "en")).body();
        QVERIFY(body.contains("on one device") && body.contains("Firefox · Linux")
            && !body.contains("id=\"revoke-others\""));
        view.sessions.append({ u"b"_s, {}, {}, {}, {}, {}, false });
        auto request = pageRequest("/account", "locale=de");
        body = m_renderer->render(request, nullptr, accountPage(view, "de")).body();
        QVERIFY(body.contains("auf 2 Geräten") && body.contains("Unbekannter Browser")
            && body.contains("name=\"session\" value=\"b\""));
        QVERIFY(body.contains("aria-label=\"Unbekannter Browser abmelden, zuletzt aktiv 01.01.70"));
    }

    void errorPageNamesTheReferenceAndTheWayBack()
    {
        Error error(ErrorCode::InvalidRequest, u"redirect_uri <is> not registered"_s, u"secret detail"_s);
        auto response = m_renderer->render(pageRequest(), error);
        QCOMPARE(response.status(), 400);
        QVERIFY(response.body().contains("01-correlation"));
        QVERIFY(response.body().contains("redirect_uri &lt;is&gt; not registered"));
        QVERIFY(!response.body().contains("secret detail"));
        QVERIFY(!response.body().contains("id=\"back\""));
        response = m_renderer->renderError(pageRequest(), nullptr, error, u"https://app.example/"_s, u"My App"_s);
        QVERIFY(response.body().contains("id=\"back\" href=\"https://app.example/\">Back to My App</a>"));
        Error busy(ErrorCode::Unavailable, u"pool is full"_s);
        busy.retryAfterSeconds = 3;
        response = m_renderer->render(pageRequest("/authorize", "client_id=a"), busy);
        QCOMPARE(response.header("retry-after"), "3");
        QVERIFY(!response.body().contains("pool is full"));
        QVERIFY(response.body().contains("href=\"/authorize?client_id=a\""));
    }

    void formPostKeepsValuesExactly()
    {
        const auto response = m_renderer->render(pageRequest(), nullptr,
            formPostPage({ u"https://app.example/cb?x=1"_s,
                { { u"code"_s, u"a\"b"_s }, { u"state"_s, u"line\nbreak\ttab"_s } }, {} }));
        QVERIFY(response.body().contains("action=\"https://app.example/cb?x=1\""));
        QVERIFY(response.body().contains("name=\"code\" value=\"a&quot;b\""));
        QVERIFY(response.body().contains("value=\"line\nbreak\ttab\""));
        QVERIFY(response.header("content-security-policy").endsWith("form-action 'self' https://app.example"));
    }

    void formActionNamesOriginOrScheme()
    {
        QCOMPARE(formActionSource("https://App.Example:8443/cb?x"), "https://app.example:8443");
        QCOMPARE(formActionSource("http://127.0.0.1:5000/cb"), "http://127.0.0.1:5000");
        QCOMPARE(formActionSource("com.example.app:/cb"), "com.example.app:");
        for (const char* uri : { "http://[::1]:5000/cb", "javascript:alert(1)", "https://a@b/", "https://a;b/",
                 "https:/x", "/cb", "https://a:b/", "https://a b/", "data:text/html,x", "https://a\\b/", "https:///x" })
            QVERIFY2(!formActionSource(uri), uri);
    }

    void csrfTokenIsBoundToBrowserAndPurpose()
    {
        const Csrf csrf{ Secret(QByteArray(32, 'k')) };
        const auto first = BrowserCookie::of(pageRequest());
        QVERIFY(first.isNew());
        auto request = pageRequest();
        request.headers = { { "cookie", "b=" + first.value() } };
        const auto again = BrowserCookie::of(request);
        QVERIFY(!again.isNew());
        const QString token = csrf.token(first, "sign-in:1");
        QVERIFY(csrf.verify(again, "sign-in:1", token));
        QVERIFY(!csrf.verify(again, "sign-in:2", token));
        QVERIFY(!csrf.verify(again, "sign-in:1", token + u'x'));
        QVERIFY(!csrf.verify(again, "sign-in:1", {}));
        QVERIFY2(!csrf.verify(first, "sign-in:1", token), "a browser without the cookie has no token");
        QVERIFY(!Csrf{ Secret(QByteArray(32, 'l')) }.verify(again, "sign-in:1", token));
        request.headers = { { "cookie", "b=short" } };
        QVERIFY(BrowserCookie::of(request).isNew());
    }

    void threadsDrawTheSamePageAtOnce()
    {
        const PageRealm realm { u"Example"_s, {} };
        const auto draw = [this, &realm](const QByteArray& locale) {
            ConsentView view;
            view.clientName = u"App"_s;
            view.scopes = { u"openid"_s, u"email"_s };
            auto body = m_renderer->render(pageRequest("/consent", "locale=" + locale), &realm, consentPage(view)).body();
            const auto nonce = body.mid(body.indexOf("nonce=\"") + 7, 22);
            return body.replace(nonce, "N");
        };
        const QByteArray expected[] = { draw("en"), draw("de") };
        QVERIFY(expected[0] != expected[1]);
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (int number = 0; number < 4; ++number) {
            threads.emplace_back([&, number] {
                for (int round = 0; round < 200; ++round)
                    wrong += draw((round + number) % 2 ? "de" : "en") != expected[(round + number) % 2];
            });
        }
        for (auto& thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
    }

    void cspReportsLoseWhatIsSecret()
    {
        const auto report = parseCspReport("{\"csp-report\":{\"document-uri\":\"https://id.example/sign-in?tx=secret\","
                                           "\"effective-directive\":\"form-action\",\"blocked-uri\":\"https://u:p@app.example:8443/cb?code=secret\"}}");
        QVERIFY(report);
        QCOMPARE(report->directive, u"form-action"_s);
        QCOMPARE(report->blocked, u"https://app.example:8443"_s);
        QCOMPARE(report->page, u"/sign-in"_s);
        QCOMPARE(parseCspReport("{\"csp-report\":{\"violated-directive\":\"x\",\"blocked-uri\":\"com.app:/cb?code=secret\"}}")->blocked, u"com.app"_s);
        QCOMPARE(parseCspReport("{\"csp-report\":{\"violated-directive\":\"x\",\"blocked-uri\":\"inline\"}}")->blocked, u"inline"_s);
        for (const char* body : { "", "[]", "{}", "{\"csp-report\":1}", "{\"csp-report\":{\"blocked-uri\":\"x\"}}" })
            QVERIFY2(!parseCspReport(body), body);
        QVERIFY(!parseCspReport("{\"csp-report\":{\"violated-directive\":\"" + QByteArray(9000, 'a') + "\"}}"));
    }

    void cookiesAreHostBoundOverTls()
    {
        auto request = pageRequest();
        http::Response response;
        setCookie(&response, request, "b", "v");
        QCOMPARE(response.header("set-cookie"), "b=v; Path=/; HttpOnly; SameSite=Lax");
        request.secure = true;
        http::Response secure;
        BrowserCookie::of(request).applyTo(&secure, request);
        QVERIFY(secure.header("set-cookie").startsWith("__Host-b="));
        QVERIFY(secure.header("set-cookie").contains("; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=31536000"));
        request.headers = { { "cookie", "b=" + QByteArray(43, 'A') } };
        QVERIFY2(BrowserCookie::of(request).isNew(), "over TLS only the prefixed cookie counts");
    }

    void oldestSessionCookiesAreDroppedBeyondSixteen()
    {
        const RealmId realm{ *Uuid::parse("01900000-0000-7000-8000-000000000001") };
        auto request = pageRequest();
        request.secure = true;
        QByteArray header;
        for (int i = 0; i < 17; ++i)
            header += "__Host-s-realm0" + QByteArray::number(10 + i) + "=x; ";
        request.headers = { { "cookie", header.chopped(2) } };
        http::Response response;
        setSessionCookie(&response, request, realm, "value");
        QByteArrayList set;
        for (const auto& field : response.headers())
            set.append(field.value);
        QCOMPARE(set.size(), 3);
        QVERIFY(set[0].startsWith("__Host-s-realm010=;") && set[0].endsWith("Max-Age=0"));
        QVERIFY(set[1].startsWith("__Host-s-realm011=;"));
        const QByteArray name = "__Host-" + sessionCookieBase(realm);
        QCOMPARE(name.size(), QByteArray("__Host-s-").size() + 8);
        QVERIFY(set[2].startsWith(name + "=value;"));
        request.headers = { { "cookie", name + '=' + QByteArray(43, 'A') } };
        QCOMPARE(sessionCookie(request, realm), QByteArray(43, 'A'));
        QVERIFY(!sessionCookie(request, RealmId{ *Uuid::parse("01900000-0000-7000-8000-000000000002") }));
    }

private:
    std::unique_ptr<PageRenderer> m_renderer;
};

AUTH_TEST(PageRendererTest);

#include "PageRendererTest.moc"
