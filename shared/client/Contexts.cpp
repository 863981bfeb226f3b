// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/Contexts.h"

#include "api/ServerCertificate.h"
#include "core/Suggest.h"
#include "client/YamlReader.h"
#include "client/YamlWriter.h"

#include <QtCore/QDir>
#include <QtCore/QJsonObject>
#include <QtCore/QLockFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QSaveFile>

namespace auth::client {

namespace {

using namespace Qt::StringLiterals;

constexpr int kLockWaitMs = 10'000;

constexpr Setting kSettings[] = {
    { "server", "AUTHCTL_SERVER", "http://127.0.0.1:8080", "The server's URL" },
    { "realm", "AUTHCTL_REALM", "main", "The realm that commands work in" },
    { "login_realm", "AUTHCTL_LOGIN_REALM", "system",
        "The realm whose user logs in: system for administrators of the server" },
    { "login", "AUTHCTL_LOGIN", "auto", "How to log in", "auto browser device service" },
    { "scope", "AUTHCTL_SCOPE", "", "What a login asks for: read, or permissions; all that one has where it is empty" },
    { "client_id", "AUTHCTL_CLIENT_ID", "", "The client of a service account" },
    { "client_secret_file", "AUTHCTL_CLIENT_SECRET_FILE", "", "The file that has its secret" },
    { "client_key_file", "AUTHCTL_CLIENT_KEY_FILE", "", "The file of its private key (PEM), in place of a secret" },
    { "storage", "AUTHCTL_STORAGE", "keychain", "Where tokens are kept", "keychain file none" },
    { "protected", "", "false", "Ask before every change, and for the name before what is severe", "true false" },
    { "ca_file", "AUTHCTL_CA_FILE", "",
        "Certificates (PEM) that the server's is checked against, beside the system's" },
    { "pin", "AUTHCTL_PIN", "",
        "SHA-256 of the server's public key: the server is who has it, whatever its certificate says" },
    { "default_output", "AUTHCTL_OUTPUT", "table", "How data is written", "table wide json jsonl yaml csv name id" },
    { "timeout", "AUTHCTL_TIMEOUT", "30", "Seconds for each request" },
};

QString contextsFile()
{
    return configDirectory() + "/config.yaml"_L1;
}

Failure fileFailure(const QString &path, const QString &problem)
{
    Failure failure;
    failure.exitCode = Usage;
    failure.code = u"config"_s;
    failure.message = u"%1: %2"_s.arg(path, problem);
    return failure;
}

std::expected<QMap<QString, QString>, Failure> readContext(const QString &name, const QJsonObject &object)
{
    QMap<QString, QString> values;
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QJsonValue &value = member.value();
        QString text = value.toString();
        if (value.isBool())
            text = value.toBool() ? u"true"_s : u"false"_s;
        else if (value.isDouble())
            text = QString::number(value.toInteger());
        if (const auto good = checkSetting(member.key(), text); !good)
            return std::unexpected(
                fileFailure(contextsFile(), u"context \"%1\": %2"_s.arg(name, good.error().message)));
        values.insert(member.key(), text);
    }
    return values;
}

std::expected<void, Failure> write(const Contexts &contexts)
{
    QJsonObject named;
    for (auto context = contexts.named.begin(); context != contexts.named.end(); ++context) {
        QJsonObject object;
        for (auto value = context->begin(); value != context->end(); ++value)
            object.insert(value.key(),
                value.key() == "protected"_L1 ? QJsonValue(value.value() == "true"_L1) : QJsonValue(value.value()));
        named.insert(context.key(), object);
    }
    QJsonObject document { { u"contexts"_s, named } };
    if (!contexts.current.isEmpty())
        document.insert(u"current"_s, contexts.current);
    QSaveFile file(contextsFile());
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(toYaml(document)) < 0 || !file.commit())
        return std::unexpected(fileFailure(file.fileName(), file.errorString()));
    return {};
}

}

std::span<const Setting> settings()
{
    return kSettings;
}

std::expected<void, Failure> checkSetting(const QString &key, const QString &value)
{
    QStringList known;
    for (const Setting &setting : kSettings) {
        known.append(QLatin1StringView(setting.key));
        if (key != known.last())
            continue;
        const QStringList choices = QString(QLatin1StringView(setting.choices)).split(u' ', Qt::SkipEmptyParts);
        if (key == "pin"_L1 && !value.isEmpty() && !api::isPublicKeyHash(value))
            return std::unexpected(usageFailure(u"pin is a SHA-256 in 64 small hexadecimal digits, not \"%1\"."_s.arg(value)));
        if (choices.isEmpty() || choices.contains(value))
            return {};
        return std::unexpected(usageFailure(u"%1 is one of %2, not \"%3\"."_s.arg(key, choices.join(u", "_s), value)));
    }
    return std::unexpected(usageFailure(unknownNameMessage(u"setting"_s, key, known)));
}

QString configDirectory()
{
    if (const QString chosen = qEnvironmentVariable("AUTHCTL_CONFIG_DIR"); !chosen.isEmpty())
        return chosen;
    const QString base = qEnvironmentVariable("XDG_CONFIG_HOME");
    return (QDir::isAbsolutePath(base) ? base : QDir::homePath() + "/.config"_L1) + "/authctl"_L1;
}

std::expected<QString, Failure> makeConfigDirectory()
{
    const QString path = configDirectory();
    if (QDir(path).exists())
        return path;
    if (!QDir().mkpath(path)
        || !QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner))
        return std::unexpected(fileFailure(path, u"the directory cannot be made"_s));
    return path;
}

std::expected<Contexts, Failure> readContexts()
{
    Contexts contexts;
    QFile file(contextsFile());
    if (!file.exists())
        return contexts;
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(fileFailure(file.fileName(), file.errorString()));
    const auto document = parseYaml(file.readAll());
    if (!document)
        return std::unexpected(fileFailure(file.fileName(), document.error().description));
    const QJsonObject object = document->toObject();
    contexts.current = object[u"current"].toString();
    const QJsonObject named = object[u"contexts"].toObject();
    for (auto member = named.begin(); member != named.end(); ++member) {
        auto values = readContext(member.key(), member.value().toObject());
        if (!values)
            return std::unexpected(values.error());
        contexts.named.insert(member.key(), *values);
    }
    return contexts;
}

std::expected<void, Failure> changeContexts(
    const std::function<std::expected<void, Failure>(Contexts &contexts)> &change)
{
    const auto directory = makeConfigDirectory();
    if (!directory)
        return std::unexpected(directory.error());
    QLockFile lock(contextsFile() + ".lock"_L1);
    if (!lock.tryLock(kLockWaitMs))
        return std::unexpected(fileFailure(contextsFile(), u"somebody else is changing it"_s));
    auto contexts = readContexts();
    if (!contexts)
        return std::unexpected(contexts.error());
    if (const auto changed = change(*contexts); !changed)
        return changed;
    return write(*contexts);
}

std::expected<void, Failure> checkContextName(const QString &name)
{
    static const QRegularExpression form(QRegularExpression::anchoredPattern(u"[A-Za-z0-9][A-Za-z0-9._-]{0,62}"_s));
    if (form.match(name).hasMatch())
        return {};
    return std::unexpected(
        usageFailure(u"\"%1\" is no name of a context: letters, digits, full stops, hyphens."_s.arg(name)));
}

Failure unknownContext(const Contexts &contexts, const QString &name)
{
    return usageFailure(unknownNameMessage(u"context"_s, name, contexts.named.keys()), u"authctl context list"_s);
}

}
