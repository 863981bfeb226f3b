// SPDX-License-Identifier: GPL-3.0-or-later
#include "Prompt.h"
#include "Resource.h"
#include "Session.h"
#include "api/Operations.h"
#include "core/Text.h"
#include "client/YamlReader.h"
#include "output/Differences.h"
#include "output/Output.h"
#include "client/YamlWriter.h"

#include <QtCore/QDir>
#include <QtCore/QJsonArray>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryFile>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

/// An object as it is edited: what a change may name, and the version that it was read at.
struct State {
    QJsonObject object;
    std::optional<qint64> version;
};

QStringList editableFields(const Invocation &invocation)
{
    QStringList names;
    for (const auto &field : api::operations()[static_cast<size_t>(invocation.verb->operation)].fields) {
        const QString path = QLatin1StringView(field.path);
        if (!path.contains(u'.'))
            names.append(path);
    }
    return names;
}

std::expected<State, Failure> read(const Invocation &invocation, Session &session)
{
    const auto answer = session.current();
    if (!answer)
        return std::unexpected(answer.error());
    State state;
    state.version = versionOf(*answer);
    for (const QString &name : editableFields(invocation)) {
        if (answer->body.contains(name))
            state.object.insert(name, answer->body[name]);
    }
    return state;
}

QByteArray commented(const QString &text)
{
    QByteArray out;
    for (const QString &line : text.split(u'\n'))
        out += "# " + line.toUtf8() + '\n';
    return out;
}

QByteArray heading(const Invocation &invocation, const State &state, const QString &problem)
{
    QString text = u"%1 %2"_s.arg(QLatin1StringView(invocation.noun->name), invocation.options.handle);
    if (state.version)
        text += u", version %1"_s.arg(*state.version);
    text += u"\nSave and leave to change it; leave it as it is, or empty, to change nothing.\nA member that is taken "
            u"out "
            "goes back to its default."_s;
    if (!problem.isEmpty())
        text += u"\n\n"_s + problem;
    return commented(text);
}

/// Empty where nobody chose one.
QString chosenEditor()
{
    for (const char *const name : { "AUTHCTL_EDITOR", "VISUAL", "EDITOR" }) {
        if (const QString chosen = qEnvironmentVariable(name).trimmed(); !chosen.isEmpty())
            return chosen;
    }
    return {};
}

/// Through the shell, as an editor may come with arguments.
std::expected<QByteArray, Failure> openEditor(const QByteArray &text)
{
    QTemporaryFile file(QDir::tempPath() + "/authctl-XXXXXX.yaml"_L1);
    if (!file.open() || file.write(text) < 0 || !file.flush())
        return std::unexpected(usageFailure(u"%1: %2"_s.arg(file.fileName(), file.errorString())));
    const QString chosen = chosenEditor();
    const QString editor = chosen.isEmpty() ? u"vi"_s : chosen;
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.setInputChannelMode(QProcess::ForwardedInputChannel);
    process.start(u"/bin/sh"_s, { u"-c"_s, editor + " \"$1\""_L1, u"sh"_s, file.fileName() });
    if (!process.waitForFinished(-1) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return std::unexpected(usageFailure(u"The editor (%1) failed: nothing was changed."_s.arg(editor)));
    // Many editors write another file in its place.
    QFile written(file.fileName());
    if (!written.open(QIODevice::ReadOnly))
        return std::unexpected(usageFailure(u"%1: %2"_s.arg(file.fileName(), written.errorString())));
    return written.readAll();
}

bool hasContent(const QByteArray &text)
{
    for (const QByteArray &line : text.split('\n')) {
        if (!line.trimmed().isEmpty() && !line.startsWith('#'))
            return true;
    }
    return false;
}

/// A PATCH names what was changed; what is gone goes back to its default.
QJsonObject changesBetween(const QJsonObject &before, const QJsonObject &after)
{
    QJsonObject changes;
    for (auto member = after.begin(); member != after.end(); ++member) {
        if (before[member.key()] != member.value())
            changes.insert(member.key(), member.value());
    }
    for (auto member = before.begin(); member != before.end(); ++member) {
        if (!after.contains(member.key()) && !member.value().isNull())
            changes.insert(member.key(), QJsonValue::Null);
    }
    return changes;
}

QJsonObject applied(QJsonObject object, const QJsonObject &changes)
{
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (change.value().isNull())
            object.remove(change.key());
        else
            object.insert(change.key(), change.value());
    }
    return object;
}

