// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/TokenStore.h"

#include "client/Contexts.h"
#include "core/Json.h"
#include "client/Keychain.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QLockFile>
#include <QtCore/QSaveFile>

#include <functional>

#include <sys/stat.h>
#include <unistd.h>

namespace auth::client {

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

Task<std::expected<std::optional<Login>, Failure>> readFrom(QString storage, QString name)
{
    QJsonObject object;
    if (storage == "keychain"_L1) {
        const auto text = co_await readKeychain(name);
        if (!text)
            co_return std::unexpected(storeFailure(
                u"The keychain does not answer: %1"_s.arg(text.error()), u"authctl login --storage file"_s));
        if (text->isEmpty())
            co_return std::optional<Login>();
        object = parseJsonObject(*text).value_or(QJsonObject());
    } else if (storage == "file"_L1) {
        const auto all = readFile();
        if (!all)
            co_return std::unexpected(all.error());
        if (!all->contains(name))
            co_return std::optional<Login>();
        object = (*all)[name].toObject();
    } else {
        co_return std::optional<Login>();
    }
    co_return std::optional(Login::fromJson(object));
}

Task<std::expected<void, Failure>> writeTo(QString storage, QString name, Login login)
{
    if (storage == "keychain"_L1) {
        if (const auto written = co_await writeKeychain(name, toJson(login.toJson())); !written)
            co_return std::unexpected(storeFailure(
                u"The keychain does not answer: %1"_s.arg(written.error()), u"authctl login --storage file"_s));
        co_return std::expected<void, Failure>();
    }
    if (storage == "file"_L1)
        co_return changeFile([&](QJsonObject &all) { all.insert(name, login.toJson()); });
    co_return std::expected<void, Failure>();
}

Task<std::expected<void, Failure>> removeFrom(QString storage, QString name)
{
    if (storage == "keychain"_L1) {
        if (const auto removed = co_await removeKeychain(name); !removed)
            co_return std::unexpected(storeFailure(u"The keychain does not answer: %1"_s.arg(removed.error())));
        co_return std::expected<void, Failure>();
    }
    if (storage == "file"_L1 && QFile::exists(credentialsFile()))
        co_return changeFile([&](QJsonObject &all) { all.remove(name); });
    co_return std::expected<void, Failure>();
}

}

QString storageOf(const Profile &profile)
{
    return profile.contextValues.value(u"storage"_s, u"none"_s);
}

QString storeName(const Profile &profile)
{
    return profile.context.isEmpty() ? u"default"_s : profile.context;
}

QString credentialsFile()
{
    return configDirectory() + "/credentials"_L1;
}

Task<std::expected<std::optional<Login>, Failure>> readLogin(Profile profile)
{
    return readFrom(storageOf(profile), storeName(profile));
}

Task<std::expected<void, Failure>> writeLogin(Profile profile, Login login)
{
    return writeTo(storageOf(profile), storeName(profile), std::move(login));
}

Task<std::expected<void, Failure>> forgetLogin(Profile profile)
{
    return removeFrom(storageOf(profile), storeName(profile));
}

Task<std::expected<void, QString>> tryKeychain()
{
    const auto text = co_await readKeychain(u"authctl"_s);
    co_return text ? std::expected<void, QString>() : std::unexpected(text.error());
}

Task<std::expected<void, Failure>> moveLogin(Profile profile, QString from, QString to)
{
    const QString storage = storageOf(profile);
    const auto login = co_await readFrom(storage, from);
    if (!login)
        co_return std::unexpected(login.error());
    if (!*login)
        co_return std::expected<void, Failure>();
    if (const auto written = co_await writeTo(storage, to, **login); !written)
        co_return written;
    co_return co_await removeFrom(storage, from);
}

}
