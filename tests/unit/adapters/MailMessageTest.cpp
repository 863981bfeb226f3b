// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"

#include "adapters/smtp/Message.h"

using namespace auth;
using namespace auth::smtp;
using namespace Qt::StringLiterals;

class MailMessageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyOneMailboxIsAnAddress()
    {
        for (const QString &good : { u"a@b"_s, u"jane.doe+x@example.com"_s, u"o'neil@sub.example.co.uk"_s })
            QCOMPARE(Address::parse(good)->mailbox, good.toLatin1());
        QCOMPARE(Address::parse(u"post@münchen.example"_s)->mailbox, "post@xn--mnchen-3ya.example");
        const QStringList bad { u""_s, u"jane"_s, u"@example.com"_s, u"jane@"_s, u"a@b,c@d"_s, u"a@b c@d"_s, u"a@b>\r\nRCPT TO:<c@d"_s,
            u"a@b\n"_s, u" a@b"_s, u"a b@c"_s, u"<a@b>"_s, u".a@b"_s, u"a..b@c"_s, u"a@b..c"_s, u"a@[127.0.0.1]"_s, u"jäne@example.com"_s,
            u"\"a b\"@c"_s, u"a@-b"_s, QString(65, u'a') + u"@b"_s, QString(u"a\0@b"_s).replace(u'\0', QChar(0)), u"a@b\u2028"_s };
        for (const QString &text : bad)
            COMPARE_ERROR(Address::parse(text), ErrorCode::ValidationFailed);
    }

    void aSenderMayHaveAName()
    {
        const auto named = Address::parseNamed(u"Example, Inc. <auth@example.com>"_s);
        VERIFY_RESULT(named);
        QCOMPARE(named->name, u"Example, Inc."_s);
        QCOMPARE(named->mailbox, "auth@example.com");
        QCOMPARE(Address::parseNamed(u"\"Example\" <a@b>"_s)->name, u"Example"_s);
        QVERIFY(Address::parseNamed(u"auth@example.com"_s)->name.isEmpty());
        for (const QString &text : { u"Example auth@example.com"_s, u"Example <auth@example.com> more"_s, u"<>"_s })
            COMPARE_ERROR(Address::parseNamed(text), ErrorCode::ValidationFailed);
    }

    void noValueEndsItsHeader()
    {
        Message message;
        message.from = { "auth@example.com", u"Evil\r\nBcc: x@y"_s };
        message.to = { "jane@example.com", u"J\nX: 1"_s };
        message.subject = u"Hello\r\nBcc: thief@example.com\r\n\r\nbody"_s;
        message.text = u"."_s;
        message.html = u"<p>.</p>"_s;
        message.id = "id";
        const QByteArray head = compose(message).split('\r').join();
        QByteArrayList names;
        for (const QByteArray &line : head.left(head.indexOf("\n\n")).split('\n')) {
            QVERIFY2(line.size() <= 78, line.constData());
            if (!line.startsWith(' '))
                names.append(line.left(line.indexOf(':')));
        }
        QCOMPARE(names, (QByteArrayList { "Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type" }));
    }

    void longTextsAreCutBetweenCharacters()
    {
        Message message;
        message.from = message.to = { "a@b", {} };
        message.subject = QString(100, u'ü') + u"😀"_s;
        message.id = "id";
        const QByteArray whole = compose(message);
        QString decoded;
        const qsizetype at = whole.indexOf("Subject: ") + 9;
        const QByteArray subject = whole.mid(at, whole.indexOf("\r\nMessage-ID") - at);
        for (const QByteArray &word : subject.split('\n')) {
            const QByteArray trimmed = word.trimmed();
            QVERIFY2(trimmed.size() <= 75 && trimmed.startsWith("=?utf-8?B?") && trimmed.endsWith("?="), trimmed.constData());
            const QString part = QString::fromUtf8(QByteArray::fromBase64(trimmed.mid(10).chopped(2)));
            QVERIFY(!part.contains(QChar::ReplacementCharacter));
            decoded += part;
        }
        QCOMPARE(decoded, message.subject);
    }
};

AUTH_TEST(MailMessageTest);
#include "MailMessageTest.moc"
