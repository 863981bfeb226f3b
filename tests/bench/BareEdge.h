// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/Jwk.h"
#include "db/Database.h"
#include "http/HttpEdge.h"
#include "protocol/oauth/RefreshFamilyStore.h"

#include <deque>

namespace auth::bench {

/// What every thread of the program shares.
struct BareOptions {
    QHostAddress address;
    quint16 port = 0;
    QByteArray database; ///< Empty: only the routes that need none.
    int threads = 2;
};

/// The product's edge, router, database client and cryptography with nothing of the product on them: each route does
/// one thing, and is the limit that a product route is measured against. One per thread.
class BareEdge {
public:
    explicit BareEdge(BareOptions options);
    /// Takes its share of the refresh families of the application `bench-bare`, and listens.
    Task<Result<quint16>> start(int index, quint16 port);

private:
    using Family = oauth::refresh_family_store::Presented;

    Task<Result<http::Response>> answer(http::Request request);
    Task<Result<http::Response>> sign(const crypto::SigningKey *key);
    Task<Result<http::Response>> select(http::Request request);
    Task<Result<http::Response>> insert(http::Request request);
    Task<Result<http::Response>> hmac(http::Request request);
    Task<Result<http::Response>> verify(http::Request request);
    Task<Result<http::Response>> refresh(http::Request request);
    void add(http::Method method, QByteArray pattern, http::Handler handler);

    const BareOptions m_options;
    std::unique_ptr<db::Database> m_database;
    http::Router m_router;
    http::HttpEdge m_edge;
    crypto::SigningKey m_es256;
    crypto::SigningKey m_rs256;
    const QByteArray m_signature; ///< By m_es256.
    SystemClock m_clock;
    std::deque<Family> m_families; ///< Those that no request is rotating.
    quint64 m_next = 0;
};

}
