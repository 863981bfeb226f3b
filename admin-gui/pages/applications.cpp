// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Deletion.h"
#include "app/Dialogs.h"
#include "app/ListPage.h"
#include "app/PageTexts.h"

#include "api/RegisteredUri.h"

#include <QtCore/QJsonArray>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

QString typeText(const QString &type)
{
    const QMap<QString, QString> texts { { u"web"_s, QCoreApplication::translate("ApplicationsPage", "Web") },
        { u"spa"_s, QCoreApplication::translate("ApplicationsPage", "Single page") },
        { u"native"_s, QCoreApplication::translate("ApplicationsPage", "Native") },
        { u"machine"_s, QCoreApplication::translate("ApplicationsPage", "Machine") } };
    return texts.value(type, type);
}

class ApplicationsPage final : public ListPage {
    Q_DECLARE_TR_FUNCTIONS(ApplicationsPage)

public:
    ApplicationsPage(Connection *connection, Location location, QWidget *parent)
        : ListPage(connection, std::move(location), parent, traits())
    {
        addHeaderAction(tr("&New application…"), "plus", QKeySequence::New, "applications:write",
            "newApplicationAction", [this] { create(); }, true);
        addSelectionAction(tr("&Delete…"), "trash", QKeySequence::Delete, "applications:write", "deleteAction",
            [this](const QList<QJsonObject> &items) { remove(items.first()); },
            [](const QList<QJsonObject> &items) {
                if (items.size() > 1)
                    return tr("One at a time");
                return items.first()[u"deleted_at"].isString() ? tr("Deleted already") : QString();
            });
        addSelectionAction(tr("Take &back"), "undo", QKeySequence(u"Ctrl+Shift+U"_s), "applications:write",
            "undeleteAction", [this](const QList<QJsonObject> &items) {
                run(this->connection()->call(kUndeleteApplication, { { "application", objectId(items.first()) } }),
                    tr("It is there again."));
            },
            [](const QList<QJsonObject> &items) {
                return items.size() == 1 && items.first()[u"deleted_at"].isString()
                    ? QString()
                    : tr("Only what was deleted: filter by deleted:true");
            });
    }

private:
    static ListTraits traits()
    {
        using enum FilterField::Kind;
        ListTraits list;
        list.operation = kListApplications;
        list.key = u"id"_s;
        list.subject = tr("Applications");
        list.objectPage = u"application"_s;
        list.titleField = u"client_id"_s;
        const auto state = [](const QJsonObject &item) { return stateText(enabledState(item)); };
        const auto tone = [](const QJsonObject &item) { return stateTone(enabledState(item)); };
        const auto type = [](const QJsonObject &item) { return typeText(item[u"type"].toString()); };
        list.columns = { { tr("Client id"), u"client_id"_s, {}, u"client_id"_s, 26 },
            { tr("Status"), u"enabled"_s, state, {}, 14, tone },
            { tr("Name"), u"client_name"_s, {}, u"client_name"_s, 26 },
            { tr("Kind"), u"type"_s, type, u"type"_s, 14 }, { tr("Grants"), u"grant_types"_s, {}, {}, 34 },
            { tr("Changed"), u"updated_at"_s, ageOf(u"updated_at"_s), u"updated_at"_s, 14 } };
        list.facts = { { u"redirect_uris"_s, tr("Redirect URIs") },
            { u"token_endpoint_auth_method"_s, tr("Authentication") }, { u"scope"_s, tr("Scope") },
            { u"deleted_at"_s, tr("Deleted") }, { u"id"_s, tr("Id") } };
        list.fields = { { u"client_id"_s }, { u"client_name"_s },
            { u"type"_s, Choice, { u"web"_s, u"spa"_s, u"native"_s, u"machine"_s } }, { u"enabled"_s, Boolean },
            { u"token_endpoint_auth_method"_s }, { u"redirect_uris"_s, List }, { u"allowed_origins"_s, List },
            { u"grant_types"_s, List }, { u"created_at"_s, Time }, { u"updated_at"_s, Time },
            { u"deleted"_s, Boolean }, { u"deleted_at"_s, Time } };
        list.emptyText = tr("No applications yet. Register the first one with Ctrl+N.");
        return list;
    }

