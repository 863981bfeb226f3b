// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/DeviceService.h"

#include "adapters/places/Places.h"
#include "devices/DeviceStore.h"
#include "devices/NewDeviceLetter.h"
#include "http/RequestHost.h"
#include "mail/Mailer.h"
#include "setup/OneTimeLinks.h"

namespace auth {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::hours kReviewInMail { 24 * 7 };
constexpr std::chrono::minutes kReviewHere { 15 };

}

Task<Result<void>> DeviceService::noteSignIn(db::Transaction *transaction, SignIn signIn, http::Request request) const
{
    const Timestamp now = m_services.clock->now();
    AuditEvent event(signIn.realm->id, "device.new");
    event.from(request);
    event.sessionId = signIn.session;
    Device device;
    device.realmId = signIn.realm->id;
    device.id = DeviceId::make(*m_services.clock);
    device.userId = signIn.user;
    device.address = event.address;
    device.userAgent = event.userAgent.left(512);
    device.lastSeenAt = now;
    const auto noted = CO_TRY(co_await device_store::note(transaction, device, signIn.browserHash, signIn.session));
    if (!noted.isNew)
        co_return {};
    const bool byMail = !noted.verifiedEmail.isEmpty() && m_services.mailer->isAvailable();
    if (byMail) {
        const setup::OneTimeLinks links(m_services.database, m_services.clock);
        const QByteArray secret = links.create(transaction, signIn.realm->id, setup::LinkPurpose::Device, kReviewInMail,
            signIn.user, newDeviceLinkData(signIn.browserHash, NewDeviceLink::ByMail));
        // Where they signed in: at a host name of the realm's own, or at the server's.
        const QByteArray host = http::requestHost(request);
        const QByteArray base = signIn.realm->hostNames.contains(QString::fromLatin1(host)) ? http::originAt(m_services.publicUrl, host) : m_services.publicUrl;
        const QByteArray url = base + "/realms/" + signIn.realm->name + "/new-device/" + secret;
        const auto place = m_services.places->find(device.address, noted.locale.toLatin1());
        const mail::Recipient recipient { noted.verifiedEmail, noted.username, noted.locale };
        m_services.mailer->post(transaction, *signIn.realm, recipient, newDeviceLetter(device, url, place ? place->text() : QString()), now);
    }
    event.actor("user", signIn.user.toString(), noted.username).target("device", device.id.toString());
    event.data = QJsonObject { { u"mail"_s, byMail } };
    m_services.audit->record(transaction, std::move(event));
    co_return {};
}

Task<Result<bool>> DeviceService::isKnown(db::Transaction *transaction, RealmId realmId, UserId userId, QByteArray browserHash) const
{
    return device_store::isKnown(transaction, realmId, userId, std::move(browserHash));
}

Task<Result<bool>> DeviceService::remember(
    db::Transaction *transaction, RealmId realmId, UserId userId, QByteArray browserHash, Timestamp until) const
{
    return device_store::remember(transaction, realmId, userId, std::move(browserHash), until);
}

Task<Result<bool>> DeviceService::unremember(db::Transaction *transaction, RealmId realmId, UserId userId, DeviceId id) const
{
    return device_store::unremember(transaction, realmId, userId, id);
}

Task<Result<std::vector<Device>>> DeviceService::listOfUser(RealmId realmId, UserId userId, Deadline deadline) const
{
    return device_store::listOfUser(m_services.database, realmId, userId, deadline);
}

Task<Result<std::optional<Device>>> DeviceService::findByBrowser(RealmId realmId, UserId userId, QByteArray browserHash, Deadline deadline) const
{
    return device_store::findByBrowser(m_services.database, realmId, userId, std::move(browserHash), deadline);
}

Task<Result<DeviceService::Page>> DeviceService::list(RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    Page page;
    page.page = CO_TRY(co_await device_store::list(m_services.database, realmId, std::move(request), deadline));
    for (int i = 0; i < page.page.count; ++i)
        page.devices.push_back(device_store::seenFromRow(page.page.rows, i));
    co_return page;
}

const db::ListSpec &DeviceService::listSpec()
{
    return device_store::listSpec();
}

Task<Result<DeviceSeen>> DeviceService::see(RealmId realmId, DeviceId id, Deadline deadline) const
{
    auto seen = CO_TRY(co_await device_store::see(m_services.database, realmId, id, deadline));
    if (!seen)
        co_return failure(ErrorCode::NotFound, u"There is no such device."_s);
    co_return *std::move(seen);
}

Task<Result<std::optional<QList<Revocations::Pending>>>> DeviceService::revoke(
    db::Transaction *transaction, RealmId realmId, UserId userId, DeviceId id, QString reason) const
{
    if (!CO_TRY(co_await device_store::revoke(transaction, realmId, userId, id, m_services.clock->now())))
        co_return std::nullopt;
    QList<Revocations::Pending> pending;
    const auto sessions = CO_TRY(co_await device_store::sessionsOf(transaction, realmId, id));
    for (const SessionId &session : sessions) {
        if (const auto ended = CO_TRY(co_await m_services.sessions->endOne(transaction, realmId, session, userId, reason)))
            pending.append(*ended);
    }
    co_return pending;
}

Task<Result<std::optional<QByteArray>>> DeviceService::review(
    db::Transaction *transaction, RealmId realmId, UserId userId, DeviceId id, Deadline deadline) const
{
    const auto browser = CO_TRY(co_await device_store::browserOf(m_services.database, realmId, userId, id, deadline));
    if (!browser)
        co_return std::nullopt;
    const setup::OneTimeLinks links(m_services.database, m_services.clock);
    co_return links.create(transaction, realmId, setup::LinkPurpose::Device, kReviewHere, userId,
        newDeviceLinkData(*browser, NewDeviceLink::FromAccount));
}

Task<Result<bool>> DeviceService::confirm(db::Transaction *transaction, RealmId realmId, UserId userId, DeviceId id) const
{
    return device_store::confirm(transaction, realmId, userId, id);
}

Task<Result<void>> DeviceService::confirm(ChangePointer change, User user, QByteArray browserHash) const
{
    CO_TRY(co_await change->begin());
    CO_TRY(co_await device_store::confirm(change->transaction(), user.realmId, user.id, std::move(browserHash)));
    change->record(userEvent(*change, user, "device.confirmed"));
    co_return {};
}

Task<Result<void>> DeviceService::disown(ChangePointer change, User user, QByteArray browserHash) const
{
    user = CO_TRY(co_await m_services.users->lock(change, user.realmId, user.id, std::nullopt));
    const auto id = CO_TRY(co_await device_store::revokeByBrowser(
        change->transaction(), user.realmId, user.id, std::move(browserHash), m_services.clock->now()));
    CO_TRY(co_await device_store::unrememberAll(change->transaction(), user.realmId, user.id));
    user = CO_TRY(co_await m_services.users->setRequiredAction(change, std::move(user), kChangePassword.toString(), true));
    change->revoke(user.realmId, RevocationKind::User, user.id.toBytes());
    change->revoked(CO_TRY(co_await m_services.sessions->endAllOfUser(
        change->transaction(), user.realmId, user.id, u"a device was not the person's"_s)));
    AuditEvent event = userEvent(*change, user, "device.disowned");
    if (id)
        event.data.insert(u"device_id"_s, id->toString());
    change->record(std::move(event));
    co_return {};
}

}
