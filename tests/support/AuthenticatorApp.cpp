// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthenticatorApp.h"

#include "AdminClient.h"

#include <QtCore/QRegularExpression>

namespace auth::test {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QByteArray fromBase32(const QByteArray &text)
{
    const QByteArray alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
    QByteArray bytes;
    quint32 bits = 0;
    int count = 0;
    for (const char c : text) {
        bits = (bits << 5) | static_cast<quint32>(alphabet.indexOf(c));
        count += 5;
        if (count >= 8) {
            count -= 8;
            bytes.append(static_cast<char>(bits >> count));
        }
    }
    return bytes;
}

}

AuthenticatorApp::AuthenticatorApp(const TestServer *server, QByteArray base32, TotpParameters parameters)
    : m_server(server)
    , m_base32(std::move(base32))
    , m_secret(fromBase32(m_base32))
    , m_parameters(parameters)
{
}

AuthenticatorApp AuthenticatorApp::enrolled(const TestRealm &realm, const QByteArray &user, const QJsonObject &how)
{
    AdminCaller admin(realm.server(), administratorToken(realm.server()));
    const QByteArray target = "/admin/v1/realms/" + realm.name() + "/users/" + user + "/factors/totp";
    const Reply begun = admin.call("POST", target, how);
    if (begun.status != 201)
        qFatal("%s", begun.body.constData());
    TotpParameters parameters;
    parameters.algorithm = totpAlgorithmOf(how[u"algorithm"].toString(u"SHA1"_s).toLatin1()).value();
    parameters.digits = how[u"digits"].toInt(6);
    AuthenticatorApp app(&realm.server(), begun.text("secret").toLatin1(), parameters);
    const Reply confirmed = admin.call("POST", target + "/verify", { { u"code"_s, QString::fromLatin1(app.code()) } });
    if (confirmed.status != 204)
        qFatal("%s", confirmed.body.constData());
    realm.server().advance(60s);
    return app;
}

AuthenticatorApp AuthenticatorApp::fromPage(const TestServer *server, const Browser &browser)
{
    static const QRegularExpression shown(QStringLiteral("id=\"secret\"[^>]*>([A-Z2-7 ]+)<"));
    const auto match = shown.match(QString::fromUtf8(browser.page().body));
    if (!match.hasMatch())
        qFatal("no secret at %s:\n%s", browser.address().constData(), browser.page().body.constData());
    return { server, match.captured(1).remove(u' ').toLatin1() };
}

QByteArray AuthenticatorApp::code(int steps) const
{
    return totpCode(m_secret, m_parameters, totpStep(m_parameters, m_server->clock().now()) + steps);
}

QByteArray AuthenticatorApp::wrongCode() const
{
    QByteArray wrong = code();
    while (wrong == code() || wrong == code(-1) || wrong == code(1))
        wrong[0] = wrong[0] == '9' ? '0' : static_cast<char>(wrong[0] + 1);
    return wrong;
}

}
