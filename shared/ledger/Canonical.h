// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>

#include <span>

namespace auth::ledger {

/// JSON in one form only: members in the order of their UTF-16 names, no white space, the shortest escapes, as RFC 8785
/// has it. Unlike there, whole numbers of 64 bits are written with all digits; other numbers are the shortest text that
/// reads back as the same double.
QByteArray canonicalJson(const QJsonObject &object);

/// The object of these members alone, `null` where \a object does not have one. \a names are sorted and need no
/// escapes.
QByteArray canonicalJson(const QJsonObject &object, std::span<const char *const> names);
}
