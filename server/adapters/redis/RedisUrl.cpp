// SPDX-License-Identifier: GPL-3.0-or-later
#include "adapters/redis/RedisUrl.h"

#include "core/Text.h"

#include <algorithm>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

constexpr int kDatabases = 1'000'000;

std::unexpected<Error> invalid(QString why)
{
    return failure(ErrorCode::ValidationFailed, std::move(why));
}

Result<int> numberUpTo(QByteArrayView text, int maximum, QLatin1StringView name)
{
    bool ok = !text.isEmpty() && text.size() <= 7 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    const int number = ok ? text.toInt(&ok) : 0;
    if (!ok || number > maximum)
        return invalid(u"the %1 is not a number from 0 to %2"_s.arg(name).arg(maximum));
    return number;
}

/// Takes `[USER]:PASSWORD@` off the front of \a text.
Result<void> takeCredentials(QByteArrayView &text, RedisUrl &url)
{
    const auto at = text.lastIndexOf('@', std::max<qsizetype>(text.indexOf('/'), 0) - 1);
    if (at < 0)
        return {};
    const auto credentials = text.first(at);
    const auto colon = credentials.indexOf(':');
    if (colon < 0)
        return invalid(u"a password stands after a colon: redis://:PASSWORD@HOST"_s);
    url.user = QByteArray::fromPercentEncoding(credentials.first(colon).toByteArray());
    url.password = QByteArray::fromPercentEncoding(credentials.sliced(colon + 1).toByteArray());
    text = text.sliced(at + 1);
    return {};
}

Result<void> takeSocket(QByteArrayView text, RedisUrl &url)
{
    if (const auto query = text.indexOf('?'); query >= 0) {
        if (!text.sliced(query).startsWith("?db="))
            return invalid(u"after the path only ?db=NUMBER may stand"_s);
        url.database = TRY(numberUpTo(text.sliced(query + 4), kDatabases, "database"_L1));
        text = text.first(query);
    }
    if (!text.startsWith('/'))
        return invalid(u"the path of the socket is not absolute: unix:///run/redis/redis.sock"_s);
    url.path = text.toByteArray();
    return {};
}

/// `HOST[:PORT][/DATABASE]`; an IPv6 address stands in brackets.
Result<void> takeAddress(QByteArrayView text, RedisUrl &url)
{
    if (const auto slash = text.indexOf('/'); slash >= 0) {
        if (slash + 1 < text.size())
            url.database = TRY(numberUpTo(text.sliced(slash + 1), kDatabases, "database"_L1));
        text = text.first(slash);
    }
    QByteArrayView port;
    if (text.startsWith('[')) {
        const auto end = text.indexOf(']');
        if (end < 0)
            return invalid(u"the bracket of the address is not closed"_s);
        url.host = text.sliced(1, end - 1).toByteArray();
        port = text.sliced(end + 1);
    } else {
        const auto end = text.indexOf(':');
        url.host = text.first(end < 0 ? text.size() : end).toByteArray();
        port = text.sliced(url.host.size());
    }
    if (url.host.isEmpty())
        return invalid(u"there is no host"_s);
    if (port.isEmpty())
        return {};
    if (!port.startsWith(':'))
        return invalid(u"what follows the host is no port"_s);
    url.port = static_cast<quint16>(TRY(numberUpTo(port.sliced(1), 65'535, "port"_L1)));
    if (url.port == 0)
        return invalid(u"port 0 is no port to connect to"_s);
    return {};
}

}

Result<RedisUrl> RedisUrl::parse(QByteArrayView text)
{
    const bool isSocket = text.startsWith("unix://");
    if (!isSocket && !text.startsWith("redis://"))
        return invalid(u"it begins with neither redis:// nor unix://"_s);
    text = text.sliced(isSocket ? 7 : 8);
    RedisUrl url;
    TRY(takeCredentials(text, url));
    TRY(isSocket ? takeSocket(text, url) : takeAddress(text, url));
    return url;
}

}
