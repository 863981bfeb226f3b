// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/ConsoleServer.h"
#include "Watchdog.h"

#include "app/Page.h"
#include "widgets/PermissionMatrix.h"

#include <QtCore/QFile>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTableView>

#include <cstdio>

namespace auth::bench {

namespace {

using namespace Qt::StringLiterals;
using console::Connection;
using test::arranged;
using test::ConsoleServer;

constexpr int kPermissions = 2000;
constexpr int kRoles = 200;
constexpr int kUsers = 2000;

void row(const char *what, double value, const char *unit, const char *target)
{
    std::printf("| %-58s | %10.1f %-4s | %-14s |\n", what, value, unit, target);
    std::fflush(stdout);
}

double residentMegabytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> pages = file.readAll().split(' ');
    return pages.value(1).toDouble() * 4096 / 1e6;
}

/// Runs the event loop until \a done, at most a minute.
template <typename Done>
void until(Done done)
{
    if (!QTest::qWaitFor(done, 60'000))
        qFatal("it takes more than a minute");
}

/// The program, from its start to a page drawn with what the server says.
void measureStart(ConsoleServer &server)
{
    const QTemporaryDir folder;
    double best = 1e9;
    for (int run = 0; run < 5; ++run) {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"AUTHCTL_TOKEN"_s, QString::fromUtf8(server.token()));
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"HOME"_s, folder.path());
        program.setProcessEnvironment(environment);
        QElapsedTimer timer;
        timer.start();
        program.start(QStringLiteral(AUTH_BINARY_DIR "/bin/auth-console"),
            { u"--server"_s, server.server().toString(), u"--screenshot"_s, u"users"_s,
                folder.filePath(u"page.png"_s) });
        if (!program.waitForFinished(60'000) || program.exitCode() != 0)
            qFatal("auth-console does not draw: %s", program.readAllStandardError().constData());
        best = std::min(best, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    row("start to a drawn and saved page of users, best of 5", best, "ms", "700 ms usable");
}

void measureMatrix()
{
    QList<console::MatrixRole> roles;
    for (int i = 0; i < kRoles; ++i) {
        const QStringList parents = i < 20 ? QStringList() : QStringList { u"role-%1"_s.arg(i % 20) };
        roles.append({ u"role-%1"_s.arg(i), parents, {} });
    }
    QList<console::MatrixPermission> permissions;
    for (int i = 0; i < kPermissions; ++i) {
        console::MatrixPermission one { u"resource-%1:action-%2"_s.arg(i / 8).arg(i % 8), {}, {} };
        for (int role = i % 7; role < kRoles; role += 7)
            one.direct.append(roles[role].name);
        permissions.append(one);
    }
    console::PermissionMatrix matrix;
    matrix.resize(1600, 1000);
    QElapsedTimer timer;
    timer.start();
    matrix.model()->setContents(roles, permissions);
    matrix.show();
    // What is not exposed is not painted.
    if (!QTest::qWaitForWindowExposed(&matrix))
        qFatal("the matrix is not shown");
    matrix.view()->viewport()->repaint();
    row("matrix of 2,000 permissions x 200 roles: open", static_cast<double>(timer.nsecsElapsed()) / 1e6, "ms",
        "1000 ms");

    constexpr int kFrames = 200;
    QScrollBar *bar = matrix.view()->verticalScrollBar();
    timer.restart();
    for (int frame = 0; frame < kFrames; ++frame) {
        bar->setValue(bar->maximum() * frame / kFrames);
        matrix.view()->horizontalScrollBar()->setValue(
            matrix.view()->horizontalScrollBar()->maximum() * frame / kFrames);
        matrix.view()->viewport()->repaint();
        matrix.view()->verticalHeader()->viewport()->repaint();
        matrix.view()->horizontalHeader()->viewport()->repaint();
    }
    row("matrix: repaints of 1600 x 1000 while scrolling both ways",
        kFrames * 1e9 / static_cast<double>(timer.nsecsElapsed()), "/s", "60 /s");
    timer.restart();
    for (int cell = 0; cell < 100; ++cell)
        matrix.model()->toggle({ matrix.model()->index(cell * 19, cell) });
    row("matrix: draft a cell, with the impact counted", static_cast<double>(timer.nsecsElapsed()) / 1e8, "ms",
        "16 ms");
}

void measureScrolling(ConsoleServer &server)
{
    const std::unique_ptr<Connection> connection = server.connect();
    for (int i = 0; i < kUsers; ++i) {
        api::UserCreate user;
        user.username = u"person-%1"_s.arg(i, 5, 10, QChar(u'0'));
        arranged(connection->client().createUser(connection->realm(), user));
    }
    const std::unique_ptr<console::Page> page(
        console::findPageKind(u"users"_s)->make(connection.get(), { u"users"_s, {}, {}, {} }, nullptr));
    page->resize(1400, 900);
    page->show();
    QElapsedTimer timer;
    timer.start();
    page->load();
    until([&page] { return !page->isLoading(); });
    row("users: first 200 rows after the question", static_cast<double>(timer.nsecsElapsed()) / 1e6, "ms", "150 ms");
    auto *const view = page->findChild<QTableView *>();
    Watchdog watchdog;
    QTest::qWait(200);
    watchdog.reset();
    timer.restart();
    while (view->model()->rowCount() < kUsers) {
        QScrollBar *bar = view->verticalScrollBar();
        bar->setValue(bar->value() + 20 >= bar->maximum() ? bar->maximum() : bar->value() + 20);
        QTest::qWait(8);
        if (timer.elapsed() > 60'000)
            qFatal("the list does not end");
    }
    row("users: scroll through 2,000 rows", static_cast<double>(timer.elapsed()), "ms", "");
    row("users: stalls of the event loop over 16 ms meanwhile", watchdog.stalls(), "", "0");
    row("users: the longest one", watchdog.longestMs(), "ms", "16 ms");
}

}

}

/// Prints a table. Figures of a machine that does something else say nothing.
int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QDir::setCurrent(QStringLiteral(AUTH_ABSOLUTE_SOURCE_DIR));
    using namespace auth::bench;
    std::printf("| %-58s | %-15s | %-14s |\n|%s|%s|%s|\n", "What", "Measured", "Aim", QByteArray(60, '-').constData(),
        QByteArray(17, '-').constData(), QByteArray(16, '-').constData());
    measureMatrix();
    auth::test::ConsoleServer &server = auth::test::ConsoleServer::shared();
    measureStart(server);
    measureScrolling(server);
    row("resident memory after all of this", residentMegabytes(), "MB", "150 MB");
    return 0;
}
