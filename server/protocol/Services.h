// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"

#include <QtCore/QString>

namespace auth {
class ApiKeyService;
class AuditLog;
class RefusalLog;
class DeviceService;
class ApplicationDirectory;
class OrganizationService;
class FactorService;
class PasskeyService;
class PasswordService;
class RealmKeys;
class Revocations;
class RightsService;
class ScopeService;
class SessionService;
class SigningKeyService;
class UserDirectory;
namespace db {
class Database;
}
}

namespace auth::mail {
class Mailer;
}

namespace auth::places {
class Places;
}

namespace auth::pages {
class Csrf;
class PageRenderer;
}

namespace auth::oauth {
class AccessTokenVerifier;
class AuthorizationCodes;
class Consents;
class DeviceAuthorizations;
class RefreshTokens;
class TokenAudit;
class TokenIssuer;
}

namespace auth::oidc {
class InteractionPages;
}

namespace auth::sign_in {
class FlowPages;
class FlowService;
}

namespace auth::protocol {

class Issuers;

/// The services of one thread that protocol endpoints and pages use. Owned by the composition root, which outlives
/// every request.
struct Services {
    const Clock *clock = nullptr;
    db::Database *database = nullptr;
    const AuditLog *audit = nullptr;
    const Revocations *revocations = nullptr;
    Issuers *issuers = nullptr;
    ApplicationDirectory *applications = nullptr;
    ApiKeyService *apiKeys = nullptr;
    UserDirectory *users = nullptr;
    SessionService *sessions = nullptr;
    DeviceService *devices = nullptr;
    RightsService *rights = nullptr;
    OrganizationService *organizations = nullptr;
    ScopeService *scopes = nullptr;
    QString adminResource; ///< The audience of the admin API.
    SigningKeyService *signingKeys = nullptr;
    PasswordService *passwords = nullptr;
    FactorService *factors = nullptr;
    const mail::Mailer *mailer = nullptr;
    const places::Places *places = nullptr;
    PasskeyService *passkeys = nullptr;
    oauth::TokenIssuer *tokenIssuer = nullptr;
    oauth::AccessTokenVerifier *accessTokens = nullptr;
    oauth::AuthorizationCodes *authorizationCodes = nullptr;
    oauth::RefreshTokens *refreshTokens = nullptr;
    oauth::DeviceAuthorizations *deviceAuthorizations = nullptr;
    oauth::Consents *consents = nullptr;
    oauth::TokenAudit *tokenAudit = nullptr;
    RefusalLog *refusals = nullptr;
    oidc::InteractionPages *interactionPages = nullptr;
    sign_in::FlowService *flows = nullptr;
    sign_in::FlowPages *flowPages = nullptr;
    pages::PageRenderer *pages = nullptr;
    const pages::Csrf *csrf = nullptr;
};

}
