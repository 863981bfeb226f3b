// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "crypto/Jwk.h"

#include <QtCore/QByteArrayView>

namespace auth::crypto {

/// Is \a pem one X.509 certificate (RFC 7468 §5) and nothing else but white space around it?
bool isPemCertificate(QByteArrayView pem);

/// A certificate for signatures (RFC 5280) that \a key signs itself, in DER: for tools that read keys from nothing else.
/// It says nothing beyond the key and \a name, its subject's common name, of 64 bytes at most. The serial number follows
/// from the key. Throws CryptoFailure where OpenSSL has no memory.
QByteArray selfSignedCertificate(const SigningKey &key, const QByteArray &name, Timestamp from, Timestamp until);

/// RFC 7468 §5.
QByteArray pemOfCertificate(QByteArrayView der);

}
