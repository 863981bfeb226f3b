// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Dialogs.h"
#include "app/Form.h"
#include "app/ObjectPage.h"
#include "app/PageTexts.h"
#include "app/RemoteTab.h"
#include "models/RoleCatalog.h"
#include "widgets/FilterText.h"
#include "widgets/MessageBanner.h"

#include <QtCore/QJsonArray>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

/// As the server has it: RFC 1123 §2.1, with at least two labels.
QString mailDomainProblem(const QString &text)
{
    static const QRegularExpression form(QRegularExpression::anchoredPattern(
        u"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])"_s));
    return text.size() <= 253 && form.match(text).hasMatch()
        ? QString()
        : QCoreApplication::translate("OrganizationPage",
            "A domain as in mail addresses is needed here, in its ASCII form: example.com.");
}

/// What each role gives in the admin API, with what it inherits.
QHash<QString, QStringList> rightsByRole(const QList<api::Role> &roles)
{
    QHash<QString, const api::Role *> named;
    for (const api::Role &role : roles)
        named.insert(role.name, &role);
    QHash<QString, QStringList> rights;
    for (const api::Role &role : roles) {
        QStringList all;
        QSet<QString> seen { role.name };
        QStringList left { role.name };
        while (!left.isEmpty()) {
            const api::Role *const one = named.value(left.takeFirst());
            if (!one)
                continue;
            all += one->rights;
            for (const QString &parent : one->parents) {
                if (!seen.contains(parent)) {
                    seen.insert(parent);
                    left.append(parent);
                }
            }
        }
        all.removeDuplicates();
        if (!all.isEmpty())
            rights.insert(role.name, all);
    }
    return rights;
}

class OrganizationPage final : public ObjectPage {
    Q_DECLARE_TR_FUNCTIONS(OrganizationPage)

public:
    OrganizationPage(Connection *connection, Location location, QWidget *parent)
        : ObjectPage(connection, std::move(location), parent,
              { kGetOrganization, kUpdateOrganization, kListOrganizationHistory, kRevertOrganization, "organization",
                  "organizations:write" })
    {
        addSettings();
        addMembers();
        addDomains();
        addDelegates();
        addHistory();
    }

protected:
    QString nameOf(const QJsonObject &organization) const override { return organization[u"name"].toString(); }
    QString stateOf(const QJsonObject &organization) const override { return stateText(enabledState(organization)); }

private:
    void addSettings()
    {
        Form *const form = addForm(tr("&Settings"), "settings");
        form->fact(u"name"_s, tr("Organisation"));
        form->text(u"display_name"_s, tr("Name"), { .help = tr("What people are shown."), .nullable = false });
        form->text(u"description"_s, tr("Description"), { .help = tr("For administrators."), .nullable = false });
        form->check(u"enabled"_s, tr("Enabled"), tr("Without it nobody signs in to the organisation."));
        form->check(u"require_mfa"_s, tr("Needs a second factor"),
            tr("Signing in to it needs one, also where the realm asks for none."));
        form->fact(u"created_at"_s, tr("Created"));
        form->fact(u"updated_at"_s, tr("Changed"));
        form->fact(u"id"_s, tr("Id"));
    }

    void addDomains()
    {
        Form *const form = addForm(tr("&Domains"), "domains");
        form->lines(u"domains"_s, tr("Mail domains"),
            { .help = tr("Its own administrators may add people whose verified addresses are there; one on each line. A "
                         "domain belongs to one organisation."),
                .placeholder = u"example.com"_s, .check = mailDomainProblem },
            8);
    }

    void addMembers()
    {
        m_members = new RemoteTab(connection(),
            { { tr("User name"), u"name"_s, {}, u"name"_s, 26 }, { tr("E-mail"), u"email"_s, {}, u"email"_s, 30 },
                { tr("Roles in the organisation"), u"roles"_s, {}, {}, 40 },
                { tr("Joined"), u"joined_at"_s, ageOf(u"joined_at"_s), u"joined_at"_s, 14 } },
            u"id"_s, tr("Members"), tr("Nobody belongs to this organisation yet."), this);
        m_members->setCall(objectCall(kListOrganizationMembers));
        m_members->addGeneralAction(tr("&Add people…"), "organizations:write", [this] { addPeople(); })
            ->setObjectName(u"addPeopleButton"_s);
        addRoleButtons(m_members);
        m_members->addAction(tr("&Remove…"), "organizations:write", [this](const QJsonObject &member) {
            removeMember(member);
        })->setObjectName(u"removeMemberButton"_s);
        m_members->addAction(tr("&Open"), "users:read", [this](const QJsonObject &member) { openMember(member); });
        addTab(m_members, tr("&Members"), "members", [this] { m_members->load(); });
    }

