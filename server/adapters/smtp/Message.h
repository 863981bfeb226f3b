// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "core/Result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace auth::smtp {

/// A mailbox (RFC 5321 §4.1.2), with the name that is shown for it.
struct Address {
    QByteArray mailbox; ///< `local@domain`, ASCII only.
    QString name;

    /// \a text as `local@domain`. ValidationFailed for what is not one mailbox of plain ASCII, such as two addresses,
    /// a line break, or a local part that needs SMTPUTF8; a domain in other letters becomes its ASCII form (RFC 5890).
    static Result<Address> parse(const QString &text);
    /// The same, or `Name <local@domain>`.
    static Result<Address> parseNamed(const QString &text);

    QByteArray domain() const { return mailbox.mid(mailbox.lastIndexOf('@') + 1); }
};

/// One mail to one person, in text and HTML.
struct Message {
    Address from;
    Address to;
    QString subject;
    QString text;
    QString html; ///< Empty: text only.
    QByteArray id; ///< Left of the `@` of its Message-ID: the same at every attempt, so that receivers know it again.
    Timestamp at {};
};

/// \a message as RFC 5322 and MIME write it: `multipart/alternative` or text, ASCII, no line over 78 bytes. No value can end its
/// header: what is not plain is an encoded word (RFC 2047).
QByteArray compose(const Message &message);

}
