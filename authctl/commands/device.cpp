// SPDX-License-Identifier: GPL-3.0-or-later
#include "Resource.h"
#include "Revoke.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace api::operation;

constexpr const char *kAliases[] = { "devices" };
constexpr const char *kColumns[] = { "id", "username", "address", "unconfirmed", "created_at", "last_seen_at" };
constexpr Verb kVerbs[] = {
    { "list", "List devices, the last used first.", "authctl device list -q 'username:alice'", kListDevices,
        Handle::None, { .list = true }, listObjects },
    { "get", "Show a device.", "authctl device get 01890a5d-ac96-774b-bcce-b302099a8057", kGetDevice, Handle::Required,
        {}, getObject },
    { "revoke", "Forget a device and end its sessions with their tokens.",
        "authctl device revoke 01890a5d-ac96-774b-bcce-b302099a8057 --yes", kRevokeDevice, Handle::Required,
        { .change = true, .confirm = true }, revokeObject },
};

}

extern const Noun device_variant;
const Noun device_variant { "device", kAliases, "Browsers that people signed in with.", "DEVICE", "id", "device",
    kColumns, kVerbs };

}