    void create()
    {
        auto *const dialog = new RequestDialog(connection(), tr("New application"), tr("&Register"), this);
        auto *const kind = new QComboBox(dialog);
        kind->setObjectName(u"kindComboBox"_s);
        kind->addItem(tr("Web: a server that keeps a secret"), u"web"_s);
        kind->addItem(tr("Single page: runs in the browser"), u"spa"_s);
        kind->addItem(tr("Native: installed on a phone or desktop"), u"native"_s);
        kind->addItem(tr("Machine: acts for itself, nobody signs in"), u"machine"_s);
        dialog->addField(tr("&Kind"), kind, u"type"_s);
        QLineEdit *const name = dialog->addText(tr("&Name"), u"client_name"_s, tr("What people are shown."));
        QLineEdit *const clientId = dialog->addText(
            tr("Client &id"), u"client_id"_s, tr("What the program calls itself. Empty: one is made."));
        auto *const uris = new QPlainTextEdit(dialog);
        uris->setObjectName(u"redirectUrisPlainTextEdit"_s);
        uris->setTabChangesFocus(true);
        uris->setPlaceholderText(u"https://app.example.com/callback"_s);
        uris->setFixedHeight(uris->fontMetrics().lineSpacing() * 4 + 20);
        dialog->addField(tr("&Redirect URIs"), uris, u"redirect_uris"_s,
            tr("Where people come back to after they signed in; one on each line, compared letter by letter."));
        connect(kind, &QComboBox::currentIndexChanged, dialog, [dialog, kind, uris] {
            uris->setEnabled(kind->currentData().toString() != "machine"_L1);
            dialog->changed();
        });
        connect(uris, &QPlainTextEdit::textChanged, dialog, &RequestDialog::changed);
        const auto lines = [uris] {
            QStringList list;
            for (const QString &line : uris->toPlainText().split(u'\n')) {
                if (!line.trimmed().isEmpty())
                    list.append(line.trimmed());
            }
            return list;
        };
        dialog->setCheck([kind, lines] {
            const QString type = kind->currentData().toString();
            if (type == "machine"_L1)
                return QString();
            if (lines().isEmpty())
                return tr("A redirect URI is needed");
            for (const QString &uri : lines()) {
                const QString wrong = redirectUriProblem(
                    uri, type == "native"_L1 ? PrivateUseSchemes::Allowed : PrivateUseSchemes::Refused);
                if (!wrong.isEmpty())
                    return u"%1: %2"_s.arg(uri, wrong);
            }
            return QString();
        });
        dialog->setCall([this, kind, name, clientId, lines] {
            const QString type = kind->currentData().toString();
            QJsonObject body { { u"type"_s, type } };
            if (!name->text().trimmed().isEmpty())
                body.insert(u"client_name"_s, name->text().trimmed());
            if (!clientId->text().trimmed().isEmpty())
                body.insert(u"client_id"_s, clientId->text().trimmed());
            if (type != "machine"_L1)
                body.insert(u"redirect_uris"_s, QJsonArray::fromStringList(lines()));
            api::Call call = connection()->call(kCreateApplication);
            call.body = body;
            return call;
        });
        connect(dialog, &RequestDialog::succeeded, this, [this](const QJsonObject &application) {
            load();
            Q_EMIT linkActivated({ u"application"_s, m_location.realm, application[u"id"].toString(), {} });
            const QString secret = application[u"client_secret"].toString();
            if (!secret.isEmpty()) {
                showSecret(tr("Secret of %1").arg(application[u"client_id"].toString()),
                    tr("This is the only time that it is shown. Give it to the program %1 now.")
                        .arg(application[u"client_id"].toString()),
                    secret, window());
            }
        });
        dialog->open();
    }

    void remove(const QJsonObject &item)
    {
        const QString name = item[u"client_id"].toString();
        const QString text = tr("Nobody can sign in to %1 any more, and its tokens end at once.").arg(name);
        auto *const dialog = confirmRequest(connection(), tr("Delete %1").arg(name), text, tr("&Delete"),
            connection()->call(kDeleteApplication, { { "application", objectId(item) } }), this, name);
        explainDeletion(dialog, connection(), m_location.realm, text);
        connect(dialog, &RequestDialog::succeeded, this, [this] { load(); });
        dialog->open();
    }
};

}

extern const PageKind applications_variant;
const PageKind applications_variant { "applications", QT_TRANSLATE_NOOP("PageKind", "Applications"), "applications",
    PageKind::Area::Applications, 1, "applications:read", makePage<ApplicationsPage>,
    api::operation::kListApplications };

}
