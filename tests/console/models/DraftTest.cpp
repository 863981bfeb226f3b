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
        QVERIFY(draft.setBase(user()).isEmpty());
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
        const auto conflicts = draft.setBase(theirs);
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
};
AUTH_TEST(DraftTest);

}

#include "DraftTest.moc"
