// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtNetwork/QSslCertificate>

#include <memory>
#include <optional>

class QNetworkReply;
class QSslConfiguration;

namespace auth::api {

/// What can be wrong with the certificate of a server.
enum class CertificateFault { Expired, NotYetValid, OtherHost, UnknownIssuer, SelfSigned, OtherKey, Untrusted };

/// Why a server is not believed to be who it says.
struct CertificateProblem {
    QList<CertificateFault> faults;
    QSslCertificate certificate;

    bool has(CertificateFault fault) const { return faults.contains(fault); }
};

/// SHA-256 of the certificate's public key (of its SubjectPublicKeyInfo, as RFC 7469 §2.4 takes it), in hexadecimal:
/// what a pin is compared with. Empty where the key is of a kind that nobody uses for TLS.
QString publicKeyHash(const QSslCertificate &certificate);
/// Can \a text be such a hash?
bool isPublicKeyHash(const QString &text);

/// One sentence about \a problem, without a full stop.
QString describe(const CertificateProblem &problem);

/// With this \a configuration no certificate is good by itself, so that each connection asks watchCertificate().
void trustPinOnly(QSslConfiguration &configuration);

/// What is wrong with the certificate that \a reply meets, as soon as it does. Where \a pin is a public key's hash, the
/// one who has the key is the server, whatever else is wrong, and nobody else is.
std::shared_ptr<std::optional<CertificateProblem>> watchCertificate(QNetworkReply *reply, const QString &pin);

}
