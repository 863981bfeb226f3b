// SPDX-License-Identifier: GPL-3.0-or-later
#include "Resource.h"
#include "Revoke.h"
#include "Session.h"
#include "TokenText.h"
#include "output/Output.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

/// Sends the token to the verb's operation.
std::expected<api::Answer, Failure> sendToken(const Invocation &invocation)
{
    const auto token = readToken(invocation.options);
    if (!token)
        return std::unexpected(token.error());
    Session session(&invocation);
    api::Call call = session.call();
    if (call.operation->changesSomething())
        session.announce();
    call.body = QJsonObject { { u"token"_s, QString::fromLatin1(*token) } };
    return session.send(std::move(call));
}

int introspect(const Invocation &invocation)
{
    const auto answer = sendToken(invocation);
    return answer ? writeObject(invocation, answer->body) : report(invocation.options, answer.error());
}

int revoke(const Invocation &invocation)
{
    const auto answer = sendToken(invocation);
    if (!answer)
        return report(invocation.options, answer.error());
    note(invocation.options, invocation.options.dryRun ? u"dry run: nothing was written"_s : u"revoked"_s);
    return Done;
}

int preview(const Invocation &invocation)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    api::Call call = session.call();
    QJsonObject body { { u"application"_s, options.value(u"app"_s) } };
    if (options.has(u"user"_s))
        body.insert(u"user"_s, options.value(u"user"_s));
    if (options.has(u"scope"_s))
        body.insert(u"scope"_s, options.value(u"scope"_s));
    if (options.value(u"app"_s).isEmpty())
        return report(options, usageFailure(u"Which application? --app CLIENT_ID"_s));
    call.body = body;
    const auto answer = session.send(std::move(call));
    if (!answer)
        return report(options, answer.error());
    if (!isForPeople(options))
        return writeObject(invocation, answer->body);
    // A person wants to see why each claim is there.
    QJsonArray rows;
    const auto rules = answer->body[u"rules"].toArray();
    for (const auto &rule : rules) {
        QJsonObject row = rule.toObject();
        row.insert(u"value"_s, answer->body[row[u"in"].toString()][row[u"claim"].toString()]);
        rows.append(row);
    }
    Invocation table = invocation;
    if (table.options.columns.isEmpty())
        table.options.columns = { u"in"_s, u"claim"_s, u"value"_s, u"rule"_s };
    const auto refused = answer->body[u"refused_scope"].toArray();
    for (const auto &scope : refused)
        note(options, u"not granted: %1"_s.arg(scope.toString()));
    return writeList(table, rows);
}

constexpr Flag kPreviewFlags[] = {
    { "app", "CLIENT_ID", "The application" },
    { "user", "USER", "The person; without one, the application itself" },
    { "scope", "SCOPE", "What is asked for; without it, all that the application may have" },
};
constexpr Flag kInspectFlags[] = {
    { "jwks", "FILE", "Verify with the keys of a JWKS file instead of asking the issuer" },
    { "no-verify", nullptr, "Only decode" },
};
constexpr Argument kToken[] = { { "TOKEN", "The token; - or nothing reads standard input", false } };
constexpr const char *kAliases[] = { "tokens" };
constexpr const char *kColumns[] = { "active", "kind", "reason", "client_id", "sub", "scope", "expires_at" };
constexpr Verb kVerbs[] = {
    { "inspect", "Decode a JWT and verify it with its issuer's published keys; needs no login.",
        "authctl token inspect --no-verify eyJhbGciOiJub25lIn0.e30.", -1, Handle::None, {}, inspectToken, kInspectFlags,
        kToken },
    { "introspect", "Ask the server what a token is, and why it is no good.", "authctl token introspect not-a-token",
        kInspectToken, Handle::None, {}, introspect, {}, kToken },
    { "revoke", "Revoke a token; a refresh token with its whole family.", "authctl token revoke - < token.txt",
        kRevokeToken, Handle::None, { .change = true }, revoke, {}, kToken },
    { "revoke-family", "Revoke everything that came of the grant of a token.",
        "authctl token revoke-family - < token.txt", kRevokeTokenFamily, Handle::None, { .change = true }, revoke, {},
        kToken },
    { "revoke-all", "Revoke every token of a user, of an application, or of the realm.",
        "authctl token revoke-all --user alice --yes", kRevokeAllTokens, Handle::None,
        { .change = true, .confirm = true }, revokeAll, kRevokeFlags },
    { "preview", "Show the claims that somebody would get, with the rule that each comes from.",
        "authctl token preview --user alice --app shop --scope 'openid email'", kPreviewToken, Handle::None, {},
        preview, kPreviewFlags },
};

}

extern const Noun token_variant;
const Noun token_variant { "token", kAliases, "Access tokens and refresh tokens.", "", "", "", kColumns, kVerbs };

}
