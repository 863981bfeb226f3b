// SPDX-License-Identifier: GPL-3.0-or-later
#include "login/TokenStore.h"

#include "Network.h"
#include "Settings.h"
#include "core/Json.h"
#include "login/Keychain.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QLockFile>
#include <QtCore/QSaveFile>

#include <functional>

#include <sys/stat.h>
#include <unistd.h>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr int kLockWaitMs = 10'000;

Failure storeFailure(const QString &message, const QString &next = {})
{
    Failure failure;
    failure.exitCode = NotLoggedIn;
    failure.code = u"storage"_s;
    failure.message = message;
    failure.next = next;
    return failure;
}

/// As ssh does with keys: what others can read is no secret any more.
std::expected<void, Failure> checkMode(const QString &path)
{
    struct stat status {};
    if (stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    if ((status.st_mode & 077) != 0 || status.st_uid != geteuid())
        return std::unexpected(
            storeFailure(u"%1 can be read by others: it is not used."_s.arg(path), u"chmod 600 %1"_s.arg(path)));
    return {};
}

std::expected<QJsonObject, Failure> readFile()
{
    QFile file(credentialsFile());
    if (!file.exists())
        return QJsonObject();
    if (const auto good = checkMode(file.fileName()); !good)
        return std::unexpected(good.error());
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(storeFailure(u"%1: %2"_s.arg(file.fileName(), file.errorString())));
    const auto object = parseJsonObject(file.readAll(), { .bytes = 4 * 1024 * 1024 });
    if (!object)
        return std::unexpected(storeFailure(u"%1: %2"_s.arg(file.fileName(), object.error().description)));
    return *object;
}

std::expected<void, Failure> changeFile(const std::function<void(QJsonObject &)> &change)
{
    const auto directory = makeConfigDirectory();
    if (!directory)
        return std::unexpected(directory.error());
    QLockFile lock(credentialsFile() + ".lock"_L1);
    if (!lock.tryLock(kLockWaitMs))
        return std::unexpected(storeFailure(u"%1 is locked by another process."_s.arg(credentialsFile())));
    auto object = readFile();
    if (!object)
        return std::unexpected(object.error());
    change(*object);
    QSaveFile file(credentialsFile());
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(toJson(*object) + '\n') < 0 || !file.commit())
        return std::unexpected(storeFailure(u"%1: %2"_s.arg(file.fileName(), file.errorString())));
    return {};
}

std::expected<std::optional<Login>, Failure> readFrom(const QString &storage, const QString &name)
{
    QJsonObject object;
    if (storage == "keychain"_L1) {
        const auto text = readKeychain(name);
        if (!text)
            return std::unexpected(storeFailure(
                u"The keychain does not answer: %1"_s.arg(text.error()), u"authctl login --storage file"_s));
        if (text->isEmpty())
            return std::nullopt;
        object = parseJsonObject(*text).value_or(QJsonObject());
    } else if (storage == "file"_L1) {
        const auto all = readFile();
        if (!all)
            return std::unexpected(all.error());
        if (!all->contains(name))
            return std::nullopt;
        object = (*all)[name].toObject();
    } else {
        return std::nullopt;
    }
    return Login::fromJson(object);
}

std::expected<void, Failure> writeTo(const QString &storage, const QString &name, const Login &login)
{
    if (storage == "keychain"_L1) {
        if (const auto written = writeKeychain(name, toJson(login.toJson())); !written)
            return std::unexpected(storeFailure(
                u"The keychain does not answer: %1"_s.arg(written.error()), u"authctl login --storage file"_s));
        return {};
    }
    if (storage == "file"_L1)
        return changeFile([&](QJsonObject &all) { all.insert(name, login.toJson()); });
    return {};
}

std::expected<void, Failure> removeFrom(const QString &storage, const QString &name)
{
    if (storage == "keychain"_L1) {
        if (const auto removed = removeKeychain(name); !removed)
            return std::unexpected(storeFailure(u"The keychain does not answer: %1"_s.arg(removed.error())));
        return {};
    }
    if (storage == "file"_L1 && QFile::exists(credentialsFile()))
        return changeFile([&](QJsonObject &all) { all.remove(name); });
    return {};
}

}

QString storageOf(const Options &options)
{
    return options.contextValues.value(u"storage"_s, u"none"_s);
}

QString storeName(const Options &options)
{
    return options.context.isEmpty() ? u"default"_s : options.context;
}

QString credentialsFile()
{
    return configDirectory() + "/credentials"_L1;
}

std::expected<std::optional<Login>, Failure> readLogin(const Options &options)
{
    return readFrom(storageOf(options), storeName(options));
}

std::expected<void, Failure> writeLogin(const Options &options, const Login &login)
{
    return writeTo(storageOf(options), storeName(options), login);
}

std::expected<void, Failure> forgetLogin(const Options &options)
{
    return removeFrom(storageOf(options), storeName(options));
}

std::expected<void, QString> tryKeychain()
{
    const auto text = readKeychain(u"authctl"_s);
    return text ? std::expected<void, QString>() : std::unexpected(text.error());
}

std::expected<void, Failure> moveLogin(const Options &options, const QString &from, const QString &to)
{
    const QString storage = storageOf(options);
    const auto login = readFrom(storage, from);
    if (!login)
        return std::unexpected(login.error());
    if (!*login)
        return {};
    if (const auto written = writeTo(storage, to, **login); !written)
        return written;
    return removeFrom(storage, from);
}

}
