// SPDX-License-Identifier: GPL-3.0-or-later
#include "Resource.h"
#include "Session.h"

#include "api/Operations.h"
#include "ledger/ExportVerifier.h"
#include "output/Output.h"

#include <QtCore/QFile>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

constexpr int kUnchecked = ServerFault; ///< Of `verify`: it could not be checked.
constexpr qint64 kLongestLine = 16 * 1024 * 1024;

int printMember(const Invocation &invocation, const QString &member)
{
    Session session(&invocation);
    const auto answer = session.send(session.call());
    if (!answer)
        return report(invocation.options, answer.error());
    if (invocation.options.isJson())
        return writeObject(invocation, answer->body);
    const QString text = answer->body[member].toString();
    writeText(text.toUtf8() + (text.endsWith(u'\n') ? "" : "\n"));
    return Done;
}

int printKey(const Invocation &invocation)
{
    return printMember(invocation, u"key"_s);
}

int printCheckpoint(const Invocation &invocation)
{
    return printMember(invocation, u"checkpoint"_s);
}

int exportLog(const Invocation &invocation)
{
    const Options &options = invocation.options;
    if (options.output != "table"_L1 && options.output != "jsonl"_L1 && options.output != "csv"_L1)
        return report(options, usageFailure(u"An export is jsonl or csv, not %1."_s.arg(options.output)));
    Session session(&invocation);
    api::Call call = session.call();
    call.queryParameters.append({ "format", options.output == "csv"_L1 ? u"csv"_s : u"jsonl"_s });
    for (const char *const name : { "since", "until" }) {
        if (const QString value = options.value(QLatin1StringView(name)); !value.isEmpty())
            call.queryParameters.append({ name, value });
    }
    call.sink = [](const QByteArray &piece) {
        writeText(piece);
        return true;
    };
    const auto answer = session.send(std::move(call));
    return answer ? Done : report(options, answer.error());
}

int cannotCheck(const Options &options, const QString &message)
{
    Failure failure;
    failure.exitCode = kUnchecked;
    failure.code = u"unchecked"_s;
    failure.message = message;
    return report(options, failure);
}

std::optional<QByteArray> contentsOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.readAll();
}

int writeFindings(const Invocation &invocation, const ledger::Findings &findings)
{
    const Options &options = invocation.options;
    if (findings.verdict == ledger::Verdict::Unchecked)
        return cannotCheck(options, findings.problem);
    if (findings.verdict == ledger::Verdict::Altered) {
        Failure failure;
        failure.code = u"altered"_s;
        failure.message = findings.problem;
        if (findings.row)
            failure.fields.append({ u"/seq"_s, u"altered"_s, QString::number(*findings.row) });
        return report(options, failure);
    }
    if (findings.unsealed > 0)
        note(options, u"%1 rows were not yet in the log when it was exported: they are not verified"_s.arg(findings.unsealed));
    if (options.isJson())
        return writeObject(invocation,
            { { u"intact"_s, true }, { u"first"_s, findings.first }, { u"next"_s, findings.next },
                { u"unsealed"_s, findings.unsealed }, { u"exported_at"_s, QString::fromLatin1(findings.exportedAt) },
                { u"outside_checkpoints"_s, findings.outside } });
    const qint64 rows = findings.next - findings.first;
    QString text = rows == 0 ? u"intact: no rows"_s
                             : u"intact: %1 rows, %2 to %3"_s.arg(rows).arg(findings.first).arg(findings.next - 1);
    text += u", exported at %1"_s.arg(QString::fromLatin1(findings.exportedAt));
    if (findings.outside > 0)
        text += u", as %1 checkpoints from outside have it"_s.arg(findings.outside);
    writeText(text.toUtf8() + '\n');
    return Done;
}

int verify(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const QString keyPath = options.value(u"checkpoint-key"_s);
    if (keyPath.isEmpty())
        return report(options,
            usageFailure(u"The log's public key is needed: --checkpoint-key FILE."_s, u"authctl audit checkpoint-key"_s));
    const auto keyText = contentsOf(keyPath);
    if (!keyText)
        return cannotCheck(options, u"Cannot read the key %1."_s.arg(keyPath));
    const auto key = ledger::NoteKey::fromText(*keyText);
    if (!key)
        return cannotCheck(options, u"%1: %2"_s.arg(keyPath, key.error().description));
    QByteArrayList outside;
    for (const QString &path : options.values(u"checkpoint"_s)) {
        const auto text = contentsOf(path);
        if (!text)
            return cannotCheck(options, u"Cannot read the checkpoint %1."_s.arg(path));
        const auto notes = ledger::splitNotes(*text);
        if (notes.isEmpty())
            return cannotCheck(options, u"%1 holds no checkpoint."_s.arg(path));
        outside += notes;
    }
    const QString path = options.arguments.value(0);
    QFile file(path);
    const bool open
        = path == "-"_L1 ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!open)
        return cannotCheck(options, u"Cannot read %1: %2"_s.arg(path, file.errorString()));
    ledger::ExportVerifier verifier(*key, outside);
    for (;;) {
        QByteArray line = file.readLine(kLongestLine);
        if (line.isEmpty())
            break;
        if (line.endsWith('\n'))
            line.chop(1);
        if (!verifier.add(line))
            break;
    }
    if (file.error() != QFileDevice::NoError)
        return cannotCheck(options, u"Cannot read %1: %2"_s.arg(path, file.errorString()));
    return writeFindings(invocation, verifier.finish());
}

constexpr Flag kRangeFlags[] = {
    { "since", "TIME", "From this time on, and a little before it: an export begins at a checkpoint" },
    { "until", "TIME", "Up to this time, and a little behind it" },
};
constexpr Flag kVerifyFlags[] = {
    { "checkpoint-key", "FILE", "What \"audit checkpoint-key\" printed" },
    { "checkpoint", "FILE", "Checkpoints that were kept outside the database; finds one that was cut or rolled back", 0,
        true },
};
constexpr Argument kFile[] = { { "FILE", "An export in JSON Lines; - is standard input." } };
constexpr Verb kVerbs[] = {
    { "status", "Show how far the log is, with its last checkpoint.", "authctl audit status", kGetAuditStatus,
        Handle::None, {}, getObject },
    { "export", "Export the log, to be kept and verified.", "authctl audit export -o jsonl", kExportAudit, Handle::None, {},
        exportLog, kRangeFlags },
    { "checkpoint-key", "Print the public key that exports and checkpoints are verified with.",
        "authctl audit checkpoint-key", kGetAuditCheckpointKey, Handle::None, {}, printKey },
    { "checkpoint", "Print the last signed checkpoint, to be kept outside the database.", "authctl audit checkpoint",
        kGetAuditStatus, Handle::None, {}, printCheckpoint },
    { "verify", "Verify an export; needs no server.", "authctl audit verify --checkpoint-key <(authctl audit checkpoint-key) <(authctl audit export -o jsonl)", -1,
        Handle::None, {}, verify, kVerifyFlags, kFile },
};

}

extern const Noun audit_variant;
const Noun audit_variant { "audit", {}, "Who did what to what; verifiable.", "EVENT", "id", "event", {}, kVerbs,
    "\"verify\" ends with 0 where the log is intact, with 1 where something was altered, removed, inserted or cut off, "
    "naming the first row, and with 9 where it could not be checked." };

}
