// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Dialogs.h"
#include "app/Form.h"
#include "app/HeldList.h"
#include "app/ObjectPage.h"
#include "app/RemoteTab.h"
#include "widgets/MessageBanner.h"

#include <QtCore/QJsonArray>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

/// One role: what it is, what it permits, whom it inherits from, and who has it.
class RolePage final : public ObjectPage {
    Q_OBJECT

public:
    RolePage(Connection *connection, Location location, QWidget *parent);

protected:
    QString nameOf(const QJsonObject &role) const override { return role[u"name"].toString(); }
    QString stateOf(const QJsonObject &role) const override
    {
        return role[u"built_in"].toBool() ? tr("made by the server") : QString();
    }

private:
    void addGeneral();
    void addMembers();
    void assign();
    void unassign(const QJsonObject &member);
    void report(const QJsonObject &answer);
    QList<std::pair<QByteArray, QString>> path() const
    {
        return { { "realm", m_location.realm }, { "role", m_location.id } };
    }

    RemoteTab *m_members = nullptr;
};

RolePage::RolePage(Connection *connection, Location location, QWidget *parent)
    : ObjectPage(connection, std::move(location), parent,
          { kGetRole, kUpdateRole, kListRoleHistory, kRevertRole, "role", "roles:write" })
{
    addGeneral();
    auto *const permissions = new HeldList(connection,
        { kListRolePermissions, kGrantRolePermissions, kRevokeRolePermissions, u"permissions"_s, kListPermissions,
            tr("Permissions"), tr("A permission for this role: resource:action"), u"roles:write"_s },
        path(), this);
    addTab(permissions, tr("&Permissions"), "permissions", [permissions] { permissions->load(); });
    auto *const parents = new HeldList(connection,
        { kListRoleParents, kAddRoleParents, kRemoveRoleParents, u"roles"_s, kListRoles,
            tr("Roles that it inherits from"), tr("A role that this one is to inherit from"), u"roles:write"_s },
        path(), this);
    addTab(parents, tr("&Inherits from"), "parents", [parents] { parents->load(); });
    addMembers();
    addHistory();
}

void RolePage::addGeneral()
{
    Form *const form = addForm(tr("&General"), "general");
    form->text(u"name"_s, tr("&Name"),
        { .help = tr("The role of an application is named client_id:name."), .required = true, .nullable = false });
    form->text(u"description"_s, tr("&Description"));
    form->check(u"require_mfa"_s, tr("Counts with two factors only"),
        tr("In tokens of other sign-ins it is named as inactive, with what it inherits."));
    form->check(u"require_verified_email"_s, tr("Counts with a verified e-mail address only"),
        tr("For everybody else it is inactive, with what it inherits."));
    form->check(u"require_verified_phone"_s, tr("Counts with a verified phone number only"),
        tr("For everybody else it is inactive, with what it inherits."));
    form->fact(u"application"_s, tr("Application"));
    form->fact(u"created_at"_s, tr("Created"));
    form->section(tr("In this console and its API"),
        tr("What the role lets administrators do. Permissions of your own applications stand on the next tab."));
    form->lines(u"rights"_s, tr("&Rights"), { .help = tr("One on each line: users:read, *:read, or * for all.") });
    form->lines(u"realms"_s, tr("In &realms"), { .help = tr("One on each line; empty: in all of them.") });
}

void RolePage::addMembers()
{
    const auto origin = [](const QJsonObject &item) {
        QStringList sources;
        for (const auto &source : item[u"sources"].toArray())
            sources.append(source.toString());
        return item[u"direct"].toBool() ? tr("assigned directly") : tr("through %1").arg(sources.join(u", "_s));
    };
    const auto kind = [](const QJsonObject &item) {
        return item[u"kind"].toString() == "user"_L1 ? tr("person") : tr("application");
    };
    m_members = new RemoteTab(connection(),
        { { tr("Name"), u"name"_s, {}, u"name"_s, 34 }, { tr("Kind"), u"kind"_s, kind, {}, 16 },
            { tr("Where from"), u"sources"_s, origin, {}, 40 } },
        u"id"_s, tr("Members"), tr("Nobody has this role."), this);
    m_members->setCall(connection()->call(kListRoleMembers, path()));
    m_members->addAction(
        tr("&Take it away"), "roles:write", [this](const QJsonObject &member) { unassign(member); },
        [](const QJsonObject &member) {
            return member[u"direct"].toBool() ? QString() : tr("It comes through another role: take that away");
        });
    m_members->addGeneralAction(tr("&Assign…"), "roles:write", [this] { assign(); });
    addTab(m_members, tr("&Members"), "members", [this] { m_members->load(); });
}

void RolePage::assign()
{
    auto *const dialog = new RequestDialog(connection(), tr("Assign the role"), tr("&Assign"), this);
    dialog->explain(tr("Whoever gets %1 has what it permits at once.").arg(nameOf(object())));
    auto *const kind = new QComboBox(dialog);
    kind->addItem(tr("People"), u"users"_s);
    kind->addItem(tr("Applications"), u"applications"_s);
    dialog->addField(tr("&To"), kind, {});
    QLineEdit *const names = dialog->addText(tr("&Names"), u"users"_s,
        tr("User names or e-mail addresses, client_ids of applications; with commas between"));
    dialog->setCheck([names] { return names->text().trimmed().isEmpty() ? tr("A name is needed.") : QString(); });
    dialog->setCall([this, kind, names] {
        QJsonArray list;
        for (const QString &name : names->text().split(u',', Qt::SkipEmptyParts))
            list.append(name.trimmed());
        api::Call call = objectCall(kAssignRole);
        call.body = QJsonObject { { kind->currentData().toString(), list } };
        return call;
    });
    connect(dialog, &RequestDialog::succeeded, this, &RolePage::report);
    dialog->open();
}

void RolePage::unassign(const QJsonObject &member)
{
    api::Call call = objectCall(kUnassignRole);
    const QString kind = member[u"kind"].toString() == "user"_L1 ? u"users"_s : u"applications"_s;
    call.body = QJsonObject { { kind, QJsonArray { member[u"id"] } } };
    run(std::move(call), {}, [this](const QJsonObject &answer) { report(answer); });
}

void RolePage::report(const QJsonObject &answer)
{
    QStringList failures;
    for (const auto &item : answer[u"items"].toArray()) {
        const QString result = item[u"result"].toString();
        if (result == "not_found"_L1)
            failures.append(tr("%1 is not there").arg(item[u"handle"].toString()));
        else if (result == "forbidden"_L1)
            failures.append(tr("%1 has more rights than you").arg(item[u"handle"].toString()));
    }
    const QString changed = tr("Changed: %1.").arg(answer[u"changed"].toInt());
    banner()->showMessage(failures.isEmpty() ? Tone::Good : Tone::Warning,
        failures.isEmpty() ? changed : changed + u' ' + failures.join(u"; "_s) + u'.');
    m_members->load();
}

}

extern const PageKind role_variant;
const PageKind role_variant { .name = "role",
    .title = QT_TRANSLATE_NOOP("PageKind", "Role"),
    .icon = "roles",
    .area = PageKind::Area::Object,
    .order = 30,
    .permission = "roles:read",
    .make = makePage<RolePage>,
    .operation = api::operation::kGetRole };

}

#include "role.moc"
