// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Database.h"
#include "protocol/AuthorizationRequest.h"
#include "sessions/Session.h"
#include "sign_in/Flow.h"

namespace auth::sign_in {

/// Writes a code for \a session in \a transaction. The answer goes out after the commit.
QByteArray issueCode(protocol::Services *services, db::Transaction *transaction, const protocol::AuthorizationRequest &request, const Session &session);

/// Answers the client with \a code.
http::Response answerWithCode(protocol::Services *services, const protocol::AuthorizationRequest &authorization, const http::Request &request, const QByteArray &code, protocol::AfterForm afterForm);

/// Starts a flow whose first page is at \a path, and sends the browser there.
Task<Result<http::Response>> beginFlow(protocol::Services *services, protocol::Issuer issuer, http::Request request, Flow flow, const char *path);

/// The address of a flow's page.
QByteArray flowUrl(const protocol::Issuer &issuer, const char *path, FlowId id);

}
