// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ListPage.h"
#include "app/PageTexts.h"

#include <QtGui/QAction>
#include <QtWidgets/QTableView>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

class AdministratorsPage final : public ListPage {
    Q_DECLARE_TR_FUNCTIONS(AdministratorsPage)

public:
    AdministratorsPage(Connection *connection, Location location, QWidget *parent)
        : ListPage(connection, std::move(location), parent, traits())
    {
        const auto open = [this](const QString &tab) {
            return [this, tab](const QList<QJsonObject> &items) {
                const QString page = items.first()[u"kind"].toString();
                Q_EMIT linkActivated({ page, m_location.realm, objectId(items.first()), tab });
            };
        };
        QAction *const action = addSelectionAction(
            tr("&Open"), "user", Qt::Key_Return, "", "openAction", open({}));
        connect(table(), &QTableView::doubleClicked, action, &QAction::trigger);
        addSelectionAction(tr("&Change the roles…"), "roles", QKeySequence(u"F2"_s), "roles:write", "rolesAction",
            open(u"roles"_s));
    }

private:
    static ListTraits traits()
    {
        using enum FilterField::Kind;
        ListTraits list;
        list.operation = kListAdministrators;
        list.key = u"id"_s;
        list.subject = tr("Administrators");
        list.titleField = u"name"_s;
        const auto state = [](const QJsonObject &item) { return stateText(enabledState(item)); };
        const auto tone = [](const QJsonObject &item) { return stateTone(enabledState(item)); };
        const auto kind = [](const QJsonObject &item) {
            return item[u"kind"].toString() == "user"_L1 ? tr("Person") : tr("Application");
        };
        list.columns = { { tr("Name"), u"name"_s, {}, u"name"_s, 26 },
            { tr("Status"), u"enabled"_s, state, {}, 14, tone }, { tr("Who"), u"kind"_s, kind, {}, 14 },
            { tr("Roles"), u"roles"_s, {}, {}, 30 }, { tr("Rights"), u"rights"_s, {}, {}, 60 } };
        list.facts = { { u"id"_s, tr("Id") } };
        list.fields = { { u"name"_s }, { u"kind"_s, Choice, { u"user"_s, u"application"_s } },
            { u"enabled"_s, Boolean }, { u"roles"_s, List }, { u"rights"_s, List } };
        list.emptyText = tr("Nobody of this realm has rights here. Administrators of the server are in the realm system.");
        return list;
    }
};

}

extern const PageKind administrators_variant;
const PageKind administrators_variant { "administrators", QT_TRANSLATE_NOOP("PageKind", "Administrators"),
    "administrators", PageKind::Area::Governance, 2, "roles:read", makePage<AdministratorsPage>,
    api::operation::kListAdministrators };

}
