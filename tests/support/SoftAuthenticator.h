// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "HttpClient.h"

#include <QtCore/QJsonObject>

#include <memory>
#include <vector>

struct evp_pkey_st;

namespace auth::test {

class TestRealm;

/// A browser with an authenticator in it (WebAuthn Level 3 §5, §6.3), which does as it is told, also what no honest one
/// does: the tests' own, and no code of the server's.
class SoftAuthenticator {
public:
    /// What an answer is to be like.
    struct Manner {
        QByteArray origin = "https://id.example";
        QByteArray rpId = {}; ///< Empty: what is asked for.
        QByteArray type = {}; ///< Empty: `webauthn.create` or `webauthn.get`.
        QByteArray challenge = {}; ///< base64url. Empty: what is asked for.
        QJsonObject clientData = {}; ///< Further members.
        bool userPresent = true;
        bool userVerified = true;
        bool backupEligible = false;
        bool backedUp = false;
        bool selfAttested = false; ///< Format `packed`, signed by the new key itself.
        std::optional<quint32> signCount = {}; ///< None: one more than the last.
        std::optional<QByteArray> userHandle = {}; ///< None: of the credential.
        bool breakSignature = false;
        QByteArray extraBytes = {}; ///< Behind the authenticator data.
    };

    /// RegistrationResponseJSON for PublicKeyCredentialCreationOptionsJSON. The new key is kept.
    QByteArray create(const QJsonObject &options, const Manner &manner);
    QByteArray create(const QJsonObject &options) { return create(options, Manner()); }
    /// AuthenticationResponseJSON by the newest key of those that are allowed; empty where there is none.
    QByteArray get(const QJsonObject &options, const Manner &manner);
    QByteArray get(const QJsonObject &options) { return get(options, Manner()); }

    /// Counts from here on.
    void setCounter(quint32 counter) { m_counter = counter; }
    QByteArray newestId() const { return m_keys.back().id; }

private:
    struct Key {
        QByteArray id;
        std::shared_ptr<evp_pkey_st> pair;
        QByteArray userHandle;
    };
    QByteArray head(const QByteArray &rpId, const Manner &manner, bool attested);

    std::vector<Key> m_keys;
    quint32 m_counter = 0;
};

/// Where the open page asks for a passkey, as its script sees it.
struct PasskeyPlace {
    QByteArray action; ///< Empty: that of the form.
    QByteArray options;
    Parameters fields;

    static PasskeyPlace of(const Browser &browser);
};

/// Signs in to the account page of \a realm by password, and opens the page of passkeys.
void openPasskeys(Browser &browser, const TestRealm &realm, const QByteArray &username = "alice");
/// What the script of the open page would get to hand to the authenticator, or what it would refuse.
Reply askForOptions(Browser &browser);
/// Registers a new key of \a authenticator on the open page.
Reply addPasskey(Browser &browser, SoftAuthenticator &authenticator, const SoftAuthenticator::Manner &manner = {}, const QByteArray &label = "Blue key");
/// Answers the open page's question for a passkey.
Reply usePasskey(Browser &browser, SoftAuthenticator &authenticator, const SoftAuthenticator::Manner &manner = {});
/// The same with a whole answer.
Reply sendAssertion(Browser &browser, const QByteArray &credential);

}
