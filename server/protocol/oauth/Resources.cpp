// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/Resources.h"

#include <QtCore/QJsonArray>

namespace auth::oauth {

Result<void> checkResources(const protocol::Issuer &issuer, const Application &application, const QStringList &resources)
{
    const QJsonArray allowed = application.metadata[u"allowed_resources"].toArray();
    for (const auto &resource : resources) {
        if (resource != QLatin1StringView(issuer.identifier) && !allowed.contains(resource))
            return failure(ErrorCode::InvalidTarget, QStringLiteral("The client may not have tokens for this resource."), resource.left(200));
    }
    return {};
}

bool isResourceServerOf(const Application &application, const QStringList &audience)
{
    const QString resource = application.metadata[u"resource_uri"].toString();
    return !resource.isEmpty() && audience.contains(resource);
}

}
