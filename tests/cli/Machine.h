// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "CliFixture.h"

#include "core/Json.h"

#include <QtCore/QFile>

namespace auth::test {

using namespace Qt::StringLiterals;

/// A person's or a program's own machine: a home directory, and no token in the environment.
class Machine {
public:
    Run run(const QStringList &arguments, const QByteArray &input = {}, QMap<QString, QString> environment = {}) const
    {
        environment.insert(u"AUTHCTL_TOKEN"_s, environment.value(u"AUTHCTL_TOKEN"_s));
        environment.insert(u"HOME"_s, m_home.path());
        return CliFixture::shared().authctl(arguments, input, environment);
    }
    QString path(const QString &name) const { return m_home.filePath(name); }
    QString config(const QString &name) const { return m_home.filePath(u".config/authctl/"_s + name); }
    QByteArray read(const QString &name) const
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
            qFatal("cannot write a file");
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    }

    /// Makes an application of the system realm that may read.
    void makeService(const QString &name, const QStringList &more = {})
    {
        const QJsonObject me = CliFixture::shared().authctl({ u"whoami"_s, u"-o"_s, u"json"_s }).object();
        const QString base = me[u"issuer"].toString().remove(u"/realms/system"_s);
        const Run made = CliFixture::shared().authctl(QStringList { u"-r"_s, u"system"_s, u"app"_s, u"create"_s, name, u"--set"_s,
            u"type=machine"_s, u"--set"_s, u"scope=realms:read users:read"_s, u"--set"_s,
            u"allowed_resources="_s + base + u"/admin/v1"_s, u"-o"_s, u"json"_s } + more);
        if (made.exitCode != 0)
            qFatal("no application: %s", made.explain().constData());
        secret = made.object()[u"client_secret"].toString().toLatin1();
        write(path(u"secret.txt"_s), secret + '\n');
    }
    /// As above, and logs in as it.
    Run logInAsService(const QString &name, const QStringList &more = {})
    {
        makeService(name);
        return run(QStringList { u"login"_s, u"--client-id"_s, name, u"--client-secret-file"_s, path(u"secret.txt"_s) }
            + more);
    }

    /// The access token of the login is too old; what renews it is not.
    void expire() const
    {
        QJsonObject all = parseJsonObject(read(config(u"credentials"_s))).value_or(QJsonObject());
        QJsonObject login = all[u"default"].toObject();
        login[u"expires_at"] = 1;
        all[u"default"] = login;
        write(config(u"credentials"_s), toJson(all));
    }

    QByteArray secret;

private:
    QTemporaryDir m_home;
};

}
