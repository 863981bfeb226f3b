// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/PermissionCatalog.h"

#include "app/Connection.h"
#include "app/Dialogs.h"
#include "app/HistoryTab.h"
#include "app/PageActions.h"
#include "models/AnswerText.h"

#include <QtCore/QRegularExpression>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;
using namespace api::operation;

namespace {

QString nameProblem(const QString &name)
{
    static const QRegularExpression form(QRegularExpression::anchoredPattern(
        u"[A-Za-z0-9][A-Za-z0-9._-]*(:[A-Za-z0-9][A-Za-z0-9._-]*)+"_s));
    if (name.isEmpty())
        return PermissionCatalog::tr("A name is needed");
    return form.match(name).hasMatch() ? QString() : PermissionCatalog::tr("Like orders:read: what, a colon, and which deed");
}

}

PermissionCatalog::PermissionCatalog(Connection *connection, const QString &realm, QWidget *page)
    : QObject(page)
    , m_connection(connection)
    , m_realm(realm)
    , m_page(page)
    , m_create(addPageAction(
          page, connection, { tr("&New permission…"), "plus", QKeySequence::New, "roles:write", "newPermissionAction" }))
    , m_edit(addPageAction(page, connection,
          { tr("Des&cribe the permission…"), "page", QKeySequence(Qt::Key_F2), "roles:write", "editPermissionAction" }))
    , m_history(addPageAction(page, connection,
          { tr("&History of the permission…"), "history", QKeySequence(u"Ctrl+Shift+H"_s), "roles:read",
              "permissionHistoryAction" }))
    , m_remove(addPageAction(page, connection,
          { tr("&Delete the permission…"), "trash", QKeySequence::Delete, "roles:write", "deletePermissionAction" }))
{
    connect(m_create, &QAction::triggered, this, &PermissionCatalog::create);
    connect(m_edit, &QAction::triggered, this,
        [this] { readCurrent([this](const QJsonObject &permission) { openEditor(permission); }); });
    connect(m_history, &QAction::triggered, this,
        [this] { readCurrent([this](const QJsonObject &permission) { openHistory(permission); }); });
    connect(m_remove, &QAction::triggered, this, &PermissionCatalog::remove);
    setCurrent({}, {});
}

void PermissionCatalog::setCurrent(const QString &permission, const QString &obstacle)
{
    m_current = permission;
    const QString why = !obstacle.isEmpty() ? obstacle : permission.isEmpty() ? tr("no cell is chosen") : QString();
    setObstacle(m_create, m_connection, obstacle);
    setObstacle(m_edit, m_connection, why);
    setObstacle(m_history, m_connection, why);
    setObstacle(m_remove, m_connection, why);
}

void PermissionCatalog::create()
{
    auto *const dialog = new RequestDialog(m_connection, tr("New permission"), tr("&Create"), m_page);
    QLineEdit *const name
        = dialog->addText(tr("&Permission"), u"name"_s, tr("Like orders:read: what, a colon, and which deed."));
    QLineEdit *const description = dialog->addText(tr("&Description"), u"description"_s, tr("For administrators."));
    dialog->setCheck([name] { return nameProblem(name->text().trimmed()); });
    dialog->setCall([this, name, description] {
        api::Call call = m_connection->call(kCreatePermission, { { "realm", m_realm } });
        QJsonObject body { { u"name"_s, name->text().trimmed() } };
        if (!description->text().trimmed().isEmpty())
            body.insert(u"description"_s, description->text().trimmed());
        call.body = body;
        return call;
    });
    connect(dialog, &RequestDialog::succeeded, this, [this](const QJsonObject &permission) {
        Q_EMIT changed(tr("The permission %1 is there; no role gives it yet.").arg(permission[u"name"].toString()));
    });
    dialog->open();
}

void PermissionCatalog::readCurrent(const std::function<void(const QJsonObject &)> &then)
{
    m_connection->ask(m_page, permissionCall(kGetPermission, m_current), [this, then](const api::Answer &answer) {
        if (answer.succeeded())
            then(answer.body);
        else
            Q_EMIT refused(failureText(answer));
    });
}

api::Call PermissionCatalog::permissionCall(int operation, const QString &name) const
{
    return m_connection->call(operation, { { "realm", m_realm }, { "permission", name } });
}

void PermissionCatalog::openEditor(const QJsonObject &permission)
{
    const QString name = permission[u"name"].toString();
    auto *const dialog = new RequestDialog(m_connection, tr("Describe the permission %1").arg(name), tr("&Save"), m_page);
    dialog->explain(tr("Its name stays: roles and the code of applications know it by that."));
    QLineEdit *const description = dialog->addText(tr("&Description"), u"description"_s, tr("For administrators."));
    description->setText(permission[u"description"].toString());
    QLineEdit *const application = dialog->addText(
        tr("&Application"), u"application"_s, tr("The client id of the application whose permission it is; empty: of none."));
    application->setText(permission[u"application"].toString());
    dialog->setCall([this, name, description, application, version = permission[u"version"].toInteger()] {
        api::Call call = permissionCall(kUpdatePermission, name);
        const QString owner = application->text().trimmed();
        call.body = QJsonObject { { u"description"_s, description->text().trimmed() },
            { u"application"_s, owner.isEmpty() ? QJsonValue() : QJsonValue(owner) } };
        call.options.ifVersion = version;
        return call;
    });
    connect(dialog, &RequestDialog::succeeded, this,
        [this, name] { Q_EMIT changed(tr("The permission %1 is saved.").arg(name)); });
    dialog->open();
}

void PermissionCatalog::openHistory(const QJsonObject &permission)
{
    const QString name = permission[u"name"].toString();
    const qint64 version = permission[u"version"].toInteger();
    auto *const dialog = new QDialog(m_page);
    dialog->setObjectName(u"permissionHistoryDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("History of %1").arg(name));
    dialog->resize(dialog->fontMetrics().averageCharWidth() * 110, dialog->fontMetrics().height() * 28);
    auto *const history = new HistoryTab(m_connection, "roles:write", dialog);
    history->setCall(permissionCall(kListPermissionHistory, name));
    history->setCurrentVersion(version);
    auto *const column = new QVBoxLayout(dialog);
    column->addWidget(history);
    connect(history, &HistoryTab::revertRequested, this, [this, dialog, name, version](qint64 wanted) {
        api::Call call = permissionCall(kRevertPermission, name);
        call.body = QJsonObject { { u"version"_s, wanted } };
        call.options.ifVersion = version;
        m_connection->ask(m_page, std::move(call), [this, name, wanted](const api::Answer &answer) {
            if (answer.succeeded())
                Q_EMIT changed(tr("%1 is back to how version %2 was.").arg(name).arg(wanted));
            else
                Q_EMIT refused(failureText(answer));
        });
        dialog->close();
    });
    history->load();
    dialog->open();
}

void PermissionCatalog::remove()
{
    const QString name = m_current;
    auto *const dialog = confirmRequest(m_connection, tr("Delete the permission %1").arg(name),
        tr("Every role, person and application loses it at once."), tr("&Delete"),
        permissionCall(kDeletePermission, name), m_page, name);
    connect(dialog, &RequestDialog::succeeded, this, [this, name] { Q_EMIT changed(tr("%1 is deleted.").arg(name)); });
    dialog->open();
}

}
