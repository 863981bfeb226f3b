// SPDX-License-Identifier: GPL-3.0-or-later
#include "Prompt.h"
#include "Resource.h"
#include "Session.h"

#include "api/Operations.h"
#include "core/Text.h"
#include "ledger/ExportVerifier.h"
#include "output/Output.h"

#include <QtCore/QFile>
#include <QtCore/QThread>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

constexpr int kUnchecked = ServerFault; ///< Of `verify`: it could not be checked.
constexpr qint64 kMostDays = 36'500;
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
            { { u"intact"_s, true }, { u"first"_s, findings.first }, { u"kept"_s, findings.kept },
                { u"next"_s, findings.next }, { u"unsealed"_s, findings.unsealed }, { u"exported_at"_s, QString::fromLatin1(findings.exportedAt) },
                { u"outside_checkpoints"_s, findings.outside } });
    const qint64 rows = findings.next - findings.first;
    QString text = rows == 0 ? u"intact: no rows"_s
                             : u"intact: %1 rows, %2 to %3"_s.arg(rows).arg(findings.first).arg(findings.next - 1);
    if (findings.kept > 0)
        text += u"; rows before %1 were dropped by retention, as the log says"_s.arg(findings.kept);
    if (findings.first > findings.kept)
        text += u"; a part: the log begins with row %1"_s.arg(findings.kept);
    text += u"; exported at %1"_s.arg(QString::fromLatin1(findings.exportedAt));
    if (findings.outside > 0)
        text += u"; as %1 checkpoints from outside have it"_s.arg(findings.outside);
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

/// A list, of what the arguments say beside --query.
int search(const Invocation &invocation)
{
    Invocation words = invocation;
    QStringList terms = words.options.arguments;
    if (!words.options.query.isEmpty())
        terms.prepend(words.options.query);
    words.options.query = terms.join(u' ');
    return listObjects(words);
}

/// The newest rows, oldest first; with --follow, those that come, too.
int tail(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const bool follow = options.has(u"follow"_s);
    Session session(&invocation);
    Invocation lines = invocation;
    std::optional<qint64> position;
    for (;;) {
        api::Call call = session.call();
        if (options.has(u"query"_s))
            call.queryParameters.append({ "q", options.value(u"query"_s) });
        if (position)
            call.queryParameters.append({ "position", QString::number(*position) });
        else if (options.has(u"limit"_s))
            call.queryParameters.append({ "limit", options.value(u"limit"_s) });
        const auto answer = session.send(std::move(call));
        if (!answer)
            return report(options, answer.error());
        const QJsonArray rows = answer->body[u"items"].toArray();
        const qint64 next = answer->body[u"position"].toInteger();
        if (!follow)
            return writeList(invocation, rows);
        if (!position) {
            // One array would never end.
            if (options.output == "json"_L1 || options.output == "yaml"_L1)
                lines.options.output = u"jsonl"_s;
            if (const int code = writeList(lines, rows); code != Done)
                return code;
            lines.options.noHeaders = true;
        } else if (!rows.isEmpty()) {
            if (const int code = writeList(lines, rows); code != Done)
                return code;
        } else if (next == *position) {
            QThread::sleep(1);
        }
        position = next;
    }
}

int erase(const Invocation &invocation)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    session.announce();
    if (!options.dryRun) {
        const QString question
            = u"Erase the personal values of %1 from the audit log? This cannot be taken back."_s.arg(options.arguments.value(0));
        if (const auto refused = confirm(options, Severity::Moderate, question, options.arguments.value(0)))
            return report(options, *refused);
    }
    api::Call call = session.call();
    call.body = QJsonObject { { u"person"_s, options.arguments.value(0) } };
    const auto answer = session.send(std::move(call));
    if (!answer)
        return report(options, answer.error());
    return writeObject(invocation, answer->body);
}

