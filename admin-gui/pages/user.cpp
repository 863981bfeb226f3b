// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Dialogs.h"
#include "app/FactorsTab.h"
#include "app/Form.h"
#include "app/HeldList.h"
#include "app/ObjectPage.h"
#include "app/PageTexts.h"
#include "app/RemoteTab.h"
#include "models/AuditStatistics.h"
#include "models/Draft.h"
#include "widgets/MessageBanner.h"

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
        addObjectAction(tr("Erase from the lo&g…"), "audit", QKeySequence(u"Ctrl+Alt+E"_s), "audit:write", "eraseAction",
            [this] { eraseFromLog(); });
        addDeletion(kDeleteUser, kUndeleteUser, tr("Nobody signs in with this account any more, and its sessions end."));
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
        addPasskeys();
        addSessions();
        addDevices();
        addOrganizations();
        addConsents();
        addActivity();
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
                { u"enrol_mfa"_s, tr("Enrol a second factor") } });
        form->fact(u"id"_s, tr("Id"));
    }

    void addPasskeys()
    {
        const auto state = [](const QJsonObject &item) {
            if (item[u"suspended"].toBool())
                return tr("suspended: there may be a copy");
            return item[u"synced"].toBool() ? tr("kept by a provider") : tr("on one device");
        };
        const auto tone = [](const QJsonObject &item) { return item[u"suspended"].toBool() ? u"bad"_s : u"good"_s; };
        auto *const passkeys = addList(kListPasskeys,
            { { tr("Name"), u"label"_s, {}, {}, 26 }, { tr("State"), u"suspended"_s, state, {}, 30, tone },
                { tr("Transports"), u"transports"_s, {}, {}, 20 }, { tr("Model"), u"aaguid"_s, {}, {}, 38 },
                { tr("Made"), u"created_at"_s, ageOf(u"created_at"_s), {}, 14 },
                { tr("Last used"), u"last_used_at"_s, ageOf(u"last_used_at"_s), {}, 14 } },
            tr("Passkeys"), tr("This person has no passkeys: they are made on the person's own pages."));
        passkeys->addAction(
            tr("Re&name…"), "users:write", [this](const QJsonObject &passkey) { renamePasskey(passkey); });
        passkeys->addAction(tr("&Revoke…"), "users:write", [this](const QJsonObject &passkey) {
            confirm(tr("Revoke %1").arg(passkey[u"label"].toString()),
                tr("%1 does not sign in with it any more.").arg(nameOf(object())), tr("&Revoke"),
                connection()->call(
                    kRevokePasskey, { { "realm", m_location.realm }, { "passkey", passkey[u"id"].toString() } }));
        });
        addTab(passkeys, tr("Pass&keys"), "passkeys", [passkeys] { passkeys->load(); });
    }

    void renamePasskey(const QJsonObject &passkey)
    {
        auto *const dialog = new RequestDialog(connection(), tr("Rename a passkey"), tr("&Rename"), this);
        QLineEdit *const label
            = dialog->addText(tr("&Name"), u"label"_s, tr("The person sees it on the own pages, too."));
        label->setText(passkey[u"label"].toString());
        dialog->setCheck([label] { return label->text().trimmed().isEmpty() ? tr("A name is needed") : QString(); });
        dialog->setCall([this, label, passkey] {
            api::Call call = connection()->call(
                kUpdatePasskey, { { "realm", m_location.realm }, { "passkey", passkey[u"id"].toString() } });
            call.body = QJsonObject { { u"label"_s, label->text().trimmed() } };
            call.options.ifVersion = static_cast<qint64>(passkey[u"version"].toDouble());
            return call;
        });
        connect(dialog, &RequestDialog::succeeded, this, [this] { load(); });
        dialog->open();
    }

    void addDevices()
    {
        const auto state = [](const QJsonObject &item) { return stateText(deviceState(item)); };
        const auto tone = [](const QJsonObject &item) { return stateTone(deviceState(item)); };
        auto *const devices = addList(kListDevices,
            { { tr("Browser"), u"user_agent"_s, {}, {}, 50 }, { tr("State"), u"unconfirmed"_s, state, {}, 16, tone },
                { tr("Address"), u"address"_s, {}, {}, 18 },
                { tr("Last sign-in"), u"last_seen_at"_s, ageOf(u"last_seen_at"_s), u"last_seen_at"_s, 16 },
                { tr("First sign-in"), u"created_at"_s, ageOf(u"created_at"_s), u"created_at"_s, 16 },
                { tr("Without a second factor"), u"remembered_until"_s, ageOf(u"remembered_until"_s), {}, 22 } },
            tr("Devices"), tr("Nobody has signed in with this account in a browser yet."));
        devices->addAction(tr("&Forget…"), "devices:write", [this](const QJsonObject &device) {
            confirm(tr("Forget a device"),
                tr("Its sessions end with their tokens, and the next sign-in with it is one from an unknown device."),
                tr("&Forget"),
                connection()->call(
                    kRevokeDevice, { { "realm", m_location.realm }, { "device", device[u"id"].toString() } }));
        });
        addTab(devices, tr("&Devices"), "devices", [devices] { devices->load(); });
    }

    void addOrganizations()
    {
        const auto state = [](const QJsonObject &item) { return stateText(enabledState(item)); };
        const auto tone = [](const QJsonObject &item) { return stateTone(enabledState(item)); };
        auto *const organizations = new RemoteTab(connection(),
            { { tr("Organisation"), u"name"_s, {}, u"name"_s, 26 },
                { tr("Status"), u"enabled"_s, state, {}, 14, tone },
                { tr("Name"), u"display_name"_s, {}, u"display_name"_s, 30 },
                { tr("Roles there"), u"roles"_s, {}, {}, 40 },
                { tr("Joined"), u"joined_at"_s, ageOf(u"joined_at"_s), u"joined_at"_s, 14 } },
            u"id"_s, tr("Organisations"), tr("This person belongs to no organisation."), this);
        organizations->setCall(objectCall(kListUserOrganizations));
        organizations->addAction(tr("&Open"), "organizations:read", [this](const QJsonObject &item) {
            Q_EMIT linkActivated({ u"organization"_s, m_location.realm, item[u"id"].toString(), u"members"_s });
        });
        addTab(organizations, tr("&Organisations"), "organizations", [organizations] { organizations->load(); });
    }

    /// What was done by this person, and to them.
    void addActivity()
    {
        const auto outcome = [](const QJsonObject &item) { return outcomeText(item[u"outcome"].toString()); };
        const auto tone = [](const QJsonObject &item) { return outcomeTone(item[u"outcome"].toString()); };
        auto *const activity = new RemoteTab(connection(),
            { { tr("When"), u"at"_s, ageOf(u"at"_s), {}, 14 }, { tr("Action"), u"action"_s, {}, {}, 28 },
                { tr("Outcome"), u"outcome"_s, outcome, {}, 14, tone }, { tr("By"), u"actor_name"_s, {}, {}, 24 },
                { tr("On"), u"target_name"_s, {}, {}, 24 }, { tr("Address"), u"address"_s, {}, {}, 18 },
                { tr("Reason"), u"reason"_s, {}, {}, 30 } },
            u"id"_s, tr("Activity"), tr("Nothing has happened with this account yet."), this);
        activity->setCall(connection()->call(kListAuditEvents, { { "realm", m_location.realm } }));
        const QString filter = u"actor_id:%1 OR target_id:%1"_s.arg(m_location.id);
        activity->setFilter(filter);
        activity->addGeneralAction(tr("&Open in the audit log"), "audit:read", [this, filter] {
            Q_EMIT linkActivated({ u"audit"_s, m_location.realm, {}, filter });
        });
        addTab(activity, tr("Acti&vity"), "activity", [activity] { activity->load(); });
    }

    /// A list of what is this person's.
    RemoteTab *addList(int operation, const QList<RemoteColumn> &columns, const QString &name, const QString &emptyText)
    {
        auto *const tab = new RemoteTab(connection(), columns, u"id"_s, name, emptyText, this);
        tab->setCall(connection()->call(operation, { { "realm", m_location.realm } }));
        tab->setFilter(u"user_id:"_s + m_location.id);
        return tab;
    }

    void confirm(const QString &title, const QString &text, const QString &acceptText, const api::Call &call)
    {
        auto *const dialog = confirmRequest(connection(), title, text, acceptText, call, this);
        connect(dialog, &RequestDialog::succeeded, this, [this] { load(); });
        dialog->open();
    }

    void addSessions()
    {
        m_sessions = addList(kListSessions,
            { { tr("Applications"), u"client_ids"_s, {}, {}, 28 }, { tr("Address"), u"address"_s, {}, {}, 18 },
                { tr("Signed in"), u"auth_time"_s, ageOf(u"auth_time"_s), u"auth_time"_s, 14 },
                { tr("Last seen"), u"last_seen_at"_s, ageOf(u"last_seen_at"_s), u"last_seen_at"_s, 14 },
                { tr("Ends"), u"expires_at"_s, ageOf(u"expires_at"_s), {}, 14 },
                { tr("Browser"), u"user_agent"_s, {}, {}, 40 } },
            tr("Sessions"), tr("Nobody is signed in with this account."));
        m_sessions->addAction(tr("&End session"), "sessions:write", [this](const QJsonObject &session) {
            run(connection()->call(kRevokeSession,
                    { { "realm", m_location.realm }, { "session", session[u"id"].toString() } }),
                tr("The session has ended."));
        });
        m_sessions->addGeneralAction(tr("End &all sessions…"), "sessions:write", [this] {
            api::Call call = connection()->call(kRevokeAllSessions, { { "realm", m_location.realm } });
            call.body = QJsonObject { { u"user"_s, m_location.id } };
            confirm(tr("End all sessions"), tr("%1 is signed out everywhere.").arg(nameOf(object())), tr("&End them"), call);
        });
        addTab(m_sessions, tr("S&essions"), "sessions", [this] { m_sessions->load(); });
        auto *const ended = addList(kListSessionHistory,
            { { tr("Ended"), u"ended_at"_s, ageOf(u"ended_at"_s), {}, 14 }, { tr("Because"), u"end_reason"_s, {}, {}, 26 },
                { tr("Applications"), u"client_ids"_s, {}, {}, 28 }, { tr("Address"), u"address"_s, {}, {}, 18 },
                { tr("Signed in"), u"auth_time"_s, ageOf(u"auth_time"_s), u"auth_time"_s, 14 },
                { tr("Browser"), u"user_agent"_s, {}, {}, 40 } },
            tr("Ended sessions"), tr("No session of this account has ended yet, or the realm keeps none."));
        addTab(ended, tr("E&nded"), "ended-sessions", [ended] { ended->load(); });
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

    void eraseFromLog()
    {
        api::Call call = connection()->call(kEraseAuditValues, { { "realm", m_location.realm } });
        call.body = QJsonObject { { u"person"_s, m_location.id } };
        auto *const dialog = confirmRequest(connection(), tr("Erase %1 from the audit log").arg(nameOf(object())),
            tr("Of what the person did, the name, address and browser are erased; of what was done to the person, the name "
               "and the values before and after, and the versions of the account. Rows and times stay, and the log stays "
               "verifiable. It cannot be taken back, and what is written later is not erased."),
            tr("&Erase"), call, this, nameOf(object()));
        connect(dialog, &RequestDialog::succeeded, this, [this](const QJsonObject &answer) {
            banner()->showMessage(Tone::Good, tr("Erased from %n row(s).", nullptr, answer[u"rows"].toInt()));
            load();
        });
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
    "users:read", makePage<UserPage>,
    api::operation::kGetUser };

}
