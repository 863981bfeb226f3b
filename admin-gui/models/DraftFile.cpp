// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/DraftFile.h"

#include "core/Json.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>
#include <QtCore/QStandardPaths>
#include <QtGui/QGuiApplication>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds kPause { 300 };

/// A page that is about to go may not have written yet what the next page for the same object reads.
QList<DraftFile *> &openFiles()
{
    static QList<DraftFile *> files;
    return files;
}

}

DraftFile::DraftFile(QString name, QObject *parent)
    : QObject(parent)
    , m_name(std::move(name))
{
    openFiles().append(this);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &DraftFile::flush);
    if (auto *const application = qobject_cast<QGuiApplication *>(QCoreApplication::instance())) {
        connect(application, &QGuiApplication::focusObjectChanged, this, &DraftFile::flush);
        connect(application, &QGuiApplication::applicationStateChanged, this, &DraftFile::flush);
    }
}

DraftFile::~DraftFile()
{
    flush();
    openFiles().removeOne(this);
}

QString DraftFile::path() const
{
    const QByteArray hash = QCryptographicHash::hash(m_name.toUtf8(), QCryptographicHash::Sha256).toHex().left(32);
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + "/drafts/"_L1
        + QString::fromLatin1(hash) + ".json"_L1;
}

QJsonObject DraftFile::recall() const
{
    for (DraftFile *file : std::as_const(openFiles())) {
        if (file->m_name == m_name)
            file->flush();
    }
    QFile source(path());
    if (!source.open(QIODevice::ReadOnly))
        return {};
    QJsonObject kept = parseJsonObject(source.readAll()).value_or(QJsonObject());
    if (kept.take(u"of").toString() != m_name)
        return {};
    return kept;
}

void DraftFile::keep(const QJsonObject &content)
{
    m_unwritten = content;
    m_pause.start();
}

void DraftFile::flush()
{
    m_pause.stop();
    if (!m_unwritten)
        return;
    QJsonObject content = *std::exchange(m_unwritten, {});
    const QString file = path();
    if (content.isEmpty()) {
        QFile::remove(file);
        return;
    }
    content.insert(u"of"_s, m_name);
    QDir().mkpath(QFileInfo(file).path());
    QSaveFile target(file);
    if (target.open(QIODevice::WriteOnly) && target.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && target.write(toJson(content)) > 0)
        target.commit();
}

}
