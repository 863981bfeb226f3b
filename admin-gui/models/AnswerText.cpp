// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/AnswerText.h"

#include <QtCore/QCoreApplication>

namespace auth::console {

QString failureText(const api::Answer &answer)
{
    if (answer.status == 0) {
        return answer.mayBeDone
            ? answer.transportError
            : QCoreApplication::translate("AnswerText", "The server was not reached: %1").arg(answer.transportError);
    }
    // A proxy's page has no detail.
    const QString detail = answer.body[u"detail"].toString();
    return detail.isEmpty() ? QCoreApplication::translate("AnswerText", "The server answered %1.").arg(answer.status)
                            : detail;
}

}
