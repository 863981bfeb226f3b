// SPDX-License-Identifier: GPL-3.0-or-later
#include "scopes/ScopesApi.h"

namespace auth {

namespace {

api::Scope answer(const Scope &scope)
{
    return api::decodeLeniently<api::Scope>(scopeToJson(scope));
}

api::ResourceServer answer(const ResourceServer &server)
{
    return api::decodeLeniently<api::ResourceServer>(resourceServerToJson(server));
}

template <typename Body>
ScopeChanges scopeChanges(const Body &body)
{
    ScopeChanges changes;
    changes.name = body.name;
    changes.description = body.description;
    changes.consentText = body.consentText;
    changes.claims = body.claims;
    changes.permissions = body.permissions;
    changes.resourceServer = body.resourceServer;
    return changes;
}

template <typename Body>
ResourceServerChanges serverChanges(const Body &body)
{
    ResourceServerChanges changes;
    changes.name = body.name;
    changes.identifier = body.identifier;
    changes.description = body.description;
    return changes;
}

}

ScopesApi::ScopesApi(ScopeService *scopes, const admin::Lists *lists)
    : m_scopes(scopes)
    , m_lists(lists)
{
}

Task<Result<Scope>> ScopesApi::findScope(admin::ContextPointer context) const
{
    co_return co_await m_scopes->find(context->realm->id, context->id("scope"), context->deadline());
}

Task<Result<ResourceServer>> ScopesApi::findServer(admin::ContextPointer context) const
{
    co_return co_await m_scopes->findServer(context->realm->id, context->id("resource_server"), context->deadline());
}

Task<Result<api::ScopeList>> ScopesApi::listScopes(admin::ContextPointer context)
{
    const auto &spec = ScopeService::listSpec();
    auto request = CO_TRY(m_lists->request(*context, spec));
    const auto page = CO_TRY(co_await m_scopes->list(context->realm->id, std::move(request), context->deadline()));
    api::ScopeList list;
    for (const Scope &scope : page.scopes)
        list.items.append(answer(scope));
    list.next = CO_TRY(m_lists->next(*context, spec, page.page));
    co_return list;
}

Task<Result<api::Scope>> ScopesApi::createScope(admin::ContextPointer context, api::ScopeCreate body)
{
    co_return answer(CO_TRY(co_await m_scopes->create(context->change, context->realm->id, scopeChanges(body))));
}

Task<Result<api::Scope>> ScopesApi::getScope(admin::ContextPointer context)
{
    co_return answer(CO_TRY(co_await findScope(context)));
}

Task<Result<api::Scope>> ScopesApi::updateScope(admin::ContextPointer context, api::ScopeUpdate body)
{
    const Scope found = CO_TRY(co_await findScope(context));
    co_return answer(CO_TRY(co_await m_scopes->update(
        context->change, context->realm->id, found.id, scopeChanges(body), context->ifVersion)));
}

Task<Result<void>> ScopesApi::deleteScope(admin::ContextPointer context)
{
    const Scope found = CO_TRY(co_await findScope(context));
    co_return co_await m_scopes->remove(context->change, context->realm->id, found.id, context->ifVersion);
}

Task<Result<api::ResourceServerList>> ScopesApi::listResourceServers(admin::ContextPointer context)
{
    const auto &spec = ScopeService::serverListSpec();
    auto request = CO_TRY(m_lists->request(*context, spec));
    const auto page
        = CO_TRY(co_await m_scopes->listServers(context->realm->id, std::move(request), context->deadline()));
    api::ResourceServerList list;
    for (const ResourceServer &server : page.servers)
        list.items.append(answer(server));
    list.next = CO_TRY(m_lists->next(*context, spec, page.page));
    co_return list;
}

Task<Result<api::ResourceServer>> ScopesApi::createResourceServer(
    admin::ContextPointer context, api::ResourceServerCreate body)
{
    co_return answer(CO_TRY(co_await m_scopes->createServer(context->change, context->realm->id, serverChanges(body))));
}

Task<Result<api::ResourceServer>> ScopesApi::getResourceServer(admin::ContextPointer context)
{
    co_return answer(CO_TRY(co_await findServer(context)));
}

Task<Result<api::ResourceServer>> ScopesApi::updateResourceServer(
    admin::ContextPointer context, api::ResourceServerUpdate body)
{
    const ResourceServer found = CO_TRY(co_await findServer(context));
    co_return answer(CO_TRY(co_await m_scopes->updateServer(
        context->change, context->realm->id, found.id, serverChanges(body), context->ifVersion)));
}

Task<Result<void>> ScopesApi::deleteResourceServer(admin::ContextPointer context)
{
    const ResourceServer found = CO_TRY(co_await findServer(context));
    co_return co_await m_scopes->removeServer(context->change, context->realm->id, found.id, context->ifVersion);
}

}
