// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "RelyingParty.h"

#include <QtTest/QtTest>

namespace auth::test {

/// Two realms that look alike: each has an alice and a bob with the same passwords, and a confidential web application,
/// a public one and a machine of the same client_ids. What is good in one must mean nothing in the other.
struct Twins {
    TestServer &server = TestServer::shared();
    TestRealm one;
    TestRealm two;
    User alice; ///< Of one.
    User bob;
    User aliceOfTwo;
    RelyingParty app; ///< Of one: confidential.
    RelyingParty appOfTwo; ///< With the same secret, too.
    RelyingParty spa;
    RelyingParty spaOfTwo;
    RelyingParty machine;
    RelyingParty machineOfTwo;

    explicit Twins(const QJsonObject &settings = {})
        : one(server.createRealm("one", settings, QStringLiteral("Realm One")))
        , two(server.createRealm("two", settings, QStringLiteral("Realm Two")))
        , alice(one.createUser(QStringLiteral("alice")))
        , bob(one.createUser(QStringLiteral("bob")))
        , aliceOfTwo(two.createUser(QStringLiteral("alice")))
        , app(one, web())
        , appOfTwo(two, web())
        , spa(RelyingParty::spa(one, named(QStringLiteral("twin-spa"))))
        , spaOfTwo(RelyingParty::spa(two, named(QStringLiteral("twin-spa"))))
        , machine(RelyingParty::machine(one, service()))
        , machineOfTwo(RelyingParty::machine(two, service()))
    {
    }

    static constexpr auto kSecret = "a-secret-that-both-of-the-twins-have-0123456789";

    /// Changes that only name the client.
    static ApplicationChanges named(const QString &clientId)
    {
        ApplicationChanges changes;
        changes.clientId = clientId;
        changes.clientName = QStringLiteral("Twin application");
        return changes;
    }

private:
    static ApplicationChanges web()
    {
        ApplicationChanges changes = named(QStringLiteral("twin-web"));
        changes.clientSecret = QString::fromLatin1(kSecret);
        changes.postLogoutRedirectUris = QStringList { QStringLiteral("https://app.example/bye") };
        changes.allowedOrigins = QStringList { QStringLiteral("https://app.example") };
        return changes;
    }
    static ApplicationChanges service()
    {
        ApplicationChanges changes = named(QStringLiteral("twin-machine"));
        changes.clientSecret = QString::fromLatin1(kSecret);
        changes.scope = QStringLiteral("orders:read orders:write");
        return changes;
    }
};

/// Is \a reply the page for an error that must not be redirected: HTML, \a status, no Location?
inline bool isErrorPage(const Reply &reply, int status = 400)
{
    return reply.status == status && reply.mediaType() == "text/html" && !reply.has("Location");
}

/// The parameter \a name of an authorization response by `query`.
inline QByteArray responseParameter(const Reply &reply, const char *name)
{
    return reply.locationQuery().valueOrEmpty(QLatin1StringView(name)).toUtf8();
}

}

/// \a reply must redirect the browser to the client of \a party with \a expectedError, `state` and `iss`.
#define COMPARE_REDIRECTED_ERROR(reply, party, expectedError)                                                          \
    do {                                                                                                               \
        const auto &redirected = (reply);                                                                              \
        QVERIFY2(redirected.status == 303, redirected.head + redirected.body.left(2000));                              \
        QCOMPARE(redirected.locationBase(), QByteArray(auth::test::RelyingParty::kRedirectUri));                       \
        QCOMPARE(auth::test::responseParameter(redirected, "error"), QByteArray(expectedError));                       \
        QCOMPARE(auth::test::responseParameter(redirected, "state"), QByteArray("state-of-the-client"));               \
        QCOMPARE(auth::test::responseParameter(redirected, "iss"), (party).realm().issuer());                          \
        QVERIFY(!redirected.locationQuery().contains(QLatin1StringView("code")));                                      \
    } while (false)

/// \a reply must be RFC 6749 §5.2 JSON.
#define COMPARE_OAUTH_ERROR(reply, expectedStatus, expectedError)                                                      \
    do {                                                                                                               \
        const auto &answered = (reply);                                                                                \
        QVERIFY2(answered.status == (expectedStatus), answered.head + answered.body);                                  \
        QCOMPARE(answered.mediaType(), QByteArray("application/json"));                                                \
        QCOMPARE(answered.error(), QByteArray(expectedError));                                                         \
        QCOMPARE(answered.field("Cache-Control"), QByteArray("no-store"));                                             \
    } while (false)
