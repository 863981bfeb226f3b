// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Location.h"

#include <QtCore/QUrlQuery>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kScheme("auth-console");

}

QUrl toLink(const Location &location, const QUrl &server)
{
    QUrl url;
    url.setScheme(kScheme);
    url.setHost(server.host());
    url.setPort(server.port());
    QString path = u'/' + location.realm + u'/' + location.page;
    if (!location.id.isEmpty())
        path += u'/' + QString::fromLatin1(QUrl::toPercentEncoding(location.id));
    url.setPath(path, QUrl::TolerantMode);
    if (!location.filter.isEmpty())
        url.setQuery("q="_L1 + QString::fromLatin1(QUrl::toPercentEncoding(location.filter)), QUrl::StrictMode);
    return url;
}

std::optional<Link> fromLink(const QUrl &url)
{
    if (url.scheme() != kScheme || url.host().isEmpty())
        return std::nullopt;
    const QStringList parts = url.path(QUrl::FullyEncoded).split(u'/', Qt::SkipEmptyParts);
    if (parts.size() < 2 || parts.size() > 3)
        return std::nullopt;
    const auto decoded = [&parts](qsizetype i) { return QUrl::fromPercentEncoding(parts.value(i).toLatin1()); };
    Link link;
    link.server = url.port() < 0 ? url.host() : u"%1:%2"_s.arg(url.host()).arg(url.port());
    link.location.realm = decoded(0);
    link.location.page = decoded(1);
    link.location.id = decoded(2);
    link.location.filter = QUrlQuery(url).queryItemValue(u"q"_s, QUrl::FullyDecoded);
    return link;
}

}
