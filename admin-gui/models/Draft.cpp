// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Draft.h"

#include "core/Json.h"
#include "models/RemoteTableModel.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>
#include <QtCore/QStandardPaths>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

/// A member that is not there and one that is null are the same to PATCH.
QJsonValue plain(const QJsonValue &value)
{
    return value.isUndefined() ? QJsonValue(QJsonValue::Null) : value;
}

}

QJsonObject withMember(QJsonObject object, const QString &path, const QJsonValue &value)
{
    const qsizetype dot = path.indexOf(u'.');
    if (dot < 0) {
        object.insert(path, value);
        return object;
    }
    const QString first = path.left(dot);
    object.insert(first, withMember(object[first].toObject(), path.mid(dot + 1), value));
    return object;
}

class Draft::Step : public QUndoCommand {
public:
    Step(Draft *draft, QString path, QJsonValue before, QJsonValue after, const QString &fieldName)
        : QUndoCommand(Draft::tr("Change of %1").arg(fieldName))
        , m_draft(draft)
        , m_path(std::move(path))
        , m_before(std::move(before))
        , m_after(std::move(after))
    {
    }
    void undo() override { m_draft->write(m_path, m_before); }
    void redo() override { m_draft->write(m_path, m_after); }
    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand *next) override
    {
        const auto *const step = static_cast<const Step *>(next);
        // Text that grows letter by letter; a switch that is flipped twice is two steps.
        if (step->m_path != m_path || !m_after.isString() || !step->m_after.isString())
            return false;
        m_after = step->m_after;
        setObsolete(m_after == m_before);
        return true;
    }

private:
    Draft *m_draft;
    QString m_path;
    QJsonValue m_before;
    QJsonValue m_after;
};

Draft::Draft(QString name, QObject *parent)
    : QObject(parent)
    , m_name(std::move(name))
{
    recall();
}

QList<DraftConflict> Draft::setBase(const QJsonObject &object)
{
    QList<DraftConflict> conflicts;
    m_base = object;
    m_hasBase = true;
    for (const QString &path : m_edits.keys()) {
        const QJsonValue theirs = plain(memberAt(object, path));
        const QJsonValue base = m_editBase.value(path);
        const QJsonValue mine = m_edits.value(path);
        if (theirs == mine) {
            m_edits.remove(path);
            m_editBase.remove(path);
            continue;
        }
        if (theirs != base)
            conflicts.append({ path, base, theirs, mine });
        m_editBase.insert(path, theirs);
    }
    if (m_edits.isEmpty())
        m_undo.clear();
    keep();
    Q_EMIT changed({});
    return conflicts;
}

qint64 Draft::version() const
{
    return m_base[u"version"].toInteger();
}

QJsonValue Draft::value(const QString &path) const
{
    const auto edit = m_edits.constFind(path);
    return edit != m_edits.constEnd() ? *edit : plain(memberAt(m_base, path));
}

void Draft::set(const QString &path, const QJsonValue &value, const QString &fieldName)
{
    const QJsonValue before = this->value(path);
    if (plain(value) != before)
        m_undo.push(new Step(this, path, before, plain(value), fieldName));
}

void Draft::write(const QString &path, const QJsonValue &value)
{
    const QJsonValue base = plain(memberAt(m_base, path));
    if (value == base) {
        m_edits.remove(path);
        m_editBase.remove(path);
    } else {
        if (!m_edits.contains(path))
            m_editBase.insert(path, base);
        m_edits.insert(path, value);
    }
    keep();
    Q_EMIT changed(path);
}

QList<DraftChange> Draft::changes() const
{
    QList<DraftChange> list;
    for (auto edit = m_edits.begin(); edit != m_edits.end(); ++edit)
        list.append({ edit.key(), plain(memberAt(m_base, edit.key())), edit.value() });
    return list;
}

QJsonObject Draft::patch() const
{
    QJsonObject body;
    for (auto edit = m_edits.begin(); edit != m_edits.end(); ++edit)
        body = withMember(body, edit.key(), edit.value());
    return body;
}

void Draft::discard()
{
    m_edits.clear();
    m_editBase.clear();
    m_undo.clear();
    keep();
    Q_EMIT changed({});
}

QString Draft::file() const
{
    const QByteArray hash = QCryptographicHash::hash(m_name.toUtf8(), QCryptographicHash::Sha256).toHex().left(32);
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + "/drafts/"_L1
        + QString::fromLatin1(hash) + ".json"_L1;
}

void Draft::keep() const
{
    const QString path = file();
    if (m_edits.isEmpty()) {
        QFile::remove(path);
        return;
    }
    QJsonObject edits;
    for (auto edit = m_edits.begin(); edit != m_edits.end(); ++edit)
        edits.insert(edit.key(), QJsonObject { { u"mine"_s, *edit }, { u"base"_s, m_editBase.value(edit.key()) } });
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile target(path);
    // Best effort: where nothing can be kept, one still edits.
    if (target.open(QIODevice::WriteOnly) && target.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && target.write(toJson(QJsonObject { { u"of"_s, m_name }, { u"edits"_s, edits } })) > 0)
        target.commit();
}

void Draft::recall()
{
    QFile source(file());
    if (!source.open(QIODevice::ReadOnly))
        return;
    const QJsonObject kept = parseJsonObject(source.readAll()).value_or(QJsonObject());
    if (kept[u"of"].toString() != m_name)
        return;
    const QJsonObject edits = kept[u"edits"].toObject();
    for (auto edit = edits.begin(); edit != edits.end(); ++edit) {
        m_edits.insert(edit.key(), edit.value()[u"mine"]);
        m_editBase.insert(edit.key(), edit.value()[u"base"]);
    }
}

}
