// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/PrivateHome.h"

#include "models/Draft.h"

#include <QtCore/QDirIterator>
#include <QtCore/QJsonArray>

namespace auth::console {

using namespace Qt::StringLiterals;

class DraftTest : public QObject {
    Q_OBJECT

    static QJsonObject user()
    {
        return { { u"version"_s, 3 }, { u"username"_s, u"ann"_s }, { u"enabled"_s, true },
            { u"address"_s, QJsonObject { { u"country"_s, u"DE"_s } } } };
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }

    void sendsWhatWasChangedAndNothingElse()
    {
        Draft draft(u"a"_s, nullptr);
        draft.setBase(user());
        draft.set(u"address.locality"_s, u"Berlin"_s, u"Town"_s);
        draft.set(u"email"_s, u"ann@acme.test"_s, u"E-mail"_s);
        QCOMPARE(draft.patch(),
            (QJsonObject { { u"address"_s, QJsonObject { { u"locality"_s, u"Berlin"_s } } },
                { u"email"_s, u"ann@acme.test"_s } }));
        draft.discard();
    }

    void whatIsAsItWasIsNoChange()
    {
        Draft draft(u"b"_s, nullptr);
        draft.setBase(user());
        draft.set(u"enabled"_s, false, u"Enabled"_s);
        QVERIFY(draft.isDirty());
        draft.set(u"enabled"_s, true, u"Enabled"_s);
        QVERIFY(!draft.isDirty());
        // A member that is not there is null to PATCH.
        draft.set(u"email"_s, QJsonValue::Null, u"E-mail"_s);
        QVERIFY(!draft.isDirty());
    }

    void typingInOneFieldIsOneStepOfUndo()
    {
        Draft draft(u"c"_s, nullptr);
        draft.setBase(user());
        for (const auto &text : { u"b"_s, u"bo"_s, u"bob"_s })
            draft.set(u"username"_s, text, u"User name"_s);
        draft.set(u"enabled"_s, false, u"Enabled"_s);
        draft.undoStack()->undo();
        QCOMPARE(draft.value(u"enabled"_s), QJsonValue(true));
        QCOMPARE(draft.value(u"username"_s), QJsonValue(u"bob"_s));
        draft.undoStack()->undo();
        QVERIFY(!draft.isDirty());
        draft.undoStack()->redo();
        QCOMPARE(draft.value(u"username"_s), QJsonValue(u"bob"_s));
        draft.discard();
    }

    void survivesARestartAndIsReadByItsOwnerOnly()
    {
        {
            Draft draft(u"server/realm/user/1"_s, nullptr);
            draft.setBase(user());
            draft.set(u"username"_s, u"bob"_s, u"User name"_s);
        }
        Draft draft(u"server/realm/user/1"_s, nullptr);
        QVERIFY(draft.isDirty());
        draft.setBase(user());
        QVERIFY(draft.conflicts().isEmpty());
        QCOMPARE(draft.value(u"username"_s), QJsonValue(u"bob"_s));
        QVERIFY(!Draft(u"server/realm/user/2"_s, nullptr).isDirty());
        QDirIterator files(test::usePrivateHome(), { u"*.json"_s }, QDir::Files, QDirIterator::Subdirectories);
        QVERIFY(files.hasNext());
        files.next();
        QVERIFY(!(files.fileInfo().permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        draft.discard();
        QVERIFY(!Draft(u"server/realm/user/1"_s, nullptr).isDirty());
    }

    void namesWhatSomebodyElseChangedToo()
    {
        Draft draft(u"d"_s, nullptr);
        draft.setBase(user());
        draft.set(u"username"_s, u"bob"_s, u"User name"_s);
        draft.set(u"email"_s, u"b@acme.test"_s, u"E-mail"_s);
        QJsonObject theirs = user();
        theirs[u"version"] = 4;
        theirs[u"username"] = u"anna"_s;
        theirs[u"enabled"] = false;
        draft.setBase(theirs);
        const auto conflicts = draft.conflicts();
        QCOMPARE(conflicts.size(), 1);
        QCOMPARE(conflicts[0].path, u"username"_s);
        QCOMPARE(conflicts[0].base, QJsonValue(u"ann"_s));
        QCOMPARE(conflicts[0].theirs, QJsonValue(u"anna"_s));
        QCOMPARE(conflicts[0].mine, QJsonValue(u"bob"_s));
        QCOMPARE(draft.value(u"enabled"_s), QJsonValue(false));
        QCOMPARE(draft.version(), 4);
        // Theirs is taken: that is no change any more.
        draft.set(u"username"_s, u"anna"_s, u"User name"_s);
        QCOMPARE(draft.patch(), (QJsonObject { { u"email"_s, u"b@acme.test"_s } }));
        draft.discard();
    }

    void forgetsNoConflictUntilSomebodyDecides()
    {
        QJsonObject theirs = user();
        theirs[u"version"] = 4;
        theirs[u"username"] = u"anna"_s;
        {
            Draft draft(u"e"_s, nullptr);
            draft.setBase(user());
            draft.set(u"username"_s, u"bob"_s, u"User name"_s);
            draft.setBase(theirs);
            QCOMPARE(draft.conflicts().size(), 1);
            // Reading again decides nothing.
            draft.setBase(theirs);
            QCOMPARE(draft.conflicts().size(), 1);
        }
        Draft draft(u"e"_s, nullptr);
        QVERIFY(draft.conflicts().isEmpty());
        draft.setBase(theirs);
        QCOMPARE(draft.conflicts().size(), 1);
        QCOMPARE(draft.conflicts()[0].base, QJsonValue(u"ann"_s));
        // Decided about what was theirs then, and not about what they made of it since.
        theirs[u"username"] = u"anne"_s;
        draft.setBase(theirs);
        draft.resolve(u"username"_s, u"anna"_s);
        QCOMPARE(draft.conflicts().size(), 1);
        QCOMPARE(draft.conflicts()[0].base, QJsonValue(u"anna"_s));
        draft.resolve(u"username"_s, u"anne"_s);
        QVERIFY(draft.conflicts().isEmpty());
        QCOMPARE(draft.value(u"username"_s), QJsonValue(u"bob"_s));
        draft.discard();
    }

    void writesWhenTypingPausesAndAtOnceForWhoeverReadsIt()
    {
        Draft draft(u"f"_s, nullptr);
        draft.setBase(user());
        const auto files = [] {
            QDirIterator all(test::usePrivateHome(), { u"*.json"_s }, QDir::Files, QDirIterator::Subdirectories);
            int count = 0;
            for (; all.hasNext(); all.next())
                ++count;
            return count;
        };
        const int before = files();
        for (const auto &text : { u"b"_s, u"bo"_s, u"bob"_s })
            draft.set(u"username"_s, text, u"User name"_s);
        // Nothing has come back to the event loop, which is what says that typing has paused.
        QCOMPARE(files(), before);
        QTRY_COMPARE(files(), before + 1);
        draft.set(u"username"_s, u"bobby"_s, u"User name"_s);
        Draft other(u"f"_s, nullptr);
        QCOMPARE(other.value(u"username"_s), QJsonValue(u"bobby"_s));
        draft.discard();
        draft.flush();
        QCOMPARE(files(), before);
    }
};
AUTH_TEST(DraftTest);

}

#include "DraftTest.moc"
