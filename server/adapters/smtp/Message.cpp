// SPDX-License-Identifier: GPL-3.0-or-later
#include "adapters/smtp/Message.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtCore/QUrl>

#include <algorithm>

namespace auth::smtp {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kLineEnd = "\r\n";

/// RFC 5321 §4.1.2 Atom.
bool isAtomText(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || QByteArrayView("!#$%&'*+-/=?^_`{|}~").contains(c);
}

bool isDotString(QByteArrayView text)
{
    const bool dots = text.startsWith('.') || text.endsWith('.') || text.contains("..");
    return !text.isEmpty() && !dots && std::all_of(text.begin(), text.end(), [](char c) { return c == '.' || isAtomText(c); });
}

bool isDomain(QByteArrayView text)
{
    const bool edges = text.startsWith('.') || text.endsWith('.') || text.startsWith('-') || text.contains("..");
    return !text.isEmpty() && text.size() <= 253 && !edges && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
}

/// RFC 2047 §2: encoded words of at most 75 bytes, cut between characters, joined by folding white space.
QByteArray encodedWords(const QString &text)
{
    constexpr qsizetype kRoom = 45; // Bytes of text that fit one word as base64.
    QList<QByteArray> words;
    QByteArray part;
    for (const char32_t point : text.toUcs4()) {
        const QByteArray bytes = QString::fromUcs4(&point, 1).toUtf8();
        if (part.size() + bytes.size() > kRoom)
            words.append(std::exchange(part, {}));
        part += bytes;
    }
    words.append(part);
    QByteArray out;
    for (const QByteArray &word : std::as_const(words))
        out += (out.isEmpty() ? "" : "\r\n ") + ("=?utf-8?B?" + word.toBase64() + "?=");
    return out;
}

/// RFC 5322 §2.2.1 unstructured text: as it is where it is short and plain, else encoded.
QByteArray unstructured(const QString &text)
{
    const QString clean = text.simplified();
    const bool plain = clean.size() <= 60 && !clean.contains("=?"_L1)
        && std::all_of(clean.begin(), clean.end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
    return plain ? clean.toLatin1() : encodedWords(clean);
}

QByteArray header(const Address &address)
{
    const QByteArray angle = '<' + address.mailbox + '>';
    return address.name.isEmpty() ? angle : encodedWords(address.name.simplified()) + "\r\n " + angle;
}

/// RFC 2045 §6.8, lines of 76 bytes.
QByteArray base64Lines(const QString &text)
{
    QString lines = text;
    lines.replace("\r\n"_L1, "\n"_L1).replace(u'\n', "\r\n"_L1);
    const QByteArray encoded = lines.toUtf8().toBase64();
    QByteArray out;
    for (qsizetype at = 0; at < encoded.size(); at += 76)
        out += encoded.mid(at, 76) + kLineEnd;
    return out;
}

QByteArray part(QByteArrayView type, const QString &content)
{
    return "Content-Type: text/" + type.toByteArray() + "; charset=utf-8" + kLineEnd + "Content-Transfer-Encoding: base64"
        + kLineEnd + kLineEnd + base64Lines(content);
}

}

Result<Address> Address::parse(const QString &text)
{
    const qsizetype at = text.lastIndexOf(u'@');
    const QByteArray local = text.left(std::max<qsizetype>(at, 0)).toUtf8();
    const QByteArray domain = QUrl::toAce(text.mid(at + 1));
    if (at <= 0 || local.size() > 64 || !isDotString(local) || !isDomain(domain) || local.size() + domain.size() > 253)
        return failure(ErrorCode::ValidationFailed, u"This is not an address that mail can be sent to."_s);
    return Address { local + '@' + domain, {} };
}

Result<Address> Address::parseNamed(const QString &text)
{
    const qsizetype open = text.lastIndexOf(u'<');
    if (open < 0)
        return parse(text.trimmed());
    const QString trimmed = text.trimmed();
    if (!trimmed.endsWith(u'>'))
        return failure(ErrorCode::ValidationFailed, u"This is not an address that mail can be sent from."_s);
    Address address = TRY(parse(trimmed.mid(trimmed.lastIndexOf(u'<') + 1).chopped(1)));
    address.name = text.left(open).simplified();
    if (address.name.size() >= 2 && address.name.startsWith(u'"') && address.name.endsWith(u'"'))
        address.name = address.name.mid(1).chopped(1);
    return address;
}

QByteArray compose(const Message &message)
{
    // In base64 no line begins with the hyphens of a boundary.
    const QByteArray boundary = "=_" + message.id;
    const QDateTime at = QDateTime::fromSecsSinceEpoch(
        std::chrono::floor<std::chrono::seconds>(message.at).time_since_epoch().count(), Qt::UTC);
    const QString date = QLocale::c().toString(at, u"ddd, dd MMM yyyy HH:mm:ss '+0000'"_s);
    QByteArray out;
    const auto line = [&out](const char *name, const QByteArray &value) { out += QByteArray(name) + ": " + value + kLineEnd; };
    line("Date", date.toLatin1());
    line("From", header(message.from));
    line("To", header(message.to));
    line("Subject", unstructured(message.subject));
    line("Message-ID", '<' + message.id + '@' + message.from.domain() + '>');
    // RFC 3834 §5: nobody's holiday notice is to answer this.
    line("Auto-Submitted", "auto-generated");
    line("MIME-Version", "1.0");
    if (message.html.isEmpty())
        return out + part("plain", message.text);
    line("Content-Type", "multipart/alternative; boundary=\"" + boundary + '"');
    // RFC 2046 §5.1.4: the best alternative stands last.
    const QByteArray between = "--" + boundary + kLineEnd;
    return out + kLineEnd + between + part("plain", message.text) + between + part("html", message.html) + "--" + boundary + "--" + kLineEnd;
}

}
