// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArrayView>

namespace auth::crypto {

/// Is \a pem one X.509 certificate (RFC 7468 §5) and nothing else but white space around it?
bool isPemCertificate(QByteArrayView pem);

}
