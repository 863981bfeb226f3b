// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "admin/ServerState.h"

namespace auth::admin {

/// The admin resource of the server itself.
class ServerApi final : public ServerHandlers {
public:
    explicit ServerApi(ServerState state)
        : m_state(state)
    {
    }
    Task<Result<api::Server>> getServer(ContextPointer context) override;

private:
    ServerState m_state;
};

}
