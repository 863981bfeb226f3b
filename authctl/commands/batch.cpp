// SPDX-License-Identifier: GPL-3.0-or-later
#include "CommandLine.h"
#include "Failure.h"
#include "Flags.h"
#include "Interrupt.h"
#include "core/Json.h"
#include "core/Random.h"
#include "output/Output.h"
#include "output/Progress.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kLargestFile = 64 * 1024 * 1024;

/// A line of the batch.
struct Item {
    int line = 0;
    QStringList command;
    QString key; ///< For Idempotency-Key: the second try of a line whose answer was lost does nothing twice.
    bool isDone = false; ///< By the run that is resumed.
};

std::expected<QByteArray, Failure> readAll(const QString &name)
{
    QFile file(name);
    const bool opened = name == "-"_L1 ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return std::unexpected(usageFailure(u"%1: %2"_s.arg(name, file.errorString())));
    return file.read(kLargestFile);
}

QStringList wordsOfArray(const QJsonValue &value)
{
    QStringList words;
    for (const auto &word : value.toArray()) {
        if (!word.isString())
            return {};
        words.append(word.toString());
    }
    return words;
}

/// Everything is read before anything is done: a typing error in the last line does nothing.
std::expected<QList<Item>, Failure> readItems(const QString &name)
{
    const auto text = readAll(name);
    if (!text)
        return std::unexpected(text.error());
    QList<Item> items;
    int number = 0;
    for (const QByteArray &line : text->split('\n')) {
        ++number;
        if (line.trimmed().isEmpty())
            continue;
        const auto value = parseJson(line);
        if (!value)
            return std::unexpected(
                usageFailure(u"%1, line %2: %3"_s.arg(name).arg(number).arg(value.error().description)));
        Item item { number, wordsOfArray(value->isArray() ? *value : value->toObject()[u"command"]), {}, false };
        if (item.command.value(0) == "authctl"_L1)
            item.command.removeFirst();
        if (!commandOf(item.command) || item.command.value(0) == "batch"_L1)
            return std::unexpected(usageFailure(
                u"%1, line %2: a command is needed, as in [\"user\", \"get\", \"alice\"]"_s.arg(name).arg(number),
                u"authctl commands"_s));
        items.append(item);
    }
    return items;
}

/// Takes from the report of an earlier run what was done, and the keys of what may have been.
std::expected<void, Failure> resume(QList<Item> &items, const QString &name)
{
    const auto text = readAll(name);
    if (!text)
        return std::unexpected(text.error());
    for (const QByteArray &line : text->split('\n')) {
        const auto report = parseJsonObject(line);
        if (line.trimmed().isEmpty() || !report)
            continue;
        for (Item &item : items) {
            if (item.line != (*report)[u"line"].toInt())
                continue;
            if (item.command != wordsOfArray((*report)[u"command"]))
                return std::unexpected(usageFailure(
                    u"%1 is the report of other commands: line %2 is another one."_s.arg(name).arg(item.line)));
            item.key = (*report)[u"idempotency_key"].toString();
            item.isDone = (*report)[u"exit_code"].toInt(-1) == Done;
        }
    }
    return {};
}

/// The options of the batch hold for each command.
QStringList inherited(const Options &options)
{
    QStringList arguments { u"--no-input"_s };
    for (const QString &name : { u"context"_s, u"realm"_s, u"server"_s, u"timeout"_s, u"color"_s }) {
        if (options.has(name))
            arguments += { u"--"_s + name, options.value(name) };
    }
    for (const QString &name : { u"yes"_s, u"verbose"_s, u"debug-http"_s }) {
        if (options.has(name))
            arguments.append(u"--"_s + name);
    }
    return arguments;
}

bool choosesOutput(const QStringList &command)
{
    return std::any_of(command.begin(), command.end(), [](const QString &word) {
        return word.startsWith("-o"_L1) || word.startsWith("--output"_L1) || word.startsWith("--jq"_L1);
    });
}

QJsonValue dataOf(const QByteArray &text)
{
    if (text.isEmpty())
        return QJsonValue::Null;
    const auto json = parseJson(text, { .bytes = kLargestFile, .depth = 64, .members = 5'000'000 });
    return json ? *json : QJsonValue(QString::fromUtf8(text));
}

