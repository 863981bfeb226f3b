// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/ApplicationRights.h"

#include <QtCore/QJsonArray>

namespace auth {

RightSet registeredRights(
    const RightsService &rights, const Realm &realm, const Application &application, const QString &adminResource)
{
    if (!application.metadata[u"allowed_resources"].toArray().contains(adminResource))
        return {};
    QStringList names = application.scopes();
    names.removeIf([&rights](const QString &scope) { return !scope.startsWith(u'*') && !rights.known().contains(scope); });
    return rights.rightsIn(realm, names);
}

Task<Result<RightSet>> rightsOf(
    RightsService *rights, RealmPointer realm, ApplicationPointer application, QString adminResource, Deadline deadline)
{
    RightSet all = registeredRights(*rights, *realm, *application, adminResource);
    const auto holdings = CO_TRY(co_await rights->of(realm, SubjectKind::Application, application->id.value, deadline));
    all.unite(holdings->rights);
    co_return all;
}

}
