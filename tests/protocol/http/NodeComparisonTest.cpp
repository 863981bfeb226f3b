// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "http/head/HeadParser.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>

#include <random>

using namespace auth::http;

namespace {

const QByteArray kSentinel = "GET /sentinel HTTP/1.1\r\nHost: sentinel\r\n\r\n";

QByteArray bytesOf(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

/// A head that our parser accepts, and how it reads it.
struct Accepted {
    QByteArray name;
    QByteArray
        wire; ///< The head, a body of the length that we read, and a second request where the connection goes on.
    QByteArray body;
    head::HeadParser parser;
};

const char *methodOf(head::Method method)
{
    static constexpr const char *names[] = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE" };
    return names[static_cast<std::size_t>(method)];
}

/// Bytes that parsers have quarrelled about.
QByteArray mutated(QByteArray text, std::minstd_rand &random)
{
    static const QList<QByteArray> pieces = { "\r\n", "\n", "\r", " ", "\t", ":", ",", QByteArray(1, '\0'), "\x7f",
        "\xff", "\x0b", "%", "#", "?", "/", "\\", "_", "-", ";", "\"", "0", "+", "Content-Length: 1\r\n",
        "Content-Length: 0\r\n", "Transfer-Encoding: chunked\r\n", "Host: b\r\n", "Connection: close\r\n",
        "Connection: content-length\r\n", "Expect: 100-continue\r\n", "Upgrade: x\r\n", "HTTP/1.1", "HTTP/1.0", "\r\n ",
        "X: y\r\n" };
    const auto below
        = [&random](qsizetype limit) { return static_cast<qsizetype>(random() % static_cast<quint32>(limit)); };
    for (qsizetype i = 0, count = 1 + below(3); i < count && !text.isEmpty(); ++i) {
        const qsizetype at = below(text.size());
        // Whole fields go where fields may stand, or nearly nothing would be accepted.
        const qsizetype line = text.indexOf("\r\n", at) + 2;
        switch (below(5)) {
        case 0:
            text.remove(at, 1);
            break;
        case 1:
            text.insert(at, text.mid(at, 1 + below(8)));
            break;
        case 2:
            text.insert(at, pieces[below(pieces.size())]);
            break;
        case 3:
            if (line >= 2)
                text.insert(line, pieces[below(pieces.size())]);
            break;
        case 4:
            text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
            break;
        }
    }
    return text;
}

QString nodeProgram()
{
    const QString own = qEnvironmentVariable("AUTH_NODE");
    return own.isEmpty()
        ? QDir(QStringLiteral(AUTH_SOURCE_DIR)).absoluteFilePath(QStringLiteral("tests/.venv/bin/node"))
        : own;
}

}

class NodeComparisonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The rule: what our parser accepts, Node refuses or reads the same: method, target, version, fields, the extent
    /// of the body, and so where the next request begins. Our parser may refuse what Node accepts.
    void acceptsNothingThatNodeReadsDifferently()
    {
        std::vector<Accepted> accepted;
        const QDir corpus(QStringLiteral(AUTH_SOURCE_DIR "/tests/fuzz/corpus/head_parser"));
        const auto names = corpus.entryList(QDir::Files, QDir::Name);
        QVERIFY(names.size() > 50);
        std::minstd_rand random(20'240'601);
        for (const auto &name : names) {
            QFile file(corpus.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray original = file.readAll();
            consider(name.toLatin1(), original, accepted);
            for (int i = 0; i < 300; ++i)
                consider(name.toLatin1() + '#' + QByteArray::number(i), mutated(original, random), accepted);
        }
        QVERIFY2(accepted.size() > 500, qPrintable(QString::number(accepted.size())));

        QJsonArray wires;
        for (const auto &entry : accepted)
            wires.append(QString::fromLatin1(entry.wire.toBase64()));
        QProcess node;
        node.start(nodeProgram(),
            { QDir(QStringLiteral(AUTH_SOURCE_DIR))
                    .absoluteFilePath(QStringLiteral("tests/protocol/http/read_heads.mjs")) });
        QVERIFY2(node.waitForStarted(),
            qPrintable(QStringLiteral("cannot start %1: tests/node/install, or AUTH_NODE").arg(nodeProgram())));
        node.write(QJsonDocument(wires).toJson(QJsonDocument::Compact));
        node.closeWriteChannel();
        QVERIFY(node.waitForFinished(120'000));
        const QJsonArray readings = QJsonDocument::fromJson(node.readAllStandardOutput()).array();
        QVERIFY2(static_cast<std::size_t>(readings.size()) == accepted.size(), node.readAllStandardError().constData());

        int same = 0;
        int sentinels = 0;
        for (std::size_t i = 0; i < accepted.size(); ++i) {
            const QJsonArray requests = readings[static_cast<qsizetype>(i)][u"requests"].toArray();
            if (requests.isEmpty())
                continue; // Node refused it.
            const QString difference = differenceOf(accepted[i], requests);
            QVERIFY2(difference.isEmpty(),
                qPrintable(QStringLiteral("%1: %2\n%3")
                        .arg(QString::fromLatin1(accepted[i].name), difference,
                            QString::fromLatin1(accepted[i].wire.toPercentEncoding(" :/\r\n")))));
            ++same;
            sentinels += requests.size() == 2;
        }
        // Otherwise the comparison has compared nothing.
        QVERIFY2(same > 500, qPrintable(QString::number(same)));
        QVERIFY2(sentinels > 300, qPrintable(QString::number(sentinels)));
    }

private:
    static void consider(const QByteArray &name, const QByteArray &text, std::vector<Accepted> &accepted)
    {
        Accepted entry { .name = name, .wire = {}, .body = {}, .parser = head::HeadParser() };
        std::size_t consumed = 0;
        const auto verdict = entry.parser.feed({ text.constData(), static_cast<std::size_t>(text.size()) }, consumed);
        if (verdict != head::Verdict::Complete || entry.parser.contentLength() > 100'000)
            return;
        entry.body = QByteArray(static_cast<qsizetype>(entry.parser.contentLength()), 'B');
        entry.wire = text.first(static_cast<qsizetype>(consumed)) + entry.body;
        // Node takes bytes after the last request for an error of that request.
        if (entry.parser.keepAlive())
            entry.wire += kSentinel;
        accepted.push_back(std::move(entry));
    }

    static QString differenceOf(const Accepted &ours, const QJsonArray &requests)
    {
        const QJsonObject first = requests[0].toObject();
        if (first.value(u"method").toString() != QLatin1StringView(methodOf(ours.parser.method())))
            return QStringLiteral("method");
        if (first.value(u"url").toString().toLatin1() != bytesOf(ours.parser.target()))
            return QStringLiteral("target");
        if (first.value(u"version").toString() != QStringLiteral("1.%1").arg(ours.parser.minorVersion()))
            return QStringLiteral("version");
        const QJsonArray fields = first.value(u"fields").toArray();
        if (static_cast<std::size_t>(fields.size()) != 2 * ours.parser.fieldCount())
            return QStringLiteral("number of fields");
        for (std::size_t i = 0; i < ours.parser.fieldCount(); ++i) {
            const auto field = ours.parser.field(i);
            const auto at = static_cast<qsizetype>(2 * i);
            if (fields[at].toString().toLatin1().toLower() != bytesOf(field.name)
                || fields[at + 1].toString().toLatin1().trimmed() != bytesOf(field.value))
                return QStringLiteral("field %1").arg(i);
        }
        if (QByteArray::fromBase64(first.value(u"body").toString().toLatin1()) != ours.body)
            return QStringLiteral("body");
        if (requests.size() > 2)
            return QStringLiteral("a third request");
        if (requests.size() == 2) {
            if (requests[1][u"url"].toString() != QStringLiteral("/sentinel")
                || requests[1][u"method"].toString() != QStringLiteral("GET"))
                return QStringLiteral("where the next request begins");
        }
        return {};
    }
};

AUTH_TEST(NodeComparisonTest);
#include "NodeComparisonTest.moc"
