// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Dialogs.h"
#include "app/ListPage.h"
#include "app/PageTexts.h"

#include <QtWidgets/QLineEdit>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

class ResourceServersPage final : public ListPage {
    Q_DECLARE_TR_FUNCTIONS(ResourceServersPage)

public:
    ResourceServersPage(Connection *connection, Location location, QWidget *parent)
        : ListPage(connection, std::move(location), parent, traits())
    {
        addHeaderAction(tr("&New resource server…"), "plus", QKeySequence::New, "scopes:write",
            "newResourceServerAction", [this] { create(); }, true);
        addSelectionAction(tr("&Delete…"), "trash", QKeySequence::Delete, "scopes:write", "deleteAction",
            [this](const QList<QJsonObject> &items) { remove(items.first()); },
            [](const QList<QJsonObject> &items) { return items.size() > 1 ? tr("One at a time") : QString(); });
    }

private:
    static ListTraits traits()
    {
        using enum FilterField::Kind;
        ListTraits list;
        list.operation = kListResourceServers;
        list.key = u"id"_s;
        list.subject = tr("Resource servers");
        list.objectPage = u"resource_server"_s;
        list.titleField = u"name"_s;
        list.columns = { { tr("Name"), u"name"_s, {}, u"name"_s, 26 },
            { tr("Identifier"), u"identifier"_s, {}, u"identifier"_s, 44 },
            { tr("Changed"), u"updated_at"_s, ageOf(u"updated_at"_s), u"updated_at"_s, 14 },
            { tr("Description"), u"description"_s, {}, {}, 40 } };
        list.facts = { { u"id"_s, tr("Id") } };
        list.fields = { { u"name"_s }, { u"identifier"_s }, { u"description"_s }, { u"created_at"_s, Time },
            { u"updated_at"_s, Time } };
        list.emptyText = tr("No resource servers yet: the audiences of access tokens.");
        return list;
    }

    void create()
    {
        auto *const dialog = new RequestDialog(connection(), tr("New resource server"), tr("&Create"), this);
        QLineEdit *const name = dialog->addText(tr("&Name"), u"name"_s);
        QLineEdit *const identifier = dialog->addText(
            tr("&Identifier"), u"identifier"_s, tr("The audience of its tokens: an absolute URI."));
        identifier->setPlaceholderText(u"https://api.example.com"_s);
        dialog->setCheck([name, identifier] {
            return name->text().trimmed().isEmpty() || identifier->text().trimmed().isEmpty()
                ? tr("Both are needed")
                : QString();
        });
        dialog->setCall([this, name, identifier] {
            api::Call call = connection()->call(kCreateResourceServer);
            call.body = QJsonObject { { u"name"_s, name->text().trimmed() },
                { u"identifier"_s, identifier->text().trimmed() } };
            return call;
        });
        connect(dialog, &RequestDialog::succeeded, this, [this] { load(); });
        dialog->open();
    }

    void remove(const QJsonObject &item)
    {
        const QString name = item[u"name"].toString();
        auto *const dialog = confirmRequest(connection(), tr("Delete %1").arg(name),
            tr("No tokens are issued for it from now on."), tr("&Delete"),
            connection()->call(kDeleteResourceServer, { { "resource_server", objectId(item) } }), this);
        connect(dialog, &RequestDialog::succeeded, this, [this] { load(); });
        dialog->open();
    }
};

}

extern const PageKind resource_servers_variant;
const PageKind resource_servers_variant { "resource_servers", QT_TRANSLATE_NOOP("PageKind", "Resource servers"),
    "resources", PageKind::Area::Applications, 4, "scopes:read", makePage<ResourceServersPage>,
    api::operation::kListResourceServers };

}
