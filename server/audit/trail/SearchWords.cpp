// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/trail/SearchWords.h"

#include "core/Base64Url.h"
#include "core/Json.h"
#include "ledger/AuditRow.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QSet>

#include <algorithm>
#include <vector>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kLongestWord = 64;
constexpr qsizetype kIdLength = 36; ///< RFC 9562 §4.
constexpr qsizetype kMostWords = 400; ///< Of a row; values before and after that go beyond are not found by words.
constexpr qsizetype kShortestPrefix = 2; ///< Nearly every row has a word that begins with a given letter.

/// The end of the id is random (RFC 9562 §5.7). Two realms with the same four characters cost time, and nothing else.
QString realmPart(RealmId realm)
{
    const auto &bytes = realm.value.bytes;
    return QString::fromLatin1(toBase64Url(QByteArray(reinterpret_cast<const char *>(bytes.data()) + 13, 3)));
}

QString weekPart(qint64 week)
{
    const char bytes[] = { static_cast<char>(week >> 6 & 63), static_cast<char>(week & 63) };
    QString part;
    for (const char six : bytes)
        part += QLatin1Char("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[static_cast<int>(six)]);
    return part;
}

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c.isSurrogate();
}

QStringList runsOf(const QString &text)
{
    return text.simplified().split(u' ', Qt::SkipEmptyParts);
}

/// Ids are found whole and by their last group, which people quote: all groups of all ids would be half of the index.
QString takeIds(QString text, QStringList *ids)
{
    if (text.size() < kIdLength)
        return text;
    static const QRegularExpression form(u"\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-([0-9a-f]{12})\\b"_s);
    for (auto found = form.globalMatch(text); found.hasNext();) {
        const auto id = found.next();
        ids->append({ id.captured(0), id.captured(1) });
    }
    return ids->isEmpty() ? text : text.replace(form, u" "_s);
}

/// The words of a row's \a text.
QStringList wordsOf(const QString &text)
{
    QStringList words;
    const QString lower = takeIds(text.toLower(), &words);
    for (qsizetype begin = 0; begin < lower.size();) {
        qsizetype end = begin;
        while (end < lower.size() && isWordCharacter(lower[end]))
            ++end;
        if (end > begin)
            words.append(lower.sliced(begin, std::min(end - begin, kLongestWord)));
        begin = end + 1;
    }
    return words;
}

void collect(QSet<QString> *words, const QString &place, const QJsonValue &value)
{
    const QString text = value.isObject() ? QString::fromUtf8(toJson(value.toObject())) : value.toString();
    for (const QString &word : wordsOf(text))
        words->insert(place + word);
    // Names of actions, addresses and ids are also looked for as a whole; JSON is not.
    if (!value.isObject()) {
        for (const QString &run : runsOf(text.toLower()))
            words->insert(place + run.left(kLongestWord));
    }
}

}

qint64 weekOf(Timestamp time)
{
    return std::chrono::floor<std::chrono::weeks>(time).time_since_epoch().count();
}

QStringList searchWords(RealmId realm, Timestamp at, const QJsonObject &row)
{
    const QString place = realmPart(realm) + weekPart(weekOf(at));
    const auto groupOf = [](const QString &member) {
        for (const auto &[group, letter] : { std::pair(ledger::Personal::Actor, u'a'), std::pair(ledger::Personal::Target, u't') }) {
            for (const char *const name : ledger::membersOf(group)) {
                if (member == QLatin1StringView(name))
                    return letter;
            }
        }
        return u'n';
    };
    QSet<QString> words;
    // What fields are searched by comes first, so that no amount of values displaces it.
    for (const bool values : { false, true }) {
        for (auto member = row.begin(); member != row.end() && words.size() < kMostWords; ++member) {
            if (member.key() != "at"_L1 && member.value().isObject() == values)
                collect(&words, place + QChar(groupOf(member.key())), member.value());
        }
    }
    return QStringList(words.begin(), words.end());
}

