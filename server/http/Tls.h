// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QtNetwork/QSslConfiguration>

namespace auth::http {

enum class ClientCertificates : quint8 {
    Ignore,
    Request, ///< Asked for, not demanded and not verified: who needs one judges Request::clientCertificate.
};

/// The server's TLS settings: TLS 1.2 and newer, with 1.2 only ECDHE and AES-GCM (RFC 9325 §4.2), HTTP/1.1 by ALPN.
/// \a chainPem is the certificate with its chain, leaf first; \a keyPem its private key, unencrypted. The error says
/// what is wrong with which of them.
Result<QSslConfiguration> tlsConfiguration(
    QByteArray chainPem, QByteArray keyPem, ClientCertificates clients = ClientCertificates::Ignore);

}
