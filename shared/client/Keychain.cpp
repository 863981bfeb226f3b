// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/Keychain.h"

#include <QtCore/QFile>

#include <qcorosignal.h>
#include <qt6keychain/keychain.h>

namespace auth::client {

namespace {

using namespace Qt::StringLiterals;

/// Somebody may have to type the keychain's password.
constexpr std::chrono::milliseconds kWait { 30'000 };

bool hasSessionBus()
{
    if (!qgetenv("DBUS_SESSION_BUS_ADDRESS").isEmpty())
        return true;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFile::exists(runtime + "/bus"_L1);
}

Task<std::expected<void, QString>> run(std::shared_ptr<QKeychain::Job> job, QString name)
{
    if (!hasSessionBus())
        co_return std::unexpected(u"there is no session bus"_s);
    job->setAutoDelete(false);
    job->setInsecureFallback(false);
    job->setKey(name);
    // The job ends in its own time where nobody waits any more.
    job->start();
    const auto finished = co_await qCoro(job.get(), &QKeychain::Job::finished, kWait);
    if (!finished) {
        QObject::connect(job.get(), &QKeychain::Job::finished, job.get(), [job] { Q_UNUSED(job) });
        co_return std::unexpected(u"it took too long"_s);
    }
    if (job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound)
        co_return std::expected<void, QString>();
    co_return std::unexpected(job->errorString());
}

const QString &service()
{
    static const QString name = u"authctl"_s;
    return name;
}

}

Task<std::expected<QByteArray, QString>> readKeychain(QString name)
{
    const auto job = std::make_shared<QKeychain::ReadPasswordJob>(service());
    if (const auto done = co_await run(job, name); !done)
        co_return std::unexpected(done.error());
    co_return job->error() == QKeychain::EntryNotFound ? QByteArray() : job->textData().toUtf8();
}

Task<std::expected<void, QString>> writeKeychain(QString name, QByteArray secret)
{
    const auto job = std::make_shared<QKeychain::WritePasswordJob>(service());
    job->setTextData(QString::fromUtf8(secret));
    co_return co_await run(job, name);
}

Task<std::expected<void, QString>> removeKeychain(QString name)
{
    co_return co_await run(std::make_shared<QKeychain::DeletePasswordJob>(service()), name);
}

}
