// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "widgets/QrCodeView.h"

#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>

namespace auth::console {

using namespace Qt::StringLiterals;

namespace {

/// What a reader that is not ours finds in the picture of \a view.
QByteArray readBack(QrCodeView *view, const QTemporaryDir &folder)
{
    const QString file = folder.filePath(u"code.png"_s);
    if (!view->grab().save(file))
        return "not saved";
    QProcess reader;
    reader.start(u"zbarimg"_s, { u"--quiet"_s, u"--raw"_s, u"-Sbinary"_s, file });
    if (!reader.waitForFinished(30'000))
        return "no reader: " + reader.errorString().toUtf8();
    return reader.readAllStandardOutput();
}

}

class QrCodeViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isReadBack_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("side");
        const QByteArray uri
            = "otpauth://totp/Acme:jane%40acme.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Acme";
        QTest::newRow("as it likes") << uri << 0;
        QTest::newRow("small") << uri << 200;
        QTest::newRow("not a square of its modules") << uri << 317;
        QTest::newRow("UTF-8") << QByteArray("Grüße, 你好") << 0;
    }
    void isReadBack()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, side);
        const QTemporaryDir folder;
        QrCodeView view;
        // A dark theme changes nothing about it.
        QPalette dark;
        dark.setColor(QPalette::Window, Qt::black);
        dark.setColor(QPalette::WindowText, Qt::white);
        view.setPalette(dark);
        QVERIFY(view.setText(text));
        view.resize(side == 0 ? view.sizeHint() : QSize(side, side));
        QCOMPARE(readBack(&view, folder), text);
    }

    void showsNothingOfWhatIsTooLong()
    {
        QrCodeView view;
        QVERIFY(!view.setText(QByteArray(5000, 'x')));
        QCOMPARE(view.modules(), 0);
        QVERIFY(!view.setText({}));
        QVERIFY(!view.accessibleName().isEmpty());
    }
};

AUTH_TEST(QrCodeViewTest);

}

#include "QrCodeViewTest.moc"
