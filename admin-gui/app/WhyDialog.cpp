// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/WhyDialog.h"

#include "app/Connection.h"
#include "app/HeldList.h"
#include "app/RemoteTab.h"

#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

QString kindText(const QJsonObject &holder)
{
    return holder[u"kind"].toString() == "user"_L1 ? WhyDialog::tr("person") : WhyDialog::tr("application");
}

QString wayText(const QString &permission, const QStringList &way)
{
    if (way.size() == 1)
        return WhyDialog::tr("%1 gives %2 itself.").arg(way.first(), permission);
    // Names only, so that no language has to put a sentence together.
    return WhyDialog::tr("%1: the last one gives %2.").arg(way.join(u" → "_s), permission);
}

}

WhyDialog::WhyDialog(Connection *connection, const QString &realm, const QString &permission, const QString &role,
    const QList<QStringList> &ways, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"whyDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Why %1?").arg(permission));
    resize(fontMetrics().averageCharWidth() * 96, fontMetrics().height() * 28);
    QStringList texts;
    for (const QStringList &way : ways)
        texts.append(wayText(permission, way));
    if (texts.isEmpty())
        texts.append(tr("%1 does not give %2, and inherits from no role that does.").arg(role, permission));
    auto *const reasons = new QLabel(texts.join(u'\n'), this);
    reasons->setObjectName(u"waysLabel"_s);
    reasons->setWordWrap(true);
    reasons->setTextFormat(Qt::PlainText);
    reasons->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *const heading = new QLabel(tr("Who has it, as the server has it now"), this);
    heading->setObjectName(u"sectionTitle"_s);
    auto *const holders = new RemoteTab(connection,
        { { tr("Name"), u"name"_s, {}, {}, 30 }, { tr("Kind"), u"kind"_s, kindText, {}, 14 },
            { tr("Where from"), {}, originText, {}, 44 } },
        u"id"_s, tr("Who has %1").arg(permission), tr("Nobody has it."), this);
    holders->setCall(
        connection->call(api::operation::kListPermissionHolders, { { "realm", realm }, { "permission", permission } }));
    holders->layout()->setContentsMargins(0, 0, 0, 0);
    auto *const buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(12);
    column->addWidget(reasons);
    column->addWidget(heading);
    column->addWidget(holders, 1);
    column->addWidget(buttons);
    holders->load();
}

}
