// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/DraftFile.h"

#include <QtCore/QJsonObject>
#include <QtCore/QObject>
#include <QtGui/QUndoStack>

namespace auth::console {

/// One member that a draft changes; `a.b` is a member of a member.
struct DraftChange {
    QString path;
    QJsonValue before;
    QJsonValue after;
};

/// A member that somebody else changed meanwhile, and we did too.
struct DraftConflict {
    QString path;
    QJsonValue base; ///< What both began with.
    QJsonValue theirs;
    QJsonValue mine;
};

/// What is edited of one object and not yet saved, with undo. It is kept in a file, so that neither a crash nor a restart
/// loses it; secrets are no part of drafts.
class Draft : public QObject {
    Q_OBJECT

public:
    /// \a name tells the object from all others, of all servers.
    Draft(QString name, QObject *parent);
    QString name() const { return m_file.name(); }

    /// The object as the server has it now. What is edited stays.
    void setBase(const QJsonObject &object);
    /// What somebody else changed that is edited here too, and nobody has decided about yet: not to be saved before.
    QList<DraftConflict> conflicts() const;
    /// Somebody has seen \a theirs, and what the draft says of \a path counts all the same.
    void resolve(const QString &path, const QJsonValue &theirs);
    bool hasBase() const { return m_hasBase; }
    const QJsonObject &base() const { return m_base; }
    qint64 version() const;

    QJsonValue value(const QString &path) const;
    /// As one step of undo; typing in one field is one step.
    void set(const QString &path, const QJsonValue &value, const QString &fieldName);

    bool isDirty() const { return !m_edits.isEmpty(); }
    bool isChanged(const QString &path) const { return m_edits.contains(path); }
    QList<DraftChange> changes() const;
    /// What PATCH takes: the changed members only (RFC 7396).
    QJsonObject patch() const;
    void discard();
    /// Writes down what is edited now, and not when typing pauses.
    void flush() { m_file.flush(); }

    QUndoStack *undoStack() { return &m_undo; }

Q_SIGNALS:
    /// Any member is another one; empty: perhaps all.
    void changed(const QString &path);

private:
    class Step;
    void write(const QString &path, const QJsonValue &value);
    void keep();
    void recall();

    DraftFile m_file;
    QJsonObject m_base;
    bool m_hasBase = false;
    QMap<QString, QJsonValue> m_edits; ///< By path, where they differ from the base.
    QMap<QString, QJsonValue> m_editBase; ///< What each edit began with, or what theirs was when it was decided.
    QUndoStack m_undo;
};

/// \a object with the member \a path set, `a.b` for a member of a member.
QJsonObject withMember(QJsonObject object, const QString &path, const QJsonValue &value);

}
