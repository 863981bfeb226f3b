// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "widgets/MessageBanner.h"

#include <QtGui/QAction>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

namespace auth::console {

using namespace Qt::StringLiterals;

class MessageBannerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatOneCanDo()
    {
        MessageBanner banner;
        QCOMPARE(banner.text(), QString());
        banner.showMessage(Tone::Bad, u"Cannot reach id.example."_s);
        QSignalSpy retried(banner.addButton(u"Retry"_s), &QAction::triggered);
        QCOMPARE(banner.accessibleName(), u"Cannot reach id.example."_s);
        banner.findChild<QPushButton *>()->click();
        QCOMPARE(retried.size(), 1);
    }

    void dropsTheButtonsOfTheMessageBefore()
    {
        MessageBanner banner;
        banner.showMessage(Tone::Bad, u"One"_s);
        banner.addButton(u"Retry"_s);
        banner.showMessage(Tone::Good, u"Two"_s);
        QTRY_COMPARE(banner.findChildren<QPushButton *>().size(), 0);
        QCOMPARE(banner.text(), u"Two"_s);
    }

    void isClosedWhereItCanBe()
    {
        MessageBanner banner;
        banner.showMessage(Tone::Neutral, u"One"_s);
        QSignalSpy dismissed(&banner, &MessageBanner::dismissed);
        auto *close = banner.findChild<QToolButton *>(u"closeToolButton"_s);
        QVERIFY(!close->accessibleName().isEmpty());
        close->click();
        QCOMPARE(dismissed.size(), 1);
        QCOMPARE(banner.text(), QString());
        banner.showMessage(Tone::Warning, u"Offline"_s);
        banner.setClosable(false);
        QTest::keyClick(&banner, Qt::Key_Escape);
        QCOMPARE(banner.text(), u"Offline"_s);
    }
};

AUTH_TEST(MessageBannerTest);

}

#include "MessageBannerTest.moc"
