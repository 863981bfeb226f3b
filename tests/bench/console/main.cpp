// SPDX-License-Identifier: GPL-3.0-or-later
#include "Measures.h"
#include "Table.h"

#include "console/PrivateHome.h"

#include <QtCore/QCommandLineParser>
#include <QtWidgets/QApplication>

/// Prints a table. Figures of a machine that does something else say nothing.
int main(int argc, char **argv)
{
    using namespace Qt::StringLiterals;
    using namespace auth::bench;
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QDir::setCurrent(QStringLiteral(AUTH_ABSOLUTE_SOURCE_DIR));
    auth::test::usePrivateHome();

    QCommandLineParser parser;
    const QCommandLineOption realm(u"realm"_s, u"Where the users and the rows are."_s, u"name"_s);
    const QCommandLineOption scroll(u"scroll"_s, u"How many rows of each list are read."_s, u"rows"_s);
    const QCommandLineOption minutes(u"minutes"_s, u"For how long everything is used."_s, u"number"_s);
    parser.addOptions({ realm, scroll, minutes });
    parser.process(application);

    const QString where = parser.value(realm);
    printHeader();
    measureStart(where);
    measureMatrix();
    for (const QString &list : { u"users"_s, u"audit"_s })
        measureList(list, where, parser.value(scroll).toInt());
    measureFilter(u"users"_s, where,
        { u"person-12"_s, u"username:person-77"_s, u"Human 4711"_s, u"-person-1"_s, u"email:*7@crowd.example"_s });
    measureFilter(u"audit"_s, where,
        { u"anna"_s, u"action:login.failed"_s, u"outcome:refused"_s, u"action:role.*"_s, u"actor_kind:administrator"_s });
    measureUse(where, parser.value(minutes).toDouble());
    return 0;
}
