// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Dialogs.h"
#include "app/ListPage.h"
#include "app/PageTexts.h"

#include <QtCore/QJsonArray>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

class SessionsPage final : public ListPage {
    Q_DECLARE_TR_FUNCTIONS(SessionsPage)

public:
    SessionsPage(Connection *connection, Location location, QWidget *parent)
        : ListPage(connection, std::move(location), parent, traits())
    {
        addBulkAction("sessions:write", { { tr("End"), u"revokeSession"_s } });
        addHeaderAction(tr("End &all…"), "close", QKeySequence(u"Ctrl+Shift+A"_s), "sessions:write", "endAllAction",
            [this] { endAll(); });
        addHeaderAction(tr("Those that &ended"), "history", QKeySequence(u"Ctrl+Shift+H"_s), "sessions:read",
            "endedSessionsAction", [this] { Q_EMIT linkActivated({ u"ended_sessions"_s, m_location.realm, {}, {} }); });
        addSelectionAction(tr("&End…"), "close", QKeySequence::Delete, "sessions:write", "endAction",
            [this](const QList<QJsonObject> &items) { end(items); });
        addSelectionAction(tr("Open the &user"), "user", QKeySequence(u"Ctrl+Return"_s), "users:read", "openUserAction",
            [this](const QList<QJsonObject> &items) {
                Q_EMIT linkActivated({ u"user"_s, m_location.realm, items.first()[u"user_id"].toString(), {} });
            });
    }

private:
    static ListTraits traits()
    {
        using enum FilterField::Kind;
        ListTraits list;
        list.operation = kListSessions;
        list.key = u"id"_s;
        list.subject = tr("Sessions");
        list.titleField = u"username"_s;
        list.columns = { { tr("User"), u"username"_s, {}, u"username"_s, 24 },
            { tr("Applications"), u"client_ids"_s, {}, {}, 30 }, { tr("Address"), u"address"_s, {}, {}, 18 },
            { tr("Signed in"), u"auth_time"_s, ageOf(u"auth_time"_s), u"auth_time"_s, 14 },
            { tr("Last seen"), u"last_seen_at"_s, ageOf(u"last_seen_at"_s), u"last_seen_at"_s, 14 },
            { tr("Ends"), u"expires_at"_s, ageOf(u"expires_at"_s), u"expires_at"_s, 14 },
            { tr("Browser"), u"user_agent"_s, {}, {}, 40 } };
        list.facts = { { u"acr"_s, tr("Assurance") }, { u"amr"_s, tr("Signed in with") },
            { u"created_at"_s, tr("Began") }, { u"device_id"_s, tr("Id of the device") }, { u"id"_s, tr("Id") } };
        list.fields = { { u"username"_s }, { u"email"_s }, { u"user_id"_s, Id }, { u"device_id"_s, Id },
            { u"client_id"_s, List },
            { u"address"_s }, { u"user_agent"_s }, { u"acr"_s }, { u"amr"_s, List }, { u"auth_time"_s, Time },
            { u"last_seen_at"_s, Time }, { u"created_at"_s, Time }, { u"expires_at"_s, Time }, { u"id"_s, Id } };
        list.emptyText = tr("Nobody is signed in.");
        return list;
    }

    void end(const QList<QJsonObject> &items)
    {
        api::Call call = connection()->call(kRevokeSession, { { "session", objectId(items.first()) } });
        if (items.size() > 1) {
            QJsonArray ids;
            for (const QJsonObject &item : items)
                ids.append(objectId(item));
            call = connection()->call(kCreateBulkJob);
            call.body = QJsonObject { { u"operation"_s, u"revokeSession"_s }, { u"ids"_s, ids } };
        }
        auto *const dialog = confirmRequest(connection(), tr("End sessions"),
            tr("End %n session(s)? The tokens that applications got with them end, too.", nullptr,
                static_cast<int>(items.size())),
            tr("&End"), call, this);
        connect(dialog, &RequestDialog::succeeded, this, [this] { load(); });
        dialog->open();
    }

    void endAll()
    {
        api::Call call = connection()->call(kRevokeAllSessions);
        call.body = QJsonObject { { u"everything"_s, true } };
        auto *const dialog = confirmRequest(connection(), tr("End all sessions"),
            tr("Everybody of %1 is signed out, and all tokens end.").arg(m_location.realm), tr("&End all"), call, this,
            m_location.realm);
        connect(dialog, &RequestDialog::succeeded, this, [this] { load(); });
        dialog->open();
    }
};

}

extern const PageKind sessions_variant;
const PageKind sessions_variant { "sessions", QT_TRANSLATE_NOOP("PageKind", "Sessions"), "sessions",
    PageKind::Area::Directory, 4, "sessions:read", makePage<SessionsPage>,
    api::operation::kListSessions };

}
