// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Dialogs.h"
#include "app/ListPage.h"
#include "app/PageTexts.h"

#include <QtWidgets/QLineEdit>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

class ScopesPage final : public ListPage {
    Q_DECLARE_TR_FUNCTIONS(ScopesPage)

public:
    ScopesPage(Connection *connection, Location location, QWidget *parent)
        : ListPage(connection, std::move(location), parent, traits())
    {
        addHeaderAction(tr("&New scope…"), "plus", QKeySequence::New, "scopes:write", "newScopeAction",
            [this] { create(); }, true);
        addSelectionAction(tr("&Delete…"), "trash", QKeySequence::Delete, "scopes:write", "deleteAction",
            [this](const QList<QJsonObject> &items) { remove(items.first()); },
            [](const QList<QJsonObject> &items) { return items.size() > 1 ? tr("One at a time") : QString(); });
    }

private:
    static ListTraits traits()
    {
        using enum FilterField::Kind;
        ListTraits list;
        list.operation = kListScopes;
        list.key = u"id"_s;
        list.subject = tr("Scopes");
        list.objectPage = u"scope"_s;
        list.titleField = u"name"_s;
        list.columns = { { tr("Scope"), u"name"_s, {}, u"name"_s, 24 }, { tr("Claims"), u"claims"_s, {}, {}, 34 },
            { tr("Permissions"), u"permissions"_s, {}, {}, 34 },
            { tr("Resource server"), u"resource_server"_s, {}, u"resource_server"_s, 22 },
            { tr("Description"), u"description"_s, {}, {}, 40 } };
        list.facts = { { u"consent_text"_s, tr("Consent page") }, { u"id"_s, tr("Id") } };
        list.fields = { { u"name"_s }, { u"description"_s }, { u"claims"_s, List }, { u"permissions"_s, List },
            { u"resource_server"_s }, { u"created_at"_s, Time }, { u"updated_at"_s, Time } };
        list.emptyText = tr("No scopes of your own yet. Those of OpenID Connect are always there.");
        return list;
    }

    void create()
    {
        auto *const dialog = new RequestDialog(connection(), tr("New scope"), tr("&Create"), this);
        QLineEdit *const name = dialog->addText(tr("&Scope"), u"name"_s, tr("What applications ask for."));
        QLineEdit *const description = dialog->addText(tr("&Description"), u"description"_s, tr("For administrators."));
        QLineEdit *const consent
            = dialog->addText(tr("&Consent page"), u"consent_text"_s, tr("What people are asked to agree to."));
        dialog->setCheck([name] { return name->text().trimmed().isEmpty() ? tr("A name is needed") : QString(); });
        dialog->setCall([this, name, description, consent] {
            QJsonObject body { { u"name"_s, name->text().trimmed() } };
            if (!description->text().trimmed().isEmpty())
                body.insert(u"description"_s, description->text().trimmed());
            if (!consent->text().trimmed().isEmpty())
                body.insert(u"consent_text"_s, consent->text().trimmed());
            api::Call call = connection()->call(kCreateScope);
            call.body = body;
            return call;
        });
        connect(dialog, &RequestDialog::succeeded, this, [this](const QJsonObject &scope) {
            load();
            Q_EMIT linkActivated({ u"scope"_s, m_location.realm, scope[u"id"].toString(), {} });
        });
        dialog->open();
    }

    void remove(const QJsonObject &item)
    {
        const QString name = item[u"name"].toString();
        auto *const dialog = confirmRequest(connection(), tr("Delete the scope %1").arg(name),
            tr("Applications that ask for it are refused from now on."), tr("&Delete"),
            connection()->call(kDeleteScope, { { "scope", objectId(item) } }), this);
        connect(dialog, &RequestDialog::succeeded, this, [this] { load(); });
        dialog->open();
    }
};

}

extern const PageKind scopes_variant;
const PageKind scopes_variant { "scopes", QT_TRANSLATE_NOOP("PageKind", "Scopes"), "scopes",
    PageKind::Area::Applications, 3, "scopes:read", makePage<ScopesPage>,
    api::operation::kListScopes };

}
