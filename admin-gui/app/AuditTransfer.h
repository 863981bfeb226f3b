// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/ExportVerifier.h"

#include <QtCore/QObject>

#include <memory>

class QSaveFile;

namespace auth::console {

class Connection;

/// Reads an export of the log as it comes: into a file, or into the verifier. Nothing of it is kept in memory.
class AuditTransfer final : public QObject {
    Q_OBJECT

public:
    AuditTransfer(Connection *connection, const QString &realm, QObject *parent);
    ~AuditTransfer() override;

    /// As CSV where \a file is called so, else as JSON Lines. The file is there when all of it is. \a since and \a until
    /// are moments as the API takes them, or empty: the export begins and ends at the checkpoints around them.
    void exportTo(const QString &file, const QString &since, const QString &until);
    /// Checks the log against the key that the server gives, and against what it was when it was found intact last: what
    /// was changed in its database, cut off or rolled back is found. An intact one is kept for the next time.
    void verify();

Q_SIGNALS:
    /// \a problem: why it failed; empty: it did not.
    void finished(const QString &problem);
    void verified(const auth::ledger::Findings &findings);
    /// The log is signed by another key than when it was found intact last; nothing else was looked at.
    void keyChanged();

private:
    void check(const QByteArray &keyText);
    void fail(const QString &problem);
    bool addPiece(const QByteArray &piece);
    bool addLine(const QByteArray &line);
    void judge(ledger::Findings findings);

    Connection *m_connection;
    QString m_realm;
    std::unique_ptr<QSaveFile> m_file;
    std::unique_ptr<ledger::ExportVerifier> m_verifier;
    QByteArray m_rest; ///< A line that has not ended.
    QByteArray m_key; ///< The server's answer.
    QByteArray m_lastNote; ///< The checkpoint that came last.
};

}
