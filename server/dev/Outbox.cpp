// SPDX-License-Identifier: GPL-3.0-or-later
#include "dev/Outbox.h"

#include "pages/PageRenderer.h"
#include "pages/Pages.h"

#include <QtCore/QJsonArray>

using namespace Qt::StringLiterals;

namespace auth::dev {

namespace {

const db::Query listMessages("dev.outbox.list",
    "SELECT outbox.kind, outbox.payload, outbox.created_at, realms.name AS realm FROM outbox "
    "JOIN realms ON realms.id = outbox.realm_id WHERE outbox.kind IN ('mail', 'sms') AND outbox.payload <> '{}' "
    "ORDER BY outbox.created_at DESC, outbox.id DESC LIMIT 100");

Result<void> onlyFromHere(const http::Request& request)
{
    // A name that only looks like ours (DNS rebinding) must not read what is here.
    if (!request.peer.isLoopback())
        return failure(ErrorCode::Forbidden, u"The outbox is shown on the server's own machine only."_s);
    return {};
}

/// The messages of one kind for programs, the last one first.
Task<Result<http::Response>> listKind(db::Database* database, QString kind, QStringList members, http::Request request)
{
    CO_TRY(onlyFromHere(request));
    const db::Rows rows = CO_TRY(co_await database->execute(&listMessages, {}, request.deadline));
    QJsonArray items;
    for (int row = 0; row < rows.count(); ++row) {
        if (rows.text(row, "kind") != kind)
            continue;
        const QJsonObject payload = rows.object(row, "payload");
        QJsonObject item { { u"at"_s, QString::fromLatin1(toIso(rows.time(row, "created_at"))) },
            { u"realm"_s, rows.text(row, "realm") } };
        for (const QString& member : members)
            item.insert(member, payload[member].toString());
        items.append(item);
    }
    co_return http::Response::json(QJsonObject { { u"items"_s, items } });
}

Task<Result<http::Response>> showOutbox(
    db::Database* database, const pages::PageRenderer* renderer, http::Request request)
{
    CO_TRY(onlyFromHere(request));
    const db::Rows rows = CO_TRY(co_await database->execute(&listMessages, {}, request.deadline));
    pages::PageModel page;
    page.page = "dev_outbox";
    page.title = QT_TRANSLATE_NOOP("pages", "dev_outbox_title");
    page.data.show("nothing", rows.isEmpty());
    for (int row = 0; row < rows.count(); ++row) {
        const QJsonObject payload = rows.object(row, "payload");
        const QString kind = rows.text(row, "kind");
        const QString subject = payload.value(u"subject").toString();
        const QString time = QString::fromLatin1(toIso(rows.time(row, "created_at")));
        page.data.add("item")
            .set("kind", kind)
            .set("subject", subject.isEmpty() ? u"Text message"_s : subject)
            .set("recipient", payload.value(u"to").toString())
            .set("text", payload.value(u"text").toString())
            .set("realm", rows.text(row, "realm"))
            .set("time", time)
            .set("time_iso", time);
    }
    co_return renderer->render(request, nullptr, std::move(page));
}

}

void addOutboxRoutes(http::Router* router, db::Database* database, const pages::PageRenderer* renderer)
{
    http::Route route;
    route.pattern = "/dev/outbox";
    route.style = http::RouteStyle::Browser;
    route.handler
        = [database, renderer](http::Request request) { return showOutbox(database, renderer, std::move(request)); };
    router->add(std::move(route));

    http::Route mail;
    mail.pattern = "/dev/mail";
    mail.handler = [database](http::Request request) {
        return listKind(database, u"mail"_s, { u"to"_s, u"subject"_s, u"text"_s, u"html"_s }, std::move(request));
    };
    router->add(std::move(mail));

    http::Route sms;
    sms.pattern = "/dev/sms";
    sms.handler = [database](http::Request request) {
        return listKind(database, u"sms"_s, { u"to"_s, u"text"_s }, std::move(request));
    };
    router->add(std::move(sms));
}

}
