// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"

#include "core/Form.h"

namespace auth {

using namespace Qt::StringLiterals;

class FormTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decodesLikeABrowser()
    {
        const auto form = Form::parse("a=1+2%203&b=%C3%BC&c&d=&=e&%61%2Bb=x%26y%3Dz&a=second&");
        VERIFY_RESULT(form);
        QCOMPARE(form->value("a"_L1), u"1 2 3"_s);
        QCOMPARE(form->value("b"_L1), u"ü"_s);
        QCOMPARE(form->value("a+b"_L1), u"x&y=z"_s);
        QCOMPARE(form->values("a"_L1), QList<QString>({ u"1 2 3"_s, u"second"_s }));
        QVERIFY(form->contains("c"_L1));
        QVERIFY(form->contains("d"_L1));
        QCOMPARE(form->value("missing"_L1), std::nullopt);
    }
    void anEmptyParameterIsOmitted()
    {
        // RFC 6749 §3.1.
        const auto form = Form::parse("a=&b");
        VERIFY_RESULT(form);
        QCOMPARE(form->value("a"_L1), std::nullopt);
        QCOMPARE(form->value("b"_L1), std::nullopt);
        QCOMPARE(form->valueOrEmpty("a"_L1), QString());
    }
    void refusesWhatQUrlQueryTakes_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : { "a=%", "a=%4", "a=%zz", "a=%4g", "a=%%41", "%=1", "a=%ff", "a=%c3", "a=%C0%AF",
                 "a=%ED%A0%80", "a=%F4%90%80%80", "a=%00", "a%00=1", "a=\xff", "a=x%" })
            QTest::newRow(text) << QByteArray(text);
    }
    void refusesWhatQUrlQueryTakes()
    {
        QFETCH(QByteArray, text);
        COMPARE_ERROR(Form::parse(text), ErrorCode::Malformed);
    }
    void saysWhichNameIsRepeated()
    {
        const auto form = Form::parse("client_id=a&resource=1&resource=2&scope=&scope=x");
        VERIFY_RESULT(form);
        QCOMPARE(form->repeatedName({ "resource"_L1 }), u"scope"_s);
        QCOMPARE(form->repeatedName({ "resource"_L1, "scope"_L1 }), std::nullopt);
        QCOMPARE(Form::parse("a=1&%61=2")->repeatedName(), u"a"_s);
        QCOMPARE(Form::parse("a=1&A=2")->repeatedName(), std::nullopt);
    }
    void theNumberOfParametersIsBounded()
    {
        QVERIFY(Form::parse("a&b&c", 3));
        COMPARE_ERROR(Form::parse("a&b&c&d", 3), ErrorCode::Malformed);
        COMPARE_ERROR(Form::parse(QByteArray("a&").repeated(100'000)), ErrorCode::Malformed);
    }
    void encodesWhatItDecodes()
    {
        Form form;
        form.append(u"a b"_s, u"ü&=+%\n"_s);
        form.append(u""_s, u""_s);
        form.append(u"x"_s, u"https://a.example/?b=c#d"_s);
        const auto again = Form::parse(form.encode());
        VERIFY_RESULT(again);
        QCOMPARE(again->pairs(), form.pairs());
        for (const char c : form.encode())
            QVERIFY((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                || QByteArrayView("%&=-._~").contains(c));
    }
};

AUTH_TEST(FormTest);

}

#include "FormTest.moc"
