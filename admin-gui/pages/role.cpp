// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Form.h"
#include "app/GrantTab.h"
#include "app/ObjectPage.h"
#include "widgets/MessageBanner.h"
#include "models/RoleCatalog.h"

#include <QtCore/QJsonArray>
#include <QtWidgets/QLineEdit>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

/// One role: what it is, what it permits, whom it inherits from, and who has it.
class RolePage final : public ObjectPage {
    Q_OBJECT

public:
    RolePage(Connection *connection, Location location, QWidget *parent);

protected:
    QString nameOf(const QJsonObject &object) const override { return object[u"name"_s].toString(); }
    QString stateOf(const QJsonObject &object) const override;
    void shown(const QJsonObject &object) override;

private:
    GrantTab *grants(const GrantTab::Traits &traits, int list);
    /// Sends \a operation with the names under \a member.
    void change(int operation, const QString &member, const QStringList &names, const QString &done);
    void assign(int operation, const QList<QJsonObject> &subjects);
    void reportAssignment(const QJsonObject &answer);

    GrantTab *m_permissions;
    GrantTab *m_parents;
    GrantTab *m_members;
};

QStringList namesOf(const QList<QJsonObject> &items)
{
    QStringList names;
    for (const QJsonObject &item : items)
        names.append(item[u"name"_s].toString());
    return names;
}

/// Where it comes from: `itself`, or the roles between.
QString origin(const QJsonObject &item)
{
    QStringList through;
    const QJsonArray sources = item[u"sources"_s].toArray();
    for (const auto &source : sources) {
        const QString name = source.isObject() ? source[u"role"_s].toString() : source.toString();
        if (!through.contains(name))
            through.append(name);
    }
    return item[u"direct"_s].toBool() ? RolePage::tr("its own") : RolePage::tr("through %1").arg(through.join(u", "_s));
}

RolePage::RolePage(Connection *connection, Location location, QWidget *parent)
    : ObjectPage(connection, std::move(location), parent,
          { .get = api::operation::kGetRole,
              .update = api::operation::kUpdateRole,
              .history = api::operation::kListRoleHistory,
              .revert = api::operation::kRevertRole,
              .parameter = "role",
              .writePermission = "roles:write",
              .noun = "roles" })
{
    Form *const form = addForm(tr("&General"), "general");
    form->text(u"name"_s, tr("&Name"), { .help = tr("The role of an application is named client_id:name."), .required = true, .nullable = false });
    form->text(u"description"_s, tr("&Description"));
    form->fact(u"application"_s, tr("Application"));
    form->section(tr("In this console and its API"),
        tr("What the role permits administrators. Permissions of your own applications stand on the next tab."));
    form->lines(u"rights"_s, tr("&Rights"), { .help = tr("One on each line: users:read, *:read, or * for all.") });
    form->lines(u"realms"_s, tr("In &realms"), { .help = tr("One on each line; empty: in all of them.") });

    m_permissions = grants({ tr("Permissions"), tr("&Grant"), tr("&Take away"), tr("resource:action, with commas between"), "roles:write",
                               "permissions" },
        api::operation::kListRolePermissions);
    addTab(m_permissions, tr("&Permissions"), "permissions", [this] { m_permissions->load(); });
    connect(m_permissions, &GrantTab::addRequested, this, [this](const QStringList &names) {
        change(api::operation::kGrantRolePermissions, u"permissions"_s, names, tr("Granted: %1").arg(names.join(u", "_s)));
    });
    connect(m_permissions, &GrantTab::removeRequested, this, [this](const QList<QJsonObject> &items) {
        const QStringList names = namesOf(items);
        change(api::operation::kRevokeRolePermissions, u"permissions"_s, names, tr("Taken away: %1").arg(names.join(u", "_s)));
    });

    m_parents = grants({ tr("Roles that it inherits from"), tr("&Inherit"), tr("Inherit &no more"), tr("names of roles, with commas between"),
                           "roles:write", "parents" },
        api::operation::kListRoleParents);
    addTab(m_parents, tr("&Inherits from"), "parents", [this] { m_parents->load(); });
    connect(m_parents, &GrantTab::addRequested, this, [this](const QStringList &names) {
        change(api::operation::kAddRoleParents, u"roles"_s, names, tr("Inherits from %1 now.").arg(names.join(u", "_s)));
    });
    connect(m_parents, &GrantTab::removeRequested, this, [this](const QList<QJsonObject> &items) {
        const QStringList names = namesOf(items);
        change(api::operation::kRemoveRoleParents, u"roles"_s, names, tr("Inherits no more from %1.").arg(names.join(u", "_s)));
    });

    m_members = grants({ tr("Members"), tr("&Assign"), tr("&Unassign"), tr("user names or e-mail addresses; application:client_id"), "roles:write",
                           "members" },
        api::operation::kListRoleMembers);
    addTab(m_members, tr("&Members"), "members", [this] { m_members->load(); });
    connect(m_members, &GrantTab::addRequested, this, [this](const QStringList &names) {
        QList<QJsonObject> subjects;
        for (const QString &name : names) {
            const bool isApplication = name.startsWith("application:"_L1);
            subjects.append({ { u"kind"_s, isApplication ? u"application"_s : u"user"_s },
                { u"id"_s, isApplication ? name.mid(12) : name } });
        }
        assign(api::operation::kAssignRole, subjects);
    });
    connect(m_members, &GrantTab::removeRequested, this,
        [this](const QList<QJsonObject> &items) { assign(api::operation::kUnassignRole, items); });
    addHistory();
    Connection::ask(this, readRoles(connection, m_location.realm), [this](const Result<QList<api::Role>> &roles) {
        QStringList names;
        for (const api::Role &role : roles.value_or(QList<api::Role>()))
            names.append(role.name);
        m_parents->setKnown(names);
    });
}

