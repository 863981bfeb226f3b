// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Activity.h"

#include "core/Json.h"
#include "models/AnswerText.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using Kind = api::Operation::Kind;

constexpr qsizetype kMostEntries = 500;

/// What authctl calls the objects below a path, and the path's parameter.
struct Noun {
    const char *collection;
    const char *noun;
    const char *parameter;
};
constexpr Noun kNouns[] = {
    { "/admin/v1/realms", "realm", "realm" },
    { "/admin/v1/realms/{realm}/administrators", "administrator", "" },
    { "/admin/v1/realms/{realm}/applications", "app", "application" },
    { "/admin/v1/realms/{realm}/users", "user", "user" },
    { "/admin/v1/realms/{realm}/roles", "role", "role" },
    { "/admin/v1/realms/{realm}/permissions", "permission", "permission" },
    { "/admin/v1/realms/{realm}/scopes", "scope", "scope" },
    { "/admin/v1/realms/{realm}/resource-servers", "resource", "resource_server" },
    { "/admin/v1/realms/{realm}/sessions", "session", "session" },
    { "/admin/v1/realms/{realm}/jobs", "job", "job" },
    { "/admin/v1/realms/{realm}/keys", "key", "key" },
};

const Noun *nounOf(const api::Operation &operation)
{
    const QByteArrayView path = operation.path;
    for (const Noun &noun : kNouns) {
        const QByteArray object = QByteArray(noun.collection) + "/{" + noun.parameter + '}';
        if (path == noun.collection || (*noun.parameter && path == object))
            return &noun;
    }
    return nullptr;
}

/// In single quotes where a shell would see more than a word.
QString quoted(const QString &text)
{
    static const QLatin1StringView harmless("@%+=:,./-_");
    const bool isPlain = !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c.isLetterOrNumber() && c.unicode() < 0x80) || harmless.contains(c);
    });
    if (isPlain)
        return text;
    QString inner = text;
    inner.replace(u'\'', u"'\\''"_s);
    return u'\'' + inner + u'\'';
}

bool isSecret(const api::Operation &operation, const QString &path)
{
    return std::any_of(operation.fields.begin(), operation.fields.end(),
        [&path](const api::BodyField &field) { return field.secret && path == QLatin1StringView(field.path); });
}

/// A body as options of `create` and `update`.
void appendBody(QStringList &words, const api::Operation &operation, const QJsonObject &body, const QString &prefix)
{
    for (auto member = body.begin(); member != body.end(); ++member) {
        const QString path = prefix + member.key();
        const QJsonValue value = member.value();
        if (isSecret(operation, path))
            words += { u"--set"_s, path + u"=…"_s };
        else if (value.isNull())
            words += { u"--unset"_s, quoted(path) };
        else if (value.isString())
            words += { u"--set"_s, quoted(path + u'=' + value.toString()) };
        else if (value.isObject())
            appendBody(words, operation, value.toObject(), path + u'.');
        else
            words += { u"--set-json"_s, quoted(path + u'=' + QString::fromUtf8(toJson(QJsonArray { value }).sliced(1).chopped(1))) };
    }
}

QJsonObject withoutSecrets(const api::Operation &operation, QJsonObject body)
{
    for (auto member = body.begin(); member != body.end(); ++member) {
        if (isSecret(operation, member.key()))
            member.value() = u"…"_s;
    }
    return body;
}

QString parameter(const api::Call &call, const char *name)
{
    for (const auto &[key, value] : call.parameters) {
        if (key == name)
            return value;
    }
    return {};
}

}

