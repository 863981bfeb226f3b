// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

namespace auth::test {

/// A real mail server (aiosmtpd) with STARTTLS and AUTH that keeps what it is given.
class MailSink {
public:
    enum class Protection : quint8 { StartTls, Implicit, None };
    explicit MailSink(Protection protection = Protection::StartTls);
    ~MailSink();

    quint16 port() const { return m_port; }
    QString authority() const { return m_directory.filePath(QStringLiteral("ca.pem")); }
    static constexpr auto kUsername = "mailer";
    static constexpr auto kPassword = "a password of mail";

    /// What it took over, in order: the envelope (`from`, `to`, `tls`, `user`, `host`), the `content`, and what Python reads
    /// in it (`headers` by lower-case name, `header_count`, `defects`, `text`, `html`).
    QList<QJsonObject> mails() const;

    /// How it fails from now on, until mend().
    enum class Fault : quint8 {
        HangUp, ///< Before it says anything to a mail, and keeps nothing.
        Mute, ///< Keeps the mail, then hangs up without saying so.
        Busy, ///< 421 to each recipient.
    };
    void fail(Fault fault);
    void mend();

private:
    QString file(const char *name) const { return m_directory.filePath(QLatin1StringView(name)); }

    QTemporaryDir m_directory;
    QProcess m_process;
    quint16 m_port = 0;
};

}
