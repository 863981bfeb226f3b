// SPDX-License-Identifier: GPL-3.0-or-later
#include "BareEdge.h"

#include "crypto/Hash.h"
#include "crypto/Jws.h"

namespace auth::bench {

namespace {

/// About the claims of an access token.
constexpr QByteArrayView kClaims(
    R"({"acr":"1","amr":["pwd"],"aud":"http://localhost:8080","auth_time":1700000000,"client_id":"bench","exp":1700000900,)"
    R"("grant_id":"018bcfe5-687b-7aaa-8bbb-0123456789ab","iat":1700000000,"iss":"http://localhost:8080",)"
    R"("jti":"018bcfe5-687b-7ccc-8ddd-0123456789ab","scope":"offline_access profile","sub":"018bcfe5-687b-7eee-8fff-0123456789ab"})");
constexpr int kRows = 10'000;

const db::Query kSelectOne { "bench_select", "SELECT value FROM bench_rows WHERE id = $1" };
const db::Query kInsertOne { "bench_insert", "INSERT INTO bench_log (id, value) VALUES ($1, $2)" };
const db::Query kSelectFamilies { "bench_families",
    "SELECT f.realm_id, f.id, f.application_id, f.generation, f.salt FROM refresh_families f"
    " JOIN applications a ON a.realm_id = f.realm_id AND a.id = f.application_id WHERE a.client_id = 'bench-bare' ORDER BY f.id" };

http::EdgeOptions edgeOptions(const BareOptions &options)
{
    http::EdgeOptions edge;
    edge.exemptLoopback = true;
    edge.requestsPerConnection = 1'000'000'000;
    edge.publicOrigin = "http://localhost:" + QByteArray::number(options.port);
    return edge;
}

crypto::SigningKey makeKey(crypto::SignatureAlgorithm algorithm)
{
    return crypto::SigningKey::generate(algorithm).value();
}

}

BareEdge::BareEdge(BareOptions options)
    : m_options(std::move(options))
    , m_edge(edgeOptions(m_options), &m_router)
    , m_es256(makeKey(crypto::SignatureAlgorithm::ES256))
    , m_rs256(makeKey(crypto::SignatureAlgorithm::RS256))
    , m_signature(m_es256.sign(kClaims))
{
    add(http::Method::Get, "/answer", [this](http::Request request) { return answer(std::move(request)); });
    add(http::Method::Get, "/sign/es256", [this](http::Request) { return sign(&m_es256); });
    add(http::Method::Get, "/sign/rs256", [this](http::Request) { return sign(&m_rs256); });
    if (m_options.database.isEmpty())
        return;
    m_database = std::make_unique<db::Database>(db::PoolOptions { .connectionString = m_options.database, .role = {} });
    add(http::Method::Get, "/select", [this](http::Request request) { return select(std::move(request)); });
    add(http::Method::Post, "/insert", [this](http::Request request) { return insert(std::move(request)); });
    add(http::Method::Post, "/hmac", [this](http::Request request) { return hmac(std::move(request)); });
    add(http::Method::Post, "/verify", [this](http::Request request) { return verify(std::move(request)); });
    add(http::Method::Post, "/refresh", [this](http::Request request) { return refresh(std::move(request)); });
}

void BareEdge::add(http::Method method, QByteArray pattern, http::Handler handler)
{
    m_router.add({ .method = method, .pattern = std::move(pattern), .handler = std::move(handler) });
}

Task<Result<quint16>> BareEdge::start(int index, quint16 port)
{
    if (m_database) {
        const auto rows = CO_TRY(co_await m_database->execute(&kSelectFamilies, {}, deadlineIn(std::chrono::seconds(10))));
        for (int i = index; i < rows.count(); i += m_options.threads) {
            m_families.push_back({ rows.id<RealmId>(i, "realm_id"), rows.id<GrantId>(i, "id"), static_cast<int>(rows.integer(i, "generation")),
                rows.bytes(i, "salt"), rows.id<ApplicationId>(i, "application_id"), {}, std::chrono::hours(2) });
        }
    }
    co_return m_edge.listen(m_options.address, port);
}

Task<Result<http::Response>> BareEdge::answer(http::Request)
{
    co_return http::Response::json(QByteArrayLiteral("{\"active\":true}"));
}

Task<Result<http::Response>> BareEdge::sign(const crypto::SigningKey *key)
{
    co_return http::Response::json("{\"access_token\":\"" + crypto::signCompactPayload(*key, QByteArrayLiteral("at+jwt"), kClaims) + "\"}");
}

Task<Result<http::Response>> BareEdge::select(http::Request request)
{
    const auto rows = CO_TRY(co_await m_database->execute(&kSelectOne, db::Params::of(static_cast<int>(m_next++ % kRows)), request.deadline));
    co_return http::Response::json("{\"value\":\"" + rows.raw(0, "value") + "\"}");
}

Task<Result<http::Response>> BareEdge::insert(http::Request request)
{
    CO_TRY(co_await m_database->execute(&kInsertOne, db::Params::of(Uuid::v7(m_clock.now()), QStringLiteral("a row of the bare route")), request.deadline));
    co_return http::Response::json(QByteArrayLiteral("{}"), 201);
}

/// What a code of an authenticator app cannot be had for less than.
Task<Result<http::Response>> BareEdge::hmac(http::Request request)
{
    if (crypto::hmacSha256(kClaims.first(20), QByteArray::number(m_next++)).isEmpty())
        co_return failure(ErrorCode::Internal, QStringLiteral("No HMAC."));
    co_return co_await insert(std::move(request));
}

/// Likewise an answer of a passkey.
Task<Result<http::Response>> BareEdge::verify(http::Request request)
{
    if (!m_es256.verificationKey().verify(crypto::SignatureAlgorithm::ES256, kClaims, m_signature))
        co_return failure(ErrorCode::Internal, QStringLiteral("A signature is not good."));
    co_return co_await insert(std::move(request));
}

/// The product's own rotation, and one signature.
Task<Result<http::Response>> BareEdge::refresh(http::Request request)
{
    if (m_families.empty())
        co_return failure(ErrorCode::Unavailable, QStringLiteral("Every family is in use."));
    Family family = std::move(m_families.front());
    m_families.pop_front();
    family.now = m_clock.now();
    const auto rotated = CO_TRY(co_await oauth::refresh_family_store::rotate(m_database.get(), family, request.deadline));
    if (!rotated)
        co_return failure(ErrorCode::Internal, QStringLiteral("A family did not rotate."));
    family.generation = rotated->generation;
    m_families.push_back(std::move(family));
    co_return co_await sign(&m_es256);
}

}
