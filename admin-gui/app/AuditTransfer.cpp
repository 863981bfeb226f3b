// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/AuditTransfer.h"

#include "app/Connection.h"

#include <QtCore/QPointer>
#include <QtCore/QSaveFile>

namespace auth::console {

using namespace Qt::StringLiterals;

AuditTransfer::AuditTransfer(Connection *connection, const QString &realm, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_realm(realm)
{
}

AuditTransfer::~AuditTransfer() = default;

void AuditTransfer::exportTo(const QString &file)
{
    m_file = std::make_unique<QSaveFile>(file);
    if (!m_file->open(QIODevice::WriteOnly)) {
        Q_EMIT finished(tr("%1 cannot be written: %2").arg(file, m_file->errorString()));
        return;
    }
    api::Call call = m_connection->call(api::operation::kExportAudit, { { QByteArrayLiteral("realm"), m_realm } });
    call.queryParameters = { { "format", file.endsWith(".csv"_L1) ? u"csv"_s : u"jsonl"_s } };
    // The request may outlive whoever asked for it.
    call.sink = [self = QPointer<AuditTransfer>(this)](
                    const QByteArray &piece) { return self && self->m_file->write(piece) == piece.size(); };
    m_connection->ask(this, std::move(call), [this](const api::Answer &answer) {
        if (const auto outcome = answer.error(); !outcome)
            Q_EMIT finished(outcome.error().description);
        else if (!m_file->commit())
            Q_EMIT finished(tr("%1 cannot be written: %2").arg(m_file->fileName(), m_file->errorString()));
        else
            Q_EMIT finished({});
    });
}

void AuditTransfer::verify()
{
    Connection::ask(this, m_connection->client().getAuditCheckpointKey(m_realm),
        [this](const Result<api::AuditCheckpointKey> &key) {
            key ? check(key->key.toUtf8()) : fail(key.error().description);
        });
}

void AuditTransfer::check(const QByteArray &keyText)
{
    const auto key = ledger::NoteKey::fromText(keyText);
    if (!key)
        return fail(tr("The server gave no key for its log."));
    m_verifier = std::make_unique<ledger::ExportVerifier>(*key, QByteArrayList());
    api::Call call = m_connection->call(api::operation::kExportAudit, { { QByteArrayLiteral("realm"), m_realm } });
    call.queryParameters = { { "format", u"jsonl"_s } };
    call.sink
        = [self = QPointer<AuditTransfer>(this)](const QByteArray &piece) { return self && self->addPiece(piece); };
    m_connection->ask(this, std::move(call), [this](const api::Answer &answer) {
        const auto outcome = answer.error();
        const ledger::Findings findings = m_verifier->finish();
        // What the verifier broke off itself is its finding.
        if (!outcome && findings.verdict != ledger::Verdict::Altered)
            return fail(outcome.error().description);
        Q_EMIT verified(findings);
    });
}

bool AuditTransfer::addPiece(const QByteArray &piece)
{
    m_rest += piece;
    qsizetype start = 0;
    for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n', start)) {
        if (!m_verifier->add(m_rest.mid(start, end - start)))
            return false;
        start = end + 1;
    }
    m_rest.remove(0, start);
    return true;
}

void AuditTransfer::fail(const QString &problem)
{
    ledger::Findings findings;
    findings.verdict = ledger::Verdict::Unchecked;
    findings.problem = problem;
    Q_EMIT verified(findings);
}

}
