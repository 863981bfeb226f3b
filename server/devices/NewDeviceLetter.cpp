// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/NewDeviceLetter.h"

#include "agents/UserAgent.h"
#include "core/Base64Url.h"

#include <QtCore/QCoreApplication>

namespace auth {

using namespace Qt::StringLiterals;

mail::Letter newDeviceLetter(const Device &device, const QByteArray &url, const QString &place)
{
    mail::Letter letter;
    letter.subject = QT_TRANSLATE_NOOP("pages", "mail_new_device_subject");
    letter.before = { QT_TRANSLATE_NOOP("pages", "mail_new_device_text") };
    QString agent = agents::describeUserAgent(device.userAgent);
    if (agent.isEmpty())
        agent = agents::describeProgram(device.userAgent);
    if (!agent.isEmpty())
        letter.facts.append({ QT_TRANSLATE_NOOP("pages", "new_device_agent"), agent });
    if (!device.address.isEmpty())
        letter.facts.append({ QT_TRANSLATE_NOOP("pages", "new_device_address"), QString::fromLatin1(device.address) });
    if (!place.isEmpty())
        letter.facts.append({ QT_TRANSLATE_NOOP("pages", "new_device_place"), place });
    const QByteArray at = toIso(device.lastSeenAt);
    letter.facts.append({ QT_TRANSLATE_NOOP("pages", "new_device_time"),
        QString::fromLatin1(at.left(10) + ' ' + at.mid(11, 5) + " UTC") });
    letter.after = { QT_TRANSLATE_NOOP("pages", "mail_new_device_advice") };
    letter.buttonLabel = QT_TRANSLATE_NOOP("pages", "mail_new_device_button");
    letter.buttonUrl = url;
    return letter;
}

QJsonObject newDeviceLinkData(const QByteArray &browserHash, NewDeviceLink link)
{
    return { { u"browser"_s, QString::fromLatin1(toBase64Url(browserHash)) }, { u"mail"_s, link == NewDeviceLink::ByMail } };
}

NewDeviceQuestion newDeviceQuestion(const QJsonObject &data)
{
    NewDeviceQuestion question;
    question.browserHash = fromBase64Url(data[u"browser"].toString().toLatin1()).value_or(QByteArray());
    question.link = data[u"mail"].toBool() ? NewDeviceLink::ByMail : NewDeviceLink::FromAccount;
    return question;
}

}
