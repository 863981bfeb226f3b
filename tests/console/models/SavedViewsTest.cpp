// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/PrivateHome.h"

#include "models/SavedViews.h"

namespace auth::console {

using namespace Qt::StringLiterals;

class SavedViewsTest : public QObject {
    Q_OBJECT

    static QStringList names(const SavedViews &views)
    {
        QStringList names;
        for (const SavedView &view : views.all())
            names.append(view.name);
        return names;
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }

    void keepsEveryPartOfAView()
    {
        SavedViews views(u"kept"_s);
        const SavedView view { u"Locked, of Acme"_s, u"status:locked email:\"*@acme.test\""_s, u"username"_s, true,
            QByteArray("\0\1\2", 3) };
        views.save(view);
        QCOMPARE(SavedViews(u"kept"_s).all(), QList<SavedView> { view });
        QCOMPARE(SavedViews(u"another page"_s).all(), QList<SavedView>());
    }

    void replacesTheOneOfTheSameNameAndSortsThem()
    {
        SavedViews views(u"sorted"_s);
        views.save({ u"b"_s, u"one"_s, {}, false, {} });
        views.save({ u"a"_s, {}, {}, false, {} });
        views.save({ u"b"_s, u"two"_s, {}, false, {} });
        QCOMPARE(names(views), QStringList({ u"a"_s, u"b"_s }));
        QCOMPARE(views.all()[1].filter, u"two"_s);
    }

    void forgetsOneAndKeepsTheOthers()
    {
        SavedViews views(u"removed"_s);
        for (const QString &name : { u"a"_s, u"b"_s, u"c"_s })
            views.save({ name, {}, {}, false, {} });
        views.remove(u"b"_s);
        views.remove(u"none"_s);
        QCOMPARE(names(views), QStringList({ u"a"_s, u"c"_s }));
        views.remove(u"a"_s);
        views.remove(u"c"_s);
        QVERIFY(views.all().isEmpty());
    }
};
AUTH_TEST(SavedViewsTest);

}

#include "SavedViewsTest.moc"
