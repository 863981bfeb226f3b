// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/Draft.h"

#include <QtCore/QObject>

#include <functional>

class QLabel;
class QWidget;

namespace auth::console {

/// Ties an editor to one member of a draft: each shows what the other has, what was changed is marked, what is wrong is
/// said below it while one types.
class FieldBinding final : public QObject {
    Q_OBJECT

public:
    struct Parts {
        QWidget *editor;
        QLabel *label; ///< Its buddy.
        QLabel *message; ///< Below it; hidden while there is nothing to say.
        QString help; ///< What the message says while nothing is wrong.
        std::function<QJsonValue()> read; ///< What the editor holds.
        std::function<void(const QJsonValue &)> write;
        std::function<QString()> check = {}; ///< What is wrong with what the editor holds; empty: nothing.
    };

    FieldBinding(Draft *draft, QString path, QString fieldName, Parts parts, QObject *parent);

    const QString &path() const { return m_path; }
    const QString &fieldName() const { return m_fieldName; }
    QWidget *editor() const { return m_parts.editor; }
    /// What is wrong with it; empty: nothing.
    QString problem() const;
    /// What the server said of it. Forgotten with the next change.
    void setServerProblem(const QString &message);
    /// What to think about where nothing is wrong, in place of the help; empty: nothing.
    void setWarning(const QString &text);
    QString warning() const { return m_warning; }
    /// The editor was used.
    void edited();

Q_SIGNALS:
    void problemChanged();

private:
    void show();
    void showState();

    Draft *m_draft;
    QString m_path;
    QString m_fieldName;
    Parts m_parts;
    QString m_serverProblem;
    QString m_warning;
    bool m_isWriting = false;
};

}
