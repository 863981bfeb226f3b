// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/ConsoleServer.h"
#include "console/PageFixture.h"
#include "console/PrivateHome.h"

#include "app/CommandPalette.h"
#include "app/RealmSwitcher.h"

#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QTableView>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::ConsoleServer;
using test::kPatienceMs;

/// Going to anything, and to another realm, with the keyboard.
class FindingTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Connection> m_connection;

    static QStringList found(const CommandPalette &palette)
    {
        QStringList texts;
        const auto *const list = palette.findChild<QListWidget *>(u"paletteListWidget"_s);
        for (int i = 0; i < list->count(); ++i)
            texts.append(list->item(i)->text().section(u"    "_s, 0, 0));
        return texts;
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init()
    {
        m_connection = ConsoleServer::shared().connect();
        api::UserCreate user;
        user.username = u"anchor"_s;
        arranged(m_connection->client().createUser(m_connection->realm(), user));
        api::RoleCreate role;
        role.name = u"anchorage"_s;
        arranged(m_connection->client().createRole(m_connection->realm(), role));
    }
    void cleanup() { m_connection.reset(); }

    void findsByPrefix_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("everything") << u"ancho"_s << QStringList { u"Anchor it"_s, u"anchor"_s, u"anchorage"_s };
        QTest::newRow("users") << u"@ancho"_s << QStringList { u"anchor"_s };
        QTest::newRow("roles") << u"#ancho"_s << QStringList { u"anchorage"_s };
        QTest::newRow("actions") << u">ancho"_s << QStringList { u"Anchor it"_s };
        QTest::newRow("pages") << u"ended sess"_s << QStringList { u"Ended sessions"_s };
    }
    void findsByPrefix()
    {
        QFETCH(const QString, text);
        QFETCH(QStringList, expected);
        QAction action(u"&Anchor it"_s);
        QAction disabled(u"Anchor nothing"_s);
        disabled.setEnabled(false);
        auto *const palette = new CommandPalette(m_connection.get(), { &action, &disabled }, nullptr);
        const std::unique_ptr<CommandPalette> owner(palette);
        palette->setAttribute(Qt::WA_DeleteOnClose, false);
        palette->open();
        palette->findChild<QLineEdit *>(u"paletteLineEdit"_s)->setText(text);
        expected.sort();
        const auto sorted = [palette] {
            QStringList texts = found(*palette);
            texts.sort();
            return texts;
        };
        QTRY_COMPARE_WITH_TIMEOUT(sorted(), expected, kPatienceMs);
    }

    void runsTheChosenActionAndGoesToTheChosenPerson()
    {
        QAction action(u"&Anchor it"_s);
        QSignalSpy triggered(&action, &QAction::triggered);
        const auto choose = [this, &action](const QString &text) {
            auto palette = std::make_unique<CommandPalette>(m_connection.get(), QList<QAction *> { &action }, nullptr);
            palette->setAttribute(Qt::WA_DeleteOnClose, false);
            QSignalSpy chosen(palette.get(), &CommandPalette::chosen);
            palette->open();
            auto *const edit = palette->findChild<QLineEdit *>(u"paletteLineEdit"_s);
            edit->setText(text);
            if (!QTest::qWaitFor([&palette] { return found(*palette).size() == 1; }, kPatienceMs))
                return Location();
            QTest::keyClick(edit, Qt::Key_Return);
            return chosen.isEmpty() ? Location() : chosen[0][0].value<Location>();
        };
        choose(u">anchor"_s);
        QCOMPARE(triggered.size(), 1);
        const Location place = choose(u"@anchor"_s);
        QCOMPARE(place.page, u"user"_s);
        QCOMPARE(arranged(m_connection->client().getUser(m_connection->realm(), place.id)).username, u"anchor"_s);
    }

    void searchesRealmsAtTheServer()
    {
        const QString wanted = m_connection->realm() + u"-other"_s;
        api::RealmCreate body;
        body.name = wanted;
        arranged(m_connection->client().createRealm(body));
        RealmSwitcher switcher(m_connection.get(), nullptr);
        switcher.show();
        switcher.openSearch();
        auto *const search = switcher.findChild<QLineEdit *>(u"realmSearchLineEdit"_s);
        auto *const list = switcher.findChild<QTableView *>(u"realmsFoundTableView"_s);
        search->setText(wanted);
        QTRY_VERIFY_WITH_TIMEOUT(list->model()->rowCount() == 1 && list->currentIndex().isValid(), kPatienceMs);
        QCOMPARE(list->model()->index(0, 0).data().toString(), wanted);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(m_connection->realm(), wanted);
        QVERIFY(switcher.text().contains(wanted));
    }
};
AUTH_TEST(FindingTest);

}

#include "FindingTest.moc"
