// SPDX-License-Identifier: GPL-3.0-or-later
#include "Resource.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace api::operation;

constexpr const char *kAliases[] = { "resources", "resource-server" };
constexpr const char *kColumns[] = { "name", "identifier", "description" };
constexpr Verb kVerbs[] = {
    { "list", "List resource servers.", "authctl resource list", kListResourceServers, Handle::None, { .list = true },
        listObjects },
    { "get", "Show a resource server.", "authctl resource get orders", kGetResourceServer, Handle::Required, {},
        getObject },
    { "create", "Create a resource server.",
        "authctl resource create orders --set identifier=https://orders.example/api", kCreateResourceServer,
        Handle::Optional, { .body = true, .change = true }, createObject },
    { "update", "Change a resource server.", "authctl resource update orders --set description='Orders.'",
        kUpdateResourceServer, Handle::Required, { .body = true, .change = true, .version = true }, updateObject },
    { "edit", "Change a resource server in an editor.", "authctl resource edit orders", kUpdateResourceServer, Handle::Required,
        { .change = true, .version = true }, editObject },
    { "history", "List the versions of a resource server, newest first.", "authctl resource history orders",
        kListResourceServerHistory, Handle::Required, { .list = true }, listHistory },
    { "revert", "Make a resource server what it was at a version.", "authctl resource revert orders 1",
        kRevertResourceServer, Handle::Required, { .change = true, .version = true }, revertObject, {},
        kVersionArgument },
    { "delete", "Delete a resource server.", "authctl resource delete orders --yes", kDeleteResourceServer,
        Handle::Required, { .change = true, .version = true, .confirm = true }, deleteObject },
};

}

extern const Noun resource_variant;
const Noun resource_variant { "resource", kAliases, "Resource servers: the audiences of access tokens.", "NAME", "name",
    "resource_server", kColumns, kVerbs };

}
