// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Dialogs.h"
#include "app/ListPage.h"
#include "app/PageTexts.h"
#include "models/Moments.h"

#include <QtCore/QDateTime>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

/// Keys that applications present to resource servers.
class ApiKeysPage final : public ListPage {
    Q_DECLARE_TR_FUNCTIONS(ApiKeysPage)

public:
    ApiKeysPage(Connection *connection, Location location, QWidget *parent)
        : ListPage(connection, std::move(location), parent, traits())
    {
        addHeaderAction(tr("&New API key…"), "plus", QKeySequence::New, "api_keys:write", "newApiKeyAction",
            [this] { create(); }, true);
        const auto one = [](const QList<QJsonObject> &items) { return items.size() > 1 ? tr("One at a time") : QString(); };
        addSelectionAction(tr("&Replace…"), "reload", QKeySequence(u"Ctrl+Shift+E"_s), "api_keys:write", "rotateAction",
            [this](const QList<QJsonObject> &items) { rotate(items.first()); }, one);
        addSelectionAction(tr("Re&voke…"), "trash", QKeySequence::Delete, "api_keys:write", "revokeAction",
            [this](const QList<QJsonObject> &items) { revoke(items.first()); }, one);
    }

private:
    static ListTraits traits()
    {
        using enum FilterField::Kind;
        ListTraits list;
        list.operation = kListApiKeys;
        list.key = u"id"_s;
        list.subject = tr("API keys");
        list.objectPage = u"api_key"_s;
        list.titleField = u"name"_s;
        const auto expires = [](const QJsonObject &item) {
            const QString at = item[u"expires_at"].toString();
            return at.isEmpty() ? tr("never") : relativeTime(at);
        };
        const auto tone = [](const QJsonObject &item) {
            const QDateTime at = moment(item[u"expires_at"].toString());
            return at.isValid() && at <= QDateTime::currentDateTimeUtc() ? u"bad"_s : QString();
        };
        const auto used = [](const QJsonObject &item) {
            const QString at = item[u"last_used_at"].toString();
            return at.isEmpty() ? tr("never") : relativeTime(at);
        };
        list.columns = { { tr("Name"), u"name"_s, {}, u"name"_s, 26 },
            { tr("Application"), u"application"_s, {}, u"application"_s, 24 },
            { tr("Begins with"), u"prefix"_s, {}, {}, 16 }, { tr("Expires"), u"expires_at"_s, expires, {}, 14, tone },
            { tr("Last used"), u"last_used_at"_s, used, {}, 14 }, { tr("Scope"), u"scope"_s, {}, {}, 34 },
            { tr("Tier"), u"tier"_s, {}, u"tier"_s, 12 },
            { tr("Made"), u"created_at"_s, ageOf(u"created_at"_s), u"created_at"_s, 14 } };
        list.facts = { { u"expires_at"_s, tr("Refused from") }, { u"id"_s, tr("Id") } };
        list.fields = { { u"name"_s }, { u"application"_s }, { u"prefix"_s }, { u"tier"_s }, { u"created_at"_s, Time },
            { u"expires_at"_s, Time }, { u"last_used_at"_s, Time } };
        list.emptyText = tr("No API keys yet. Make the first one with Ctrl+N.");
        return list;
    }

    void showKey(const QJsonObject &key)
    {
        const QString name = key[u"name"].toString();
        showSecret(tr("API key %1").arg(name),
            tr("This is the only time that it is shown. Give it to %1 now.").arg(key[u"application"].toString()),
            key[u"key"].toString(), window());
    }

    void create()
    {
        auto *const dialog = new RequestDialog(connection(), tr("New API key"), tr("&Make"), this);
        QLineEdit *const application
            = dialog->addText(tr("&Application"), u"application"_s, tr("Client id of the application that presents it."));
        QLineEdit *const name
            = dialog->addText(tr("&Name"), u"name"_s, tr("Letters, digits, full stops, hyphens and underscores."));
        QLineEdit *const scope = dialog->addText(
            tr("&Scope"), u"scope"_s, tr("Separated by spaces; within what the application may ask for."));
        QLineEdit *const tier
            = dialog->addText(tr("&Tier"), u"tier"_s, tr("Names a rate limit of the resource server. May be empty."));
        auto *const lasts = new QComboBox(dialog);
        lasts->setObjectName(u"expiresComboBox"_s);
        for (const int days : { 30, 90, 365 })
            lasts->addItem(tr("%n day(s)", nullptr, days), days);
        lasts->addItem(tr("for ever"), 0);
        lasts->setCurrentIndex(1);
        dialog->addField(tr("&Lasts"), lasts, u"expires_at"_s, tr("Afterwards it is refused. The key's page changes it."));
        dialog->setCheck([application, name] {
            if (application->text().trimmed().isEmpty())
                return tr("An application is needed");
            return name->text().trimmed().isEmpty() ? tr("A name is needed") : QString();
        });
        dialog->setCall([this, application, name, scope, tier, lasts] {
            QJsonObject body { { u"application"_s, application->text().trimmed() },
                { u"name"_s, name->text().trimmed() } };
            if (!scope->text().trimmed().isEmpty())
                body.insert(u"scope"_s, scope->text().trimmed());
            if (!tier->text().trimmed().isEmpty())
                body.insert(u"tier"_s, tier->text().trimmed());
            if (const int days = lasts->currentData().toInt(); days > 0)
                body.insert(u"expires_at"_s, QDateTime::currentDateTimeUtc().addDays(days).toString(Qt::ISODate));
            api::Call call = connection()->call(kCreateApiKey);
            call.body = body;
            return call;
        });
        connect(dialog, &RequestDialog::succeeded, this, [this](const QJsonObject &key) {
            load();
            showKey(key);
        });
        dialog->open();
    }

    void rotate(const QJsonObject &item)
    {
        const QString name = item[u"name"].toString();
        api::Call call = connection()->call(kRotateApiKey, { { "api_key", objectId(item) } });
        call.options.ifVersion = item[u"version"].toInteger();
        auto *const dialog = confirmRequest(connection(), tr("Replace %1").arg(name),
            tr("Another key is made in its place; the old one is refused at once."), tr("&Replace"), call, this);
        connect(dialog, &RequestDialog::succeeded, this, [this](const QJsonObject &key) {
            load();
            showKey(key);
        });
        dialog->open();
    }

    void revoke(const QJsonObject &item)
    {
        const QString name = item[u"name"].toString();
        api::Call call = connection()->call(kDeleteApiKey, { { "api_key", objectId(item) } });
        call.options.ifVersion = item[u"version"].toInteger();
        auto *const dialog = confirmRequest(connection(), tr("Revoke %1").arg(name),
            tr("Resource servers refuse it at once, and it cannot be taken back."), tr("&Revoke"), call, this, name);
        connect(dialog, &RequestDialog::succeeded, this, [this] { load(); });
        dialog->open();
    }
};

}

extern const PageKind api_keys_variant;
const PageKind api_keys_variant { "api_keys", QT_TRANSLATE_NOOP("PageKind", "API keys"), "api-keys",
    PageKind::Area::Applications, 2, "api_keys:read", makePage<ApiKeysPage>,
    api::operation::kListApiKeys };

}
