// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>

#include <span>

namespace auth::ledger {

/// Values that belong to a person and may have to be erased, in two groups: what says who acted and from where, and what
/// says whom or what it was done to. A leaf covers a salted commitment of each group, so that the values can go and the
/// leaf stays.
enum class Personal : quint8 { Actor, Target };

/// The members of a row in \a group, as the admin API names them.
std::span<const char *const> membersOf(Personal group);

/// HMAC-SHA256 of the group's values under the row's \a salt. Without the salt it says nothing about them, however few
/// addresses there are to guess.
QByteArray commitment(const QJsonObject &row, Personal group, QByteArrayView salt);

/// What a leaf commits to, in place of the row's personal values.
struct Commitments {
    QByteArray actor;
    QByteArray target;
};

/// The hash of a row's leaf (RFC 9162 §2.1.1), over its other members, the commitments, and whether the server wrote it:
/// a row that somebody put into the table is part of the log, as what it is.
QByteArray leafHash(const QJsonObject &row, const Commitments &commitments, bool genuine);

/// Everything that was written of a row, for a MAC.
QByteArray wholeRow(const QJsonObject &row);

}
