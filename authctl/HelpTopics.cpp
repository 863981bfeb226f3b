// SPDX-License-Identifier: GPL-3.0-or-later
#include "HelpTopics.h"

namespace auth::cli {

namespace {

constexpr HelpTopic kTopics[] = {
    { "environment", "Variables that authctl reads",
        R"(An option wins over a variable, a variable over the context, the context over what is built in.
"authctl config explain" prints each setting and what says so.

AUTHCTL_TOKEN               a bearer token; wins over every login, is kept nowhere
AUTHCTL_CONTEXT             the context
AUTHCTL_SERVER              the server's URL
AUTHCTL_REALM               the realm that commands work in
AUTHCTL_LOGIN_REALM         the realm whose user logs in
AUTHCTL_LOGIN               auto, browser, device or service
AUTHCTL_SCOPE               what a login asks for
AUTHCTL_CLIENT_ID           with AUTHCTL_CLIENT_SECRET_FILE: a service account that needs no login before
AUTHCTL_CLIENT_SECRET_FILE
AUTHCTL_CLIENT_KEY_FILE     in place of the secret, a private key (PEM) that it signs with
AUTHCTL_STORAGE             keychain, file or none
AUTHCTL_CA_FILE             certificates that the server's is checked against, beside the system's
AUTHCTL_PIN                 SHA-256 of the server's public key: the server is who has it, whoever signed it
AUTHCTL_OUTPUT              how data is written
AUTHCTL_TIMEOUT             seconds for each request
AUTHCTL_PAGER, PAGER        the pager; "less -FRX" without
AUTHCTL_EDITOR, VISUAL, EDITOR  the editor of "edit"; vi without
AUTHCTL_CONFIG_DIR          where config.yaml is; else authctl in XDG_CONFIG_HOME, else in ~/.config
BROWSER                     what opens the page of a login; xdg-open without
NO_COLOR, CLICOLOR, CLICOLOR_FORCE, TERM=dumb   colors
)" },
    { "formatting", "How data is written",
        R"(Standard output has data and nothing else; everything else goes to standard error.

-o table    aligned, with headings and cut to its width on a terminal; tab-separated, whole and without
            headings in a pipe
-o wide     a table with more columns, not cut
-o json     a list is a bare array, an object an object
-o jsonl    an object a line
-o yaml     YAML 1.2
-o csv      RFC 4180, with headings; a cell that a spreadsheet would compute begins with an apostrophe
-o name     the name of each object, a line each
-o id       the id of each object

--columns a,b.c   which columns; a full stop goes into an object
--no-headers      no headings
--jq EXPR         a jq program over the JSON; strings are printed bare. Integers over 2^53 are rounded.

With -o json an error is one object on standard error:
{"error":{"code":"not_found","message":"…","fields":[],"next":"authctl user list","retryable":false}}
)" },
    { "exit-codes", "What a run ends with",
        R"(0    done; no differences; healthy
1    diff: differences; doctor: findings; else any other failure
2    the command line is wrong; a confirmation is needed and nobody can be asked; a name fits several objects
3    not found
4    not logged in, or the token has expired
5    forbidden; a newer login is needed, and nobody can be asked
6    conflict: it exists, or was changed meanwhile
7    the server found it invalid
8    the server cannot be reached: name, connection, TLS, time
9    the server failed
10   too many requests; the time to wait is printed
11   a bulk command was done in part; a report of each item is on standard output
12   aborted at a confirmation
13   --wait took too long
130  interrupted

In diff and doctor a failure is 9, never 1.
)" },
    { "filters", "Which objects a list has",
        R"(list -q FILTER takes terms that all have to hold:

field:value               equal, without regard to case; * stands for any text
field:*                   has one
field>=2026-01-01         also <, <=, >
created_at<30d            younger than thirty days; m, h, d, w
"jane doe"                free text
-term                     not
(enabled:false OR email:*@acme.test)

A field that does not exist is refused, with the nearest one that does.
--sort FIELD sorts, --sort -FIELD backwards. On a terminal a list ends after 100; --all and --limit N say else.
)" },
    { "declarative", "Configuration in files",
        R"(An object a YAML document:

apiVersion: auth/v1
kind: Application
realm: main
metadata:
  name: shop
spec:
  redirect_uris: [https://shop.example/callback]

Only members that a file names are managed; null goes back to the default. Secrets are named, not written:
{secretRef: env:NAME}, {secretRef: file:PATH}, {secretRef: generate}. Nothing is deleted by being left out.
"authctl explain KIND" lists the members of a kind.
)" },
};

}

std::span<const HelpTopic> helpTopics()
{
    return kTopics;
}

}
