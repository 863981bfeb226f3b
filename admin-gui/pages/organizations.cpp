// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Dialogs.h"
#include "app/ListPage.h"
#include "app/PageTexts.h"

#include <QtWidgets/QLineEdit>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

class OrganizationsPage final : public ListPage {
    Q_DECLARE_TR_FUNCTIONS(OrganizationsPage)

public:
    OrganizationsPage(Connection *connection, Location location, QWidget *parent)
        : ListPage(connection, std::move(location), parent, traits())
    {
        addHeaderAction(tr("&New organisation…"), "plus", QKeySequence::New, "organizations:write",
            "newOrganizationAction", [this] { create(); }, true);
        addSelectionAction(tr("&Members"), "users", QKeySequence(u"Ctrl+Return"_s), "organizations:read",
            "membersAction", [this](const QList<QJsonObject> &items) {
                Q_EMIT linkActivated({ u"organization"_s, m_location.realm, objectId(items.first()), u"members"_s });
            });
        addSelectionAction(tr("&Delete…"), "trash", QKeySequence::Delete, "organizations:write", "deleteAction",
            [this](const QList<QJsonObject> &items) { remove(items.first()); },
            [](const QList<QJsonObject> &items) { return items.size() > 1 ? tr("One at a time") : QString(); });
    }

private:
    static ListTraits traits()
    {
        using enum FilterField::Kind;
        ListTraits list;
        list.operation = kListOrganizations;
        list.key = u"id"_s;
        list.subject = tr("Organisations");
        list.objectPage = u"organization"_s;
        list.titleField = u"name"_s;
        const auto state = [](const QJsonObject &item) { return stateText(enabledState(item)); };
        const auto tone = [](const QJsonObject &item) { return stateTone(enabledState(item)); };
        const auto factor = [](const QJsonObject &item) {
            return item[u"require_mfa"].toBool() ? tr("needed") : tr("as the realm");
        };
        list.columns = { { tr("Organisation"), u"name"_s, {}, u"name"_s, 24 },
            { tr("Status"), u"enabled"_s, state, {}, 14, tone },
            { tr("Name"), u"display_name"_s, {}, u"display_name"_s, 28 },
            { tr("Domains"), u"domains"_s, {}, {}, 34 }, { tr("Second factor"), u"require_mfa"_s, factor, {}, 18 },
            { tr("Changed"), u"updated_at"_s, ageOf(u"updated_at"_s), u"updated_at"_s, 14 } };
        list.facts = { { u"description"_s, tr("Description") }, { u"created_at"_s, tr("Created") },
            { u"id"_s, tr("Id") } };
        list.fields = { { u"name"_s }, { u"display_name"_s }, { u"enabled"_s, Boolean }, { u"require_mfa"_s, Boolean },
            { u"domains"_s, List }, { u"created_at"_s, Time }, { u"updated_at"_s, Time } };
        list.emptyText = tr("No organisations yet: customers or departments, whose members have roles in them. Create "
                            "the first one with Ctrl+N.");
        return list;
    }

    void create()
    {
        auto *const dialog = new RequestDialog(connection(), tr("New organisation"), tr("&Create"), this);
        QLineEdit *const name = dialog->addText(tr("&Organisation"), u"name"_s,
            tr("Applications and tokens know it by this name, and it cannot be changed later."));
        QLineEdit *const displayName = dialog->addText(tr("&Name"), u"display_name"_s, tr("What people are shown."));
        QLineEdit *const description = dialog->addText(tr("&Description"), u"description"_s, tr("For administrators."));
        dialog->setCheck([name] { return name->text().trimmed().isEmpty() ? tr("A name is needed") : QString(); });
        dialog->setCall([this, name, displayName, description] {
            QJsonObject body { { u"name"_s, name->text().trimmed() } };
            if (!displayName->text().trimmed().isEmpty())
                body.insert(u"display_name"_s, displayName->text().trimmed());
            if (!description->text().trimmed().isEmpty())
                body.insert(u"description"_s, description->text().trimmed());
            api::Call call = connection()->call(kCreateOrganization);
            call.body = body;
            return call;
        });
        connect(dialog, &RequestDialog::succeeded, this, [this](const QJsonObject &organization) {
            load();
            Q_EMIT linkActivated({ u"organization"_s, m_location.realm, organization[u"id"].toString(), {} });
        });
        dialog->open();
    }

    void remove(const QJsonObject &item)
    {
        const QString name = item[u"name"].toString();
        api::Call call = connection()->call(kDeleteOrganization, { { "organization", objectId(item) } });
        call.options.ifVersion = item[u"version"].toInteger();
        auto *const dialog = confirmRequest(connection(), tr("Delete %1").arg(name),
            tr("The accounts of its members stay, but the roles that they have in %1 are gone, and cannot be taken back.")
                .arg(name),
            tr("&Delete"), call, this, name);
        connect(dialog, &RequestDialog::succeeded, this, [this] { load(); });
        dialog->open();
    }
};

}

extern const PageKind organizations_variant;
const PageKind organizations_variant { "organizations", QT_TRANSLATE_NOOP("PageKind", "Organisations"), "organizations",
    PageKind::Area::Directory, 6, "organizations:read", makePage<OrganizationsPage>,
    api::operation::kListOrganizations };

}
