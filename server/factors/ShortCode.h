// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace auth {

/// A code to be typed once from a mail or text message: six digits, each as likely.
QByteArray newNumericCode();

/// A backup code: eight letters and digits that are hard to take for one another, 39 bits.
QByteArray newBackupCode();
/// As it is shown: in two groups of four.
QString shownBackupCode(const QByteArray &code);
/// What somebody typed as a backup code, in any case and grouping; nothing when it cannot be one.
std::optional<QByteArray> normalizedBackupCode(const QString &typed);
/// What somebody typed as digits, without spaces; nothing when it is no such code of \a least to \a most digits.
std::optional<QByteArray> normalizedDigits(const QString &typed, int least, int most);

/// A phone number that somebody typed, as E.164 has it: without spaces and the like, `00` as `+`; nothing for one that is
/// not international.
std::optional<QString> normalizedPhone(const QString &typed);

/// `+49 *** 123`: enough to know one's own number by.
QString maskedPhone(const QString &number);
/// `j***@example.com`: enough to know one's own address by.
QString maskedEmail(const QString &address);

}
