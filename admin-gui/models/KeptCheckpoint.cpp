// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeptCheckpoint.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QSettings>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

QString group(const QUrl &server, const QString &realm)
{
    const QByteArray name = u"%1/%2"_s.arg(server.toString(QUrl::StripTrailingSlash), realm).toUtf8();
    return u"checkpoints/"_s
        + QString::fromLatin1(QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex().left(32));
}

}

std::optional<KeptCheckpoint> keptCheckpoint(const QUrl &server, const QString &realm)
{
    QSettings settings;
    settings.beginGroup(group(server, realm));
    const KeptCheckpoint kept { settings.value("key"_L1).toByteArray(), settings.value("note"_L1).toByteArray(),
        settings.value("time"_L1).toByteArray() };
    return kept.key.isEmpty() ? std::nullopt : std::optional(kept);
}

void keepCheckpoint(const QUrl &server, const QString &realm, const KeptCheckpoint &checkpoint)
{
    QSettings settings;
    settings.beginGroup(group(server, realm));
    settings.setValue("key"_L1, checkpoint.key);
    settings.setValue("note"_L1, checkpoint.note);
    settings.setValue("time"_L1, checkpoint.time);
}

void forgetCheckpoint(const QUrl &server, const QString &realm)
{
    QSettings().remove(group(server, realm));
}

}
