// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "core/Json.h"
#include "http/Router.h"

#include <qcorotimer.h>

#include <QtCore/QTimer>

#include <stdexcept>

using namespace auth;
using namespace auth::http;
using namespace std::chrono_literals;

namespace {

Task<Result<Response>> echoParameters(Request request)
{
    QJsonObject object;
    for (const auto &[name, value] : request.pathParameters)
        object.insert(QString::fromLatin1(name), value);
    co_return Response::json(object);
}

Task<Result<Response>> sayOk(Request)
{
    co_return Response::json(QByteArrayLiteral("{}"));
}

Task<Result<Response>> throwsSomething(Request)
{
    throw std::runtime_error("secret cause");
    co_return Response();
}

Task<Result<Response>> neverInTime(Request request)
{
    for (int i = 0; i < 200 && !request.cancellation->cancelled; ++i) {
        QTimer timer;
        timer.start(20);
        co_await timer;
    }
    co_return Response::json(QByteArrayLiteral("{\"late\":true}"));
}

/// A handler that fails with \a error.
Handler failingWith(Error error)
{
    struct Fail {
        static Task<Result<Response>> run(Request, Error error) { co_return std::unexpected(std::move(error)); }
    };
    return [error](Request request) { return Fail::run(std::move(request), error); };
}

class OneOrigin final : public CorsOrigins {
public:
    Task<bool> isRegistered(QString realm, QByteArray, QByteArray origin) override
    {
        co_return realm == QLatin1StringView("main") && origin == "https://app.example";
    }
    Task<bool> isOwnHost(QByteArray host) override { co_return host == "login.acme.example"; }
};

Request get(QByteArray path, QList<Header> headers = {})
{
    Request request;
    request.path = std::move(path);
    request.headers = std::move(headers);
    request.cancellation = std::make_shared<Cancellation>();
    request.correlationId = "test-0001";
    return request;
}

Request with(Method method, QByteArray path, QList<Header> headers = {})
{
    Request request = get(std::move(path), std::move(headers));
    request.method = method;
    return request;
}

Response send(Router &router, Request request)
{
    return QCoro::waitFor(router.dispatch(std::move(request)));
}

QJsonObject bodyOf(const Response &response)
{
    return parseJsonObject(response.body()).value();
}

}

class RouterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void prefersALiteralAndFallsBackToTheParameter()
    {
        Router router;
        router.add({ .pattern = "/realms/main/keys", .handler = sayOk, .name = "literal" });
        router.add({ .pattern = "/realms/{realm}/token", .handler = echoParameters });
        QCOMPARE(bodyOf(send(router, get("/realms/main/token"))).value(u"realm").toString(), QStringLiteral("main"));
        QCOMPARE(send(router, get("/realms/main/keys")).body(), QByteArrayLiteral("{}"));
        QCOMPARE(send(router, get("/realms/other/keys")).status(), 404);
        QCOMPARE(send(router, get("/realms//token")).status(), 404);
        QCOMPARE(send(router, get("/realms/main/token/")).status(), 404);
        QCOMPARE(send(router, get("/Realms/main/token")).status(), 404);
    }

    void decodesParametersStrictly_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("value");
        QTest::newRow("plain") << QByteArray("/a/b-c") << 200 << QStringLiteral("b-c");
        QTest::newRow("utf-8") << QByteArray("/a/%C3%A4") << 200 << QStringLiteral("ä");
        QTest::newRow("plus stays") << QByteArray("/a/a+b") << 200 << QStringLiteral("a+b");
        QTest::newRow("last byte encoded") << QByteArray("/a/x%41") << 200 << QStringLiteral("xA");
        QTest::newRow("half an escape") << QByteArray("/a/%4") << 400 << QString();
        QTest::newRow("not hex") << QByteArray("/a/%zz") << 400 << QString();
        QTest::newRow("not utf-8") << QByteArray("/a/%ff") << 400 << QString();
        QTest::newRow("surrogate") << QByteArray("/a/%ED%A0%80") << 400 << QString();
        QTest::newRow("nul") << QByteArray("/a/%00") << 400 << QString();
    }
    void decodesParametersStrictly()
    {
        QFETCH(QByteArray, path);
        QFETCH(int, status);
        QFETCH(QString, value);
        Router router;
        router.add({ .pattern = "/a/{value}", .handler = echoParameters });
        const Response response = send(router, get(path));
        QCOMPARE(response.status(), status);
        if (status == 200)
            QCOMPARE(bodyOf(response).value(u"value").toString(), value);
    }

    void restParameterTakesSegmentsButNoTraversal()
    {
        Router router;
        router.add({ .pattern = "/static/{path...}", .handler = echoParameters });
        QCOMPARE(bodyOf(send(router, get("/static/css/a.css"))).value(u"path").toString(), QStringLiteral("css/a.css"));
        for (const char *path : { "/static/../secret", "/static/%2e%2e/secret", "/static/a//b", "/static/a%2fb",
                 "/static/a%5cb", "/static/./a" })
            QCOMPARE(send(router, get(path)).status(), 400);
        QCOMPARE(send(router, get("/static/")).status(), 404);
    }

    void answersAWrongMethodWithAllow()
    {
        Router router;
        router.add({ .method = Method::Post, .pattern = "/token", .style = RouteStyle::OAuthJson, .handler = sayOk });
        router.add({ .pattern = "/both", .handler = sayOk });
        const Response response = send(router, get("/token"));
        QCOMPARE(response.status(), 405);
        QCOMPARE(response.header("Allow"), QByteArrayLiteral("POST, OPTIONS"));
        QCOMPARE(bodyOf(response).value(u"error").toString(), QStringLiteral("invalid_request"));
        QCOMPARE(send(router, with(Method::Delete, "/both")).header("Allow"), QByteArrayLiteral("GET, HEAD, OPTIONS"));
        QCOMPARE(send(router, with(Method::Head, "/both")).status(), 200);
        QCOMPARE(send(router, with(Method::Options, "/both")).status(), 204);
    }

    void carriesTheCorrelationIdAndMakesOneWhereThereIsNone()
    {
        Router router;
        router.add({ .pattern = "/x", .handler = sayOk });
        QCOMPARE(send(router, get("/x")).header("X-Request-Id"), QByteArrayLiteral("test-0001"));
        Request request = get("/missing");
        request.correlationId.clear();
        const Response first = send(router, request);
        const Response second = send(router, request);
        QVERIFY(first.header("X-Request-Id").size() >= 16);
        QVERIFY(first.header("X-Request-Id") != second.header("X-Request-Id"));
        QCOMPARE(bodyOf(first).value(u"request_id").toString().toLatin1(), first.header("X-Request-Id"));
    }

    void answersAnExceptionWith500AndKeepsItsCause()
    {
        Router router;
        router.add({ .pattern = "/x", .style = RouteStyle::ProblemJson, .handler = throwsSomething });
        const Response response = send(router, get("/x"));
        QCOMPARE(response.status(), 500);
        QVERIFY(!response.body().contains("secret cause"));
        QCOMPARE(bodyOf(response).value(u"code").toString(), QStringLiteral("server_error"));
    }

    void answers503AtTheDeadlineAndCancels()
    {
        Router router;
        router.add({ .pattern = "/slow", .style = RouteStyle::ProblemJson, .handler = neverInTime, .timeout = 60ms });
        Request request = get("/slow");
        const auto cancellation = request.cancellation;
        const Response response = send(router, request);
        QCOMPARE(response.status(), 503);
        QCOMPARE(response.header("Retry-After"), QByteArrayLiteral("1"));
        QVERIFY(cancellation->cancelled);
        QTRY_COMPARE(spawnedTasksInFlight(), 0);
    }

    void rendersOAuthErrorsAsRfc6749()
    {
        Router router;
        router.add({ .method = Method::Post,
            .pattern = "/client",
            .style = RouteStyle::OAuthJson,
            .handler = failingWith(
                { ErrorCode::InvalidClient, QStringLiteral("No \"such\" client ä."), QStringLiteral("inner") }) });
        router.add({ .method = Method::Post,
            .pattern = "/type",
            .style = RouteStyle::OAuthJson,
            .handler = failingWith({ ErrorCode::UnsupportedMediaType, QStringLiteral("Form only.") }) });
        const Response response = send(router, with(Method::Post, "/client"));
        QCOMPARE(response.status(), 401);
        QVERIFY(response.header("WWW-Authenticate").startsWith("Basic "));
        QCOMPARE(response.header("Cache-Control"), QByteArrayLiteral("no-store"));
        QCOMPARE(response.header("Content-Type"), QByteArrayLiteral("application/json"));
        QCOMPARE(bodyOf(response).value(u"error").toString(), QStringLiteral("invalid_client"));
        QCOMPARE(bodyOf(response).value(u"error_description").toString(), QStringLiteral("No 'such' client ?."));
        QVERIFY(!response.body().contains("inner"));
        const Response type = send(router, with(Method::Post, "/type"));
        QCOMPARE(type.status(), 415);
        QCOMPARE(bodyOf(type).value(u"error").toString(), QStringLiteral("invalid_request"));
    }

    void rendersBearerChallengesAsRfc6750()
    {
        Router router;
        router.add({ .pattern = "/none",
            .style = RouteStyle::Bearer,
            .handler = failingWith({ ErrorCode::Unauthenticated, QStringLiteral("x") }) });
        router.add({ .pattern = "/bad",
            .style = RouteStyle::Bearer,
            .handler = failingWith({ ErrorCode::InvalidToken, QStringLiteral("expired") }) });
        router.add({ .pattern = "/scope",
            .style = RouteStyle::Bearer,
            .handler = failingWith({ ErrorCode::InsufficientScope, QStringLiteral("openid") }) });
        const Response none = send(router, get("/none"));
        QCOMPARE(none.status(), 401);
        QCOMPARE(none.header("WWW-Authenticate"), QByteArrayLiteral("Bearer realm=\"oauth\""));
        QCOMPARE(send(router, get("/bad")).header("WWW-Authenticate"),
            QByteArrayLiteral("Bearer realm=\"oauth\", error=\"invalid_token\", error_description=\"expired\""));
        QCOMPARE(send(router, get("/scope")).status(), 403);
        QVERIFY(send(router, get("/scope")).header("WWW-Authenticate").contains("error=\"insufficient_scope\""));
    }

    void rendersProblemsAsRfc9457()
    {
        Error error(ErrorCode::ValidationFailed, QStringLiteral("Two fields."), QStringLiteral("inner"));
        error.fields = { { QStringLiteral("/name"), QStringLiteral("required"), QStringLiteral("Give a name.") } };
        Router router;
        router.add({ .method = Method::Post,
            .pattern = "/x",
            .style = RouteStyle::ProblemJson,
            .handler = failingWith(error) });
        const Response response = send(router, with(Method::Post, "/x"));
        QCOMPARE(response.status(), 422);
        QCOMPARE(response.header("Content-Type"), QByteArrayLiteral("application/problem+json"));
        const QJsonObject body = bodyOf(response);
        QCOMPARE(body.value(u"code").toString(), QStringLiteral("validation_failed"));
        QCOMPARE(body.value(u"title").toString(), QStringLiteral("Unprocessable Content"));
        QCOMPARE(body.value(u"status").toInt(), 422);
        QCOMPARE(body.value(u"detail").toString(), QStringLiteral("Two fields."));
        QCOMPARE(body.value(u"fields")[0][u"path"].toString(), QStringLiteral("/name"));
        QVERIFY(!response.body().contains("inner"));
    }

    void escapesThePlainErrorPage()
    {
        Router router;
        router.add({ .pattern = "/x",
            .style = RouteStyle::Browser,
            .handler = failingWith({ ErrorCode::InvalidRequest, QStringLiteral("<script>") }) });
        const Response response = send(router, get("/x"));
        QCOMPARE(response.status(), 400);
        QVERIFY(response.body().contains("&lt;script&gt;"));
        QVERIFY(response.body().contains("test-0001"));
    }

    void browserPagesCarrySecurityHeaders()
    {
        Router router;
        router.add({ .pattern = "/page", .style = RouteStyle::Browser, .handler = sayOk });
        Request request = get("/page");
        const Response plain = send(router, request);
        QVERIFY(plain.header("Content-Security-Policy").contains("frame-ancestors 'none'"));
        QCOMPARE(plain.header("Referrer-Policy"), QByteArrayLiteral("same-origin"));
        QCOMPARE(plain.header("X-Content-Type-Options"), QByteArrayLiteral("nosniff"));
        QCOMPARE(plain.header("Cache-Control"), QByteArrayLiteral("no-store"));
        QCOMPARE(plain.header("Cross-Origin-Opener-Policy"), QByteArrayLiteral("same-origin"));
        QVERIFY(plain.hasHeader("Permissions-Policy"));
        QVERIFY(!plain.hasHeader("Strict-Transport-Security"));
        request.secure = true;
        QVERIFY(send(router, request).hasHeader("Strict-Transport-Security"));
    }

    void browserPostMustComeFromOurOwnPages_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<QByteArray>("site");
        QTest::addColumn<int>("status");
        const QByteArray none;
        QTest::newRow("own origin") << QByteArray("https://id.example") << none << 200;
        QTest::newRow("own origin, same-origin")
            << QByteArray("https://id.example") << QByteArray("same-origin") << 200;
        QTest::newRow("same-origin only") << none << QByteArray("same-origin") << 200;
        QTest::newRow("null beside same-origin") << QByteArray("null") << QByteArray("same-origin") << 200;
        QTest::newRow("null alone") << QByteArray("null") << none << 403;
        QTest::newRow("null cross-site") << QByteArray("null") << QByteArray("cross-site") << 403;
        QTest::newRow("neither") << none << none << 403;
        QTest::newRow("same-site") << QByteArray("https://id.example") << QByteArray("same-site") << 403;
        QTest::newRow("other origin") << QByteArray("https://evil.example") << none << 403;
        QTest::newRow("other port") << QByteArray("https://id.example:444") << none << 403;
        QTest::newRow("other scheme") << QByteArray("http://id.example") << none << 403;
        QTest::newRow("other origin that claims same-origin")
            << QByteArray("https://evil.example") << QByteArray("same-origin") << 403;
    }
    void browserPostMustComeFromOurOwnPages()
    {
        QFETCH(QByteArray, origin);
        QFETCH(QByteArray, site);
        QFETCH(int, status);
        Router router;
        router.setPublicOrigin("https://id.example");
        router.add({ .method = Method::Post, .pattern = "/login", .style = RouteStyle::Browser, .handler = sayOk });
        router.add(
            { .method = Method::Post, .pattern = "/authorize", .style = RouteStyle::Redirect, .handler = sayOk });
        QList<Header> headers;
        if (!origin.isNull())
            headers.append({ "origin", origin });
        if (!site.isNull())
            headers.append({ "sec-fetch-site", site });
        Request request = with(Method::Post, "/login", headers);
        request.secure = true;
        QCOMPARE(send(router, request).status(), status);
        request.path = "/authorize";
        QCOMPARE(send(router, request).status(), 200);
    }

    void thePathOfAPublicUrlIsNoPartOfTheOrigin()
    {
        for (const char *url : { "https://id.example", "https://id.example/", "https://id.example/auth/" }) {
            Router router;
            router.setPublicOrigin(url);
            router.add(
                { .method = Method::Post, .pattern = "/login", .style = RouteStyle::Browser, .handler = sayOk });
            Request request = with(Method::Post, "/login", { { "origin", "https://id.example" } });
            request.secure = true;
            QCOMPARE(send(router, request).status(), 200);
        }
    }

    void plainHttpIsSentToHttpsOrRefused()
    {
        Router router;
        router.setPublicOrigin("https://id.example");
        router.add({ .pattern = "/login", .style = RouteStyle::Browser, .handler = sayOk });
        router.add({ .method = Method::Post, .pattern = "/token", .style = RouteStyle::OAuthJson, .handler = sayOk });
        router.add({ .pattern = "/health/live", .handler = sayOk });
        Request request = get("/login");
        request.query = "a=b";
        QCOMPARE(send(router, request).status(), 308);
        QCOMPARE(send(router, request).header("Location"), QByteArrayLiteral("https://id.example/login?a=b"));
        QCOMPARE(send(router, with(Method::Post, "/token")).status(), 403);
        QCOMPARE(send(router, get("/health/live")).status(), 200);
    }

    void corsLetsInRegisteredOriginsOnly()
    {
        OneOrigin origins;
        Router router;
        router.setCorsOrigins(&origins);
        router.add({ .method = Method::Post,
            .pattern = "/realms/{realm}/token",
            .style = RouteStyle::OAuthJson,
            .handler = sayOk,
            .cors = CorsPolicy::RegisteredOrigins });
        router.add({ .pattern = "/jwks", .handler = sayOk, .cors = CorsPolicy::AnyOrigin });
        router.add({ .pattern = "/authorize", .style = RouteStyle::Redirect, .handler = sayOk });
        const Header good { "origin", "https://app.example" };
        const Header evil { "origin", "https://evil.example" };
        const Header null { "origin", "null" };
        const Header post { "access-control-request-method", "POST" };

        const Response preflight = send(router, with(Method::Options, "/realms/main/token", { good, post }));
        QCOMPARE(preflight.status(), 204);
        QCOMPARE(preflight.header("Access-Control-Allow-Origin"), QByteArrayLiteral("https://app.example"));
        QVERIFY(preflight.header("Access-Control-Allow-Headers").contains("Authorization"));
        QCOMPARE(preflight.header("Vary"), QByteArrayLiteral("Origin"));
        QVERIFY(!preflight.hasHeader("Access-Control-Allow-Credentials"));
        for (const auto &header : { evil, null }) {
            QVERIFY(!send(router, with(Method::Options, "/realms/main/token", { header, post }))
                    .hasHeader("Access-Control-Allow-Origin"));
            QVERIFY(!send(router, with(Method::Post, "/realms/main/token", { header }))
                    .hasHeader("Access-Control-Allow-Origin"));
        }
        QVERIFY(!send(router, with(Method::Post, "/realms/other/token", { good }))
                .hasHeader("Access-Control-Allow-Origin"));
        QCOMPARE(send(router, with(Method::Post, "/realms/main/token", { good })).header("Access-Control-Allow-Origin"),
            QByteArrayLiteral("https://app.example"));
        QCOMPARE(send(router, get("/jwks", { evil })).header("Access-Control-Allow-Origin"), QByteArrayLiteral("*"));
        for (const Method method : { Method::Options, Method::Get })
            QVERIFY(!send(router, with(method, "/authorize", { good, post })).hasHeader("Access-Control-Allow-Origin"));
    }

    void errorsOfCorsRoutesCanBeReadByTheOrigin()
    {
        OneOrigin origins;
        Router router;
        router.setCorsOrigins(&origins);
        router.add({ .method = Method::Post,
            .pattern = "/realms/{realm}/token",
            .style = RouteStyle::OAuthJson,
            .handler = failingWith({ ErrorCode::InvalidGrant, QStringLiteral("x") }),
            .cors = CorsPolicy::RegisteredOrigins });
        const Response response
            = send(router, with(Method::Post, "/realms/main/token", { { "origin", "https://app.example" } }));
        QCOMPARE(response.status(), 400);
        QCOMPARE(response.header("Access-Control-Allow-Origin"), QByteArrayLiteral("https://app.example"));
    }

    void tellsTheObserverRouteAndStatus()
    {
        Router router;
        router.add({ .pattern = "/a/{b}", .handler = sayOk });
        QByteArray seen;
        router.setObserver([&seen](const Route *route, Method, int status, std::chrono::nanoseconds) {
            seen = (route ? route->name : QByteArray("none")) + ' ' + QByteArray::number(status);
        });
        send(router, get("/a/1"));
        QCOMPARE(seen, QByteArrayLiteral("/a/{b} 200"));
        send(router, get("/nothing"));
        QCOMPARE(seen, QByteArrayLiteral("none 404"));
    }

    void knowsTheBodyLimitOfARoute()
    {
        Router router;
        router.add({ .method = Method::Post, .pattern = "/big", .handler = sayOk, .bodyLimit = 1'000'000 });
        QCOMPARE(router.bodyLimit(Method::Post, "/big"), 1'000'000);
        QCOMPARE(router.bodyLimit(Method::Post, "/else"), 64 * 1024);
        QCOMPARE(router.routes().size(), size_t(1));
    }
};

AUTH_TEST(RouterTest);
#include "RouterTest.moc"
