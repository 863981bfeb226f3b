// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <expected>

namespace auth::client {

/// The desktop's keychain (Secret Service, KWallet), by QtKeychain. Errors are sentences; "not found" is none: then
/// what is read is empty. Without a session bus it is not even tried, since that could start one.
Task<std::expected<QByteArray, QString>> readKeychain(QString name);
Task<std::expected<void, QString>> writeKeychain(QString name, QByteArray secret);
Task<std::expected<void, QString>> removeKeychain(QString name);

}