int setRetention(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const auto days = parseDecimal(options.arguments.value(0).toUtf8(), kMostDays);
    if (!days)
        return report(options, usageFailure(u"\"%1\" is no number of days."_s.arg(options.arguments.value(0))));
    Session session(&invocation);
    session.announce();
    api::Call call = session.call();
    call.body = QJsonObject { { u"days"_s, *days } };
    const auto answer = session.send(std::move(call));
    return answer ? writeObject(invocation, answer->body) : report(options, answer.error());
}

int printStats(const Invocation &invocation)
{
    Session session(&invocation);
    api::Call call = session.call();
    for (const char *const name : { "since", "until", "bucket" }) {
        if (const QString value = invocation.options.value(QLatin1StringView(name)); !value.isEmpty())
            call.queryParameters.append({ name, value });
    }
    const auto answer = session.send(std::move(call));
    if (!answer)
        return report(invocation.options, answer.error());
    Invocation list = invocation;
    if (list.options.columns.isEmpty())
        list.options.columns = { u"at"_s, u"count"_s, u"action"_s, u"outcome"_s };
    return writeList(list, answer->body[u"items"].toArray());
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
constexpr Flag kTailFlags[] = {
    { "follow", nullptr, "Go on with rows as they come, until Ctrl-C", 'f' },
    { "query", "FILTER", "Only what it lets through: 'outcome:failure alice'", 'q' },
    { "limit", "N", "How many rows to begin with; 20 where nothing is said" },
};
constexpr Flag kStatsFlags[] = {
    { "since", "TIME", "From this time on; a day before the end where there is none" },
    { "until", "TIME", "Up to this time; now where there is none" },
    { "bucket", "LENGTH", "minute, hour, day, or all for one sum; what fits where there is none" },
};
constexpr Argument kTerms[] = { { "TERM", "A word, its beginning, or a field: outcome:failure.", false, true } };
constexpr Argument kDays[] = { { "DAYS", "Rows that are older are dropped." } };
constexpr Argument kPerson[] = { { "ID", "The id of a user, who may be deleted." } };
constexpr const char *kColumns[] = { "at", "action", "outcome", "actor_name", "target_name", "address", "id" };
constexpr Argument kFile[] = { { "FILE", "An export in JSON Lines; - is standard input." } };
constexpr Verb kVerbs[] = {
    { "list", "List rows, newest first.", "authctl audit list -q 'action:user.* at<7d'", kListAuditEvents, Handle::None,
        { .list = true }, listObjects },
    { "search", "Search rows by fields and by the beginnings of words, newest first.",
        "authctl audit search alice outcome:success", kListAuditEvents, Handle::None, { .list = true }, search, {}, kTerms },
    { "get", "Show a row.", "authctl audit get $(authctl audit list --limit 1 -o name)", kGetAuditEvent,
        Handle::Required, {}, getObject },
    { "tail", "Print the newest rows, and with -f those that come.", "authctl audit tail --limit 5", kGetAuditTail,
        Handle::None, {}, tail, kTailFlags },
    { "stats", "Count rows by time, action and outcome.", "authctl audit stats --bucket all", kGetAuditStats,
        Handle::None, {}, printStats, kStatsFlags },
    { "retention get", "Show how long rows are kept.", "authctl audit retention get", kGetAuditRetention, Handle::None, {},
        getObject },
    { "retention set", "Change how long rows are kept.", "authctl audit retention set 730", kSetAuditRetention,
        Handle::None, { .change = true, .version = true }, setRetention, {}, kDays },
    { "erase", "Erase a person's values; the log stays verifiable.",
        "authctl audit erase $(authctl user get alice --jq .id) --yes", kEraseAuditValues, Handle::None,
        { .change = true, .confirm = true }, erase, {}, kPerson },
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
const Noun audit_variant { "audit", {}, "Who did what to what; verifiable.", "EVENT", "id", "event", kColumns, kVerbs,
    "\"verify\" ends with 0 where the log is intact, with 1 where something was altered, removed, inserted or cut off, "
    "naming the first row, and with 9 where it could not be checked." };

}
