// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Form.h"
#include "http/Router.h"
#include "pages/PageModel.h"
#include "passkeys/PasskeyService.h"
#include "protocol/Endpoints.h"
#include "protocol/Issuer.h"
#include "sign_in/FlowContext.h"

namespace auth::sign_in {

// What pages with passkeys have in common. Each asks by a POST of its script, and is answered by a form.

/// A question to an authenticator, for the page's script.
http::Response optionsAnswer(const QJsonObject &options);

/// What a new passkey is called where the person does not say: the browser and system.
QString suggestedPasskeyLabel(const http::Request &request);

/// The passkey of \a form (`credential`, `label`), if it is the answer to what was asked of \a user. What is refused is
/// audited.
Task<Result<Passkey>> checkPasskey(protocol::Services *services, http::Request request, protocol::Issuer issuer, User user, PasskeyService::Place place, Form form);
/// Keeps what checkPasskey() answered, with its audit row.
Task<Result<void>> savePasskey(protocol::Services *services, http::Request request, db::Transaction *transaction, User user, Passkey passkey);

/// What a page says of a passkey that was not taken; nothing where the error is not about it.
std::optional<pages::PageError> passkeyError(const Error &error);

/// The same for what Flow::error says of a passkey.
std::optional<pages::PageError> passkeyStepError(const QByteArray &error);

enum class Named : quint8 { No, Yes };
/// Lets people use a passkey on a page of the first step, where the realm takes any: \a named is that of the person who
/// was named before, else the browser offers what it has with the user name.
void addPasskeys(protocol::Services *services, const FlowContext &context, pages::PageModel *page, Named named);

/// The person's own passkeys; empty where there are none to be had.
QString passkeysUrl(protocol::Services *services, const protocol::Issuer &issuer);

void addPasskeyAccountRoutes(http::Router *router, protocol::Services *services);
/// `/.well-known/webauthn` (WebAuthn §5.11.1): origins that may use the passkeys.
void addRelatedOriginsRoute(http::Router *router, protocol::Services *services);

}
