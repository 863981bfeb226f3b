// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "app/Dialogs.h"
#include "app/Profiles.h"

#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace auth::console {

using namespace Qt::StringLiterals;

class DialogsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Connection> m_connection { connectWithToken(QUrl(u"http://127.0.0.1:1"_s), {}, nullptr) };

private Q_SLOTS:
    void goesThroughItsFieldsInTheirOrder()
    {
        RequestDialog dialog(m_connection.get(), u"New"_s, u"&Make"_s, nullptr);
        QWidget *const first = dialog.addText(u"&Name"_s, u"name"_s, u"Help"_s);
        QWidget *const second = dialog.addText(u"&Text"_s, u"text"_s);
        QCOMPARE(dialog.focusWidget(), first);
        QList<QWidget *> order;
        for (QWidget *widget = first; order.isEmpty() || widget != first; widget = widget->nextInFocusChain()) {
            if (widget->focusPolicy() & Qt::TabFocus)
                order.append(widget);
        }
        QCOMPARE(order.size(), 4);
        QCOMPARE(order[1], second);
        QCOMPARE(order[2], dialog.findChild<QPushButton *>(u"acceptButton"_s));
    }

    void marksTheButtonThatDestroys()
    {
        RequestDialog dialog(m_connection.get(), u"Delete"_s, u"&Delete"_s, nullptr);
        auto *const button = dialog.findChild<QPushButton *>(u"acceptButton"_s);
        QVERIFY(button->property("primary").toBool());
        dialog.setDangerous();
        QVERIFY(button->property("danger").toBool() && !button->property("primary").toBool());
        QVERIFY(!button->isDefault());
    }
};
AUTH_TEST(DialogsTest);

}

#include "DialogsTest.moc"
