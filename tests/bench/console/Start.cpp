// SPDX-License-Identifier: GPL-3.0-or-later
#include "Measures.h"
#include "Table.h"

#include "console/Person.h"

namespace auth::bench {

using namespace Qt::StringLiterals;

void measureStart(const QString &realm)
{
    constexpr int kRuns = 7;
    // The context has the name of the realm.
    test::signIn(realm, u"console-bench"_s);
    QList<double> taken;
    for (int run = 0; run < kRuns; ++run) {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(u"AUTHCTL_TOKEN"_s);
        environment.insert(u"QT_LOGGING_RULES"_s, u"auth.console.page.debug=true"_s);
        environment.insert(u"QT_ASSUME_STDERR_HAS_CONSOLE"_s, u"1"_s);
        program.setProcessEnvironment(environment);
        program.setProcessChannelMode(QProcess::MergedChannels);
        QByteArray said;
        QElapsedTimer timer;
        timer.start();
        program.start(QStringLiteral(AUTH_BINARY_DIR "/bin/auth-console"), { u"--context"_s, realm });
        while (!said.contains("is read")) {
            if (!program.waitForReadyRead(60'000))
                qFatal("auth-console reads no page: %s", said.constData());
            said += program.readAll();
        }
        taken.append(millisecondsOf(timer));
        program.terminate();
        program.waitForFinished();
    }
    std::sort(taken.begin(), taken.end());
    row(u"start with a context to a window with its first page, median of 7"_s, taken[kRuns / 2], "ms", "700 ms");
    row(u"the slowest of them"_s, taken.last(), "ms", "");
}

}
