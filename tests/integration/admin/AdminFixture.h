// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ServiceFixture.h"

#include "admin/Lists.h"
#include "admin/Pipeline.h"
#include "admin/Routes.h"
#include "api/Operations.h"
#include "applications/ApplicationsApi.h"
#include "core/Json.h"
#include "realms/RealmsApi.h"

namespace auth::test {

/// Lets in whoever the test says.
class GivenCaller final : public admin::Authentication {
public:
    std::optional<admin::Caller> caller;
    Task<Result<admin::Caller>> authenticate(http::Request) override
    {
        if (!caller)
            co_return failure(ErrorCode::Unauthenticated, QStringLiteral("A bearer token is needed."));
        co_return std::as_const(*caller);
    }
    Task<Result<QStringList>> rightsInside(admin::Caller, QString, Deadline) override { co_return QStringList(); }
    Task<Result<admin::Caller>> recall(admin::CallerRecord, Deadline) override
    {
        co_return std::as_const(*caller);
    }
};

/// Operations behind their pipeline and the router, without a socket. Users come with the real server.
struct AdminFixture : ServiceFixture {
    MasterKey masterKey = *MasterKey::fromText(MasterKey::generateText(), QStringLiteral("test"));
    RealmService realRealms { &database, [this](RealmId id) { return masterKey.newDataKey(id); }, &epochs,
        { .rootRealm = "main" } };
    RealmKeys keys { masterKey };
    GivenCaller authentication;
    admin::Lists lists { &keys, &clock };
    SessionService sessions { &database, &clock, &revocations, &audit, &epochs };
    RealmsApi realmsApi { &realRealms, &sessions, &lists };
    RightsService rights { &database, &epochs, knownRights() };
    ApplicationsApi applicationsApi { &applications, &sessions, &lists, &clock, &rights,
        QStringLiteral("https://id.example/admin/v1") };
    RefusalLog refusals { &database, &audit, &clock };
    admin::Pipeline pipeline { { { &database, &clock, &audit, &revocations, &epochs, &fanOut }, &authentication, &realRealms,
        &keys, &refusals } };
    http::Router router;

    AdminFixture()
    {
        admin::addRoutes(&router, &pipeline, { .applications = &applicationsApi, .realms = &realmsApi });
        const auto c = change();
        RealmChanges changes;
        changes.name = QStringLiteral("system");
        const auto system = QCoro::waitFor(committed(c, realRealms.create(c, changes, RealmOrigin::Server)));
        Q_ASSERT(system);
        caller("system", { "realms:read", "realms:write", "applications:read", "applications:write" });
    }

    static QStringList knownRights()
    {
        QStringList list;
        for (const char *const permission : api::permissions())
            list.append(QString::fromLatin1(permission));
        return list;
    }

    void caller(const QByteArray &realm, const QStringList &permissions)
    {
        admin::Caller who;
        who.realm = *QCoro::waitFor(realRealms.find(realm, deadline()));
        who.subject = QStringLiteral("admin");
        who.clientId = "authctl";
        who.rights = rights.rightsIn(*who.realm, permissions);
        authentication.caller = who;
    }
    void caller(const QByteArray &realm, std::initializer_list<const char *> permissions)
    {
        QStringList list;
        for (const char *const permission : permissions)
            list.append(QString::fromLatin1(permission));
        caller(realm, list);
    }

    http::Response send(http::Method method, const QByteArray &target, const QByteArray &body = {},
        const QList<http::Header> &headers = {})
    {
        http::Request request;
        request.method = method;
        const auto question = target.indexOf('?');
        request.path = question < 0 ? target : target.left(question);
        request.query = question < 0 ? QByteArray() : target.mid(question + 1);
        request.headers = headers;
        if (!body.isEmpty())
            request.headers.append(http::Header { "content-type", "application/json" });
        request.body = body;
        request.correlationId = "test";
        request.deadline = deadline();
        request.cancellation = std::make_shared<http::Cancellation>();
        return QCoro::waitFor(router.dispatch(request));
    }
    http::Response get(const QByteArray &target) { return send(http::Method::Get, target); }
    http::Response post(const QByteArray &target, const QByteArray &body, const QList<http::Header> &headers = {})
    {
        return send(http::Method::Post, target, body, headers);
    }
    http::Response patch(const QByteArray &target, const QByteArray &body, const QList<http::Header> &headers = {})
    {
        return send(http::Method::Patch, target, body, headers);
    }
    http::Response remove(const QByteArray &target, const QList<http::Header> &headers = {})
    {
        return send(http::Method::Delete, target, {}, headers);
    }

    static QJsonObject json(const http::Response &response)
    {
        return parseJsonObject(response.body()).value_or(QJsonObject());
    }
    static QString firstPath(const http::Response &response)
    {
        return json(response)[u"fields"][0][u"path"].toString();
    }
    static QStringList names(const http::Response &response, const QString &member)
    {
        QStringList list;
        const auto items = json(response)[u"items"].toArray();
        for (const auto &item : items)
            list.append(item[member].toString());
        return list;
    }
};

}