QByteArray memberText(const QJsonObject &object, const QString &name)
{
    return object.contains(name) ? toYaml(QJsonObject { { name, object[name] } }) : QByteArray();
}

/// Both edits in one text. What only one of them changed is taken; what both changed differently stands between markers
/// that have to be resolved, as a merge leaves them.
QByteArray merged(const QJsonObject &before, const QJsonObject &mine, const QJsonObject &theirs)
{
    QStringList names = mine.keys() + theirs.keys();
    names.sort();
    names.removeDuplicates();
    QByteArray out;
    for (const QString &name : names) {
        const bool mineChanged = before[name] != mine[name];
        const bool theirsChanged = before[name] != theirs[name];
        if (mineChanged && theirsChanged && mine[name] != theirs[name])
            out += "<<<<<<< yours\n" + memberText(mine, name) + "=======\n" + memberText(theirs, name)
                + ">>>>>>> the server's\n";
        else
            out += memberText(mineChanged ? mine : theirs, name);
    }
    return out;
}

QString fieldsText(const Failure &failure)
{
    QString text = failure.message;
    for (const FieldError &field : failure.fields)
        text += u"\n  %1: %2"_s.arg(field.path, field.message);
    return text;
}

}

int editObject(const Invocation &invocation)
{
    const Options &options = invocation.options;
    if (chosenEditor().isEmpty() && !mayAsk(options))
        return report(options,
            usageFailure(u"An editor needs a terminal. Scripts use update, or name an editor of theirs in EDITOR."_s));
    Session session(&invocation);
    auto state = read(invocation, session);
    if (!state)
        return report(options, state.error());
    session.announce();
    QByteArray body = toYaml(state->object);
    QString problem;
    while (true) {
        const auto text = openEditor(heading(invocation, *state, problem) + body);
        if (!text)
            return report(options, text.error());
        if (!hasContent(*text)) {
            note(options, u"Nothing was changed."_s);
            return Done;
        }
        const bool unresolved = text->contains("\n<<<<<<< ") || text->contains("\n>>>>>>> ");
        const auto edited = parseYaml(*text);
        if (unresolved || !edited || !edited->isObject()) {
            problem = unresolved ? u"There are still conflict markers."_s
                : edited         ? u"This is no object."_s
                                 : edited.error().description;
            if (!mayAsk(options) || *text == heading(invocation, *state, problem) + body)
                return report(options, usageFailure(problem));
            body = *text;
            while (body.startsWith('#'))
                body.remove(0, body.indexOf('\n') + 1);
            continue;
        }
        const QJsonObject after = edited->toObject();
        const QJsonObject changes = changesBetween(state->object, after);
        if (changes.isEmpty()) {
            note(options, u"Nothing was changed."_s);
            return Done;
        }
        api::Call call = session.call();
        call.body = changes;
        call.options.ifVersion = options.ifVersion ? options.ifVersion : state->version;
        const auto answer = session.send(std::move(call));
        if (answer) {
            if (options.dryRun)
                note(options, u"dry run: nothing was written"_s);
            if (isForPeople(options))
                writeText(differences(state->object, applied(state->object, changes)));
            else
                return writeObject(invocation, answer->body);
            return Done;
        }
        const Failure &failure = answer.error();
        if (failure.code == "version_mismatch"_L1 && !options.ifVersion) {
            auto theirs = read(invocation, session);
            if (!theirs)
                return report(options, theirs.error());
            if (!mayAsk(options)) {
                Failure conflict = failure;
                conflict.message = u"Somebody else changed it meanwhile:\n"_s
                    + QString::fromUtf8(differences(state->object, theirs->object)) + u"and you wanted:\n"_s
                    + QString::fromUtf8(differences(state->object, after));
                return report(options, conflict);
            }
            problem = u"Somebody else changed it meanwhile. What you both changed stands between markers."_s;
            body = merged(state->object, after, theirs->object);
            state = theirs;
            continue;
        }
        if (failure.exitCode != Invalid || !mayAsk(options))
            return report(options, failure);
        problem = fieldsText(failure);
        body = toYaml(after);
    }
}

}
