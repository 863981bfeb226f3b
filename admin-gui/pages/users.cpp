// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Deletion.h"
#include "app/Dialogs.h"
#include "app/ListPage.h"
#include "app/PageTexts.h"

#include <QtCore/QJsonArray>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLineEdit>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

class UsersPage final : public ListPage {
    Q_DECLARE_TR_FUNCTIONS(UsersPage)

public:
    UsersPage(Connection *connection, Location location, QWidget *parent)
        : ListPage(connection, std::move(location), parent, traits())
    {
        addBulkAction("users:write",
            { { tr("Lock"), u"lockUser"_s }, { tr("Unlock"), u"unlockUser"_s },
                { tr("Expire the password"), u"expireUserPassword"_s }, { tr("Delete"), u"deleteUser"_s } });
        addHeaderAction(tr("&New user…"), "plus", QKeySequence::New, "users:write", "newUserAction",
            [this] { createUser(); }, true);
        addSelectionAction(tr("&Lock…"), "lock", QKeySequence(u"Ctrl+Shift+X"_s), "users:write", "lockAction",
            [this](const QList<QJsonObject> &items) { act(items, kLockUser, "lockUser", tr("Lock")); },
            [](const QList<QJsonObject> &items) { return refusal(items, u"locked"_s, tr("Locked already")); });
        addSelectionAction(tr("&Unlock"), "lock", QKeySequence(u"Ctrl+Shift+U"_s), "users:write", "unlockAction",
            [this](const QList<QJsonObject> &items) { act(items, kUnlockUser, "unlockUser", tr("Unlock")); },
            [](const QList<QJsonObject> &items) {
                const bool locked = std::any_of(items.begin(), items.end(),
                    [](const QJsonObject &item) { return item[u"status"].toString() == "locked"_L1; });
                return locked ? QString() : tr("Nobody here is locked");
            });
        addSelectionAction(tr("&Expire the password…"), "keys", QKeySequence(u"Ctrl+Shift+E"_s), "users:write",
            "expirePasswordAction", [this](const QList<QJsonObject> &items) {
                act(items, kExpireUserPassword, "expireUserPassword", tr("Expire the password of"));
            });
        addSelectionAction(tr("&Delete…"), "trash", QKeySequence::Delete, "users:write", "deleteAction",
            [this](const QList<QJsonObject> &items) { act(items, kDeleteUser, "deleteUser", tr("Delete")); },
            [](const QList<QJsonObject> &items) {
                const bool gone = std::any_of(items.begin(), items.end(),
                    [](const QJsonObject &item) { return item[u"deleted_at"].isString(); });
                return gone ? tr("Deleted already") : QString();
            });
        addSelectionAction(tr("Take &back"), "undo", QKeySequence(u"Ctrl+Alt+U"_s), "users:write", "undeleteAction",
            [this](const QList<QJsonObject> &items) {
                run(this->connection()->call(kUndeleteUser, { { "user", objectId(items.first()) } }),
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
        list.operation = kListUsers;
        list.key = u"id"_s;
        list.subject = tr("Users");
        list.objectPage = u"user"_s;
        list.titleField = u"username"_s;
        const auto state = [](const QJsonObject &item) { return stateText(item[u"status"].toString()); };
        const auto tone = [](const QJsonObject &item) { return stateTone(item[u"status"].toString()); };
        list.columns = { { tr("User name"), u"username"_s, {}, u"username"_s, 24 },
            { tr("Status"), u"status"_s, state, {}, 14, tone }, { tr("E-mail"), u"email"_s, {}, u"email"_s, 28 },
            { tr("Name"), u"name"_s, {}, u"name"_s, 24 },
            { tr("Last sign-in"), u"last_login_at"_s, ageOf(u"last_login_at"_s), {}, 16 },
            { tr("Created"), u"created_at"_s, ageOf(u"created_at"_s), u"created_at"_s, 14 } };
        list.facts = { { u"lock_reason"_s, tr("Locked because") }, { u"locked_until"_s, tr("Locked until") },
            { u"phone_number"_s, tr("Phone") }, { u"required_actions"_s, tr("Has to do") },
            { u"deleted_at"_s, tr("Deleted") }, { u"id"_s, tr("Id") } };
        list.fields = { { u"username"_s }, { u"email"_s }, { u"email_verified"_s, Boolean }, { u"phone_number"_s },
            { u"phone_number_verified"_s, Boolean }, { u"enabled"_s, Boolean },
            { u"status"_s, Choice, { u"active"_s, u"disabled"_s, u"locked"_s } }, { u"id"_s, Id },
            { u"required_action"_s, List }, { u"last_login"_s, Time }, { u"locale"_s }, { u"zoneinfo"_s },
            { u"name"_s }, { u"given_name"_s }, { u"middle_name"_s }, { u"family_name"_s }, { u"nickname"_s },
            { u"preferred_username"_s }, { u"gender"_s }, { u"birthdate"_s }, { u"country"_s }, { u"locality"_s },
            { u"website"_s }, { u"created_at"_s, Time }, { u"updated_at"_s, Time },
            { u"deleted"_s, Boolean }, { u"deleted_at"_s, Time } };
        list.emptyText = tr("No users yet. Create the first one with Ctrl+N.");
        return list;
    }

    static QString refusal(const QList<QJsonObject> &items, const QString &status, const QString &why)
    {
        const bool all = std::all_of(items.begin(), items.end(),
            [&status](const QJsonObject &item) { return item[u"status"].toString() == status; });
        return all ? why : QString();
    }

    void createUser()
    {
        auto *const dialog = new RequestDialog(connection(), tr("New user"), tr("&Create"), this);
        QLineEdit *const username = dialog->addText(tr("&User name"), u"username"_s);
        QLineEdit *const email = dialog->addText(tr("&E-mail"), u"email"_s);
        QLineEdit *const name = dialog->addText(tr("&Name"), u"name"_s);
        QLineEdit *const password = dialog->addText(tr("&Password"), u"password"_s,
            tr("Empty: the person chooses one through a link, which the user's page makes."));
        password->setEchoMode(QLineEdit::Password);
        auto *const change = new QCheckBox(tr("Has to be changed at the first sign-in"), dialog);
        change->setChecked(true);
        dialog->addField({}, change, u"required_actions"_s);
        change->setAccessibleName(change->text());
        dialog->setCheck([username] {
            return username->text().trimmed().isEmpty() ? tr("A user name is needed") : QString();
        });
        dialog->setCall([this, username, email, name, password, change] {
            QJsonObject body { { u"username"_s, username->text().trimmed() } };
            if (!email->text().trimmed().isEmpty())
                body.insert(u"email"_s, email->text().trimmed());
            if (!name->text().trimmed().isEmpty())
                body.insert(u"name"_s, name->text().trimmed());
            if (!password->text().isEmpty()) {
                body.insert(u"password"_s, password->text());
                if (change->isChecked())
                    body.insert(u"required_actions"_s, QJsonArray { u"change_password"_s });
            }
            api::Call call = connection()->call(kCreateUser);
            call.body = body;
            return call;
        });
        connect(dialog, &RequestDialog::succeeded, this, [this](const QJsonObject &user) {
            load();
            Q_EMIT linkActivated({ u"user"_s, m_location.realm, user[u"id"].toString(), {} });
        });
        dialog->open();
    }

    /// For one person at once, for several as a job of the server, which goes on when the window is closed.
    void act(const QList<QJsonObject> &items, int operation, const char *operationName, const QString &verb)
    {
        api::Call call = connection()->call(operation, { { "user", objectId(items.first()) } });
        QString who = items.first()[u"username"].toString();
        if (items.size() > 1) {
            QJsonArray ids;
            for (const QJsonObject &item : items)
                ids.append(objectId(item));
            call = connection()->call(kCreateBulkJob);
            call.body = QJsonObject { { u"operation"_s, QString::fromLatin1(operationName) }, { u"ids"_s, ids } };
            who = tr("%n user(s)", nullptr, static_cast<int>(items.size()));
        } else if (call.operation->hasBody) {
            call.body = QJsonObject();
        }
        const QString title = tr("%1 %2").arg(verb, who);
        const QString question = tr("%1?").arg(title);
        auto *const dialog = confirmRequest(connection(), title, question, verb, call, this);
        if (operation == kDeleteUser)
            explainDeletion(dialog, connection(), m_location.realm, question);
        connect(dialog, &RequestDialog::succeeded, this, [this, many = items.size() > 1](const QJsonObject &answer) {
            load();
            if (many)
                Q_EMIT linkActivated({ u"job"_s, m_location.realm, answer[u"id"].toString(), {} });
        });
        dialog->open();
    }
};

}

extern const PageKind users_variant;
const PageKind users_variant { "users", QT_TRANSLATE_NOOP("PageKind", "Users"), "users", PageKind::Area::Directory, 1,
    "users:read", makePage<UsersPage>,
    api::operation::kListUsers };

}
