// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "app/Dialogs.h"

#include <QtCore/QTimer>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QDialog>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QPushButton>

namespace auth::console {

using namespace Qt::StringLiterals;

/// What is copied does not stay in the clipboard.
class SecretDialogTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QWidget> m_window;

    static QClipboard *clipboard() { return QGuiApplication::clipboard(); }
    /// Copies \a secret, closes the dialog, and answers what will clear the clipboard.
    QTimer *copied(const QString &secret)
    {
        showSecret(u"A secret"_s, u"Shown once."_s, secret, m_window.get());
        auto *const dialog = m_window->findChild<QDialog *>(u"secretDialog"_s);
        for (QAbstractButton *button : dialog->findChild<QDialogButtonBox *>()->buttons()) {
            if (button->text().contains(u"Copy"_s))
                button->click();
        }
        dialog->reject();
        return qApp->findChild<QTimer *>(u"clipboardTimer"_s);
    }

private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_window->show();
        clipboard()->clear();
    }
    void cleanup()
    {
        m_window.reset();
        for (QTimer *timer : qApp->findChildren<QTimer *>(u"clipboardTimer"_s))
            delete timer;
    }

    void isForgottenAfterHalfAMinute()
    {
        QTimer *const timer = copied(u"s3cret"_s);
        QCOMPARE(clipboard()->text(), u"s3cret"_s);
        QVERIFY(timer && timer->isActive());
        QCOMPARE(timer->interval(), 30'000);
        timer->start(0);
        QTRY_COMPARE(clipboard()->text(), QString());
    }

    void leavesWhatSomebodyCopiedMeanwhile()
    {
        QTimer *const timer = copied(u"s3cret"_s);
        clipboard()->setText(u"a letter"_s);
        QSignalSpy over(timer, &QTimer::timeout);
        timer->start(0);
        QTRY_COMPARE(over.size(), 1);
        QCOMPARE(clipboard()->text(), u"a letter"_s);
    }
};
AUTH_TEST(SecretDialogTest);

}

#include "SecretDialogTest.moc"