QString asAuthctl(const api::Call &call)
{
    const api::Operation &operation = *call.operation;
    QStringList words { u"authctl"_s };
    const Noun *const noun = nounOf(operation);
    if (noun && operation.kind != Kind::Action) {
        static constexpr const char *verbs[] = { "list", "create", "get", "update", "delete" };
        words += { QString::fromLatin1(noun->noun), QString::fromLatin1(verbs[static_cast<size_t>(operation.kind)]) };
        const QByteArrayView handle = noun->parameter;
        if (QByteArrayView(operation.path).endsWith('}'))
            words.append(quoted(parameter(call, noun->parameter)));
        if (handle != "realm")
            words += { u"--realm"_s, quoted(parameter(call, "realm")) };
        if (!call.list.query.isEmpty())
            words += { u"-q"_s, quoted(call.list.query) };
        if (!call.list.sort.isEmpty())
            words += { u"--sort"_s, quoted(call.list.sort) };
        if (call.list.limit && operation.kind == Kind::List)
            words += { u"--limit"_s, QString::number(*call.list.limit) };
        if (call.body)
            appendBody(words, operation, *call.body, {});
    } else {
        words += { u"api"_s, QString::fromLatin1(operation.method), quoted(QString::fromLatin1(call.target())) };
        if (call.body) {
            words += { u"-f"_s, u"-"_s, u"<<<"_s,
                quoted(QString::fromUtf8(toJson(withoutSecrets(operation, *call.body)))) };
        }
    }
    if (call.options.ifVersion)
        words += { u"--if-version"_s, QString::number(*call.options.ifVersion) };
    if (!call.options.reason.isEmpty())
        words += { u"--reason"_s, quoted(call.options.reason) };
    if (call.options.dryRun && noun && operation.kind != Kind::Action)
        words.append(u"--dry-run"_s);
    return words.join(u' ');
}

QString asHttp(const api::Call &call)
{
    QString text = QString::fromLatin1(call.operation->method) + u' ' + QString::fromLatin1(call.target());
    if (call.options.ifVersion)
        text += u"\nIf-Match: \"%1\""_s.arg(*call.options.ifVersion);
    if (!call.options.idempotencyKey.isEmpty())
        text += u"\nIdempotency-Key: "_s + QString::fromLatin1(call.options.idempotencyKey);
    if (!call.options.reason.isEmpty())
        text += u"\nAudit-Reason: "_s + QString::fromLatin1(QUrl::toPercentEncoding(call.options.reason));
    if (call.body) {
        text += u"\nContent-Type: application/json\n\n"_s
            + QString::fromUtf8(
                QJsonDocument(withoutSecrets(*call.operation, *call.body)).toJson(QJsonDocument::Indented));
    }
    return text.trimmed();
}

int Activity::started(const api::Call &call)
{
    beginInsertRows({}, 0, 0);
    Entry entry;
    entry.number = ++m_last;
    entry.at = QDateTime::currentDateTime();
    entry.command = asAuthctl(call);
    entry.http = asHttp(call);
    m_entries.prepend(std::move(entry));
    endInsertRows();
    if (m_entries.size() > kMostEntries) {
        beginRemoveRows({}, static_cast<int>(kMostEntries), static_cast<int>(m_entries.size()) - 1);
        m_entries.resize(kMostEntries);
        endRemoveRows();
    }
    return m_last;
}

void Activity::finished(int number, const api::Answer &answer)
{
    // Newest first, and numbered without gaps.
    const int row = m_last - number;
    if (row >= m_entries.size())
        return;
    Entry &entry = m_entries[row];
    entry.status = answer.status;
    entry.milliseconds = entry.at.msecsTo(QDateTime::currentDateTime());
    entry.error = answer.succeeded() ? QString() : failureText(answer);
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

int Activity::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int Activity::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant Activity::data(const QModelIndex &index, int role) const
{
    const Entry &entry = m_entries[index.row()];
    if (role == Qt::ToolTipRole)
        return entry.error.isEmpty() ? entry.http : entry.error + u"\n\n"_s + entry.http;
    if (role == Qt::TextAlignmentRole && index.column() == Duration)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time:
        return entry.at.toString(u"HH:mm:ss"_s);
    case Command:
        return entry.command;
    case Status:
        if (entry.status < 0)
            return u"…"_s;
        return entry.status == 0 ? tr("No answer") : QString::number(entry.status);
    case Duration:
        return entry.status < 0 ? QString() : tr("%1 ms").arg(entry.milliseconds);
    default:
        return {};
    }
}

QVariant Activity::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Command:
        return tr("Request, as a command");
    case Status:
        return tr("Answer");
    default:
        return tr("Took");
    }
}

}
