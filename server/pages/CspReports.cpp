// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/CspReports.h"

#include "core/Json.h"
#include "core/Log.h"

#include <QtCore/QUrl>

#include <memory>

using namespace Qt::StringLiterals;

namespace auth::pages {

namespace {

    constexpr int reportsPerMinute = 10;

    /// Of one thread's route.
    struct Budget {
        Deadline minuteEnds {};
        int logged = 0;

        bool spend()
        {
            const Deadline now = std::chrono::steady_clock::now();
            if (now >= minuteEnds)
                *this = { now + std::chrono::minutes(1), 0 };
            return logged++ < reportsPerMinute;
        }
    };

    Task<Result<http::Response>> receive(std::shared_ptr<Budget> budget, http::Request request)
    {
        if (request.contentType() != "application/csp-report")
            co_return failure(ErrorCode::UnsupportedMediaType, u"Reports are application/csp-report."_s);
        const CspReport report = CO_TRY(parseCspReport(request.body));
        if (budget->spend()) {
            logWarning("csp.violation",
                { { "request_id", request.correlationId }, { "directive", report.directive }, { "blocked", report.blocked },
                    { "page", report.page } });
        }
        co_return http::Response::noContent();
    }

}

Result<CspReport> parseCspReport(QByteArray body)
{
    const QJsonObject document = TRY(parseJsonObject(body, { .bytes = 8 * 1024, .depth = 4, .members = 64 }));
    const QJsonObject fields = document.value(u"csp-report").toObject();
    QString directive = fields.value(u"effective-directive").toString();
    if (directive.isEmpty())
        directive = fields.value(u"violated-directive").toString();
    if (directive.isEmpty())
        return failure(ErrorCode::Malformed, u"The report names no directive."_s);
    const QString blocked = fields.value(u"blocked-uri").toString();
    const QUrl blockedUrl(blocked);
    const bool hasOrigin = !blockedUrl.host().isEmpty();
    const QString page = QUrl(fields.value(u"document-uri").toString()).path();
    return CspReport { directive.left(64),
        (hasOrigin ? blockedUrl.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo).toString()
                   : blocked.section(u':', 0, 0))
            .left(256),
        page.left(256) };
}

void addCspReportRoute(http::Router* router)
{
    http::Route route;
    route.method = http::Method::Post;
    route.pattern = "/csp";
    route.style = http::RouteStyle::Public;
    route.bodyLimit = 8 * 1024;
    route.handler = [budget = std::make_shared<Budget>()](http::Request request) { return receive(budget, std::move(request)); };
    router->add(std::move(route));
}

}
