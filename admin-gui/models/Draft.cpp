// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Draft.h"

#include "models/RemoteTableModel.h"

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
    , m_file(std::move(name))
{
    recall();
}

void Draft::setBase(const QJsonObject &object)
{
    m_base = object;
    m_hasBase = true;
    for (const QString &path : m_edits.keys()) {
        if (plain(memberAt(object, path)) == m_edits.value(path)) {
            m_edits.remove(path);
            m_editBase.remove(path);
        }
    }
    if (m_edits.isEmpty())
        m_undo.clear();
    keep();
    Q_EMIT changed({});
}

QList<DraftConflict> Draft::conflicts() const
{
    QList<DraftConflict> conflicts;
    if (!m_hasBase)
        return conflicts;
    for (auto edit = m_edits.begin(); edit != m_edits.end(); ++edit) {
        const QJsonValue theirs = plain(memberAt(m_base, edit.key()));
        const QJsonValue base = m_editBase.value(edit.key());
        if (theirs != base)
            conflicts.append({ edit.key(), base, theirs, *edit });
    }
    return conflicts;
}

void Draft::resolve(const QString &path, const QJsonValue &theirs)
{
    if (!m_edits.contains(path))
        return;
    m_editBase.insert(path, theirs);
    keep();
    Q_EMIT changed(path);
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

void Draft::keep()
{
    QJsonObject edits;
    for (auto edit = m_edits.begin(); edit != m_edits.end(); ++edit)
        edits.insert(edit.key(), QJsonObject { { u"mine"_s, *edit }, { u"base"_s, m_editBase.value(edit.key()) } });
    m_file.keep(edits.isEmpty() ? QJsonObject() : QJsonObject { { u"edits"_s, edits } });
}

void Draft::recall()
{
    const QJsonObject edits = m_file.recall()[u"edits"].toObject();
    for (auto edit = edits.begin(); edit != edits.end(); ++edit) {
        m_edits.insert(edit.key(), edit.value()[u"mine"]);
        m_editBase.insert(edit.key(), edit.value()[u"base"]);
    }
}

}
