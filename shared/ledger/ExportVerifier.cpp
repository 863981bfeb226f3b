// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/ExportVerifier.h"

#include "core/Base64Url.h"
#include "core/Json.h"
#include "ledger/AuditRow.h"

#include <algorithm>

namespace auth::ledger {

namespace {

using namespace Qt::StringLiterals;

constexpr JsonLimits kLineLimits { .bytes = 16 * 1024 * 1024, .depth = 64, .members = 1'000'000 };

QString nameOf(const QJsonObject &row)
{
    return u"%1, %2 at %3"_s.arg(row[u"id"].toString(), row[u"action"].toString(), row[u"at"].toString());
}

std::optional<QByteArray> bytes(const QJsonValue &value)
{
    return fromBase64Url(value.toString().toLatin1());
}

std::optional<QByteArray> commitmentOf(const QJsonObject &row, Personal group)
{
    const bool actor = group == Personal::Actor;
    const QJsonValue salt = row[actor ? u"actor_salt"_s : u"target_salt"_s];
    if (salt.isNull())
        return bytes(row[actor ? u"actor_commitment"_s : u"target_commitment"_s]);
    const auto salted = bytes(salt);
    return salted ? std::optional(commitment(row, group, *salted)) : std::nullopt;
}

bool isErased(const QJsonObject &row)
{
    return row[u"actor_salt"].isNull() || row[u"target_salt"].isNull();
}

}

ExportVerifier::ExportVerifier(NoteKey key, const QByteArrayList &outside)
    : m_key(std::move(key))
{
    for (const QByteArray &note : outside) {
        if (!note.startsWith(m_key.name() + '\n'))
            continue;
        const auto text = m_key.open(note);
        const auto checkpoint = text ? Checkpoint::fromText(*text) : std::nullopt;
        if (!checkpoint) {
            unchecked(u"A checkpoint from outside is not signed by this key."_s);
            return;
        }
        m_outside.append(*checkpoint);
    }
    if (m_outside.isEmpty() && !outside.isEmpty())
        unchecked(u"None of the checkpoints from outside is one of this log."_s);
    std::sort(m_outside.begin(), m_outside.end(), [](const auto &a, const auto &b) { return a.size < b.size; });
}

bool ExportVerifier::altered(const QString &problem, std::optional<qint64> row)
{
    m_findings.verdict = Verdict::Altered;
    m_findings.problem = problem;
    m_findings.row = row;
    m_over = true;
    return false;
}

bool ExportVerifier::unchecked(const QString &problem)
{
    m_findings.verdict = Verdict::Unchecked;
    m_findings.problem = problem;
    m_over = true;
    return false;
}

/// Which rows a bad root leaves open: each row fits its own hash.
QString ExportVerifier::unsure() const
{
    const qint64 last = m_tree.size() - 1;
    return m_covered >= last ? u"row %1"_s.arg(m_covered)
                             : u"one of the rows %1 to %2"_s.arg(m_covered).arg(last);
}

bool ExportVerifier::add(const QByteArray &line)
{
    if (m_over)
        return false;
    const QByteArray digest = m_digest.result();
    m_digest.addData(line + '\n');
    const auto object = parseJsonObject(line, kLineLimits);
    if (!m_begun) {
        m_begun = true;
        if (!object)
            return unchecked(u"This is no export in JSON Lines."_s);
        return addHeader(*object);
    }
    if (m_footer)
        return altered(u"There is something behind the footer."_s);
    if (!object)
        return altered(u"The line behind row %1 is not JSON: %2"_s.arg(m_tree.size() - 1).arg(object.error().description),
            m_tree.size());
    if (object->contains("seq"_L1))
        return addRow(*object);
    if (object->contains("checkpoint"_L1))
        return addCheckpoint((*object)[u"checkpoint"].toString().toUtf8());
    if (object->contains("not_in_log"_L1))
        return altered(u"The row %1 stands in the table and not in the log: it was inserted, or taken out of the log."_s.arg(
            nameOf((*object)[u"not_in_log"].toObject())));
    if (object->contains("footer"_L1))
        return addFooter((*object)[u"footer"].toString().toUtf8(), digest);
    return altered(u"The line behind row %1 is no line of an export."_s.arg(m_tree.size() - 1), m_tree.size());
}

bool ExportVerifier::addHeader(const QJsonObject &line)
{
    if (!line.contains("audit_export"_L1)) {
        if (line.contains("seq"_L1) || line.contains("checkpoint"_L1) || line.contains("footer"_L1))
            return altered(u"The head of the export is missing: its first line is not the header."_s);
        return unchecked(u"This is no export of an audit log."_s);
    }
    if (line[u"audit_export"].toInt() != 1)
        return unchecked(u"This export has a newer format."_s);
    if (line[u"origin"].toString().toUtf8() != m_key.name())
        return unchecked(u"The key is of another log: of %1, and the export of %2."_s.arg(
            QString::fromUtf8(m_key.name()), line[u"origin"].toString()));
    const qint64 first = line[u"first"].toInteger(-1);
    if (first > 0) {
        const auto text = m_key.open(line[u"checkpoint"].toString().toUtf8());
        const auto checkpoint = text ? Checkpoint::fromText(*text) : std::nullopt;
        const auto tree = Merkle::fromBytes(first, bytes(line[u"subtrees"]).value_or(QByteArray()));
        if (!checkpoint || checkpoint->origin != m_key.name() || checkpoint->size != first || !tree
            || tree->root() != checkpoint->root)
            return altered(u"The checkpoint that the export begins with, before row %1, is missing or not good."_s.arg(first),
                first);
        m_tree = *tree;
        m_findings.kept = checkpoint->first;
    } else if (first < 0) {
        return altered(u"The header does not say where the export begins."_s);
    }
    m_findings.first = first;
    m_covered = first;
    m_findings.next = first;
    // What was dropped by retention, or is not in this part, is not compared.
    while (m_compared < m_outside.size() && m_outside[m_compared].size < first)
        ++m_compared;
    return compareOutside();
}

bool ExportVerifier::addRow(const QJsonObject &row)
{
    const qint64 seq = row[u"seq"].toInteger(-1);
    const qint64 expected = m_tree.size();
    if (seq > expected)
        return altered(seq == expected + 1 ? u"Row %1 is missing."_s.arg(expected)
                                           : u"The rows %1 to %2 are missing."_s.arg(expected).arg(seq - 1),
            expected);
    if (seq < expected)
        return altered(u"Row %1 (%2) stands where row %3 belongs: it was inserted or moved."_s.arg(seq).arg(nameOf(row)).arg(
                           expected),
            seq);
    const QByteArray hash = bytes(row[u"hash"]).value_or(QByteArray());
    if (row[u"missing"].toBool())
        return altered(u"Row %1 (%2) is missing: the log has its hash, the table has no such row."_s.arg(seq).arg(
                           row[u"id"].toString()),
            seq);
    const auto actor = commitmentOf(row, Personal::Actor);
    const auto target = commitmentOf(row, Personal::Target);
    const bool genuine = row[u"genuine"].toBool(true);
    if (!actor || !target || leafHash(row, { *actor, *target }, genuine) != hash)
        return altered(u"Row %1 (%2) was altered."_s.arg(seq).arg(nameOf(row)), seq);
    if (!genuine)
        return altered(u"Row %1 (%2) was inserted: the server did not write it."_s.arg(seq).arg(nameOf(row)), seq);
    noteErasures(row);
    m_tree.append(hash);
    return true;
}

void ExportVerifier::noteErasures(const QJsonObject &row)
{
    if (isErased(row)) {
        const QStringList people { row[u"actor_id"].toString(), row[u"target_id"].toString() };
        const bool known = std::any_of(
            m_erased.begin(), m_erased.end(), [&](const auto &entry) { return entry.first == people; });
        if (!known)
            m_erased.append({ people, row[u"seq"].toInteger() });
    }
    if (row[u"action"].toString() == "audit.erased"_L1) {
        const QString person = row[u"target_id"].toString();
        m_erased.removeIf([&](const auto &entry) { return entry.first.contains(person); });
    }
}

bool ExportVerifier::addCheckpoint(const QByteArray &note)
{
    const auto text = m_key.open(note);
    const auto checkpoint = text ? Checkpoint::fromText(*text) : std::nullopt;
    if (!checkpoint || checkpoint->origin != m_key.name())
        return altered(u"The checkpoint behind row %1 is not signed by this key."_s.arg(m_tree.size() - 1), m_covered);
    if (checkpoint->size > m_tree.size())
        return altered(u"Row %1 is missing: the next checkpoint covers the rows up to %2."_s.arg(m_tree.size()).arg(
                           checkpoint->size - 1),
            m_tree.size());
    if (checkpoint->size < m_tree.size())
        return altered(u"%1 was inserted: the checkpoint behind them covers the rows up to %2."_s.arg(unsure()).arg(
                           checkpoint->size - 1),
            checkpoint->size);
    if (checkpoint->root != m_tree.root())
        return altered(
            u"The log was written anew: %1 is not what was signed at %2."_s.arg(unsure(), QString::fromUtf8(checkpoint->time)),
            m_covered);
    m_covered = checkpoint->size;
    m_findings.next = m_covered;
    m_findings.kept = checkpoint->first;
    return compareOutside();
}

/// Signed at the same size, two checkpoints of one log have the same root. Export and checkpoints from outside come from
/// the same sealing, so that each of theirs stands in the export, too.
bool ExportVerifier::compareOutside()
{
    for (; m_compared < m_outside.size() && m_outside[m_compared].size <= m_tree.size(); ++m_compared) {
        const Checkpoint &outside = m_outside[m_compared];
        if (outside.size < m_tree.size())
            return altered(u"The checkpoint from outside of %1, which covers the rows up to %2, is not in the log."_s
                               .arg(QString::fromUtf8(outside.time)).arg(outside.size - 1),
                outside.size);
        if (outside.root != m_tree.root())
            return altered(u"The log was written anew before row %1: it is not what was signed at %2, as the checkpoint "
                           u"from outside has it."_s.arg(outside.size).arg(QString::fromUtf8(outside.time)));
        ++m_findings.outside;
    }
    return true;
}

bool ExportVerifier::addFooter(const QByteArray &note, const QByteArray &digest)
{
    const auto text = m_key.open(note);
    const auto footer = text ? ExportFooter::fromText(*text) : std::nullopt;
    if (!footer || footer->origin != m_key.name())
        return altered(u"The footer is not signed by this key."_s);
    m_footer = footer;
    m_findings.exportedAt = footer->time;
    m_findings.unsealed = footer->unsealed;
    if (footer->first != m_findings.first)
        return altered(u"The head of the export is missing: it began with row %1."_s.arg(footer->first), footer->first);
    if (footer->next > m_tree.size())
        return altered(u"Row %1 is missing: the export went up to row %2."_s.arg(m_tree.size()).arg(footer->next - 1),
            m_tree.size());
    if (footer->next < m_tree.size())
        return altered(u"Row %1 was inserted: the export went up to row %2."_s.arg(footer->next).arg(footer->next - 1),
            footer->next);
    if (m_covered < m_tree.size())
        return altered(u"No checkpoint covers row %1: it was taken away, or rows were inserted."_s.arg(m_covered), m_covered);
    const bool reachesEnd = footer->next == footer->size;
    for (const Checkpoint &outside : std::as_const(m_outside)) {
        if (outside.size > footer->size && outside.time <= footer->time)
            return altered(u"The tail is missing: the log ends with row %1, and the checkpoint from outside of %2 covers the "
                           u"rows up to %3. The database was cut or rolled back."_s.arg(footer->size - 1)
                               .arg(QString::fromUtf8(outside.time)).arg(outside.size - 1),
                footer->size);
    }
    if (reachesEnd && !m_erased.isEmpty())
        return altered(u"Row %1 lacks its personal values, and no erasure of them is in the log."_s.arg(
                           m_erased.first().second),
            m_erased.first().second);
    if (footer->digest != digest)
        return altered(u"The file is not as it was exported, though the log in it is intact."_s);
    return true;
}

Findings ExportVerifier::finish()
{
    if (!m_over && !m_begun)
        unchecked(u"The file is empty."_s);
    if (!m_over && !m_footer)
        altered(u"The tail is missing: the export ends behind row %1, without its footer."_s.arg(m_tree.size() - 1),
            m_tree.size());
    return m_findings;
}

}
