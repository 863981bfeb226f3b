// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Deletion.h"
#include "app/Dialogs.h"
#include "app/ListPage.h"
#include "app/MadeSecrets.h"
#include "app/PageTexts.h"
#include "widgets/MessageBanner.h"

#include <QtCore/QJsonArray>
#include <QtCore/QRegularExpression>
#include <QtWidgets/QLineEdit>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

class RealmsPage final : public ListPage {
    Q_DECLARE_TR_FUNCTIONS(RealmsPage)

public:
    RealmsPage(Connection *connection, Location location, QWidget *parent)
        : ListPage(connection, std::move(location), parent, traits())
    {
        addHeaderAction(tr("&New realm…"), "plus", QKeySequence::New, "realms:write", "newRealmAction",
            [this] { create(); }, true);
        addSelectionAction(tr("&Work in it"), "realms", QKeySequence(u"Ctrl+Shift+W"_s), "", "switchAction",
            [this](const QList<QJsonObject> &items) {
                this->connection()->setRealm(items.first()[u"name"].toString());
            },
            [](const QList<QJsonObject> &items) { return items.size() == 1 ? QString() : tr("One at a time"); });
        addSelectionAction(tr("&Clone…"), "copy", QKeySequence(u"Ctrl+Shift+N"_s), "configuration:write", "cloneAction",
            [this](const QList<QJsonObject> &items) { clone(items.first()); },
            [](const QList<QJsonObject> &items) {
                if (items.size() > 1)
                    return tr("One at a time");
                return items.first()[u"deleted_at"].isString() ? tr("It is deleted") : QString();
            });
        addSelectionAction(tr("&Delete…"), "trash", QKeySequence::Delete, "realms:write", "deleteAction",
            [this](const QList<QJsonObject> &items) { remove(items.first()); },
            [](const QList<QJsonObject> &items) {
                if (items.size() > 1)
                    return tr("One at a time");
                return items.first()[u"deleted_at"].isString() ? tr("Deleted already") : QString();
            });
        addSelectionAction(tr("Take &back"), "undo", QKeySequence(u"Ctrl+Shift+U"_s), "realms:write", "undeleteAction",
            [this](const QList<QJsonObject> &items) {
                run(this->connection()->call(kUndeleteRealm, { { "realm", objectId(items.first()) } }),
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
        list.operation = kListRealms;
        list.key = u"id"_s;
        list.subject = tr("Realms");
        list.objectPage = u"realm"_s;
        list.titleField = u"name"_s;
        const auto state = [](const QJsonObject &item) { return stateText(enabledState(item)); };
        const auto tone = [](const QJsonObject &item) { return stateTone(enabledState(item)); };
        list.columns = { { tr("Realm"), u"name"_s, {}, u"name"_s, 24 },
            { tr("Status"), u"enabled"_s, state, {}, 14, tone },
            { tr("Name"), u"display_name"_s, {}, u"display_name"_s, 34 },
            { tr("Changed"), u"updated_at"_s, ageOf(u"updated_at"_s), u"updated_at"_s, 16 },
            { tr("Created"), u"created_at"_s, ageOf(u"created_at"_s), u"created_at"_s, 16 } };
        list.facts = { { u"deleted_at"_s, tr("Deleted") }, { u"id"_s, tr("Id") } };
        list.fields = { { u"name"_s }, { u"display_name"_s }, { u"enabled"_s, Boolean }, { u"created_at"_s, Time },
            { u"updated_at"_s, Time }, { u"deleted"_s, Boolean }, { u"deleted_at"_s, Time } };
        return list;
    }

    static QString nameProblem(const QString &name)
    {
        static const QRegularExpression form(QRegularExpression::anchoredPattern(u"[a-z0-9]([a-z0-9-]*[a-z0-9])?"_s));
        if (name.isEmpty())
            return tr("A name is needed");
        return form.match(name).hasMatch() ? QString() : tr("Lower-case letters, digits and hyphens");
    }

    void create()
    {
        auto *const dialog = new RequestDialog(connection(), tr("New realm"), tr("&Create"), this);
        dialog->explain(tr("A realm has users, applications, roles and keys of its own."));
        QLineEdit *const name = dialog->addText(tr("&Realm"), u"name"_s,
            tr("Lower-case letters, digits and hyphens. It is part of the addresses that applications use."));
        QLineEdit *const displayName = dialog->addText(tr("&Name"), u"display_name"_s, tr("What people are shown."));
        dialog->setCheck([name] { return nameProblem(name->text()); });
        dialog->setCall([this, name, displayName] {
            QJsonObject body { { u"name"_s, name->text() } };
            if (!displayName->text().trimmed().isEmpty())
                body.insert(u"display_name"_s, displayName->text().trimmed());
            api::Call call = connection()->call(kCreateRealm);
            call.body = body;
            return call;
        });
        connect(dialog, &RequestDialog::succeeded, this, [this](const QJsonObject &realm) {
            load();
            Q_EMIT linkActivated({ u"realm"_s, m_location.realm, realm[u"id"].toString(), {} });
        });
        dialog->open();
    }

    void clone(const QJsonObject &item)
    {
        const QString original = item[u"name"].toString();
        auto *const dialog = new RequestDialog(connection(), tr("Clone %1").arg(original), tr("&Clone"), this);
        dialog->explain(tr("The new realm gets the settings, scopes, resource servers, applications and roles of %1; no "
                           "people, API keys, signing keys and host names. Applications get secrets of their own.")
                            .arg(original));
        QLineEdit *const name = dialog->addText(tr("&Realm"), u"name"_s,
            tr("Lower-case letters, digits and hyphens. It is part of the addresses that applications use."));
        QLineEdit *const displayName = dialog->addText(tr("&Name"), u"display_name"_s, tr("What people are shown."));
        dialog->setCheck([name] { return nameProblem(name->text()); });
        dialog->setCall([this, item, name, displayName] {
            QJsonObject body { { u"name"_s, name->text() } };
            if (!displayName->text().trimmed().isEmpty())
                body.insert(u"display_name"_s, displayName->text().trimmed());
            api::Call call = connection()->call(kCloneRealm, { { "realm", objectId(item) } });
            call.body = body;
            return call;
        });
        connect(dialog, &RequestDialog::succeeded, this, [this, name](const QJsonObject &answer) {
            load();
            banner()->showMessage(Tone::Good, tr("The realm %1 is made.").arg(name->text()));
            showMadeSecrets(name->text(), answer[u"results"].toArray(), window());
        });
        dialog->open();
    }

    void remove(const QJsonObject &item)
    {
        const QString name = item[u"name"].toString();
        const QString text = tr("Nobody of %1 can sign in any more, and all of its tokens end at once.").arg(name);
        auto *const dialog = confirmRequest(connection(), tr("Delete the realm %1").arg(name), text, tr("&Delete"),
            connection()->call(kDeleteRealm, { { "realm", objectId(item) } }), this, name);
        explainDeletion(dialog, connection(), objectId(item), text);
        connect(dialog, &RequestDialog::succeeded, this, [this] { load(); });
        dialog->open();
    }
};

}

extern const PageKind realms_variant;
const PageKind realms_variant { "realms", QT_TRANSLATE_NOOP("PageKind", "Realms"), "realms", PageKind::Area::Server, 1,
    "realms:read", makePage<RealmsPage>,
    api::operation::kListRealms };

}