    /// Members with a role that gives rights in the admin API: they hold in this organisation only.
    void addDelegates()
    {
        m_delegates = new RemoteTab(connection(),
            { { tr("User name"), u"name"_s, {}, u"name"_s, 26 }, { tr("E-mail"), u"email"_s, {}, u"email"_s, 30 },
                { tr("Roles in the organisation"), u"roles"_s, {}, {}, 34 },
                { tr("Rights in the organisation"), {}, [this](const QJsonObject &member) { return rightsOf(member); }, {},
                    44 } },
            u"id"_s, tr("Delegated administrators"),
            tr("No member has a role that gives rights: only administrators of the realm change this organisation."),
            this);
        m_delegates->setCall(objectCall(kListOrganizationMembers));
        addRoleButtons(m_delegates);
        m_delegates->addAction(tr("&Open"), "users:read", [this](const QJsonObject &member) { openMember(member); });
        addTab(m_delegates, tr("Delegated &administrators"), "administrators", [this] { loadDelegates(); });
    }

    void addRoleButtons(RemoteTab *tab)
    {
        tab->addAction(tr("&Give a role…"), "organizations:write", [this](const QJsonObject &member) {
            giveRole(member);
        })->setObjectName(u"giveRoleButton"_s);
        tab->addAction(tr("&Take a role away…"), "organizations:write",
               [this](const QJsonObject &member) { takeRole(member); },
               [](const QJsonObject &member) {
                   return member[u"roles"].toArray().isEmpty() ? tr("There is none") : QString();
               })
            ->setObjectName(u"takeRoleButton"_s);
    }

    void loadDelegates()
    {
        Connection::ask(this, readRoles(connection(), m_location.realm),
            [this](const Result<QList<api::Role>> &roles) {
                if (!roles) {
                    banner()->showMessage(Tone::Warning, roles.error().description);
                    return;
                }
                m_rights = rightsByRole(*roles);
                QStringList terms;
                for (auto role = m_rights.begin(); role != m_rights.end(); ++role)
                    terms.append(filterTerm(u"roles"_s, role.key()));
                terms.sort();
                m_delegates->setFilter(terms.join(u" OR "_s));
                m_delegates->load();
            });
    }

    QString rightsOf(const QJsonObject &member) const
    {
        QStringList rights;
        for (const auto &role : member[u"roles"].toArray())
            rights += m_rights.value(role.toString());
        rights.removeDuplicates();
        rights.sort();
        return rights.join(u", "_s);
    }

    void openMember(const QJsonObject &member)
    {
        Q_EMIT linkActivated({ u"user"_s, m_location.realm, member[u"id"].toString(), {} });
    }

    void addPeople()
    {
        auto *const dialog
            = new RequestDialog(connection(), tr("Add people to %1").arg(nameOf(object())), tr("&Add"), this);
        auto *const people = new QPlainTextEdit(dialog);
        people->setObjectName(u"peoplePlainTextEdit"_s);
        people->setTabChangesFocus(true);
        people->setPlaceholderText(u"ann\nbob@acme.test"_s);
        people->setFixedHeight(people->fontMetrics().lineSpacing() * 6 + 20);
        dialog->addField(tr("&People"), people, u"users"_s,
            tr("Of the realm: user names, e-mail addresses or ids, one on each line."));
        connect(people, &QPlainTextEdit::textChanged, dialog, &RequestDialog::changed);
        const auto named = [people] {
            QStringList names;
            for (const QString &line : people->toPlainText().split(u'\n')) {
                if (!line.trimmed().isEmpty())
                    names.append(line.trimmed());
            }
            return names;
        };
        dialog->setCheck([named] { return named().isEmpty() ? tr("Nobody is named") : QString(); });
        dialog->setCall([this, named] {
            api::Call call = objectCall(kAddOrganizationMembers);
            call.body = QJsonObject { { u"users"_s, QJsonArray::fromStringList(named()) } };
            return call;
        });
        connect(dialog, &RequestDialog::succeeded, this, [this](const QJsonObject &answer) {
            QStringList unknown;
            for (const auto &item : answer[u"items"].toArray()) {
                if (item[u"result"].toString() == "not_found"_L1)
                    unknown.append(item[u"handle"].toString());
            }
            if (unknown.isEmpty())
                banner()->showMessage(
                    Tone::Good, tr("%n person(s) added.", nullptr, static_cast<int>(answer[u"changed"].toInteger())));
            else
                banner()->showMessage(
                    Tone::Warning, tr("There is nobody in the realm called: %1.").arg(unknown.join(u", "_s)));
            load();
        });
        dialog->open();
    }

