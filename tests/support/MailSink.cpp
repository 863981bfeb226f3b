// SPDX-License-Identifier: GPL-3.0-or-later
#include "MailSink.h"

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QThread>

#include <csignal>
#include <sys/prctl.h>

namespace auth::test {

MailSink::MailSink(Protection protection)
{
    QStringList arguments { QStringLiteral("tests/support/python/smtp_sink.py"), m_directory.path(),
        QStringLiteral("--mute"), file("mute"), QStringLiteral("--hang-up"), file("hang-up"), QStringLiteral("--busy"), file("busy") };
    if (protection == Protection::Implicit)
        arguments.append(QStringLiteral("--implicit"));
    if (protection == Protection::None)
        arguments.append(QStringLiteral("--no-tls"));
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    // A test that crashes must not leave it behind: it would hold the pipe that the test runner reads.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.start(QStringLiteral("/usr/bin/python3"), arguments);
    QElapsedTimer elapsed;
    elapsed.start();
    QFile port(file("port"));
    while (!port.open(QIODevice::ReadOnly)) {
        if (elapsed.elapsed() > 30'000)
            qFatal("the mail server does not start");
        QThread::msleep(10);
    }
    m_port = port.readAll().toUShort();
}

MailSink::~MailSink()
{
    m_process.kill();
    m_process.waitForFinished();
}

QList<QJsonObject> MailSink::mails() const
{
    QList<QJsonObject> mails;
    const QDir directory(m_directory.path());
    for (const QString &name : directory.entryList({ QStringLiteral("*.json") }, QDir::Files, QDir::Name)) {
        QFile mail(directory.filePath(name));
        if (mail.open(QIODevice::ReadOnly))
            mails.append(QJsonDocument::fromJson(mail.readAll()).object());
    }
    return mails;
}

void MailSink::fail(Fault fault)
{
    mend();
    QFile mark(file(fault == Fault::HangUp ? "hang-up" : fault == Fault::Mute ? "mute" : "busy"));
    if (!mark.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qPrintable(mark.fileName()));
}

void MailSink::mend()
{
    for (const char *const name : { "hang-up", "mute", "busy" })
        QFile::remove(file(name));
}

}
