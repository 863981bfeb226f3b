// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/Merkle.h"
#include "ledger/Note.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonObject>
#include <QtCore/QString>

namespace auth::ledger {

enum class Verdict : quint8 {
    Intact,
    Altered, ///< Something was changed, removed, added or cut off.
    Unchecked, ///< No export of this log: nothing can be said.
};

/// What an export turned out to be.
struct Findings {
    Verdict verdict = Verdict::Intact;
    QString problem; ///< What is wrong first, with the row; empty where nothing is.
    std::optional<qint64> row; ///< That row, where it can be told.
    qint64 first = 0;
    qint64 kept = 0; ///< Rows before this one were dropped by retention, as the last checkpoint says.
    qint64 next = 0; ///< The row after the last good one.
    qint64 unsealed = 0; ///< Rows that were written and not yet in the log.
    QByteArray exportedAt;
    qsizetype outside = 0; ///< How many checkpoints from outside it was compared with.
};

/// Checks an export of the audit log line by line, with the log's public key and nothing else. It keeps a few hashes,
/// however long the export is.
///
/// Lines are JSON objects: a header (`audit_export`), rows (`seq`), a checkpoint behind the row that it covers last
/// (`checkpoint`), rows that stand in the table and not in the log (`not_in_log`), the footer (`footer`).
class ExportVerifier {
public:
    /// \a outside are notes that were kept where nobody could change them together with the log; those of other logs
    /// are left alone.
    ExportVerifier(NoteKey key, const QByteArrayList &outside);

    /// One line, without its line feed. False when the answer is clear, whatever follows.
    bool add(const QByteArray &line);
    Findings finish();

private:
    bool altered(const QString &problem, std::optional<qint64> row = std::nullopt);
    bool unchecked(const QString &problem);
    bool addHeader(const QJsonObject &line);
    bool addRow(const QJsonObject &row);
    bool addCheckpoint(const QByteArray &note);
    bool addFooter(const QByteArray &note, const QByteArray &digest);
    bool compareOutside();
    void noteErasures(const QJsonObject &row);
    QString unsure() const;

    NoteKey m_key;
    QList<Checkpoint> m_outside; ///< Smallest first; those before m_compared are done.
    qsizetype m_compared = 0;
    Merkle m_tree;
    QCryptographicHash m_digest { QCryptographicHash::Sha256 };
    Findings m_findings;
    qint64 m_covered = 0; ///< Rows before this one are covered by a good checkpoint.
    std::optional<ExportFooter> m_footer;
    /// Who has to be erased by a later row: `actor target` and the row that lacks values.
    QList<std::pair<QStringList, qint64>> m_erased;
    bool m_begun = false;
    bool m_over = false;
};

}
