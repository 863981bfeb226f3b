// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/Device.h"
#include "mail/Letter.h"

#include <QtCore/QJsonObject>

namespace auth {

/// What tells a person of a device that signed in to their account; \a url asks whether it was they. \a place: where its
/// address is counted to, if that is known.
mail::Letter newDeviceLetter(const Device &device, const QByteArray &url, const QString &place);

/// Whence a link that asks about a device came.
enum class NewDeviceLink : quint8 {
    ByMail, ///< Who opens it has the mailbox, and may choose a new password there.
    FromAccount, ///< Who opens it has a session, perhaps a stolen one.
};

/// What the link remembers.
QJsonObject newDeviceLinkData(const QByteArray &browserHash, NewDeviceLink link);
struct NewDeviceQuestion {
    QByteArray browserHash;
    NewDeviceLink link = NewDeviceLink::FromAccount;
};
NewDeviceQuestion newDeviceQuestion(const QJsonObject &data);

}
