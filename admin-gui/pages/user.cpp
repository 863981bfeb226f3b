// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Dialogs.h"
#include "app/FactorsTab.h"
#include "app/Form.h"
#include "app/HeldList.h"
#include "app/ObjectPage.h"
#include "app/PageTexts.h"
#include "app/RemoteTab.h"
#include "models/Draft.h"

#include <QtCore/QJsonArray>
#include <QtGui/QAction>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLineEdit>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

class UserPage final : public ObjectPage {
    Q_DECLARE_TR_FUNCTIONS(UserPage)

public:
    UserPage(Connection *connection, Location location, QWidget *parent)
        : ObjectPage(connection, std::move(location), parent,
              { kGetUser, kUpdateUser, kListUserHistory, kRevertUser, "user", "users:write" })
    {
        m_lock = addObjectAction(tr("&Lock…"), "lock", QKeySequence(u"Ctrl+Shift+X"_s), "users:write", "lockAction",
            [this] { lock(); });
        m_unlock = addObjectAction(tr("&Unlock"), "lock", QKeySequence(u"Ctrl+Shift+U"_s), "users:write",
            "unlockAction", [this] { run(objectCall(kUnlockUser), tr("Unlocked.")); });
        addObjectAction(tr("&Password…"), "keys", QKeySequence(u"Ctrl+Shift+P"_s), "users:write", "passwordAction",
            [this] { setPassword(); });
        addObjectAction(tr("Password l&ink…"), "link", QKeySequence(u"Ctrl+Shift+I"_s), "users:write",
            "passwordLinkAction", [this] { makeLink(); });
        addProfile();
        addSecurity();
        addTab(new HeldList(this->connection(),
                   { kListUserRoles, kAddUserRoles, kRemoveUserRoles, u"roles"_s, kListRoles, tr("Roles"),
                       tr("A role that this person is to have"), u"roles:write"_s },
                   { { "realm", m_location.realm }, { "user", m_location.id } }, this),
            tr("&Roles"), "roles", [this] { reloadTab<HeldList>(0); });
        addTab(new HeldList(this->connection(),
                   { kListUserPermissions, kGrantUserPermissions, kRevokeUserPermissions, u"permissions"_s,
                       kListPermissions, tr("Permissions"), tr("A permission that this person is to have"),
                       u"roles:write"_s },
                   { { "realm", m_location.realm }, { "user", m_location.id } }, this),
            tr("Per&missions"), "permissions", [this] { reloadTab<HeldList>(1); });
        auto *const factors = new FactorsTab(this->connection(), m_location.realm, m_location.id, this);
        addTab(factors, tr("Fac&tors"), "factors", [factors] { factors->load(); });
        addSessions();
        addConsents();
        addHistory();
    }

protected:
    QString nameOf(const QJsonObject &user) const override { return user[u"username"].toString(); }
    QString stateOf(const QJsonObject &user) const override
    {
        QString text = stateText(user[u"status"].toString());
        if (const QString reason = user[u"lock_reason"].toString(); !reason.isEmpty())
            text += u": "_s + reason;
        return text;
    }
    void shown(const QJsonObject &user) override
    {
        const bool locked = user[u"status"].toString() == "locked"_L1;
        setObstacle(m_lock, locked ? tr("Locked already") : QString());
        setObstacle(m_unlock, locked ? QString() : tr("Not locked"));
    }

private:
    void addProfile()
    {
        Form *const form = addForm(tr("&Profile"), "profile");
        form->section(tr("Account"));
        form->text(u"username"_s, tr("User name"), { .required = true, .nullable = false });
        form->check(u"enabled"_s, tr("May sign in"), tr("Without it nobody signs in with this account, and its sessions end."));
        form->text(u"email"_s, tr("E-mail"));
        form->check(u"email_verified"_s, tr("E-mail is verified"));
        form->text(u"phone_number"_s, tr("Phone"), { .help = tr("With the country, like +49 30 1234567.") });
        form->check(u"phone_number_verified"_s, tr("Phone is verified"));
        form->section(tr("Person"), tr("What applications are told, where the person agreed."));
        form->text(u"name"_s, tr("Full name"));
        form->text(u"given_name"_s, tr("Given name"));
        form->text(u"family_name"_s, tr("Family name"));
        form->text(u"nickname"_s, tr("Nickname"));
        form->text(u"locale"_s, tr("Language"), { .placeholder = u"de-DE"_s });
        form->text(u"zoneinfo"_s, tr("Time zone"), { .placeholder = u"Europe/Berlin"_s });
        form->text(u"birthdate"_s, tr("Date of birth"), { .placeholder = u"1990-12-31"_s });
        form->text(u"website"_s, tr("Website"));
        form->section(tr("Address"));
        form->text(u"address.street_address"_s, tr("Street"));
        form->text(u"address.postal_code"_s, tr("Postal code"));
        form->text(u"address.locality"_s, tr("Town"));
        form->text(u"address.country"_s, tr("Country"));
    }

