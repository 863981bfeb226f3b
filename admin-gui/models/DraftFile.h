// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <optional>

namespace auth::console {

/// Where what is edited and not yet saved stands between two runs of the program, readable by its owner only. It is
/// written when typing pauses, since each writing waits for the disk; and at once where somebody turns elsewhere.
class DraftFile final : public QObject {
    Q_OBJECT

public:
    /// \a name tells what is edited from all else, of all servers.
    explicit DraftFile(QString name, QObject *parent = nullptr);
    /// Writes what is not written yet.
    ~DraftFile() override;

    const QString &name() const { return m_name; }
    /// What was kept last; empty where nothing is.
    QJsonObject recall() const;
    /// Keeps \a content soon; an empty one takes the file away. Best effort: where nothing can be kept, one still edits.
    void keep(const QJsonObject &content);
    /// Writes what is not written yet.
    void flush();

private:
    QString path() const;

    QString m_name;
    std::optional<QJsonObject> m_unwritten;
    QTimer m_pause;
};

}
