// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <expected>

namespace auth::cli {

/// The desktop's keychain (Secret Service, KWallet), by QtKeychain. Errors are sentences; "not found" is none: then
/// what is read is empty. Without a session bus it is not even tried, since that could start one.
std::expected<QByteArray, QString> readKeychain(const QString &name);
std::expected<void, QString> writeKeychain(const QString &name, const QByteArray &secret);
std::expected<void, QString> removeKeychain(const QString &name);

}
