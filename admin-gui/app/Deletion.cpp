// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Deletion.h"

#include "app/Connection.h"
#include "app/Dialogs.h"
#include "models/Moments.h"

#include <QtCore/QDateTime>

namespace auth::console {

using namespace Qt::StringLiterals;

void explainDeletion(RequestDialog *dialog, Connection *connection, const QString &realm, const QString &text)
{
    const auto say = [dialog, text](const QString &sentence) { dialog->explain(text + u' ' + sentence); };
    const QString unknown = RequestDialog::tr("It can be taken back for as long as the realm keeps what is deleted.");
    say(unknown);
    connection->ask(dialog, connection->call(api::operation::kGetRealm, { { "realm", realm } }),
        [say](const api::Answer &answer) {
            const QJsonValue kept = answer.body[u"effective_settings"][u"recycle_period"][u"value"];
            if (!answer.succeeded() || !kept.isDouble())
                return;
            const auto seconds = static_cast<qint64>(kept.toDouble());
            say(seconds == 0 ? RequestDialog::tr("It cannot be taken back: the realm keeps nothing that is deleted.")
                             : RequestDialog::tr("It can be taken back until %1.")
                                   .arg(momentText(QDateTime::currentDateTime().addSecs(seconds))));
        });
}

}
