// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "widgets/DiffView.h"

#include <QtCore/QJsonArray>
#include <QtWidgets/QCheckBox>

namespace auth::console {

using namespace Qt::StringLiterals;
using Kind = FieldDifference::Kind;

class DiffViewTest : public QObject {
    Q_OBJECT

    const QJsonObject m_before { { u"name"_s, u"Shop"_s }, { u"enabled"_s, true }, { u"gone"_s, 1 },
        { u"address"_s, QJsonObject { { u"city"_s, u"Bonn"_s }, { u"country"_s, u"DE"_s } } },
        { u"uris"_s, QJsonArray { u"https://a"_s, u"https://b"_s } } };
    const QJsonObject m_after { { u"name"_s, u"Shop"_s }, { u"enabled"_s, false }, { u"new"_s, QJsonValue::Null },
        { u"address"_s, QJsonObject { { u"city"_s, u"Köln"_s }, { u"country"_s, u"DE"_s } } },
        { u"uris"_s, QJsonArray { u"https://a"_s, u"https://c"_s } } };

private Q_SLOTS:
    void comparesMemberByMember()
    {
        QMap<QString, FieldDifference> found;
        for (const FieldDifference &one : differences(m_before, m_after))
            found.insert(one.path, one);
        QCOMPARE(found.keys(),
            (QStringList {
                u"address.city"_s, u"address.country"_s, u"enabled"_s, u"gone"_s, u"name"_s, u"new"_s, u"uris"_s }));
        QCOMPARE(found[u"address.city"_s].kind, Kind::Changed);
        QCOMPARE(found[u"address.country"_s].kind, Kind::Same);
        QCOMPARE(found[u"gone"_s].kind, Kind::Removed);
        QCOMPARE(found[u"new"_s].kind, Kind::Added);
        QCOMPARE(found[u"new"_s].after, u"null"_s);
        QCOMPARE(found[u"uris"_s].before, u"  https://a\n− https://b"_s);
        QCOMPARE(found[u"uris"_s].after, u"  https://a\n+ https://c"_s);
    }

    void showsAllOfWhatWasMadeOrDeleted()
    {
        QCOMPARE(differences({}, m_after).size(), 6);
        for (const FieldDifference &one : differences({}, m_after))
            QCOMPARE(one.kind, Kind::Added);
        for (const FieldDifference &one : differences(m_before, {}))
            QCOMPARE(one.kind, Kind::Removed);
        QCOMPARE(differences({}, {}).size(), 0);
    }

    void hidesWhatStayedTheSameUntilAsked()
    {
        DiffView view;
        view.setObjects(m_before, m_after);
        view.show();
        QCOMPARE(view.model()->rowCount(), 5);
        QCOMPARE(view.model()->index(0, 0).data(Qt::AccessibleTextRole).toString(),
            u"address.city changed from Bonn to Köln"_s);
        view.findChild<QCheckBox *>(u"sameCheckBox"_s)->click();
        QCOMPARE(view.model()->rowCount(), 7);
    }
};

AUTH_TEST(DiffViewTest);

}

#include "DiffViewTest.moc"
