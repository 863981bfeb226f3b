// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "app/PseudoTranslator.h"

namespace auth::console {

using namespace Qt::StringLiterals;

class PseudoTranslatorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatIsNoText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("kept");
        QTest::newRow("place") << u"%1 and %2 more"_s << u"%1"_s;
        QTest::newRow("number") << u"%n row(s)"_s << u"%n"_s;
        QTest::newRow("mnemonic") << u"&Save"_s << u"&"_s;
        QTest::newRow("number, as the locale writes it") << u"%Ln row(s)"_s << u"%Ln"_s;
        QTest::newRow("tag") << u"a <b>heading</b>"_s << u"<b>"_s;
        QTest::newRow("line") << u"one\ntwo"_s << u"\n"_s;
    }
    void keepsWhatIsNoText()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, kept);
        const QString said = pseudoText(text);
        QVERIFY2(said.contains(kept), qPrintable(said));
        QVERIFY(said.startsWith(u'[') && said.endsWith(u']'));
        QVERIFY2(said.size() * 4 >= text.size() * 5, qPrintable(said));
    }

    void saysEveryTextOfEveryContext()
    {
        const PseudoTranslator language(Qt::LeftToRight);
        QVERIFY(!language.isEmpty());
        QCOMPARE(language.translate("Any", "Save", nullptr, -1), pseudoText(u"Save"_s));
    }

    void leavesTheNamesOfKeysAlone()
    {
        QVERIFY(PseudoTranslator(Qt::LeftToRight).translate("QShortcut", "Ctrl", nullptr, -1).isEmpty());
    }

    void saysWhichWayItIsWritten()
    {
        QVERIFY(!PseudoTranslator(Qt::LeftToRight).translate("Any", "Save", nullptr, -1).isRightToLeft());
        QVERIFY(PseudoTranslator(Qt::RightToLeft).translate("Any", "Save", nullptr, -1).isRightToLeft());
        const auto said = [](Qt::LayoutDirection direction) {
            return PseudoTranslator(direction).translate("QGuiApplication", "QT_LAYOUT_DIRECTION", nullptr, -1);
        };
        QCOMPARE(said(Qt::LeftToRight), u"LTR"_s);
        QCOMPARE(said(Qt::RightToLeft), u"RTL"_s);
    }
};
AUTH_TEST(PseudoTranslatorTest);

}

#include "PseudoTranslatorTest.moc"
