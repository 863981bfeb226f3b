// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Times.h"

#include <QtCore/QDateTime>

namespace auth::admin {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Error> refused(const QString &path)
{
    Error error(ErrorCode::ValidationFailed, u"The request is not valid."_s);
    error.fields.append({ path, u"invalid"_s, u"A time to come, such as 2030-01-31T12:00:00Z, is needed here."_s });
    return std::unexpected(error);
}

}

Result<std::optional<Timestamp>> parseTime(const Field<QString> &field, const QString &path)
{
    if (!field.hasValue())
        return std::nullopt;
    const QDateTime moment = QDateTime::fromString(field.value(), Qt::ISODateWithMs);
    if (!moment.isValid() || !field.value().endsWith(u'Z') || moment.date().year() >= 10'000)
        return refused(path);
    return Timestamp { std::chrono::milliseconds(moment.toMSecsSinceEpoch()) };
}

Result<std::optional<Timestamp>> timeToCome(const Field<QString> &field, const QString &path, Timestamp now)
{
    const auto time = TRY(parseTime(field, path));
    return time && *time <= now ? refused(path) : Result<std::optional<Timestamp>>(time);
}

}
