// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Form.h"
#include "app/ObjectPage.h"
#include "app/PageTexts.h"

#include <QtCore/QDateTime>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

class ApiKeyPage final : public ObjectPage {
    Q_DECLARE_TR_FUNCTIONS(ApiKeyPage)

public:
    ApiKeyPage(Connection *connection, Location location, QWidget *parent)
        : ObjectPage(connection, std::move(location), parent,
              { kGetApiKey, kUpdateApiKey, kListApiKeyHistory, kRevertApiKey, "api_key", "api_keys:write" })
    {
        Form *const form = addForm(tr("&Settings"), "settings");
        form->fact(u"application"_s, tr("Application"));
        form->fact(u"prefix"_s, tr("Begins with"));
        form->text(u"name"_s, tr("Name"),
            { .help = tr("Letters, digits, full stops, hyphens and underscores."), .required = true, .nullable = false });
        form->text(u"scope"_s, tr("Scope"),
            { .help = tr("Separated by spaces; within what the application may ask for."), .nullable = false });
        form->text(u"tier"_s, tr("Tier"),
            { .help = tr("Names a rate limit of the resource server. May be empty."), .nullable = false });
        form->text(u"expires_at"_s, tr("Expires"),
            { .help = tr("A time like 2027-12-31T00:00:00Z, from which it is refused. Empty: it does not expire."),
                .placeholder = tr("never"), .check = timeProblem });
        form->fact(u"last_used_at"_s, tr("Last used"));
        form->fact(u"created_at"_s, tr("Made"));
        form->fact(u"updated_at"_s, tr("Changed"));
        form->fact(u"id"_s, tr("Id"));
        addHistory();
    }

protected:
    QString nameOf(const QJsonObject &key) const override { return key[u"name"].toString(); }
    QString stateOf(const QJsonObject &key) const override
    {
        const QString at = key[u"expires_at"].toString();
        if (at.isEmpty())
            return tr("does not expire");
        const bool isOver = QDateTime::fromString(at, Qt::ISODateWithMs) <= QDateTime::currentDateTimeUtc();
        return isOver ? tr("expired %1").arg(relativeTime(at)) : tr("expires %1").arg(relativeTime(at));
    }

private:
    /// RFC 3339 needs to know where the time is one of.
    static QString timeProblem(const QString &text)
    {
        const QDateTime at = QDateTime::fromString(text.trimmed(), Qt::ISODateWithMs);
        return at.isValid() && at.timeSpec() != Qt::LocalTime
            ? QString()
            : tr("A time with its zone is needed here: 2027-12-31T00:00:00Z.");
    }
};

}

extern const PageKind api_key_variant;
const PageKind api_key_variant { "api_key", QT_TRANSLATE_NOOP("PageKind", "API key"), "api-keys",
    PageKind::Area::Object, 9, "api_keys:read", makePage<ApiKeyPage>,
    api::operation::kGetApiKey };

}
