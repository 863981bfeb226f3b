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

    /// As CSV where \a file is called so, else as JSON Lines. The file is there when all of it is.
    void exportTo(const QString &file);
    /// Checks the log against the key that the server gives: what was changed in its database is found.
    void verify();

Q_SIGNALS:
    /// \a problem: why it failed; empty: it did not.
    void finished(const QString &problem);
    void verified(const auth::ledger::Findings &findings);

private:
    void check(const QByteArray &keyText);
    void fail(const QString &problem);
    bool addPiece(const QByteArray &piece);

    Connection *m_connection;
    QString m_realm;
    std::unique_ptr<QSaveFile> m_file;
    std::unique_ptr<ledger::ExportVerifier> m_verifier;
    QByteArray m_rest; ///< A line that has not ended.
};

}