GrantTab *RolePage::grants(const GrantTab::Traits &traits, int list)
{
    QList<RemoteColumn> columns { { .title = tr("Name"), .field = u"name"_s, .sort = u"name"_s, .width = 34 } };
    if (list == api::operation::kListRoleMembers) {
        columns.append({ .title = tr("Kind"),
            .field = u"kind"_s,
            .text = [](const QJsonObject &item) {
                return item[u"kind"_s] == u"user"_s ? tr("person") : tr("application");
            },
            .width = 16 });
    } else {
        columns.append({ .title = tr("Description"), .field = u"description"_s, .width = 44 });
    }
    columns.append({ .title = tr("Where from"), .field = u"sources"_s, .text = origin, .width = 40 });
    auto *const tab = new GrantTab(connection(), traits, columns, this);
    tab->setCall(objectCall(list));
    return tab;
}

QString RolePage::stateOf(const QJsonObject &object) const
{
    return object[u"built_in"_s].toBool() ? tr("made by the server") : QString();
}

void RolePage::shown(const QJsonObject &object)
{
    const QString why = object[u"built_in"_s].toBool() ? tr("the server made this role") : QString();
    m_permissions->setObstacle(why);
    m_parents->setObstacle(why);
}

void RolePage::change(int operation, const QString &member, const QStringList &names, const QString &done)
{
    api::Call call = objectCall(operation);
    call.body = QJsonObject { { member, QJsonArray::fromStringList(names) } };
    run(std::move(call), done);
}

void RolePage::assign(int operation, const QList<QJsonObject> &subjects)
{
    QStringList users;
    QStringList applications;
    for (const QJsonObject &subject : subjects)
        (subject[u"kind"_s] == u"user"_s ? users : applications).append(subject[u"id"_s].toString());
    api::RoleSubjects body;
    if (!users.isEmpty())
        body.users = users;
    if (!applications.isEmpty())
        body.applications = applications;
    api::Call call = objectCall(operation);
    call.body = body.toJson();
    run(std::move(call), {}, [this](const QJsonObject &answer) { reportAssignment(answer); });
}

void RolePage::reportAssignment(const QJsonObject &answer)
{
    QStringList failures;
    const QJsonArray items = answer[u"items"_s].toArray();
    for (const auto &item : items) {
        const QString result = item[u"result"_s].toString();
        if (result == "not_found"_L1)
            failures.append(tr("%1 is not there").arg(item[u"handle"_s].toString()));
        else if (result == "forbidden"_L1)
            failures.append(tr("%1 has more rights than you").arg(item[u"handle"_s].toString()));
    }
    const QString changed = tr("%n changed.", nullptr, answer[u"changed"_s].toInt());
    if (failures.isEmpty())
        banner()->showMessage(Tone::Good, changed);
    else
        banner()->showMessage(Tone::Warning, changed + u' ' + failures.join(u"; "_s) + u'.');
}

}

extern const PageKind role_variant;
const PageKind role_variant { .name = "role",
    .title = QT_TRANSLATE_NOOP("PageKind", "Role"),
    .icon = "roles",
    .area = PageKind::Area::Object,
    .order = 30,
    .permission = "roles:read",
    .make = makePage<RolePage> };

}

#include "role.moc"
