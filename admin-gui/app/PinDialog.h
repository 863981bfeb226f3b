// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/ServerCertificate.h"

#include <QtWidgets/QDialog>

namespace auth::console {

/// What is wrong with a certificate, in sentences.
QString certificateText(const api::CertificateProblem &problem);

/// Shows a certificate that nobody vouches for, and asks whether its key is the one of \a server: of this one server,
/// and of no other. It is for people who have the key's hash from whoever runs the server.
class PinDialog final : public QDialog {
    Q_OBJECT

public:
    PinDialog(const QString &server, const api::CertificateProblem &problem, QWidget *parent);
};

}
