// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Dialogs.h"
#include "app/ListPage.h"
#include "app/PageTexts.h"

#include <QtCore/QJsonArray>

#include <algorithm>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

/// Browsers that people signed in with.
class DevicesPage final : public ListPage {
    Q_DECLARE_TR_FUNCTIONS(DevicesPage)

public:
    DevicesPage(Connection *connection, Location location, QWidget *parent)
        : ListPage(connection, std::move(location), parent, traits())
    {
        addBulkAction("devices:write",
            { { tr("Forget"), u"revokeDevice"_s }, { tr("Confirm"), u"confirmDevice"_s },
                { tr("Ask for the second factor again"), u"unrememberDevice"_s } });
        addSelectionAction(
            tr("&Confirm"), "save", QKeySequence(u"Ctrl+Shift+Y"_s), "devices:write", "confirmAction",
            [this](const QList<QJsonObject> &items) {
                act(items, kConfirmDevice, u"confirmDevice"_s, tr("The device is known to be the person's."));
            },
            [](const QList<QJsonObject> &items) {
                return std::ranges::any_of(items, [](const QJsonObject &item) { return item[u"unconfirmed"].toBool(); })
                    ? QString() : tr("Nobody was asked about it.");
            });
        addSelectionAction(
            tr("&Ask for the second factor again"), "lock", QKeySequence(u"Ctrl+Shift+N"_s), "devices:write", "unrememberAction",
            [this](const QList<QJsonObject> &items) {
                act(items, kUnrememberDevice, u"unrememberDevice"_s, tr("A second factor is asked for there again."));
            },
            [](const QList<QJsonObject> &items) {
                return std::ranges::any_of(items, [](const QJsonObject &item) { return item.contains(u"remembered_until"_s); })
                    ? QString() : tr("It is asked for there.");
            });
        addSelectionAction(tr("&Forget…"), "trash", QKeySequence::Delete, "devices:write", "forgetAction",
            [this](const QList<QJsonObject> &items) { forget(items); });
        addSelectionAction(tr("&Sessions of the user"), "sessions", QKeySequence(u"Ctrl+Shift+E"_s), "sessions:read",
            "sessionsAction", [this](const QList<QJsonObject> &items) {
                Q_EMIT linkActivated({ u"user"_s, m_location.realm, userOf(items), u"sessions"_s });
            });
        addSelectionAction(tr("Sessions of the &device"), "sessions", QKeySequence(u"Ctrl+Shift+J"_s), "sessions:read",
            "deviceSessionsAction", [this](const QList<QJsonObject> &items) {
                Q_EMIT linkActivated({ u"sessions"_s, m_location.realm, {}, u"device_id:"_s + objectId(items.first()) });
            });
        addSelectionAction(tr("Open the &user"), "user", QKeySequence(u"Ctrl+Return"_s), "users:read", "openUserAction",
            [this](const QList<QJsonObject> &items) {
                Q_EMIT linkActivated({ u"user"_s, m_location.realm, userOf(items), {} });
            });
    }

private:
    static QString userOf(const QList<QJsonObject> &items) { return items.first()[u"user_id"].toString(); }

    static ListTraits traits()
    {
        using enum FilterField::Kind;
        ListTraits list;
        list.operation = kListDevices;
        list.key = u"id"_s;
        list.subject = tr("Devices");
        list.titleField = u"username"_s;
        const auto state = [](const QJsonObject &item) { return stateText(deviceState(item)); };
        const auto tone = [](const QJsonObject &item) { return stateTone(deviceState(item)); };
        list.columns = { { tr("User"), u"username"_s, {}, u"username"_s, 24 },
            { tr("State"), u"unconfirmed"_s, state, {}, 16, tone }, { tr("Address"), u"address"_s, {}, {}, 18 },
            { tr("Last sign-in"), u"last_seen_at"_s, ageOf(u"last_seen_at"_s), u"last_seen_at"_s, 16 },
            { tr("First sign-in"), u"created_at"_s, ageOf(u"created_at"_s), u"created_at"_s, 16 },
            { tr("Without a second factor"), u"remembered_until"_s, ageOf(u"remembered_until"_s), {}, 24 },
            { tr("Browser"), u"user_agent"_s, {}, {}, 50 } };
        list.facts = { { u"user_id"_s, tr("Id of the user") }, { u"id"_s, tr("Id") } };
        list.fields = { { u"username"_s }, { u"email"_s }, { u"user_id"_s, Id }, { u"address"_s }, { u"user_agent"_s },
            { u"created_at"_s, Time }, { u"last_seen_at"_s, Time }, { u"id"_s, Id } };
        list.emptyText = tr("Nobody has signed in with a browser yet.");
        return list;
    }

    /// What does \a operation to one device, or a job for several.
    api::Call callFor(const QList<QJsonObject> &items, int operation, const QString &name) const
    {
        if (items.size() == 1)
            return connection()->call(operation, { { "device", objectId(items.first()) } });
        QJsonArray ids;
        for (const QJsonObject &item : items)
            ids.append(objectId(item));
        api::Call call = connection()->call(kCreateBulkJob);
        call.body = QJsonObject { { u"operation"_s, name }, { u"ids"_s, ids } };
        return call;
    }

    void act(const QList<QJsonObject> &items, int operation, const QString &name, const QString &done)
    {
        run(callFor(items, operation, name), items.size() == 1 ? done : tr("A job does it."));
    }

    void forget(const QList<QJsonObject> &items)
    {
        const api::Call call = callFor(items, kRevokeDevice, u"revokeDevice"_s);
        auto *const dialog = confirmRequest(connection(), tr("Forget devices"),
            tr("Forget %n device(s)? Their sessions end with their tokens, and the next sign-in with one is one from an "
               "unknown device.",
                nullptr, static_cast<int>(items.size())),
            tr("&Forget"), call, this);
        connect(dialog, &RequestDialog::succeeded, this, [this, many = items.size() > 1](const QJsonObject &answer) {
            load();
            if (many)
                Q_EMIT linkActivated({ u"job"_s, m_location.realm, answer[u"id"].toString(), {} });
        });
        dialog->open();
    }
};

}

extern const PageKind devices_variant;
const PageKind devices_variant { "devices", QT_TRANSLATE_NOOP("PageKind", "Devices"), "devices",
    PageKind::Area::Directory, 5, "devices:read", makePage<DevicesPage>,
    api::operation::kListDevices };

}
