// SPDX-License-Identifier: GPL-3.0-or-later
#include "Prompt.h"
#include "Resource.h"
#include "Session.h"
#include "output/Output.h"

#include "api/Operations.h"

#include <QtCore/QJsonArray>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

int exportJwks(const Invocation &invocation)
{
    Session session(&invocation);
    const auto answer = session.send(session.call());
    if (!answer)
        return report(invocation.options, answer.error());
    QJsonArray keys;
    const QJsonArray items = answer->body[u"items"].toArray();
    for (const auto &key : items) {
        const QString state = key[u"state"].toString();
        if (state != "removed"_L1 && state != "revoked"_L1 && state != "made"_L1)
            keys.append(key[u"jwk"]);
    }
    Invocation json = invocation;
    if (!json.options.isJson())
        json.options.output = u"json"_s;
    return writeObject(json, { { u"keys"_s, keys } });
}

int exportPem(const Invocation &invocation)
{
    Session session(&invocation);
    const auto answer = session.send(session.call());
    if (!answer)
        return report(invocation.options, answer.error());
    writeText(answer->body[u"pem"].toString().toUtf8());
    return Done;
}

int exportCertificate(const Invocation &invocation)
{
    Session session(&invocation);
    const auto answer = session.send(session.call());
    if (!answer)
        return report(invocation.options, answer.error());
    const QString certificate = answer->body[u"certificate"].toString();
    if (certificate.isEmpty()) {
        Failure failure;
        failure.exitCode = NotFound;
        failure.code = u"not_found"_s;
        failure.message = u"The key \"%1\" was made by an older version and has no certificate."_s.arg(invocation.options.handle);
        failure.next = u"authctl key rotate"_s;
        return report(invocation.options, failure);
    }
    writeText(certificate.toUtf8());
    return Done;
}

int revokeKey(const Invocation &invocation)
{
    const Options &options = invocation.options;
    if (!options.dryRun) {
        Session session(&invocation);
        api::Call trial = session.call();
        trial.options.dryRun = true;
        const auto foreseen = session.send(std::move(trial));
        if (!foreseen)
            return report(options, foreseen.error());
        const QString question
            = u"Revoke the key \"%1\"? Every token that it signed is refused at once: %2 refresh tokens need new access"
              u" tokens, %3 people stay signed in; resource servers that keep keys may take old tokens until %4."_s
                  .arg(options.handle)
                  .arg(foreseen->body[u"live_grants"].toInteger())
                  .arg(foreseen->body[u"live_sessions"].toInteger())
                  .arg(foreseen->body[u"access_tokens_until"].toString());
        if (const auto refused = confirm(options, Severity::Severe, question, options.handle))
            return report(options, *refused);
    }
    return actOnObject(invocation);
}

int retireKey(const Invocation &invocation)
{
    const Options &options = invocation.options;
    if (!options.dryRun) {
        const QString question
            = u"Retire the key \"%1\"? Its successor signs at once; clients that do not know that one have to read the keys again."_s
                  .arg(options.handle);
        if (const auto refused = confirm(options, Severity::Moderate, question, options.handle))
            return report(options, *refused);
    }
    return actOnObject(invocation);
}

/// Makes successors for the keys that sign: of one algorithm, or of all.
int rotateKeys(const Invocation &invocation)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    session.announce();
    QStringList algorithms = options.values(u"algorithm"_s);
    if (algorithms.isEmpty()) {
        const auto keys = session.send(session.call(kGetSigningKeys));
        if (!keys)
            return report(options, keys.error());
        for (const auto &key : keys->body[u"items"].toArray()) {
            if (key[u"state"].toString() == "active"_L1 && !algorithms.contains(key[u"algorithm"].toString()))
                algorithms.append(key[u"algorithm"].toString());
        }
    }
    QJsonArray made;
    for (const QString &algorithm : std::as_const(algorithms)) {
        api::Call call = session.call();
        call.body = QJsonObject { { u"algorithm"_s, algorithm } };
        const auto answer = session.send(std::move(call));
        if (!answer)
            return report(options, answer.error());
        made.append(answer->body);
    }
    note(options,
        options.dryRun         ? u"dry run: nothing was written"_s
            : made.isEmpty() ? u"no key signs yet: the first ones are made when they are needed"_s
                             : u"each signs from its activates_at on; \"key activate\" or \"key retire\" does not wait"_s);
    return writeList(invocation, made);
}

constexpr Flag kRotateFlags[] = { { "algorithm", "ALGORITHM", "RS256, ES256 or EdDSA; all that sign without it", 0, true } };
constexpr const char *kAliases[] = { "keys" };
constexpr const char *kColumns[] = { "kid", "algorithm", "state", "activates_at", "retires_at" };
constexpr Verb kVerbs[] = {
    { "list", "List a realm's signing keys, oldest first.", "authctl key list", kGetSigningKeys, Handle::None, {},
        listWhole },
    { "get", "Show a key.", "authctl key get KID", kGetSigningKey, Handle::Required, {}, getObject },
    { "generate", "Make a successor for the active key; it signs in ten minutes.",
        "authctl key generate --set algorithm=ES256", kGenerateSigningKey, Handle::None,
        { .body = true, .change = true }, createObject },
    { "activate", "Sign with a waiting key from now on.", "authctl key activate KID", kActivateSigningKey,
        Handle::Required, { .change = true }, actOnObject },
    { "rotate", "Make successors for the keys that sign; they sign in ten minutes.", "authctl key rotate", kGenerateSigningKey,
        Handle::None, { .change = true }, rotateKeys, kRotateFlags },
    { "retire", "Let a key sign no more; what it signed goes on counting.", "authctl key retire KID --yes", kRetireSigningKey,
        Handle::Required, { .change = true, .confirm = true }, retireKey },
    { "revoke", "Emergency: no signature of a key counts any more.", "authctl key revoke KID --confirm KID",
        kRevokeSigningKey, Handle::Required, { .change = true, .confirm = true }, revokeKey },
    { "jwks export", "Write the published keys as a JWK set.", "authctl key jwks export", kGetSigningKeys, Handle::None,
        {}, exportJwks },
    { "pem export", "Write a public key as PEM.", "authctl key pem export KID", kGetSigningKey, Handle::Required, {},
        exportPem },
    { "x509 export", "Write a public key as an X.509 certificate in PEM.", "authctl key x509 export KID", kGetSigningKey,
        Handle::Required, {}, exportCertificate },
};

}

extern const Noun key_variant;
const Noun key_variant { "key", kAliases, "Keys that sign a realm's tokens.", "KID", "kid", "key", kColumns, kVerbs };

}
