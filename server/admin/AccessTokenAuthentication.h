// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Caller.h"
#include "applications/ApplicationDirectory.h"
#include "organizations/OrganizationService.h"
#include "permissions/RightsService.h"
#include "protocol/oauth/AccessTokenVerifier.h"

namespace auth::admin {

/// Bearer access tokens (RFC 6750, RFC 9068) of any of our issuers with the audience of the admin API. A token counts
/// for what its person or application has now: rights that were taken away since it was issued are gone at once.
class AccessTokenAuthentication final : public Authentication {
public:
    /// \a publicUrl without a trailing slash.
    AccessTokenAuthentication(oauth::AccessTokenVerifier *verifier, RealmDirectory *realms,
        ApplicationDirectory *applications, RightsService *rights, OrganizationService *organizations,
        const QByteArray &publicUrl);

    Task<Result<Caller>> authenticate(http::Request request) override;
    Task<Result<Caller>> recall(CallerRecord record, Deadline deadline) override;
    Task<Result<QStringList>> rightsInside(Caller caller, QString organization, Deadline deadline) override;

    /// `{base}/admin/v1`: what `aud` of a token must hold.
    static QByteArray audience(const QByteArray &publicUrl) { return publicUrl + "/admin/v1"; }

private:
    Task<Result<RightSet>> rightsOfCaller(RealmPointer realm, CallerRecord record, Deadline deadline) const;

    oauth::AccessTokenVerifier *m_verifier;
    RealmDirectory *m_realms;
    ApplicationDirectory *m_applications;
    RightsService *m_rights;
    OrganizationService *m_organizations;
    QString m_audience;
};

}
