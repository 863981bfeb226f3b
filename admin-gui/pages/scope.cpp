// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Form.h"
#include "app/ObjectPage.h"

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

class ScopePage final : public ObjectPage {
    Q_DECLARE_TR_FUNCTIONS(ScopePage)

public:
    ScopePage(Connection *connection, Location location, QWidget *parent)
        : ObjectPage(connection, std::move(location), parent,
              { kGetScope, kUpdateScope, kListScopeHistory, kRevertScope, "scope", "scopes:write" })
    {
        Form *const form = addForm(tr("&Scope"), "scope");
        form->text(u"name"_s, tr("Scope"), { .help = tr("What applications ask for."), .required = true, .nullable = false });
        form->text(u"description"_s, tr("Description"), { .help = tr("For administrators."), .nullable = false });
        form->text(u"consent_text"_s, tr("Consent page"),
            { .help = tr("What people are asked to agree to."), .nullable = false });
        form->lines(u"claims"_s, tr("Claims"),
            { .help = tr("What it tells about the person, one on each line."), .placeholder = u"email"_s }, 5);
        form->lines(u"permissions"_s, tr("Permissions"),
            { .help = tr("That tokens with it carry where the person has them, one on each line."),
                .placeholder = u"orders:read"_s },
            5);
        form->text(u"resource_server"_s, tr("Resource server"),
            { .help = tr("Tokens for others do not carry it; empty: all do.") });
        form->fact(u"created_at"_s, tr("Created"));
        form->fact(u"updated_at"_s, tr("Changed"));
        form->fact(u"id"_s, tr("Id"));
        addHistory();
    }

protected:
    QString nameOf(const QJsonObject &scope) const override { return scope[u"name"].toString(); }
};

}

extern const PageKind scope_variant;
const PageKind scope_variant { "scope", QT_TRANSLATE_NOOP("PageKind", "Scope"), "scopes", PageKind::Area::Object, 4,
    "scopes:read", makePage<ScopePage>,
    api::operation::kGetScope };

}
