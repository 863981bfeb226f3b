// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include <QtGui/QImage>

namespace auth::console {

using namespace Qt::StringLiterals;

/// The command that draws the console, with one page in one language.
class PicturesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drawsAPageAndCutsNoText()
    {
        const QTemporaryDir directory;
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"BUILD"_s, QStringLiteral(AUTH_BINARY_DIR));
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        process.setProcessEnvironment(environment);
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(QStringLiteral(AUTH_SOURCE_DIR "/tests/pictures/pictures"),
            { u"--theme"_s, u"dark"_s, u"--language"_s, u"qps-plocm"_s, u"--scale"_s, u"1.5"_s, u"--only"_s,
                u"scopes"_s, u"--texts"_s, directory.path() });
        QVERIFY(process.waitForFinished(120'000));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        const QByteArray said = process.readAllStandardOutput();
        QVERIFY2(!said.contains(": cut: "), said.constData());
        QVERIFY2(said.contains(": plain: orders"), "the page has no rows");
        for (const char *picture :
            { "scopes", "scopes+selected", "scopes+newScope", "scopes+delete", "scope+history" }) {
            const QImage image(directory.filePath(u"dark-qps-plocm-1.5/%1.png"_s.arg(QLatin1StringView(picture))));
            QVERIFY2(!image.isNull(), picture);
        }
        const QImage page(directory.filePath(u"dark-qps-plocm-1.5/scopes.png"_s));
        QCOMPARE(page.size(), QSize(1920, 1230));
    }
};
AUTH_TEST(PicturesTest);

}

#include "PicturesTest.moc"
