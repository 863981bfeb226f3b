// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "widgets/FilterBar.h"

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QLineEdit>

namespace auth::console {

using namespace Qt::StringLiterals;

namespace {

QList<FilterField> userFields()
{
    using enum FilterField::Kind;
    return { { u"username"_s }, { u"email"_s }, { u"status"_s, Choice, { u"active"_s, u"disabled"_s, u"locked"_s } },
        { u"enabled"_s, Boolean }, { u"created_at"_s, Time }, { u"attempts"_s, Integer }, { u"id"_s, Id },
        { u"roles"_s, List } };
}

QString wrong(const QString &text)
{
    const auto problem = filterProblem(text, userFields());
    return problem ? problem->message : QString();
}

}

class FilterBarTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesWhatTheServerTakes_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : { "", "jane", "status:locked", "-email:*@acme.com", "created_at<30d",
                 "created_at:2026-01-31", "created_at>=2026-01-31T12:00:00Z",
                 "(status:locked OR status:disabled) -username:\"jane \"\"j\"\" doe\"", "enabled:true attempts>=3",
                 "roles:admin", "email:*", "id:01890a5d-ac96-774b-bcce-b302099a8057" })
            QTest::addRow("%s", text) << QString::fromUtf8(text);
    }
    void takesWhatTheServerTakes()
    {
        QFETCH(QString, text);
        QCOMPARE(wrong(text), QString());
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        QTest::newRow("field") << u"statsu:locked"_s << u"There is no field \"statsu\"; did you mean \"status\"?"_s;
        QTest::newRow("choice") << u"status:lockd"_s
                                << u"status is one of active, disabled, locked; did you mean locked?"_s;
        QTest::newRow("boolean") << u"enabled:yes"_s << u"enabled is true or false."_s;
        QTest::newRow("compare") << u"email>a"_s << u"email cannot be compared: write email:value."_s;
        QTest::newRow("number") << u"attempts:+3"_s << u"attempts is a whole number."_s;
        QTest::newRow("value") << u"status:"_s << u"A value is missing."_s;
        QTest::newRow("quote") << u"\"jane"_s << u"A quotation mark has no counterpart."_s;
        QTest::newRow("open") << u"(jane"_s << u"A parenthesis is not closed."_s;
        QTest::newRow("close") << u"jane)"_s << u"A closing parenthesis has no counterpart."_s;
        QTest::newRow("or") << u"jane OR"_s << u"A term is missing beside OR, or between parentheses."_s;
        QTest::newRow("and") << u"jane AND doe"_s
                             << u"Terms beside each other all have to hold: leave AND out, or quote it."_s;
        QTest::newRow("time") << u"created_at<soon"_s
                              << u"A time is 2026-01-31, 2026-01-31T12:00:00Z, or an age such as 30d."_s;
    }
    void saysWhatIsWrong()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        QCOMPARE(wrong(text), message);
    }

    void completesTheTokenUnderTheCursor()
    {
        const QString text = u"-sta created_at<"_s;
        const FilterCompletion name = filterCompletion(text, 4, userFields());
        QCOMPARE(text.mid(name.start, name.length), u"sta"_s);
        QVERIFY(name.words.contains(u"status:"_s));
        const FilterCompletion age = filterCompletion(text, text.size(), userFields());
        QCOMPARE(age.start, text.size());
        QVERIFY(age.words.contains(u"7d"_s));
        const FilterCompletion choice = filterCompletion(u"status:lo jane"_s, 9, userFields());
        QCOMPARE(choice.words, userFields()[2].choices);
    }

    void quotesWhatIsAddedAndKeepsAlternativesTogether()
    {
        QCOMPARE(filterTerm(u"username"_s, u"jane \"j\""_s), u"username:\"jane \"\"j\"\"\""_s);
        QCOMPARE(withTerm(u"a OR b"_s, u"status:locked"_s), u"(a OR b) status:locked"_s);
        QCOMPARE(withTerm(u"(a OR b)"_s, u"c"_s), u"(a OR b) c"_s);
    }

    void leavesOutWhatIsSaidOfAField()
    {
        QCOMPARE(withoutField(u"at>=2026-01-01 jane at<2026-02-01 (at<1d OR x)"_s, u"at"_s), u"jane (at<1d OR x)"_s);
        QCOMPARE(withoutField(u"a OR at<1d"_s, u"at"_s), u"a OR at<1d"_s);
    }

    void completesWithTheKeyboard()
    {
        FilterBar bar;
        bar.setFields(userFields());
        bar.resize(600, 100);
        bar.show();
        QVERIFY(QTest::qWaitForWindowActive(&bar));
        bar.lineEdit()->setFocus();
        QSignalSpy changed(&bar, &FilterBar::filterChanged);
        QTest::keyClicks(bar.lineEdit(), u"stat"_s);
        QTRY_VERIFY(bar.completer()->popup()->isVisible());
        QTest::keyClick(bar.completer()->popup(), Qt::Key_Down);
        QTest::keyClick(bar.completer()->popup(), Qt::Key_Return);
        QCOMPARE(bar.lineEdit()->text(), u"status:"_s);
        QCOMPARE(bar.validity(), FilterBar::Validity::Unfinished);
        QTRY_VERIFY(bar.completer()->popup()->isVisible());
        QTest::keyClicks(bar.completer()->popup(), u"lo"_s);
        QTest::keyClick(bar.completer()->popup(), Qt::Key_Down);
        QTest::keyClick(bar.completer()->popup(), Qt::Key_Return);
        QCOMPARE(bar.text(), u"status:locked"_s);
        QCOMPARE(bar.validity(), FilterBar::Validity::Valid);
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toString(), u"status:locked"_s);
    }

    void asksOnlyForWhatIsValid()
    {
        FilterBar bar;
        bar.setFields(userFields());
        QSignalSpy changed(&bar, &FilterBar::filterChanged);
        bar.lineEdit()->setText(u"statsu:locked"_s);
        QTest::keyClick(bar.lineEdit(), Qt::Key_Return);
        QCOMPARE(changed.size(), 0);
        QCOMPARE(bar.message(), u"There is no field \"statsu\"; did you mean \"status\"?"_s);
        QCOMPARE(bar.lineEdit()->accessibleDescription(), bar.message());
        bar.setText(u"status:locked"_s);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(bar.message(), QString());
    }

    void showsTheServersWordsUntilTheTextChanges()
    {
        FilterBar bar;
        bar.setText(u"jane"_s);
        bar.setServerProblem(u"At most 32 terms are allowed in a filter."_s);
        QCOMPARE(bar.validity(), FilterBar::Validity::Invalid);
        QCOMPARE(bar.message(), u"At most 32 terms are allowed in a filter."_s);
        bar.setText(u"jane doe"_s);
        QCOMPARE(bar.validity(), FilterBar::Validity::Valid);
    }

    void takesAwayAChip()
    {
        FilterBar bar;
        bar.setFields(userFields());
        bar.setText(u"status:locked (email:a OR email:b) -username:jane"_s);
        QCOMPARE(bar.chips(), (QStringList { u"status:locked"_s, u"(email:a OR email:b)"_s, u"-username:jane"_s }));
        auto *chip = bar.findChild<QAbstractButton *>(u"chip1Button"_s);
        QVERIFY(chip->accessibleName().contains(u"(email:a OR email:b)"_s));
        chip->click();
        QCOMPARE(bar.text(), u"status:locked -username:jane"_s);
    }
};

AUTH_TEST(FilterBarTest);

}

#include "FilterBarTest.moc"
