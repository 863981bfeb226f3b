// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "pages/QrCode.h"

#include <QtCore/QRegularExpression>
#include <QtTest/QtTest>

using namespace auth::pages;
using namespace Qt::StringLiterals;

class QrCodeTest : public QObject {
    Q_OBJECT

    /// The modules that the path paints, row by row.
    static QStringList painted(const QrCode &code)
    {
        QStringList rows(code.size, QString(code.size, u'.'));
        static const QRegularExpression run(u"M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z"_s);
        QString rest = code.path;
        for (const auto &match : run.globalMatch(code.path)) {
            for (int i = 0; i < match.captured(3).toInt(); ++i)
                rows[match.captured(2).toInt()][match.captured(1).toInt() + i] = u'#';
        }
        return rest.remove(run).isEmpty() ? rows : QStringList();
    }

private Q_SLOTS:
    /// ISO/IEC 18004 §5.3: the three finder patterns and the quiet zone around everything.
    void paintsFinderPatternsInsideAQuietZone()
    {
        const auto code = qrCode("https://id.example/device?user_code=WDJB-MJHT");
        const QStringList rows = painted(code);
        QCOMPARE(rows.size(), code.size);
        const QStringList finder { u"#######"_s, u"#.....#"_s, u"#.###.#"_s, u"#.###.#"_s, u"#.###.#"_s, u"#.....#"_s, u"#######"_s };
        const qsizetype far = code.size - 4 - 7;
        for (const auto &[left, top] : { std::pair<qsizetype, qsizetype>(4, 4), { far, 4 }, { 4, far } }) {
            for (int i = 0; i < 7; ++i)
                QCOMPARE(rows[top + i].mid(left, 7), finder[i]);
        }
        for (int i = 0; i < code.size; ++i) {
            QVERIFY(i >= 4 && i < code.size - 4 ? rows[i].startsWith(u"....") && rows[i].endsWith(u"....") : !rows[i].contains(u'#'));
        }
    }

    void differsForEachTextAndIsEmptyForWhatNoCodeHolds()
    {
        QVERIFY(qrCode("a").path != qrCode("b").path);
        QVERIFY(qrCode(QByteArray(5000, 'x')).path.isEmpty());
    }
};

AUTH_TEST(QrCodeTest);

#include "QrCodeTest.moc"