    void addSecurity()
    {
        Form *const form = addForm(tr("&Security"), "security");
        form->section(tr("Sign-in"));
        form->fact(u"status"_s, tr("Status"), [](const QJsonValue &value) { return stateText(value.toString()); });
        form->fact(u"lock_reason"_s, tr("Locked because"));
        form->fact(u"locked_until"_s, tr("Locked until"));
        form->fact(u"last_login_at"_s, tr("Last sign-in"));
        form->fact(u"created_at"_s, tr("Created"));
        form->set(u"required_actions"_s, tr("Has to do next time"),
            { { u"change_password"_s, tr("Choose another password") }, { u"verify_email"_s, tr("Verify the e-mail") },
                { u"enrol_mfa"_s, tr("Enrol a second factor") }, { u"complete_profile"_s, tr("Complete the profile") },
                { u"accept_terms"_s, tr("Accept the terms") }, { u"reverify"_s, tr("Verify who they are again") } });
        form->fact(u"id"_s, tr("Id"));
    }

    void addSessions()
    {
        m_sessions = new RemoteTab(connection(),
            { { tr("Applications"), u"client_ids"_s, {}, {}, 28 }, { tr("Address"), u"address"_s, {}, {}, 18 },
                { tr("Signed in"), u"auth_time"_s, ageOf(u"auth_time"_s), u"auth_time"_s, 14 },
                { tr("Last seen"), u"last_seen_at"_s, ageOf(u"last_seen_at"_s), u"last_seen_at"_s, 14 },
                { tr("Ends"), u"expires_at"_s, ageOf(u"expires_at"_s), {}, 14 },
                { tr("Browser"), u"user_agent"_s, {}, {}, 40 } },
            u"id"_s, tr("Sessions"), tr("Nobody is signed in with this account."), this);
        m_sessions->setCall(connection()->call(kListSessions, { { "realm", m_location.realm } }));
        m_sessions->setFilter(u"user_id:"_s + m_location.id);
        m_sessions->addAction(tr("&End session"), "sessions:write", [this](const QJsonObject &session) {
            run(connection()->call(kRevokeSession,
                    { { "realm", m_location.realm }, { "session", session[u"id"].toString() } }),
                tr("The session has ended."));
        });
        m_sessions->addGeneralAction(tr("End &all sessions…"), "sessions:write", [this] {
            api::Call call = connection()->call(kRevokeAllSessions, { { "realm", m_location.realm } });
            call.body = QJsonObject { { u"user"_s, m_location.id } };
            auto *const dialog = confirmRequest(connection(), tr("End all sessions"),
                tr("%1 is signed out everywhere.").arg(nameOf(object())), tr("&End them"), call, this);
            connect(dialog, &RequestDialog::succeeded, this, [this] { load(); });
            dialog->open();
        });
        addTab(m_sessions, tr("S&essions"), "sessions", [this] { m_sessions->load(); });
    }

