// SPDX-License-Identifier: GPL-3.0-or-later
// Deleting the object of an ObjectPage, and taking it back.
#include "app/Deletion.h"
#include "app/Dialogs.h"
#include "app/ObjectPage.h"
#include "models/Draft.h"
#include "widgets/MessageBanner.h"

#include <QtGui/QAction>
#include <QtWidgets/QLabel>

namespace auth::console {

using namespace Qt::StringLiterals;

void ObjectPage::addDeletion(int remove, int undelete, const QString &consequence)
{
    m_delete = addObjectAction(tr("De&lete…"), "trash", QKeySequence(u"Ctrl+Shift+Del"_s), m_traits.writePermission,
        "deleteAction", [this, remove, consequence] { askToDelete(remove, consequence); });
    m_undelete = addObjectAction(tr("Take &back"), "undo", QKeySequence(u"Ctrl+Alt+U"_s), m_traits.writePermission,
        "undeleteAction", [this, undelete] { run(objectCall(undelete), tr("It is there again.")); });
    setObstacle(m_delete, tr("Not read yet."));
    setObstacle(m_undelete, tr("Not read yet."));
}

void ObjectPage::askToDelete(int remove, const QString &consequence)
{
    const QString name = nameOf(object());
    auto *const dialog = confirmRequest(
        connection(), tr("Delete %1").arg(name), consequence, tr("&Delete"), objectCall(remove), this, name);
    const bool isRealm = qstrcmp(m_traits.parameter, "realm") == 0;
    explainDeletion(dialog, connection(), isRealm ? m_location.id : m_location.realm, consequence);
    connect(dialog, &RequestDialog::succeeded, this, [this, name] {
        setDeleted(true);
        banner()->showMessage(Tone::Good, tr("%1 is deleted.").arg(name));
    });
    dialog->open();
}

void ObjectPage::setDeleted(bool isDeleted)
{
    if (!m_delete)
        return;
    m_isDeleted = isDeleted;
    setObstacle(m_delete, isDeleted ? tr("Deleted already") : QString());
    setObstacle(m_undelete, isDeleted ? QString() : tr("It is not deleted"));
    if (isDeleted)
        m_state->setText(tr("deleted"));
    showState();
}

}
