// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/AuditTransfer.h"

#include "app/Connection.h"
#include "core/Json.h"
#include "models/KeptCheckpoint.h"

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

void AuditTransfer::exportTo(const QString &file, const QString &since, const QString &until)
{
    m_file = std::make_unique<QSaveFile>(file);
    if (!m_file->open(QIODevice::WriteOnly)) {
        Q_EMIT finished(tr("%1 cannot be written: %2").arg(file, m_file->errorString()));
        return;
    }
    api::Call call = m_connection->call(api::operation::kExportAudit, { { QByteArrayLiteral("realm"), m_realm } });
    call.queryParameters = { { "format", file.endsWith(".csv"_L1) ? u"csv"_s : u"jsonl"_s } };
    for (const auto &[name, moment] : { std::pair("since", since), std::pair("until", until) }) {
        if (!moment.isEmpty())
            call.queryParameters.append({ name, moment });
    }
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
    m_key = keyText;
    const auto kept = keptCheckpoint(m_connection->server(), m_realm);
    // A note of another key says nothing of this log: it would be left alone.
    if (kept && kept->key != keyText) {
        Q_EMIT keyChanged();
        return;
    }
    m_verifier = std::make_unique<ledger::ExportVerifier>(*key, kept ? QByteArrayList { kept->note } : QByteArrayList());
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
        judge(findings);
    });
}

void AuditTransfer::judge(ledger::Findings findings)
{
    const auto kept = keptCheckpoint(m_connection->server(), m_realm);
    // An export from before is intact in itself. Both times are of the server, and compare as text.
    if (findings.verdict == ledger::Verdict::Intact && kept && findings.exportedAt < kept->time) {
        findings.verdict = ledger::Verdict::Altered;
        findings.problem = tr("The server gave an export of %1, and was seen with one of %2 already: it is another one, or "
                              "was rolled back.")
                               .arg(QString::fromLatin1(findings.exportedAt), QString::fromLatin1(kept->time));
    }
    if (findings.verdict == ledger::Verdict::Intact && !m_lastNote.isEmpty())
        keepCheckpoint(m_connection->server(), m_realm, { m_key, m_lastNote, findings.exportedAt });
    Q_EMIT verified(findings);
}

bool AuditTransfer::addPiece(const QByteArray &piece)
{
    m_rest += piece;
    qsizetype start = 0;
    for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n', start)) {
        if (!addLine(m_rest.mid(start, end - start)))
            return false;
        start = end + 1;
    }
    m_rest.remove(0, start);
    return true;
}

bool AuditTransfer::addLine(const QByteArray &line)
{
    // Most lines are rows, which need not be read twice.
    if (line.startsWith("{\"checkpoint\"")) {
        if (const auto object = parseJsonObject(line))
            m_lastNote = (*object)[u"checkpoint"].toString().toUtf8();
    }
    return m_verifier->add(line);
}

void AuditTransfer::fail(const QString &problem)
{
    ledger::Findings findings;
    findings.verdict = ledger::Verdict::Unchecked;
    findings.problem = problem;
    Q_EMIT verified(findings);
}

}
