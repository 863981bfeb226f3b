// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "dev/Gallery.h"
#include "http/Router.h"
#include "pages/CspReports.h"
#include "pages/PageRenderer.h"

#include <qcorotask.h>

using namespace auth;
using namespace Qt::StringLiterals;

class PageRoutesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto renderer = pages::PageRenderer::create();
        QVERIFY(renderer);
        m_renderer = *std::move(renderer);
        m_router = std::make_unique<http::Router>();
        m_router->setErrorPage(m_renderer.get());
        m_renderer->staticFiles().addRoutes(m_router.get());
        pages::addCspReportRoute(m_router.get());
        dev::addGalleryRoutes(m_router.get(), m_renderer.get());
    }

    void servesFilesUnderTheNameOfTheirContents()
    {
        for (const char* name : { "pages.css", "pages.js", "icon.svg" }) {
            const QByteArray url = m_renderer->staticFiles().url(name).toLatin1();
            const auto response = dispatch(http::Method::Get, url);
            QCOMPARE(response.status(), 200);
            QCOMPARE(response.header("cache-control"), "public, max-age=31536000, immutable");
            QVERIFY(!response.body().isEmpty());
            QCOMPARE(dispatch(http::Method::Get, "/static/" + QByteArray(name)).status(), 404);
        }
        QCOMPARE(dispatch(http::Method::Get, "/favicon.ico").header("content-type"), "image/svg+xml");
    }

    void galleryShowsEveryPageInUnderTenKilobytes()
    {
        for (const auto& sample : dev::samplePages("en")) {
            const auto response = dispatch(http::Method::Get, "/dev/pages/" + sample.name);
            QCOMPARE(response.status(), sample.status);
            QVERIFY2(response.body().size() < 10 * 1024, sample.name.constData());
            QVERIFY(dispatch(http::Method::Get, "/dev/pages").body().contains("/dev/pages/" + sample.name + '"'));
        }
    }

    void errorsOfBrowserRoutesArePages()
    {
        const auto response = dispatch(http::Method::Get, "/dev/pages/none");
        QCOMPARE(response.status(), 404);
        QVERIFY(response.header("content-type").startsWith("text/html"));
        QVERIFY(response.body().contains("id=\"request-id\""));
        QVERIFY(response.body().contains("the-correlation-id"));
        QCOMPARE(response.header("x-content-type-options"), "nosniff");
    }

    void sendsWhoCameByAnAddressToTheNameOfTheServer_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("mode");
        QTest::addColumn<bool>("explains");
        const QByteArray localhost("http://localhost:8080");
        QTest::newRow("IPv4") << localhost << QByteArray("127.0.0.1:8080") << QByteArray("navigate") << true;
        QTest::newRow("IPv6") << localhost << QByteArray("[::1]:8080") << QByteArray("navigate") << true;
        QTest::newRow("without a port") << localhost << QByteArray("192.0.2.1") << QByteArray("navigate") << true;
        QTest::newRow("by its name") << localhost << QByteArray("localhost:8080") << QByteArray("navigate") << false;
        QTest::newRow("by another name") << localhost << QByteArray("box.test:8080") << QByteArray("navigate") << false;
        QTest::newRow("a program") << localhost << QByteArray("127.0.0.1:8080") << QByteArray() << false;
        QTest::newRow("in production") << QByteArray("https://id.example") << QByteArray("127.0.0.1:8080") << QByteArray("navigate") << false;
    }
    void sendsWhoCameByAnAddressToTheNameOfTheServer()
    {
        QFETCH(QByteArray, origin);
        QFETCH(QByteArray, host);
        QFETCH(QByteArray, mode);
        QFETCH(bool, explains);
        m_router->setPublicOrigin(origin);
        m_renderer->setPublicOrigin(origin);
        http::Request request;
        request.path = "/dev/pages/sign_in";
        request.secure = true;
        request.headers = { { "accept", "text/html" }, { "host", host } };
        if (!mode.isEmpty())
            request.headers.append(http::Header { "sec-fetch-mode", mode });
        const auto response = QCoro::waitFor(m_router->dispatch(std::move(request)));
        QCOMPARE(response.status(), explains ? 403 : 200);
        QCOMPARE(response.body().contains("href=\"http://localhost:8080/dev/pages/sign_in\""), explains);
        m_router->setPublicOrigin({});
        m_renderer->setPublicOrigin({});
    }

    void takesCspReportsAndNothingElse()
    {
        const QByteArray report = "{\"csp-report\":{\"effective-directive\":\"form-action\",\"blocked-uri\":\"https://app.example/\"}}";
        QCOMPARE(dispatch(http::Method::Post, "/csp", report, "application/csp-report").status(), 204);
        QCOMPARE(dispatch(http::Method::Post, "/csp", report, "application/json").status(), 415);
        QCOMPARE(dispatch(http::Method::Post, "/csp", "{", "application/csp-report").status(), 400);
    }

private:
    http::Response dispatch(http::Method method, QByteArray path, QByteArray body = {}, QByteArray type = {})
    {
        http::Request request;
        request.method = method;
        request.path = std::move(path);
        request.body = std::move(body);
        request.correlationId = "the-correlation-id";
        request.headers = { { "accept", "text/html" } };
        if (!type.isEmpty())
            request.headers.append(http::Header { "content-type", std::move(type) });
        return QCoro::waitFor(m_router->dispatch(std::move(request)));
    }

    std::unique_ptr<pages::PageRenderer> m_renderer;
    std::unique_ptr<http::Router> m_router;
};

AUTH_TEST(PageRoutesTest);

#include "PageRoutesTest.moc"
