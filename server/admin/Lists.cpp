// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Lists.h"

#include "admin/Filter.h"
#include "core/Base64Url.h"
#include "core/Json.h"
#include "core/Secret.h"
#include "core/Suggest.h"
#include "crypto/Hash.h"

namespace auth::admin {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kMacSize = 16;

std::unexpected<Error> refused(const QString &path, const QString &code, const QString &message)
{
    Error error(ErrorCode::ValidationFailed, message);
    error.fields.append({ path, code, message });
    return std::unexpected(error);
}

}

Result<QByteArray> Lists::mac(const Context &context, const db::ListSpec &spec, const QByteArray &payload) const
{
    // A list without a realm of its own is under the key of the caller's.
    const Realm &realm = context.realm ? *context.realm : *context.caller.realm;
    const QByteArray key = TRY(m_keys->subkey(realm, KeyPurpose::Cursor));
    QByteArray message;
    for (const QByteArray &part :
        { QByteArray(spec.name), realm.id.toBytes(), context.list.query.toUtf8(), context.list.sort.toUtf8(), payload })
        message += QByteArray::number(part.size()) + ':' + part;
    return crypto::hmacSha256(key, message).first(kMacSize);
}

Result<db::ListRequest> Lists::request(const Context &context, const db::ListSpec &spec) const
{
    const ListParameters &list = context.list;
    db::ListRequest request;
    request.limit = list.limit;
    request.total = list.total;
    request.sort = spec.fields.begin();
    request.descending = spec.descending;
    if (!list.sort.isEmpty()) {
        request.descending = list.sort.startsWith(u'-');
        const QString name = request.descending ? list.sort.mid(1) : list.sort;
        request.sort = spec.field(name);
        if (!request.sort || request.sort->sort == db::ListSort::No)
            return refused(
                u"/sort"_s, u"unknown_field"_s, unknownNameMessage(u"field to sort by,"_s, name, spec.sortNames()));
    }
    request.filter = TRY(parseFilter(list.query, spec, m_clock->now()));
    if (list.after.isEmpty())
        return request;

    const auto bad
        = [] { return refused(u"/after"_s, u"invalid"_s, u"This is no cursor of this list, filter and sort."_s); };
    const auto bytes = fromBase64Url(list.after.toUtf8());
    if (!bytes || bytes->size() <= kMacSize)
        return bad();
    const QByteArray payload = bytes->sliced(kMacSize);
    const QByteArray expected = TRY(mac(context, spec, payload));
    if (!constantTimeEquals(expected, QByteArrayView(*bytes).first(kMacSize)))
        return bad();
    const auto position = parseJsonObject(payload);
    const auto id = position ? Uuid::parse((*position)[u"i"].toString().toLatin1()) : std::nullopt;
    if (!id)
        return bad();
    request.after = db::ListPosition { (*position)[u"v"].toString(), *id };
    return request;
}

void addTotal(const Context &context, QJsonObject &answer)
{
    if (!context.total)
        return;
    answer.insert(u"total"_s, context.total->count);
    answer.insert(u"total_is_estimate"_s, context.total->isEstimate);
}

Result<Field<QString>> Lists::next(Context &context, const db::ListSpec &spec, const db::ListPage &page) const
{
    context.total = page.total;
    if (!page.next)
        return Field<QString>::null();
    const QByteArray payload
        = toJson(QJsonObject { { u"v"_s, page.next->value }, { u"i"_s, page.next->id.toString() } });
    const QByteArray tag = TRY(mac(context, spec, payload));
    return Field<QString>(QString::fromLatin1(toBase64Url(tag + payload)));
}

}
