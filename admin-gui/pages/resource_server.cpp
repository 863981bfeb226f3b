// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Form.h"
#include "app/ObjectPage.h"

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

class ResourceServerPage final : public ObjectPage {
    Q_DECLARE_TR_FUNCTIONS(ResourceServerPage)

public:
    ResourceServerPage(Connection *connection, Location location, QWidget *parent)
        : ObjectPage(connection, std::move(location), parent,
              { kGetResourceServer, kUpdateResourceServer, kListResourceServerHistory, kRevertResourceServer,
                  "resource_server", "scopes:write" })
    {
        Form *const form = addForm(tr("&Resource server"), "resource-server");
        form->text(u"name"_s, tr("Name"), { .required = true, .nullable = false });
        form->text(u"identifier"_s, tr("Identifier"),
            { .help = tr("The audience of its tokens: an absolute URI."), .required = true, .nullable = false });
        form->text(u"description"_s, tr("Description"), { .nullable = false });
        form->fact(u"created_at"_s, tr("Created"));
        form->fact(u"updated_at"_s, tr("Changed"));
        form->fact(u"id"_s, tr("Id"));
        addHistory();
    }

protected:
    QString nameOf(const QJsonObject &server) const override { return server[u"name"].toString(); }
};

}

extern const PageKind resource_server_variant;
const PageKind resource_server_variant { "resource_server", QT_TRANSLATE_NOOP("PageKind", "Resource server"),
    "resources", PageKind::Area::Object, 5, "scopes:read", makePage<ResourceServerPage>,
    api::operation::kGetResourceServer };

}
