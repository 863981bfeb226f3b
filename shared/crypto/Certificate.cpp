// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/Certificate.h"

#include "crypto/Handles.h"

#include <QtCore/QByteArray>

#include <openssl/pem.h>

namespace auth::crypto {

bool isPemCertificate(QByteArrayView pem)
{
    const QByteArray text = pem.trimmed().toByteArray();
    if (!text.startsWith("-----BEGIN CERTIFICATE-----") || !text.endsWith("-----END CERTIFICATE-----")
        || text.count("-----BEGIN") != 1)
        return false;
    const BioHandle bio(BIO_new_mem_buf(text.constData(), static_cast<int>(text.size())));
    require(bio != nullptr, "BIO_new_mem_buf");
    return CertificateHandle(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) != nullptr;
}

}
