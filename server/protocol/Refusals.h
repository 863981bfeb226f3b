// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"
#include "http/Request.h"
#include "protocol/Services.h"

namespace auth::protocol {

/// Takes down for the audit log that \a request was refused with \a error, as \a action, if it was the client's doing:
/// a browser that has to ask its person and a device that polls are none. The client is the one that it says it is.
Task<> noteRefusal(Services *services, QByteArray action, http::Request request, Error error);

}
