// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/BackupCodes.h"

#include "factors/FactorStore.h"
#include "factors/ShortCode.h"

namespace auth {

namespace {

QByteArray placeOf(UserId userId)
{
    return "backup_codes:" + userId.toBytes();
}

}

Result<QList<QByteArray>> makeBackupCodes(db::Transaction *transaction, RealmKeys *keys, const Realm &realm, UserId userId, Timestamp now)
{
    QList<QByteArray> codes;
    QList<QByteArray> macs;
    while (codes.size() < kBackupCodes) {
        const QByteArray code = newBackupCode();
        if (codes.contains(code))
            continue;
        codes.append(code);
        macs.append(TRY(shortCodeMac(keys, realm, placeOf(userId), code)));
    }
    factor_store::replaceBackupCodes(transaction, realm.id, userId, macs, now, now + kBackupCodeLifetime);
    return codes;
}

Task<Result<FactorVerdict>> useBackupCode(FactorAttempt attempt)
{
    const factor_store::Subject subject { attempt.realm->id, attempt.userId, QStringLiteral("backup_code") };
    // What cannot be a code is counted like one that is wrong.
    const QByteArray code = normalizedBackupCode(attempt.typed).value_or(QByteArray());
    const QByteArray mac = CO_TRY(shortCodeMac(attempt.keys, *attempt.realm, placeOf(attempt.userId), code));
    const auto used = CO_TRY(co_await factor_store::useBackupCode(attempt.transaction, subject, mac, attempt.now));
    if (used.blocked)
        co_return FactorVerdict::Blocked;
    if (!used.accepted)
        co_return FactorVerdict::Wrong;
    factor_store::forgetAttempts(attempt.transaction, subject);
    co_return FactorVerdict::Accepted;
}

}
