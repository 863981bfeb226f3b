// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ListPage.h"
#include "app/PageTexts.h"

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

/// Sessions that are over, for as long as the realm keeps them.
class EndedSessionsPage final : public ListPage {
    Q_DECLARE_TR_FUNCTIONS(EndedSessionsPage)

public:
    EndedSessionsPage(Connection *connection, Location location, QWidget *parent)
        : ListPage(connection, std::move(location), parent, traits())
    {
        addHeaderAction(tr("Those that are &live"), "sessions", QKeySequence(u"Ctrl+Shift+H"_s), "sessions:read",
            "liveSessionsAction", [this] { Q_EMIT linkActivated({ u"sessions"_s, m_location.realm, {}, {} }); });
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
        list.operation = kListSessionHistory;
        list.key = u"id"_s;
        list.subject = tr("Ended sessions");
        list.titleField = u"username"_s;
        list.columns = { { tr("User"), u"username"_s, {}, u"username"_s, 24 },
            { tr("Ended"), u"ended_at"_s, ageOf(u"ended_at"_s), {}, 14 }, { tr("Because"), u"end_reason"_s, {}, {}, 26 },
            { tr("Applications"), u"client_ids"_s, {}, {}, 30 }, { tr("Address"), u"address"_s, {}, {}, 18 },
            { tr("Signed in"), u"auth_time"_s, ageOf(u"auth_time"_s), u"auth_time"_s, 14 },
            { tr("Last seen"), u"last_seen_at"_s, ageOf(u"last_seen_at"_s), u"last_seen_at"_s, 14 },
            { tr("Browser"), u"user_agent"_s, {}, {}, 40 } };
        list.facts = { { u"acr"_s, tr("Assurance") }, { u"amr"_s, tr("Signed in with") },
            { u"created_at"_s, tr("Began") }, { u"place"_s, tr("Place") }, { u"id"_s, tr("Id") } };
        list.fields = { { u"username"_s }, { u"email"_s }, { u"user_id"_s, Id }, { u"client_id"_s, List },
            { u"ended_at"_s, Time }, { u"end_reason"_s }, { u"address"_s }, { u"user_agent"_s }, { u"acr"_s },
            { u"amr"_s, List }, { u"auth_time"_s, Time }, { u"last_seen_at"_s, Time }, { u"created_at"_s, Time },
            { u"expires_at"_s, Time }, { u"id"_s, Id } };
        list.emptyText = tr("No session has ended yet, or the realm keeps none.");
        return list;
    }
};

}

extern const PageKind ended_sessions_variant;
const PageKind ended_sessions_variant { "ended_sessions", QT_TRANSLATE_NOOP("PageKind", "Ended sessions"), "history",
    PageKind::Area::Directory, 5, "sessions:read", makePage<EndedSessionsPage> };

}
