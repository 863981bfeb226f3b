// SPDX-License-Identifier: GPL-3.0-or-later
#include "api_keys/ApiKeysApi.h"

#include "admin/Times.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

api::ApiKey answer(const ApiKey &key)
{
    return api::decodeLeniently<api::ApiKey>(apiKeyToJson(key));
}

/// What is rolled back is no key of anything.
api::ApiKey answer(const admin::Context &context, const ApiKeyService::Written &written)
{
    auto key = answer(written.key);
    if (!context.dryRun)
        key.key = written.text;
    return key;
}

/// What is so already may lie in the past.
Result<Field<Timestamp>> expiry(const Field<QString> &wanted, std::optional<Timestamp> current, Timestamp now)
{
    if (!wanted.isNamed())
        return Field<Timestamp>();
    auto time = TRY(admin::parseTime(wanted, u"/expires_at"_s));
    if (time && time != current)
        time = TRY(admin::timeToCome(wanted, u"/expires_at"_s, now));
    return time ? Field(*time) : Field<Timestamp>::null();
}

}

Task<Result<api::ApiKeyList>> ApiKeysApi::listApiKeys(admin::ContextPointer context)
{
    const auto &spec = ApiKeyService::listSpec();
    auto request = CO_TRY(m_lists->request(*context, spec));
    const auto page = CO_TRY(co_await m_keys->list(context->realm->id, std::move(request), context->deadline()));
    api::ApiKeyList list;
    for (const ApiKey &key : page.keys)
        list.items.append(answer(key));
    list.next = CO_TRY(m_lists->next(*context, spec, page.page));
    co_return list;
}

Task<Result<api::ApiKey>> ApiKeysApi::createApiKey(admin::ContextPointer context, api::ApiKeyCreate body)
{
    const auto application
        = co_await m_applications->findByHandle(context->realm->id, body.application, context->deadline());
    if (!application && application.error().code == ErrorCode::NotFound) {
        Error error(ErrorCode::ValidationFailed, u"There is no such application."_s);
        error.fields.append({ u"/application"_s, u"not_found"_s, error.description });
        co_return std::unexpected(error);
    }
    const ApplicationPointer owner = CO_TRY(application);
    const auto expiresAt = CO_TRY(expiry(body.expiresAt, {}, context->change->clock().now()));
    const auto written = CO_TRY(co_await m_keys->create(
        context->change, owner, { body.name, body.scope, body.tier, expiresAt, body.key.valueOr({}) }));
    co_return answer(*context, written);
}

Task<Result<api::ApiKey>> ApiKeysApi::getApiKey(admin::ContextPointer context)
{
    co_return answer(CO_TRY(co_await m_keys->find(context->realm->id, context->id("api_key"), context->deadline())));
}

Task<Result<api::ApiKey>> ApiKeysApi::updateApiKey(admin::ContextPointer context, api::ApiKeyUpdate body)
{
    const QString handle = context->id("api_key");
    const ApiKey key = CO_TRY(co_await m_keys->find(context->realm->id, handle, context->deadline()));
    const auto application
        = CO_TRY(co_await m_applications->find(context->realm->id, key.applicationId, context->deadline()));
    const auto expiresAt = CO_TRY(expiry(body.expiresAt, key.expiresAt, context->change->clock().now()));
    co_return answer(CO_TRY(co_await m_keys->update(context->change, application, handle,
        { body.name, body.scope, body.tier, expiresAt, body.key.valueOr({}) }, context->ifVersion)));
}

Task<Result<api::ApiKey>> ApiKeysApi::rotateApiKey(admin::ContextPointer context)
{
    const auto written = CO_TRY(
        co_await m_keys->rotate(context->change, context->realm->id, context->id("api_key"), context->ifVersion));
    co_return answer(*context, written);
}

Task<Result<void>> ApiKeysApi::deleteApiKey(admin::ContextPointer context)
{
    co_return co_await m_keys->remove(context->change, context->realm->id, context->id("api_key"), context->ifVersion);
}

}
