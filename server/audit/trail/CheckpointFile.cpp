// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/trail/CheckpointFile.h"

#include "core/Log.h"

#include <QtCore/QFile>

namespace auth {

void CheckpointFile::write(const QByteArrayList &notes) const
{
    if (notes.isEmpty())
        return;
    for (const QByteArray &note : notes)
        logInfo("audit.checkpoint", { { "note", QString::fromUtf8(note) } });
    if (m_path.isEmpty())
        return;
    QFile file(m_path);
    const QByteArray text = notes.join('\n') + '\n';
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append) || file.write(text) != text.size() || !file.flush())
        logError("audit.checkpoint_file_failed", { { "path", m_path }, { "cause", file.errorString() } });
}

}
