// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include <cstdio>

#ifdef QT_WIDGETS_LIB
#include <QtWidgets/QApplication>
using TestApplication = QApplication;
#else
using TestApplication = QCoreApplication;
#endif

/// Enters the source directory (AUTH_SOURCE_DIR and AUTH_BINARY_DIR are relative to it), then runs every registered
/// class; `ClassName` as first argument runs one, further arguments go to QtTest.
int main(int argc, char **argv)
{
#ifdef QT_WIDGETS_LIB
    // Windows that nobody looks at; whoever wants to see them sets it.
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
#endif
    TestApplication application(argc, argv);
    if (!QDir::setCurrent(QStringLiteral(AUTH_ABSOLUTE_SOURCE_DIR))) {
        std::fprintf(stderr, "the source directory is gone: " AUTH_ABSOLUTE_SOURCE_DIR "\n");
        return 1;
    }
    QStringList arguments = application.arguments();
    QString only;
    if (arguments.size() > 1 && !arguments[1].startsWith(QLatin1Char('-')))
        only = arguments.takeAt(1);
    int failed = 0;
    int ran = 0;
    for (const auto &testCase : auth::test::testCases()) {
        if (!only.isEmpty() && only != QLatin1StringView(testCase.name))
            continue;
        ++ran;
        const auto object = testCase.make();
        failed += QTest::qExec(object.get(), arguments) != 0;
    }
    if (ran == 0) {
        std::fprintf(stderr, "no test class matches\n");
        return 1;
    }
    std::fprintf(stderr, "%d classes, %d with failures\n", ran, failed);
    return failed == 0 ? 0 : 1;
}
