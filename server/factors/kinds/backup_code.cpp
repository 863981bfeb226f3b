// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/BackupCodes.h"
#include "factors/FactorKind.h"

#include <QtCore/QCoreApplication>

namespace auth {

namespace {

bool isOffered(const Realm &, const FactorsOfAccount &factors)
{
    return factors.backupCodes > 0;
}

}

extern const FactorKind backup_code_variant;
const FactorKind backup_code_variant {
    .name = "backup_code",
    .button = "use-backup-code",
    .amr = "otp",
    .preference = 90,
    .standsAlone = false,
    .digits = false,
    .choose = QT_TRANSLATE_NOOP("pages", "factor_use_backup_code"),
    .lead = QT_TRANSLATE_NOOP("pages", "factor_backup_code_lead"),
    .isOffered = isOffered,
    .verify = useBackupCode,
};

}
