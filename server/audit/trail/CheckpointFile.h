// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

namespace auth {

/// Where checkpoints go that are to be out of the database's reach: the log, and a file that grows. It is opened for each
/// writing, so that it can be moved away at any time.
class CheckpointFile {
public:
    /// Without a \a path, to the log only.
    explicit CheckpointFile(QString path)
        : m_path(std::move(path))
    {
    }
    void write(const QByteArrayList &notes) const;

private:
    QString m_path;
};

}