QJsonObject runItem(Item &item, const Options &options)
{
    QStringList arguments = inherited(options) + item.command;
    if (!choosesOutput(item.command))
        arguments += { u"--output"_s, u"json"_s };
    const Verb *const verb = commandOf(item.command);
    if (verb->options.change && !item.command.contains(u"--idempotency-key"_s)) {
        if (item.key.isEmpty())
            item.key = QString::fromLatin1(randomToken(16));
        arguments += { u"--idempotency-key"_s, item.key };
    }
    Captured captured;
    capture(&captured);
    const int code = runCommand(arguments);
    capture(nullptr);
    QJsonObject report { { u"line"_s, item.line }, { u"command"_s, QJsonArray::fromStringList(item.command) },
        { u"exit_code"_s, code } };
    if (const QJsonValue data = dataOf(captured.out); !data.isNull())
        report.insert(u"output"_s, data);
    if (code != Done) {
        const auto error = parseJsonObject(captured.err);
        report.insert(u"error"_s,
            error && error->contains("error"_L1) ? (*error)[u"error"]
                                                 : QJsonValue(QString::fromUtf8(captured.err.trimmed())));
        if (!item.key.isEmpty())
            report.insert(u"idempotency_key"_s, item.key);
    }
    return report;
}

struct Counts {
    qsizetype done = 0;
    qsizetype failed = 0;
    qsizetype total = 0;

    QString text() const
    {
        return u"%1 done, %2 failed, %3 not begun"_s.arg(done).arg(failed).arg(total - done - failed);
    }
};

int runBatch(const Invocation &invocation)
{
    const Options &options = invocation.options;
    auto items = readItems(options.value(u"file"_s));
    if (!items)
        return report(options, items.error());
    if (options.has(u"resume"_s)) {
        if (const auto resumed = resume(*items, options.value(u"resume"_s)); !resumed)
            return report(options, resumed.error());
    }
    Counts counts;
    counts.total = items->size();
    onInterrupt([&counts] {
        capture(nullptr);
        writeError("interrupted: " + counts.text().toUtf8() + "; the one in between may have been done");
    });
    Progress progress(options, u"commands"_s);
    int code = Done;
    for (Item &item : *items) {
        if (item.isDone) {
            ++counts.done;
            continue;
        }
        const QJsonObject result = runItem(item, options);
        writeText(toJson(result) + '\n');
        const int itemCode = result[u"exit_code"].toInt();
        ++(itemCode == Done ? counts.done : counts.failed);
        progress.update(counts.done + counts.failed, counts.total);
        if (itemCode != Done)
            code = DoneInPart;
        // What follows would fail in the same way, each after its retries.
        if (itemCode == Unreachable || itemCode == NotLoggedIn) {
            code = itemCode;
            break;
        }
        if (itemCode != Done && options.has(u"stop-on-error"_s))
            break;
    }
    onInterrupt(nullptr);
    if (code == Done)
        return Done;
    Failure failure;
    failure.exitCode = code;
    failure.code = code == DoneInPart ? u"done_in_part"_s : u"stopped"_s;
    failure.message = counts.text() + u'.';
    if (code != DoneInPart || counts.done + counts.failed < counts.total) {
        failure.message += u" Whether the last one was done is not known where its answer was lost."_s;
        failure.next = u"authctl batch -f FILE --resume REPORT (what this printed)"_s;
    }
    return report(options, failure);
}

constexpr Flag kFlags[] = {
    { "file", "FILE", "A command a line, as a JSON array of its words; - is standard input", 'f' },
    { "resume", "REPORT", "Leave out what an earlier run has done, as it printed" },
    { "stop-on-error", nullptr, "Do not go on after a command that fails" },
};
constexpr Verb kVerbs[] = {
    { "", "Run many commands in one process, with one login.", "authctl batch -f commands.jsonl", -1, Handle::None, {},
        runBatch, kFlags },
};

}

extern const Noun batch_variant;
const Noun batch_variant { "batch", {}, "Run many commands in one process, with one login.", "", "", "", {}, kVerbs,
    "Each line of the file is a JSON array, [\"user\", \"get\", \"alice\"], or an object with such a \"command\". For "
    "each "
    "one a line of JSON is printed, with its exit code and what it printed. A lost connection ends the batch and says "
    "what was done; --resume goes on from there, and does nothing twice." };

}
