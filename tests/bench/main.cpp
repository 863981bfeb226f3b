// SPDX-License-Identifier: GPL-3.0-or-later
// auth-bench-edge: the limits that the product is measured against. See tests/bench/README.md.
#include "BareEdge.h"
#include "app/EventThread.h"
#include "crypto/PasswordHash.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>

#include <atomic>
#include <cstdio>
#include <thread>

using namespace auth;
using namespace Qt::StringLiterals;

namespace {

/// Argon2id with the product's costs on every thread for \a seconds: hashes a second.
double rawArgon2(int threads, double seconds)
{
    std::atomic<int> hashes = 0;
    const auto started = std::chrono::steady_clock::now();
    const auto end = started + std::chrono::duration<double>(seconds);
    std::vector<std::thread> workers;
    for (int i = 0; i < threads; ++i) {
        workers.emplace_back([&hashes, end] {
            while (std::chrono::steady_clock::now() < end) {
                crypto::hashPassword("correct horse battery staple 7");
                ++hashes;
            }
        });
    }
    for (auto &worker : workers)
        worker.join();
    return hashes / std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
}

}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption threads(u"threads"_s, {}, u"n"_s, QString::number(std::thread::hardware_concurrency()));
    const QCommandLineOption database(u"database"_s, {}, u"connection string"_s);
    const QCommandLineOption argon2(u"argon2"_s, u"Hash for so long, print hashes a second."_s, u"seconds"_s);
    parser.addOptions({ threads, database, argon2 });
    parser.addHelpOption();
    parser.process(application);

    const int count = parser.value(threads).toInt();
    if (parser.isSet(argon2)) {
        std::printf("%.2f\n", rawArgon2(count, parser.value(argon2).toDouble()));
        return 0;
    }
    bench::BareOptions options { QHostAddress(QHostAddress::LocalHost), 0, parser.value(database).toUtf8(), count };
    std::vector<std::unique_ptr<app::EventThread<bench::BareEdge>>> workers;
    quint16 port = 0;
    for (int i = 0; i < count; ++i) {
        auto worker = std::make_unique<app::EventThread<bench::BareEdge>>([options] { return std::make_unique<bench::BareEdge>(options); });
        worker->begin();
        const auto listening = worker->run<Result<quint16>>([i, port](bench::BareEdge *edge) { return edge->start(i, port); });
        if (!listening) {
            std::fprintf(stderr, "%s\n", qPrintable(listening.error().description + u' ' + listening.error().detail));
            return 1;
        }
        port = *listening;
        workers.push_back(std::move(worker));
    }
    std::printf("http://127.0.0.1:%u\n", port);
    std::fflush(stdout);
    return QCoreApplication::exec();
}
