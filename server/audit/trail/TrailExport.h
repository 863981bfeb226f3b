// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/trail/TrailStore.h"
#include "keys/RealmKeys.h"

#include <qcoroasyncgenerator.h>

#include <optional>

namespace auth {

enum class ExportFormat : quint8 { JsonLines, Csv };

/// Which rows are exported: those between two checkpoints, so that each can be verified.
struct ExportRange {
    qint64 first = 0;
    qint64 end = 0; ///< The row after the last one.
    qint64 size = 0; ///< Of the log.
    bool isWhole = false; ///< Everything that is kept: then also what stands beside the log.
    std::optional<Head> begin; ///< The checkpoint before the first row; none where that is row 0, or where it is gone.
};

struct ExportOptions {
    RealmId realm;
    QByteArray realmName;
    QByteArray dataKeySealed;
    ExportRange range;
    ExportFormat format = ExportFormat::JsonLines;
    qint64 unsealed = 0;
};

/// The lines of an export, as ledger::ExportVerifier reads them, a few hundred at a time. What it meets that is not as it
/// was written it passes on as it is: the verifier is to find it. Throws where the database fails: half an export is none.
QCoro::AsyncGenerator<QByteArray> exportTrail(
    TrailStore store, const Clock *clock, RealmKeys *keys, ExportOptions options);

}
