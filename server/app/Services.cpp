// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Services.h"

#include "api/Operations.h"
#include "app/Bootstrap.h"
#include "app/InsideTransaction.h"
#include "protocol/oidc/Claims.h"

namespace auth::app {

namespace {

QStringList rightsOfOperations()
{
    QStringList list;
    for (const char *const permission : api::permissions())
        list.append(QString::fromLatin1(permission));
    return list;
}

}

Services::Services(Process *process_, db::Transaction *within)
    : process(process_)
    , epochs(within ? &ownEpochs : &process->epochs)
    , database(within ? db::Database(within) : db::Database(poolOptions(process->config)))
    , audit(process->clock, process->auditRowKey)
    , refusals(&database, &audit, process->clock)
    , revocations(&process->revocationSet, process->clock, process->fanOut.get())
    , realmKeys(process->masterKey)
    , knownRights(rightsOfOperations())
    , trail(&database, process->clock, &realmKeys)
    , realms(&database, [masterKey = process->masterKey](RealmId id) { return masterKey.newDataKey(id); }, epochs,
          { .rootRealm = process->config.rootRealm,
              .publicUrl = process->config.publicUrl,
              .defaults = &process->realmDefaults,
              .furnish = [this](ChangePointer change, Realm realm) { return roles.createBuiltIn(change, realm); } })
    , recycleBin(changeServices(), process->config.realmDefaults.recyclePeriod)
    , roles(&database, &realms, knownRights)
    , permissions(&database)
    , grants(&database)
    , rights(&database, epochs, knownRights)
    , scopes(&database, epochs, oidc::supportedClaims() + QStringList { QStringLiteral("roles"), QStringLiteral("permissions") })
    , organizations(&database, &rights, epochs)
    , applications(&database, epochs)
    , builtInApplications(&applications, changeServices(), QString::fromLatin1(process->config.publicUrl + "/admin/v1"),
          QStringList { QString::fromLatin1(RightSet::kEverything) })
    , apiKeys(&database, process->clock)
    , users(&database, process->clock)
    , signingKeys(changeServices(), &realmKeys, process->hashing.get())
    , sessions(&database, process->clock, &revocations, &audit, epochs)
    , passwords(&database, process->hashing.get(), process->clock)
    , factors({ &database, process->clock, &realmKeys, process->mailer.get(), process->texter.get() })
    , devices({ &database, process->clock, &audit, process->mailer.get(), &process->places, &users, &sessions, process->config.publicUrl })
    , passkeys(&database, process->clock, &realmKeys,
          passkeys::RelyingParty::of(process->config.publicUrl, process->config.passkeys.relyingPartyId, process->config.passkeys.relatedOrigins()))
    , issuers(process->config.publicUrl, process->config.rootRealm, &realms)
    , tokenIssuer(&signingKeys, process->clock)
    , accessTokens(&issuers, &applications, &signingKeys, &revocations, process->clock)
    , refreshTokens(&database, process->clock, &realmKeys, &sessions, &audit, &refusals, &revocations)
    , authorizationCodes(&database, process->clock, &realmKeys, &audit, &refusals, &revocations, &refreshTokens)
    , deviceAuthorizations({ &database, process->clock, &realmKeys, &audit, &refusals, &refreshTokens, &sessions },
          process->config.isDevelopment() ? oauth::DeviceAuthorizations::Limits {} : oauth::DeviceAuthorizations::Limits { &process->flowLimiter, &process->userCodeLimiter, &process->userCodeRealmLimiter })
    , tokenAudit(&database, &audit)
    , consents(&database, process->clock)
    , flows(&database, process->clock, factors.channels())
    , flowPages(&flows, process->config.isDevelopment() ? nullptr : &process->flowLimiter)
    , adminApi({
          .change = changeServices(),
          .realms = &realms,
          .applications = &applications,
          .roles = &roles,
          .permissions = &permissions,
          .grants = &grants,
          .rights = &rights,
          .scopes = &scopes,
          .apiKeys = &apiKeys,
          .organizations = &organizations,
          .users = &users,
          .passwords = &passwords,
          .factors = &factors,
          .passkeys = &passkeys,
          .sessions = &sessions,
          .devices = &devices,
          .mailer = process->mailer.get(),
          .places = &process->places,
          .keys = &realmKeys,
          .trail = &trail,
          .refusals = &refusals,
          .signingKeys = &signingKeys,
          .accessTokens = &accessTokens,
          .issuers = &issuers,
          .refreshTokens = &refreshTokens,
          .consents = &consents,
          .revoked = &process->revocationSet,
          .node = { process->startedAt, process->config.threads },
          .protocol = &protocol,
          .publicUrl = process->config.publicUrl,
          .inside = [process = process](db::Transaction *transaction) -> std::unique_ptr<admin::Inside> { return std::make_unique<InsideTransaction>(process, transaction); },
      })
{
    protocol.clock = process->clock;
    protocol.database = &database;
    protocol.audit = &audit;
    protocol.revocations = &revocations;
    protocol.issuers = &issuers;
    protocol.applications = &builtInApplications;
    protocol.apiKeys = &apiKeys;
    protocol.users = &users;
    protocol.sessions = &sessions;
    protocol.devices = &devices;
    protocol.rights = &rights;
    protocol.organizations = &organizations;
    protocol.scopes = &scopes;
    protocol.adminResource
        = QString::fromLatin1(admin::AccessTokenAuthentication::audience(process->config.publicUrl));
    protocol.signingKeys = &signingKeys;
    protocol.passwords = &passwords;
    protocol.factors = &factors;
    protocol.mailer = process->mailer.get();
    protocol.places = &process->places;
    protocol.passkeys = &passkeys;
    protocol.tokenIssuer = &tokenIssuer;
    protocol.accessTokens = &accessTokens;
    protocol.authorizationCodes = &authorizationCodes;
    protocol.refreshTokens = &refreshTokens;
    protocol.deviceAuthorizations = &deviceAuthorizations;
    protocol.tokenAudit = &tokenAudit;
    protocol.refusals = &refusals;
    protocol.consents = &consents;
    protocol.interactionPages = &flowPages;
    protocol.flows = &flows;
    protocol.flowPages = &flowPages;
    protocol.pages = process->pages.get();
    protocol.csrf = process->csrf.get();
    setup.change = changeServices();
    setup.systemRealm = kSystemRealm;
    setup.administratorRole = kAdministratorRole;
    setup.realms = &realms;
    setup.issuers = &issuers;
    setup.users = &users;
    setup.passwords = &passwords;
    setup.sessions = &sessions;
    setup.devices = &devices;
    setup.mailer = process->mailer.get();
    setup.places = &process->places;
    setup.pages = process->pages.get();
    setup.csrf = process->csrf.get();
}

}
