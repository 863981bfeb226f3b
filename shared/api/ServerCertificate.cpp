// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/ServerCertificate.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDateTime>
#include <QtCore/QStringList>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslError>
#include <QtNetwork/QSslKey>

#include <algorithm>

namespace auth::api {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kHashLength = 64;

CertificateFault faultOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::CertificateExpired:
        return CertificateFault::Expired;
    case QSslError::CertificateNotYetValid:
        return CertificateFault::NotYetValid;
    case QSslError::HostNameMismatch:
        return CertificateFault::OtherHost;
    case QSslError::SelfSignedCertificate:
        return CertificateFault::SelfSigned;
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::CertificateUntrusted:
        return CertificateFault::UnknownIssuer;
    default:
        return CertificateFault::Untrusted;
    }
}

QString named(const QStringList &names)
{
    return names.isEmpty() ? u"nobody"_s : names.join(u", "_s);
}

}

QString publicKeyHash(const QSslCertificate &certificate)
{
    const QByteArray key = certificate.publicKey().toDer();
    return key.isEmpty() ? QString()
                         : QString::fromLatin1(QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex());
}

bool isPublicKeyHash(const QString &text)
{
    return text.size() == kHashLength && std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
    });
}

QString describe(const CertificateProblem &problem)
{
    const QSslCertificate &certificate = problem.certificate;
    QStringList names = certificate.subjectAlternativeNames().values();
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    QStringList texts;
    for (const CertificateFault fault : problem.faults) {
        switch (fault) {
        case CertificateFault::Expired:
            texts.append(u"it expired on %1"_s.arg(certificate.expiryDate().toString(Qt::ISODate)));
            break;
        case CertificateFault::NotYetValid:
            texts.append(u"it counts from %1 on only"_s.arg(certificate.effectiveDate().toString(Qt::ISODate)));
            break;
        case CertificateFault::OtherHost:
            texts.append(u"it is for %1"_s.arg(named(names)));
            break;
        case CertificateFault::UnknownIssuer:
            texts.append(
                u"its issuer is unknown here (%1)"_s.arg(named(certificate.issuerInfo(QSslCertificate::CommonName))));
            break;
        case CertificateFault::SelfSigned:
            texts.append(u"the server signed it itself"_s);
            break;
        case CertificateFault::OtherKey:
            texts.append(
                u"the server shows another key than the one that is pinned (%1)"_s.arg(publicKeyHash(certificate)));
            break;
        case CertificateFault::Untrusted:
            texts.append(u"it is not to be trusted"_s);
            break;
        }
    }
    return u"the certificate of the server is not good: %1"_s.arg(texts.join(u"; "_s));
}

void trustPinOnly(QSslConfiguration &configuration)
{
    configuration.setCaCertificates({});
}

std::shared_ptr<std::optional<CertificateProblem>> watchCertificate(QNetworkReply *reply, const QString &pin)
{
    const auto found = std::make_shared<std::optional<CertificateProblem>>();
    QObject::connect(reply, &QNetworkReply::sslErrors, reply, [reply, pin, found](const QList<QSslError> &errors) {
        CertificateProblem problem { {}, reply->sslConfiguration().peerCertificate() };
        if (!pin.isEmpty()) {
            // The key is what was agreed on: who signed it, for whom and until when says nothing more.
            if (!problem.certificate.isNull() && publicKeyHash(problem.certificate) == pin) {
                reply->ignoreSslErrors(errors);
                return;
            }
            problem.faults = { CertificateFault::OtherKey };
        } else {
            for (const QSslError &error : errors) {
                if (const CertificateFault fault = faultOf(error.error()); !problem.has(fault))
                    problem.faults.append(fault);
            }
        }
        *found = problem;
    });
    return found;
}

}