    void removeMember(const QJsonObject &member)
    {
        const QString name = member[u"name"].toString();
        api::Call call = objectCall(kRemoveOrganizationMembers);
        call.body = QJsonObject { { u"users"_s, QJsonArray { member[u"id"].toString() } } };
        auto *const dialog = confirmRequest(connection(), tr("Remove %1").arg(name),
            tr("%1 stays in the realm, but no longer belongs to %2 and loses the roles there.").arg(name, nameOf(object())),
            tr("&Remove"), call, this);
        connect(dialog, &RequestDialog::succeeded, this, [this] { load(); });
        dialog->open();
    }

    void giveRole(const QJsonObject &member)
    {
        QComboBox *role = nullptr;
        RequestDialog *const dialog
            = roleDialog(tr("A role for %1").arg(member[u"name"].toString()), tr("&Give"), &role);
        role->setEditable(true);
        role->setInsertPolicy(QComboBox::NoInsert);
        role->lineEdit()->setAccessibleName(role->accessibleName());
        role->completer()->setCompletionMode(QCompleter::PopupCompletion);
        role->completer()->setFilterMode(Qt::MatchContains);
        role->completer()->popup()->setAccessibleName(role->accessibleName());
        Connection::ask(dialog, readRoles(connection(), m_location.realm),
            [role](const Result<QList<api::Role>> &roles) {
                if (!roles)
                    return;
                const QString typed = role->currentText();
                for (const api::Role &one : *roles)
                    role->addItem(one.name);
                role->setCurrentIndex(-1);
                role->setEditText(typed);
            });
        send(dialog, kAddOrganizationMemberRoles, member, role);
    }

    void takeRole(const QJsonObject &member)
    {
        QComboBox *role = nullptr;
        RequestDialog *const dialog
            = roleDialog(tr("A role that %1 loses").arg(member[u"name"].toString()), tr("&Take away"), &role);
        dialog->setDangerous();
        for (const auto &one : member[u"roles"].toArray())
            role->addItem(one.toString());
        send(dialog, kRemoveOrganizationMemberRoles, member, role);
    }

    RequestDialog *roleDialog(const QString &title, const QString &acceptText, QComboBox **role)
    {
        auto *const dialog = new RequestDialog(connection(), title, acceptText, this);
        *role = new QComboBox(dialog);
        (*role)->setObjectName(u"roleComboBox"_s);
        dialog->addField(tr("&Role"), *role, u"roles"_s,
            tr("Of the realm; it counts in %1 only.").arg(nameOf(object())));
        connect(*role, &QComboBox::currentTextChanged, dialog, &RequestDialog::changed);
        return dialog;
    }

    void send(RequestDialog *dialog, int operation, const QJsonObject &member, const QComboBox *role)
    {
        dialog->setCheck([role] {
            return role->currentText().trimmed().isEmpty() ? tr("No role is chosen") : QString();
        });
        dialog->setCall([this, operation, id = member[u"id"].toString(), role] {
            api::Call call = objectCall(operation, { { "user", id } });
            call.body = QJsonObject { { u"roles"_s, QJsonArray { role->currentText().trimmed() } } };
            return call;
        });
        connect(dialog, &RequestDialog::succeeded, this, [this] { load(); });
        dialog->open();
    }

    RemoteTab *m_members = nullptr;
    RemoteTab *m_delegates = nullptr;
    QHash<QString, QStringList> m_rights;
};

}

extern const PageKind organization_variant;
const PageKind organization_variant { "organization", QT_TRANSLATE_NOOP("PageKind", "Organisation"), "organizations",
    PageKind::Area::Object, 8, "organizations:read", makePage<OrganizationPage>,
    api::operation::kGetOrganization };

}