    void addConsents()
    {
        m_consents = new RemoteTab(connection(),
            { { tr("Application"), u"client_id"_s, {}, u"client_id"_s, 28 }, { tr("Scope"), u"scope"_s, {}, {}, 46 },
                { tr("Agreed"), u"granted_at"_s, {}, u"granted_at"_s, 22 } },
            u"application_id"_s, tr("Consents"), tr("This person has agreed to nothing yet."), this);
        m_consents->setCall(connection()->call(kListConsents, { { "realm", m_location.realm } }));
        m_consents->setFilter(u"user_id:"_s + m_location.id);
        m_consents->addAction(tr("&Withdraw"), "users:write", [this](const QJsonObject &consent) {
            run(connection()->call(kRevokeConsent,
                    { { "realm", m_location.realm }, { "user", m_location.id },
                        { "application", consent[u"application_id"].toString() } }),
                tr("The consent is withdrawn: it will be asked for again."));
        });
        addTab(m_consents, tr("&Consents"), "consents", [this] { m_consents->load(); });
    }

    template <typename T>
    void reloadTab(int number)
    {
        findChildren<T *>().value(number)->load();
    }

    void lock()
    {
        auto *const dialog = new RequestDialog(connection(), tr("Lock %1").arg(nameOf(object())), tr("&Lock"), this);
        dialog->explain(tr("Nobody signs in with this account until it is unlocked, and its sessions end."));
        QLineEdit *const reason
            = dialog->addText(tr("&Reason"), u"reason"_s, tr("For other administrators; the person does not see it."));
        dialog->setCall([this, reason] {
            api::Call call = objectCall(kLockUser);
            QJsonObject body;
            if (!reason->text().trimmed().isEmpty())
                body.insert(u"reason"_s, reason->text().trimmed());
            call.body = body;
            return call;
        });
        connect(dialog, &RequestDialog::succeeded, this, [this] { load(); });
        dialog->open();
    }

    void setPassword()
    {
        auto *const dialog
            = new RequestDialog(connection(), tr("Password of %1").arg(nameOf(object())), tr("&Set"), this);
        dialog->explain(tr("All sessions of this account end."));
        QLineEdit *const password = dialog->addText(tr("&Password"), u"password"_s);
        QLineEdit *const again = dialog->addText(tr("&Again"), u"again"_s);
        password->setEchoMode(QLineEdit::Password);
        again->setEchoMode(QLineEdit::Password);
        auto *const change = new QCheckBox(tr("Has to be changed at the next sign-in"), dialog);
        change->setChecked(true);
        dialog->addField({}, change, u"must_change"_s);
        change->setAccessibleName(change->text());
        dialog->setCheck([password, again] {
            if (password->text().isEmpty())
                return tr("A password is needed");
            return password->text() == again->text() ? QString() : tr("The two are not the same");
        });
        dialog->setCall([this, password, change] {
            api::Call call = objectCall(kSetUserPassword);
            call.body = QJsonObject { { u"password"_s, password->text() }, { u"must_change"_s, change->isChecked() } };
            return call;
        });
        connect(dialog, &RequestDialog::succeeded, this, [this] { load(); });
        dialog->open();
    }

    void makeLink()
    {
        api::Call call = objectCall(kCreateUserPasswordLink);
        call.body = QJsonObject();
        run(std::move(call), {}, [this](const QJsonObject &link) {
            showSecret(tr("Password link of %1").arg(nameOf(object())),
                tr("Whoever opens this link chooses the password. It works once, until %1, and is not shown again.")
                    .arg(relativeTime(link[u"expires_at"].toString())),
                link[u"url"].toString(), this);
        });
    }

    QAction *m_lock;
    QAction *m_unlock;
    RemoteTab *m_sessions = nullptr;
    RemoteTab *m_consents = nullptr;
};

}

extern const PageKind user_variant;
const PageKind user_variant { "user", QT_TRANSLATE_NOOP("PageKind", "User"), "user", PageKind::Area::Object, 1,
    "users:read", makePage<UserPage> };

}
