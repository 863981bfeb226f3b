// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/PinDialog.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtGui/QFontDatabase>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using api::CertificateFault;

QStringList namesOf(const QSslCertificate &certificate)
{
    const QStringList names = certificate.subjectAlternativeNames().values();
    return names.isEmpty() ? certificate.subjectInfo(QSslCertificate::CommonName) : names;
}

QString moment(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
}

QString sentence(CertificateFault fault, const QSslCertificate &certificate)
{
    switch (fault) {
    case CertificateFault::Expired:
        return PinDialog::tr("It expired on %1.").arg(moment(certificate.expiryDate()));
    case CertificateFault::NotYetValid:
        return PinDialog::tr("It counts from %1 on only.").arg(moment(certificate.effectiveDate()));
    case CertificateFault::OtherHost:
        return PinDialog::tr("It is for another host: %1.").arg(namesOf(certificate).join(u", "_s));
    case CertificateFault::UnknownIssuer:
        return PinDialog::tr("Its issuer is unknown here: %1.")
            .arg(certificate.issuerInfo(QSslCertificate::CommonName).join(u", "_s));
    case CertificateFault::SelfSigned:
        return PinDialog::tr("The server signed it itself, so nobody vouches for it.");
    case CertificateFault::OtherKey:
        return PinDialog::tr(
            "The server shows another key than the one that is pinned: it is another server, or it has "
            "a new key. If whoever runs it says so, take the pin away: authctl context set NAME pin=");
    case CertificateFault::Untrusted:
        return PinDialog::tr("It is not to be trusted.");
    }
    return {};
}

}

QString certificateText(const api::CertificateProblem &problem)
{
    QStringList sentences { PinDialog::tr("The certificate of the server is not good, so nothing was sent.") };
    for (const CertificateFault fault : problem.faults)
        sentences.append(sentence(fault, problem.certificate));
    return sentences.join(u' ');
}

PinDialog::PinDialog(const QString &server, const api::CertificateProblem &problem, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"pinDialog"_s);
    setWindowTitle(tr("Certificate of %1").arg(server));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(fontMetrics().averageCharWidth() * 84);
    const QSslCertificate &certificate = problem.certificate;

    auto *const what = new QLabel(certificateText(problem), this);
    what->setWordWrap(true);
    auto *const form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    const auto fact = [this, form](const QString &name, const QString &text) {
        auto *const value = new QLabel(text, this);
        value->setWordWrap(true);
        value->setTextFormat(Qt::PlainText);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        form->addRow(name, value);
    };
    fact(tr("For"), namesOf(certificate).join(u", "_s));
    fact(tr("Issued by"), certificate.issuerInfo(QSslCertificate::CommonName).join(u", "_s));
    fact(tr("Counts"), tr("%1 to %2").arg(moment(certificate.effectiveDate()), moment(certificate.expiryDate())));
    auto *const hash = new QLineEdit(api::publicKeyHash(certificate), this);
    hash->setObjectName(u"keyHashLineEdit"_s);
    hash->setReadOnly(true);
    hash->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    hash->setMinimumWidth(hash->fontMetrics().horizontalAdvance(hash->text()) + fontMetrics().averageCharWidth() * 4);
    hash->setCursorPosition(0);
    form->addRow(tr("SHA-256 of its public &key"), hash);
    auto *const explanation
        = new QLabel(tr("Whoever runs the server can tell you this number. If it is the same, the key can be pinned: "
                        "from then on %1 is "
                        "whoever has this key, and another one is refused. Other servers are not touched by it.")
                         .arg(server),
            this);
    explanation->setWordWrap(true);
    explanation->setProperty("quiet", true);
    auto *const compared = new QCheckBox(tr("I have &compared the number with the server's"), this);
    compared->setObjectName(u"comparedCheckBox"_s);

    auto *const buttons = new QDialogButtonBox(this);
    QPushButton *const pin = buttons->addButton(tr("&Pin this key"), QDialogButtonBox::AcceptRole);
    pin->setObjectName(u"pinButton"_s);
    pin->setAutoDefault(false);
    buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole)->setDefault(true);
    const auto show = [pin, compared] {
        pin->setEnabled(compared->isChecked());
        pin->setToolTip(compared->isChecked() ? QString() : tr("Compare the number first"));
    };
    connect(compared, &QCheckBox::toggled, this, show);
    show();
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(14);
    column->addWidget(what);
    column->addLayout(form);
    column->addWidget(explanation);
    column->addWidget(compared);
    column->addStretch(1);
    column->addWidget(buttons);
}

}
