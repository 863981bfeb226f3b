// SPDX-License-Identifier: GPL-3.0-or-later
#include "Completion.h"

#include "Flags.h"
#include "Network.h"
#include "client/Contexts.h"
#include "api/HttpTransport.h"
#include "api/Operations.h"
#include "core/Clock.h"
#include "core/Json.h"
#include "Login.h"
#include "output/Output.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QJsonArray>
#include <QtCore/QSaveFile>

#include <qcorotask.h>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kCacheSeconds = 300;
constexpr auto kLongestWait = std::chrono::milliseconds(300);
constexpr int kMostNames = 200;

struct Candidates {
    QString prefix;
    QByteArray out;

    void add(const QString &value, const char *description = "")
    {
        if (value.startsWith(prefix))
            out += value.toUtf8() + '\t' + description + '\n';
    }
};

/// What the options before the place that is completed say; enough to know the server and the realm.
Options optionsOf(const QStringList &words)
{
    Options options;
    const auto contexts = readContexts().value_or(Contexts());
    const auto given = [&words](const QString &name, const QString &letter) {
        for (qsizetype i = 0; i + 1 < words.size(); ++i) {
            if (words[i] == "--"_L1 + name || words[i] == letter)
                return words[i + 1];
            if (words[i].startsWith("--"_L1 + name + u'='))
                return words[i].section(u'=', 1);
        }
        return QString();
    };
    const auto first = [](const QStringList &list) {
        for (const QString &text : list) {
            if (!text.isEmpty())
                return text;
        }
        return QString();
    };
    options.context
        = first({ given(u"context"_s, u"-c"_s), qEnvironmentVariable("AUTHCTL_CONTEXT"), contexts.current });
    const auto values = contexts.named.value(options.context);
    options.contextExists = contexts.named.contains(options.context);
    for (auto value = values.begin(); value != values.end(); ++value)
        options.contextValues.insert(value.key(), value.value());
    options.server = first({ given(u"server"_s, QString()), qEnvironmentVariable("AUTHCTL_SERVER"),
        values.value(u"server"_s), u"http://127.0.0.1:8080"_s });
    options.realm = first(
        { given(u"realm"_s, u"-r"_s), qEnvironmentVariable("AUTHCTL_REALM"), values.value(u"realm"_s), u"main"_s });
    options.caFile = values.value(u"ca_file"_s);
    options.pin = values.value(u"pin"_s);
    options.quiet = true;
    return options;
}

/// One that needs no renewing and no keychain, which could ask for its password.
QByteArray tokenAtHand(const Options &options)
{
    if (const QByteArray given = qgetenv("AUTHCTL_TOKEN").trimmed(); !given.isEmpty())
        return given;
    if (storageOf(options) != "file"_L1)
        return {};
    const auto login = readLogin(options);
    if (!login || !*login || (*login)->server != options.server || (*login)->expiresAt <= SystemClock().epochSeconds())
        return {};
    return (*login)->accessToken.toLatin1();
}

QString cacheDirectory()
{
    const QString base = qEnvironmentVariable("XDG_CACHE_HOME");
    return (QDir::isAbsolutePath(base) ? base : QDir::homePath() + "/.cache"_L1) + "/authctl"_L1;
}

std::optional<QStringList> cached(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto object = parseJsonObject(file.readAll());
    if (!object || (*object)[u"at"].toInteger() + kCacheSeconds < SystemClock().epochSeconds())
        return std::nullopt;
    QStringList names;
    for (const auto &name : (*object)[u"names"].toArray())
        names.append(name.toString());
    return names;
}

void keep(const QString &path, const QStringList &names)
{
    if (!QDir().mkpath(cacheDirectory()))
        return;
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && file.write(toJson(QJsonObject {
               { u"at"_s, SystemClock().epochSeconds() }, { u"names"_s, QJsonArray::fromStringList(names) } }))
            > 0)
        file.commit();
}

/// The handles of the objects of \a noun.
QStringList namesOf(const Noun &noun, const Options &options)
{
    const auto all = api::operations();
    const auto list = std::find_if(noun.verbs.begin(), noun.verbs.end(), [&all](const Verb &verb) {
        return verb.operation >= 0 && verb.handle == Handle::None
            && all[static_cast<size_t>(verb.operation)].kind == api::Operation::Kind::List;
    });
    if (list == noun.verbs.end())
        return {};
    const QByteArray token = tokenAtHand(options);
    const QByteArray key = toJson(QJsonArray { options.server, options.context, options.realm,
        QString(QLatin1StringView(noun.name)), QString::fromLatin1(token.right(16)) });
    const QString path = cacheDirectory() + u'/'
        + QString::fromLatin1(QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex().left(32));
    if (const auto names = cached(path))
        return *names;
    if (token.isEmpty())
        return {};
    const auto transport = Network::shared().transport(options, token);
    if (!transport)
        return {};
    (*transport)->setTimeout(kLongestWait);
    (*transport)->setAttempts(1);
    QList<std::pair<QByteArray, QString>> parameters;
    if (QByteArray(all[static_cast<size_t>(list->operation)].path).contains("{realm}"))
        parameters.append({ "realm", options.realm });
    api::Call call(list->operation, parameters, {});
    call.list.limit = kMostNames;
    const auto answer = QCoro::waitFor((*transport)->send(std::move(call)));
    if (!answer || !answer->succeeded())
        return {};
    QStringList names;
    for (const auto &item : answer->body[u"items"].toArray())
        names.append(item[QLatin1StringView(noun.handleField)].toString());
    keep(path, names);
    return names;
}

