// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/DevicesApi.h"

#include "agents/UserAgent.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

QString iso(Timestamp time)
{
    return QString::fromLatin1(toIso(time));
}

api::Device answer(const DeviceSeen &seen, const places::Places &places)
{
    const Device &device = seen.device;
    api::Device made;
    made.id = device.id.toString();
    made.userId = device.userId.toString();
    made.username = seen.username;
    made.userAgent = device.userAgent;
    if (!device.address.isEmpty())
        made.address = QString::fromLatin1(device.address);
    if (const auto place = places.find(device.address, "en")) {
        made.place = place->text();
        if (!place->countryCode.isEmpty())
            made.country = place->countryCode;
    }
    if (const QString agent = agents::describeUserAgent(device.userAgent); !agent.isEmpty())
        made.agent = agent;
    made.unconfirmed = device.unconfirmed;
    if (device.rememberedUntil)
        made.rememberedUntil = iso(*device.rememberedUntil);
    made.createdAt = iso(device.createdAt);
    made.lastSeenAt = iso(device.lastSeenAt);
    return made;
}

Result<DeviceId> deviceId(const admin::Context &context)
{
    const auto id = DeviceId::parse(context.id("device").toUtf8());
    if (!id)
        return failure(ErrorCode::NotFound, u"There is no such device."_s);
    return *id;
}

}

DevicesApi::DevicesApi(DeviceService *devices, UserService *users, const places::Places *places, const admin::Lists *lists)
    : m_devices(devices)
    , m_users(users)
    , m_places(places)
    , m_lists(lists)
{
}

Task<Result<api::DeviceList>> DevicesApi::listDevices(admin::ContextPointer context)
{
    const auto &spec = DeviceService::listSpec();
    auto request = CO_TRY(m_lists->request(*context, spec));
    const auto page = CO_TRY(co_await m_devices->list(context->realm->id, std::move(request), context->deadline()));
    api::DeviceList list;
    for (const DeviceSeen &seen : page.devices)
        list.items.append(answer(seen, *m_places));
    list.next = CO_TRY(m_lists->next(*context, spec, page.page));
    co_return list;
}

Task<Result<api::Device>> DevicesApi::getDevice(admin::ContextPointer context)
{
    const DeviceId id = CO_TRY(deviceId(*context));
    co_return answer(CO_TRY(co_await m_devices->see(context->realm->id, id, context->deadline())), *m_places);
}

Task<Result<void>> DevicesApi::confirmDevice(admin::ContextPointer context)
{
    const RealmId realm = context->realm->id;
    const DeviceId id = CO_TRY(deviceId(*context));
    const auto seen = CO_TRY(co_await m_devices->see(realm, id, context->deadline()));
    CO_TRY(co_await context->change->begin());
    if (!CO_TRY(co_await m_devices->confirm(context->change->transaction(), realm, seen.device.userId, id)))
        co_return {};
    AuditEvent event = context->change->event(realm, "device.confirmed");
    event.target("device", id.toString(), seen.username);
    event.before = QJsonObject { { u"unconfirmed"_s, true } };
    event.after = QJsonObject { { u"unconfirmed"_s, false } };
    context->change->record(std::move(event));
    co_return {};
}

Task<Result<void>> DevicesApi::unrememberDevice(admin::ContextPointer context)
{
    const RealmId realm = context->realm->id;
    const DeviceId id = CO_TRY(deviceId(*context));
    const auto seen = CO_TRY(co_await m_devices->see(realm, id, context->deadline()));
    CO_TRY(co_await m_users->lock(context->change, realm, seen.device.userId, std::nullopt));
    if (!CO_TRY(co_await m_devices->unremember(context->change->transaction(), realm, seen.device.userId, id)))
        co_return {};
    AuditEvent event = context->change->event(realm, "device.unremembered");
    event.target("device", id.toString(), seen.username);
    context->change->record(std::move(event));
    co_return {};
}

Task<Result<void>> DevicesApi::revokeDevice(admin::ContextPointer context)
{
    const RealmId realm = context->realm->id;
    const DeviceId id = CO_TRY(deviceId(*context));
    const auto seen = CO_TRY(co_await m_devices->see(realm, id, context->deadline()));
    // A sign-in locks the row too: none slips through.
    CO_TRY(co_await m_users->lock(context->change, realm, seen.device.userId, std::nullopt));
    const auto revoked = CO_TRY(co_await m_devices->revoke(
        context->change->transaction(), realm, seen.device.userId, id, u"its device was removed by an administrator"_s));
    if (!revoked)
        co_return failure(ErrorCode::NotFound, u"There is no such device."_s);
    context->change->revoked(*revoked);
    AuditEvent event = context->change->event(realm, "device.revoked");
    event.target("device", id.toString(), seen.username);
    context->change->record(std::move(event));
    co_return {};
}

}
