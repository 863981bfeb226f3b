// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "protocol/Issuer.h"

namespace auth::sign_in {

/// The address of a flow's page.
inline QByteArray flowUrl(const protocol::Issuer &issuer, const char *path, FlowId id)
{
    return issuer.url(path) + "?tx=" + id.toBytes();
}

}
