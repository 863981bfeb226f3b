// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/ConsoleServer.h"

#include "models/Asking.h"
#include "widgets/FilterText.h"

namespace auth::console {

using namespace Qt::StringLiterals;
using test::ConsoleServer;

/// What the filter bar says while one types is what the server would say.
class FilterWordsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Connection> m_connection;

    QList<FilterField> someUserFields() const
    {
        using enum FilterField::Kind;
        return { { u"username"_s }, { u"status"_s, Choice, { u"active"_s, u"disabled"_s, u"locked"_s } },
            { u"enabled"_s, Boolean }, { u"id"_s, Id }, { u"required_action"_s, List }, { u"last_login"_s, Time } };
    }

private Q_SLOTS:
    void initTestCase() { m_connection = ConsoleServer::shared().connect(); }
    void cleanupTestCase() { m_connection.reset(); }

    void saysWhatTheServerSays_data()
    {
        QTest::addColumn<QString>("filter");
        for (const char *filter : { "statsu:locked", "status:lockd", "status:x", "enabled:yes", "username>a", "id:5",
                 "status:", "\"jane", "(jane", "jane)", "jane OR", "OR jane", "()", "jane AND doe", "NOT jane",
                 "last_login<soon", "last_login:12:00", "last_login<2026-13-01", "a(b", "username:a\"b", "\"a\"b", "-",
                 "-()", "statsu:", "last_login<3y", "enabled>true",
                 // And what it takes.
                 "jane", "status:locked OR -enabled:true", "last_login>=2026-01-01 username:\"a b\"",
                 "required_action:x", "username:*", "(a b) OR (c -d)", "last_login:2026-01-31", "unknown words",
                 "a:b:c" })
            QTest::addRow("%s", filter) << QString::fromLatin1(filter);
    }
    void saysWhatTheServerSays()
    {
        QFETCH(QString, filter);
        api::ListOptions options;
        options.query = filter;
        const auto answer = QCoro::waitFor(m_connection->client().listUsers(m_connection->realm(), options));
        const auto problem = filterProblem(filter, someUserFields());
        QCOMPARE(problem ? problem->message : QString(), answer ? QString() : answer.error().fields.value(0).message);
    }
};

AUTH_TEST(FilterWordsTest);

}

#include "FilterWordsTest.moc"
