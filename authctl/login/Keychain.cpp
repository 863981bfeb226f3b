// SPDX-License-Identifier: GPL-3.0-or-later
#include "login/Keychain.h"

#include "Network.h"

#include <QtCore/QEventLoop>
#include <QtCore/QFile>
#include <QtCore/QTimer>

#include <qt6keychain/keychain.h>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

/// Somebody may have to type the keychain's password.
constexpr int kWaitMs = 30'000;

bool hasSessionBus()
{
    if (!qgetenv("DBUS_SESSION_BUS_ADDRESS").isEmpty())
        return true;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFile::exists(runtime + "/bus"_L1);
}

std::expected<void, QString> run(QKeychain::Job &job, const QString &name)
{
    if (!hasSessionBus())
        return std::unexpected(u"there is no session bus"_s);
    Network::shared();
    job.setAutoDelete(false);
    job.setInsecureFallback(false);
    job.setKey(name);
    QEventLoop loop;
    QTimer::singleShot(kWaitMs, &loop, [&loop] { loop.exit(1); });
    QObject::connect(&job, &QKeychain::Job::finished, &loop, [&loop] { loop.exit(0); });
    job.start();
    if (loop.exec() != 0)
        return std::unexpected(u"it took too long"_s);
    if (job.error() == QKeychain::NoError || job.error() == QKeychain::EntryNotFound)
        return {};
    return std::unexpected(job.errorString());
}

const QString &service()
{
    static const QString name = u"authctl"_s;
    return name;
}

}

std::expected<QByteArray, QString> readKeychain(const QString &name)
{
    QKeychain::ReadPasswordJob job(service());
    if (const auto done = run(job, name); !done)
        return std::unexpected(done.error());
    return job.error() == QKeychain::EntryNotFound ? QByteArray() : job.textData().toUtf8();
}

std::expected<void, QString> writeKeychain(const QString &name, const QByteArray &secret)
{
    QKeychain::WritePasswordJob job(service());
    job.setTextData(QString::fromUtf8(secret));
    return run(job, name);
}

std::expected<void, QString> removeKeychain(const QString &name)
{
    QKeychain::DeletePasswordJob job(service());
    return run(job, name);
}

}
