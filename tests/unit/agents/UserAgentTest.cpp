// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "agents/UserAgent.h"

#include <QtCore/QFile>
#include <QtTest/QtTest>

using namespace auth;
using namespace Qt::StringLiterals;

namespace {

struct Case {
    QString text;
    QString family;
};

/// A value of uap-core's test files, which quote every text that is tested.
QString quoted(const QString &line)
{
    QString value = line.section(u": "_s, 1).trimmed();
    if (value.size() < 2)
        return {};
    const QChar quote = value.front();
    value = value.sliced(1).chopped(1);
    return quote == u'\'' ? value.replace(u"''"_s, u"'"_s)
                          : value.replace(u"\\\""_s, u"\""_s).replace(u"\\\\"_s, u"\\"_s);
}

QList<Case> casesOf(const QString &file)
{
    QFile source(u"/usr/share/uap-core/tests/"_s + file);
    if (!source.open(QIODevice::ReadOnly))
        qFatal("uap-core's tests are missing: %s", qPrintable(source.fileName()));
    QList<Case> cases;
    const QStringList lines = QString::fromUtf8(source.readAll()).split(u'\n');
    for (const QString &line : lines) {
        if (line.contains(u"user_agent_string: "_s))
            cases.append({ quoted(line), {} });
        else if (line.startsWith(u"    family: "_s))
            cases.last().family = quoted(line);
    }
    return cases;
}

}

/// Agents as uap-core tells them apart, by its own tests.
class UserAgentTest : public QObject {
    Q_OBJECT

    /// What is longer than is kept of one cannot be told.
    static void compare(const QString &file, QString agents::UserAgent::*part)
    {
        int compared = 0;
        for (const Case &expected : casesOf(file)) {
            if (expected.text.size() > 512)
                continue;
            const QString family = expected.family == u"Other"_s ? QString() : expected.family;
            const QString found = agents::parseUserAgent(expected.text).*part;
            QVERIFY2(found == family, qPrintable(expected.text + u" is "_s + found + u", not "_s + family));
            ++compared;
        }
        QVERIFY(compared > 400);
    }

private Q_SLOTS:
    void knowsEveryBrowserOfItsTests() { compare(u"test_ua.yaml"_s, &agents::UserAgent::browser); }
    void knowsEverySystemOfItsTests() { compare(u"test_os.yaml"_s, &agents::UserAgent::system); }

    void describesInAFewWords()
    {
        QCOMPARE(agents::describeUserAgent(u"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"_s),
            u"Firefox · Linux"_s);
        QCOMPARE(agents::describeUserAgent(u"curl/7.88.1"_s), u"curl"_s);
        QCOMPARE(agents::describeUserAgent({}), QString());
        QCOMPARE(agents::describeUserAgent(u"something else"_s), QString());
    }

    void takesNoSentenceForAProgramsName()
    {
        QCOMPARE(agents::describeProgram(u"authctl/1.0 (linux)"_s), u"authctl"_s);
        QCOMPARE(agents::describeProgram(u"Your administrator/1.0"_s), u"Your"_s);
        QCOMPARE(agents::describeProgram(u"<b>/1"_s), QString());
        QCOMPARE(agents::describeProgram(QString(31, u'a')), QString());
    }

    /// Whoever calls chooses the text: it is answered whatever it is.
    void answersHostileTexts()
    {
        for (const QString &part : { u"("_s, u"Mozilla/5.0 ("_s, u"Android "_s, u";"_s, u"1."_s, u" "_s, u"A/1 "_s,
                 u"\u00e4"_s, u"(Windows NT 6.1; "_s })
            QVERIFY(agents::describeUserAgent(part.repeated(600)).size() <= 512);
    }
};

AUTH_TEST(UserAgentTest);
#include "UserAgentTest.moc"
