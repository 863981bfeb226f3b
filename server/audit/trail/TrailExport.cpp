// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/trail/TrailExport.h"

#include "audit/trail/Sealer.h"
#include "core/Base64Url.h"
#include "core/Json.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonDocument>

#include <deque>
#include <stdexcept>

namespace auth {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr int kBatch = 500;
constexpr int kStrayBatch = 5'000;
constexpr const char *kColumns[] = { "seq", "at", "id", "action", "outcome", "reason", "actor_kind", "actor_id",
    "actor_name", "target_kind", "target_id", "target_name", "application_id", "session_id", "address", "user_agent",
    "correlation_id", "before", "after", "data" };

Deadline soon()
{
    return deadlineIn(30s);
}

template <typename T>
T orThrow(Result<T> result)
{
    if (!result)
        throw std::runtime_error((result.error().description + u' ' + result.error().detail).toStdString());
    return *std::move(result);
}

QString base64Url(QByteArrayView bytes)
{
    return QString::fromLatin1(toBase64Url(bytes));
}

void insertPersonal(QJsonObject *line, const char *group, const std::optional<QByteArray> &salt, const QByteArray &kept)
{
    const QString name = QLatin1StringView(group);
    line->insert(name + u"_salt"_s, salt ? QJsonValue(base64Url(*salt)) : QJsonValue(QJsonValue::Null));
    if (!salt)
        line->insert(name + u"_commitment"_s, base64Url(kept));
}

QJsonObject lineOf(const SealedRow &sealed)
{
    QJsonObject line;
    if (sealed.row) {
        line = sealed.row->row;
        insertPersonal(&line, "actor", sealed.row->actorSalt, sealed.commitments.actor);
        insertPersonal(&line, "target", sealed.row->targetSalt, sealed.commitments.target);
        if (!sealed.genuine)
            line.insert(u"genuine"_s, false);
    } else {
        line = { { u"id"_s, sealed.eventId }, { u"at"_s, sealed.eventAt }, { u"missing"_s, true } };
    }
    line.insert(u"seq"_s, sealed.seq);
    line.insert(u"hash"_s, base64Url(sealed.hash));
    return line;
}

/// RFC 4180. A cell that a spreadsheet would take for a formula is marked as text.
QByteArray cell(const QJsonValue &value)
{
    QByteArray text;
    if (value.isObject())
        text = toJson(value.toObject());
    else if (value.isDouble())
        return QByteArray::number(value.toInteger());
    else
        text = value.toString().toUtf8();
    if (!text.isEmpty() && QByteArrayView("=+-@\t\r").contains(text.front()))
        text.prepend('\'');
    if (text.contains(',') || text.contains('"') || text.contains('\n') || text.contains('\r'))
        text = '"' + text.replace('"', "\"\"") + '"';
    return text;
}

QByteArray csvLine(const QJsonObject &row)
{
    QByteArrayList cells;
    for (const char *const column : kColumns)
        cells.append(cell(row[QLatin1StringView(column)]));
    return cells.join(',') + "\r\n";
}

QByteArray csvHeading()
{
    QByteArrayList cells;
    for (const char *const column : kColumns)
        cells.append(column);
    return cells.join(',') + "\r\n";
}

QByteArray jsonLine(const QJsonObject &object)
{
    return toJson(object) + '\n';
}

QByteArray noteLine(const QString &member, const QByteArray &note)
{
    return jsonLine({ { member, QString::fromUtf8(note) } });
}

QByteArray header(const ExportOptions &options)
{
    QJsonObject line { { u"audit_export"_s, 1 }, { u"origin"_s, QString::fromLatin1(ledger::originOf(options.realm)) },
        { u"realm"_s, QString::fromUtf8(options.realmName) }, { u"first"_s, options.range.first } };
    if (options.range.begin) {
        line.insert(u"checkpoint"_s, QString::fromUtf8(options.range.begin->note));
        line.insert(u"subtrees"_s, base64Url(options.range.begin->subtrees));
    }
    return jsonLine(line);
}

QByteArray footer(const ExportOptions &options, const ledger::NoteSigner &signer, const QByteArray &digest, Timestamp now)
{
    const ledger::ExportFooter footer { .origin = ledger::originOf(options.realm), .first = options.range.first,
        .next = options.range.end, .size = options.range.size, .unsealed = options.unsealed, .digest = digest,
        .time = toIso(now) };
    const QByteArray note = signer.sign(footer.text());
    if (options.format == ExportFormat::JsonLines)
        return noteLine(u"footer"_s, note);
    QByteArray lines;
    for (const QByteArray &line : note.chopped(1).split('\n'))
        lines += "# " + line + "\r\n";
    return lines;
}

}

QCoro::AsyncGenerator<QByteArray> exportTrail(
    TrailStore store, const Clock *clock, RealmKeys *keys, ExportOptions options)
{
    const bool csv = options.format == ExportFormat::Csv;
    const auto signer = orThrow(noteSigner(keys, options.realm, options.dataKeySealed));
    QCryptographicHash digest(QCryptographicHash::Sha256);
    QByteArray piece = csv ? csvHeading() : header(options);

    std::deque<Head> checkpoints;
    qint64 known = options.range.first; // Checkpoints up to this size were read.
    bool moreCheckpoints = !csv;
    for (qint64 seq = options.range.first; seq < options.range.end;) {
        const auto rows = orThrow(co_await store.sealed(options.realm, seq, kBatch, soon()));
        for (const SealedRow &sealed : rows) {
            if (sealed.seq >= options.range.end)
                break;
            if (csv) {
                piece += csvLine(lineOf(sealed));
                continue;
            }
            if (checkpoints.empty() && moreCheckpoints) {
                const auto read = orThrow(co_await store.headsAfter(options.realm, known, kBatch, soon()));
                checkpoints.assign(read.begin(), read.end());
                moreCheckpoints = read.size() == kBatch;
                if (!read.empty())
                    known = read.back().size;
            }
            for (; !checkpoints.empty() && checkpoints.front().size <= sealed.seq; checkpoints.pop_front())
                piece += noteLine(u"checkpoint"_s, checkpoints.front().note);
            piece += jsonLine(lineOf(sealed));
        }
        digest.addData(piece);
        co_yield std::exchange(piece, {});
        if (rows.empty())
            break;
        seq = rows.back().seq + 1;
    }
    for (; !csv && !checkpoints.empty() && checkpoints.front().size <= options.range.end; checkpoints.pop_front())
        piece += noteLine(u"checkpoint"_s, checkpoints.front().note);

    if (options.range.isWhole && !csv) {
        std::optional<std::pair<QString, QString>> after { { u"-infinity"_s, Uuid().toString() } };
        while (after) {
            const auto strays = orThrow(co_await store.strays(options.realm, *after, kStrayBatch, soon()));
            for (const TrailRow &row : strays.rows)
                piece += jsonLine({ { u"not_in_log"_s, row.row } });
            after = strays.next;
        }
    }
    // What retention dropped while we read is missing here, and nobody is to be blamed for it.
    const auto head = orThrow(co_await store.head(options.realm, soon()));
    const auto text = head ? signer.key().open(head->note) : std::nullopt;
    const auto checkpoint = text ? ledger::Checkpoint::fromText(*text) : std::nullopt;
    if (checkpoint && checkpoint->first > options.range.first)
        throw std::runtime_error("retention dropped rows while they were exported");
    digest.addData(piece);
    piece += footer(options, signer, digest.result(), clock->now());
    co_yield piece;
}

}
