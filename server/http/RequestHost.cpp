// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/RequestHost.h"

#include <QtNetwork/QHostAddress>

namespace auth::http {

namespace {

struct Authority {
    qsizetype begin = 0;
    qsizetype end = 0; ///< Of the host; a port follows.
};

Authority authorityOf(const QByteArray &origin)
{
    const qsizetype scheme = origin.indexOf("://");
    const qsizetype begin = scheme < 0 ? 0 : scheme + 3;
    const qsizetype colon = origin.startsWith('[') || origin.indexOf('[', begin) == begin
        ? origin.indexOf(':', std::max<qsizetype>(origin.indexOf(']', begin), begin))
        : origin.indexOf(':', begin);
    return { begin, colon < 0 ? origin.size() : colon };
}

}

QByteArray requestHost(const Request &request)
{
    const auto header = request.header("host");
    if (!header || header->isEmpty())
        return {};
    const QByteArray host = hostOf(*header).toLower();
    if (host.isEmpty())
        return {};
    const bool mayBeAddress = host.startsWith('[') || (host[0] >= '0' && host[0] <= '9');
    return mayBeAddress && (host.startsWith('[') || !QHostAddress(QString::fromLatin1(host)).isNull()) ? QByteArray()
                                                                                                       : host;
}

QByteArray hostOf(const QByteArray &origin)
{
    const Authority authority = authorityOf(origin);
    return origin.sliced(authority.begin, authority.end - authority.begin);
}

QByteArray originAt(const QByteArray &origin, const QByteArray &host)
{
    const Authority authority = authorityOf(origin);
    return origin.first(authority.begin) + host + origin.sliced(authority.end);
}

}