/// The values of \a flag, where it is known which there are.
void addValues(const QString &flag, const Options &options, Candidates &candidates)
{
    if (flag == "output"_L1) {
        for (const QString &format : outputFormats())
            candidates.add(format);
    } else if (flag == "color"_L1) {
        for (const char *const when : { "auto", "always", "never" })
            candidates.add(QLatin1StringView(when));
    } else if (flag == "context"_L1) {
        for (const QString &name : readContexts().value_or(Contexts()).named.keys())
            candidates.add(name);
    } else if (flag == "realm"_L1) {
        if (const Noun *const realm = findNoun(u"realm"_s)) {
            for (const QString &name : namesOf(*realm, options))
                candidates.add(name);
        }
    } else if (flag == "storage"_L1) {
        for (const char *const kind : { "keychain", "file", "none" })
            candidates.add(QLatin1StringView(kind));
    }
}

QList<const Flag *> flagsFor(const Noun *noun, const Verb *verb)
{
    QList<const Flag *> flags;
    if (noun && verb)
        flags = flagsOf(*verb);
    for (const Flag &flag : globalFlags())
        flags.append(&flag);
    return flags;
}

}

QByteArray complete(const QStringList &words)
{
    Candidates candidates { words.isEmpty() ? QString() : words.last(), {} };
    const QStringList before = words.mid(0, words.size() - 1);
    const QStringList done = wordsOf(before);
    const Noun *const noun = done.isEmpty() ? nullptr : findNoun(done[0]);
    const Options options = optionsOf(before);

    // As far as the words are those of a verb.
    const Verb *verb = nullptr;
    QString prefix;
    qsizetype used = 1;
    if (noun) {
        for (const Verb &candidate : noun->verbs) {
            const QStringList name = QString(QLatin1StringView(candidate.name)).split(u' ', Qt::SkipEmptyParts);
            if (done.mid(1, name.size()) == name && (!verb || name.size() + 1 > used)) {
                verb = &candidate;
                used = name.size() + 1;
            }
        }
        prefix = done.mid(1).join(u' ');
    }

    const QList<const Flag *> flags = flagsFor(noun, verb);
    const QString previous = before.isEmpty() ? QString() : before.last();
    for (const Flag *const flag : flags) {
        const QString name = QLatin1StringView(flag->name);
        if (flag->type && !flag->optionalValue
            && (previous == "--"_L1 + name
                || (flag->letter != 0 && previous == u'-' + QString(QLatin1Char(flag->letter))))) {
            addValues(name, options, candidates);
            return candidates.out;
        }
    }
    if (candidates.prefix.startsWith(u'-')) {
        for (const Flag *const flag : flags)
            candidates.add(u"--"_s + QLatin1StringView(flag->name), flag->help);
        candidates.add(u"--help"_s, "Help");
        return candidates.out;
    }
    if (!noun) {
        if (done.isEmpty()) {
            for (const Noun *const each : nouns())
                candidates.add(QLatin1StringView(each->name), each->summary);
        }
        return candidates.out;
    }
    if (!verb) {
        QStringList seen;
        for (const Verb &each : noun->verbs) {
            const QString name = QLatin1StringView(each.name);
            if (!prefix.isEmpty() && !name.startsWith(prefix + u' '))
                continue;
            const QString word = name.mid(prefix.isEmpty() ? 0 : prefix.size() + 1).section(u' ', 0, 0);
            if (!seen.contains(word))
                candidates.add(word, each.summary);
            seen.append(word);
        }
        return candidates.out;
    }
    if (verb->handle != Handle::None && done.size() == used) {
        if (qstrcmp(noun->name, "context") == 0) {
            for (const QString &name : readContexts().value_or(Contexts()).named.keys())
                candidates.add(name);
        } else if (qstrcmp(noun->name, "config") == 0) {
            for (const Setting &setting : settings())
                candidates.add(QLatin1StringView(setting.key), setting.help);
        } else if (qstrcmp(verb->name, "create") != 0) {
            for (const QString &name : namesOf(*noun, options))
                candidates.add(name);
        }
    }
    return candidates.out;
}

}
