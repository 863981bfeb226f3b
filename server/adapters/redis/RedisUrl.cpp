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

}

Result<RedisUrl> RedisUrl::parse(QByteArrayView text)
{
    RedisUrl url;
    if (text.startsWith("unix://")) {
        text = text.sliced(7);
        if (const auto query = text.indexOf('?'); query >= 0) {
            if (!text.sliced(query).startsWith("?db="))
                return invalid(u"after the path only ?db=NUMBER may stand"_s);
            url.database = TRY(numberUpTo(text.sliced(query + 4), kDatabases, "database"_L1));
            text = text.first(query);
        }
        if (!text.startsWith('/'))
            return invalid(u"the path of the socket is not absolute: unix:///run/redis/redis.sock"_s);
        url.path = text.toByteArray();
        return url;
    }
    if (!text.startsWith("redis://"))
        return invalid(u"it begins with neither redis:// nor unix://"_s);
    text = text.sliced(8);
    if (const auto slash = text.indexOf('/'); slash >= 0) {
        if (slash + 1 < text.size())
            url.database = TRY(numberUpTo(text.sliced(slash + 1), kDatabases, "database"_L1));
        text = text.first(slash);
    }
    if (const auto at = text.lastIndexOf('@'); at >= 0) {
        const auto credentials = text.first(at);
        const auto colon = credentials.indexOf(':');
        if (colon < 0)
            return invalid(u"a password stands after a colon: redis://:PASSWORD@HOST"_s);
        url.user = QByteArray::fromPercentEncoding(credentials.first(colon).toByteArray());
        url.password = QByteArray::fromPercentEncoding(credentials.sliced(colon + 1).toByteArray());
        text = text.sliced(at + 1);
    }
    // An IPv6 address stands in brackets.
    const auto end = text.startsWith('[') ? text.indexOf(']') + 1 : std::max<qsizetype>(text.indexOf(':'), -1);
    if (text.startsWith('[') ? end <= 0 : false)
        return invalid(u"the bracket of the address is not closed"_s);
    const auto hostSize = end < 0 ? text.size() : end;
    url.host = text.first(hostSize).toByteArray();
    if (url.host.startsWith('['))
        url.host = url.host.sliced(1, url.host.size() - 2);
    if (const auto rest = text.sliced(hostSize); !rest.isEmpty()) {
        if (!rest.startsWith(':'))
            return invalid(u"what follows the host is no port"_s);
        const int port = TRY(numberUpTo(rest.sliced(1), 65'535, "port"_L1));
        if (port == 0)
            return invalid(u"port 0 is no port to connect to"_s);
        url.port = static_cast<quint16>(port);
    }
    if (url.host.isEmpty())
        return invalid(u"there is no host"_s);
    return url;
}

}
