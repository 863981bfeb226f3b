// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "widgets/FitToContents.h"

#include <QtWidgets/QDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

class FitToContentsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void growsWithATextThatWraps()
    {
        QDialog dialog;
        dialog.setMinimumWidth(200);
        auto *const label = new QLabel(u"short"_s, &dialog);
        label->setWordWrap(true);
        (new QVBoxLayout(&dialog))->addWidget(label);
        fitToContents(&dialog);
        dialog.show();
        const int before = dialog.height();
        label->setText(u"much longer than before "_s.repeated(40));
        QTRY_VERIFY(label->height() >= label->heightForWidth(label->width()));
        QVERIFY(dialog.height() > before);
        const int grown = dialog.height();
        label->setText(u"short"_s);
        QCoreApplication::processEvents();
        QCOMPARE(dialog.height(), grown);
    }
};
AUTH_TEST(FitToContentsTest);

}

#include "FitToContentsTest.moc"