namespace {

/// How few rows a part of a filter leaves, roughly; Nothing where it says nothing of words.
enum class Rank : quint8 { Nothing, Choice, Kind, Action, Value };

/// A word that a row must have.
struct Wanted {
    QString word;
    bool whole = false; ///< Nothing follows in the row's word: a few entries of the index, not all that begin so.
};

QList<Wanted> wordsOfPhrase(const QString &phrase)
{
    static const QRegularExpression beginningOfId(u"^[0-9a-f]{8}-[0-9a-f-]*$"_s);
    if (beginningOfId.match(phrase).hasMatch())
        return { { phrase, false } };
    QList<Wanted> wanted;
    QStringList ids;
    const QString text = takeIds(phrase, &ids);
    for (const QString &id : std::as_const(ids))
        wanted.append({ id, true });
    for (qsizetype begin = 0; begin < text.size();) {
        qsizetype end = begin;
        while (end < text.size() && isWordCharacter(text[end]))
            ++end;
        // What stands beside a hyphen may be within an id of the row.
        const bool insideId = begin > 0 && text[begin - 1] == u'-';
        const bool whole = end < text.size() && text[end] != u'-';
        // The domain of an address is shared by many, and its end would be a prefix of them all.
        const bool isDomain = !whole && !wanted.isEmpty() && text.lastIndexOf(u'@', begin) > text.lastIndexOf(u' ', begin);
        if (end > begin && !insideId && !isDomain)
            wanted.append({ text.sliced(begin, end - begin).left(kLongestWord), whole });
        begin = end + 1;
    }
    return wanted;
}

QList<Wanted> wantedOf(const db::ListTerm &term)
{
    using enum db::ListKind;
    if (term.op != db::ListTerm::Operator::Is)
        return {};
    const QString text = term.text.toLower();
    QList<Wanted> wanted;
    if (!term.field) {
        wanted = wordsOfPhrase(text);
    } else if (term.field->kind == Text || term.field->kind == Choice || term.field->kind == Id) {
        // What stands before a `*` begins the value: all its words but the last are words of the row.
        const QString known = text.section(u'*', 0, 0);
        const QStringList runs = runsOf(known);
        for (const QString &run : runs)
            wanted.append({ run.left(kLongestWord), true });
        if (!wanted.isEmpty() && text.contains(u'*') && !known.back().isSpace())
            wanted.back().whole = false;
    }
    wanted.removeIf([](const Wanted &one) { return one.word.size() < kShortestPrefix; });
    return wanted;
}

Rank rankOf(const db::ListFilter &filter)
{
    using Kind = db::ListFilter::Kind;
    if (filter.negated)
        return Rank::Nothing;
    if (filter.kind == Kind::Term) {
        if (wantedOf(filter.term).isEmpty())
            return Rank::Nothing;
        const db::ListField *const field = filter.term.field;
        if (!field)
            return Rank::Value;
        return field->kind == db::ListKind::Choice ? Rank::Choice
            : field->name.endsWith("_kind"_L1)     ? Rank::Kind
            : field->name == "action"_L1           ? Rank::Action
                                                   : Rank::Value;
    }
    std::vector<Rank> ranks;
    for (const db::ListFilter &part : filter.parts)
        ranks.push_back(rankOf(part));
    if (ranks.empty())
        return Rank::Nothing;
    return filter.kind == Kind::All ? *std::max_element(ranks.begin(), ranks.end()) : *std::min_element(ranks.begin(), ranks.end());
}

/// Rows of a week that have the word, of any group.
QString wordQuery(Wanted wanted, const QString &place)
{
    wanted.word.replace(u'\\', u"\\\\"_s).replace(u'\'', u"''"_s);
    const QString end = wanted.whole ? u"'"_s : u"':*"_s;
    QStringList any;
    for (const char group : { 'n', 'a', 't' })
        any.append(u'\'' + place + QLatin1Char(group) + wanted.word + end);
    return u'(' + any.join(u'|') + u')';
}

/// Which a caller may say is common.
QString nameOf(const Wanted &wanted)
{
    return wanted.whole ? wanted.word : wanted.word + u'*';
}

/// Every word that one of the parts that count wants.
QList<Wanted> allWanted(const db::ListFilter &filter)
{
    if (filter.kind == db::ListFilter::Kind::Term)
        return wantedOf(filter.term);
    QList<Wanted> wanted;
    for (const db::ListFilter &part : filter.parts) {
        // To go through every success beside the few rows of a person would cost more than it saves.
        if (filter.kind == db::ListFilter::Kind::Any || rankOf(part) == rankOf(filter))
            wanted += allWanted(part);
    }
    return wanted;
}

/// Empty where it would be made of common words alone.
QString placedQuery(const db::ListFilter &filter, const QString &place, const QSet<QString> &common)
{
    QStringList parts;
    if (filter.kind == db::ListFilter::Kind::Term) {
        for (const Wanted &wanted : wantedOf(filter.term)) {
            if (!common.contains(nameOf(wanted)))
                parts.append(wordQuery(wanted, place));
        }
        return parts.join(u'&');
    }
    const bool all = filter.kind == db::ListFilter::Kind::All;
    const Rank rank = rankOf(filter);
    for (const db::ListFilter &part : filter.parts) {
        if (all && rankOf(part) != rank)
            continue;
        const QString query = placedQuery(part, place, common);
        if (!query.isEmpty())
            parts.append(u'(' + query + u')');
        else if (!all)
            return {};
    }
    return parts.join(all ? u'&' : u'|');
}

}

bool saysWords(const db::ListFilter &filter)
{
    return rankOf(filter) != Rank::Nothing;
}

QMap<QString, QString> wordQueries(const db::ListFilter &filter, RealmId realm, qint64 firstWeek, qint64 lastWeek)
{
    QMap<QString, QString> queries;
    for (const Wanted &wanted : allWanted(filter)) {
        QStringList any;
        for (qint64 week = firstWeek; week <= lastWeek; ++week)
            any.append(wordQuery(wanted, realmPart(realm) + weekPart(week)));
        queries.insert(nameOf(wanted), any.join(u'|'));
    }
    return queries;
}

QString searchQuery(const db::ListFilter &filter, RealmId realm, qint64 week, const QSet<QString> &common)
{
    const QString place = realmPart(realm) + weekPart(week);
    const QString query = placedQuery(filter, place, common);
    return query.isEmpty() ? placedQuery(filter, place, {}) : query;
}

}
