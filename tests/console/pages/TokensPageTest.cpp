// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/PageFixture.h"
#include "console/Person.h"
#include "console/PrivateHome.h"

#include "app/Dialogs.h"
#include "widgets/MessageBanner.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::kPatienceMs;
using test::PageFixture;

/// What a token is, and the ways to make it good for nothing.
class TokensPageTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    QString m_token; ///< Of ann.

    QString verdict() const { return m_fixture->find<QLabel>(u"verdictLabel"_s)->text(); }
    QPlainTextEdit *field() const { return m_fixture->find<QPlainTextEdit>(u"tokenPlainTextEdit"_s); }
    QString said() const { return m_fixture->page->findChild<MessageBanner *>()->text(); }
    bool isGood() const
    {
        api::TokenQuery query;
        query.token = m_token;
        return arranged(m_fixture->client().inspectToken(m_fixture->realm(), query)).active;
    }
    void inspect(const QString &token)
    {
        field()->setPlainText(token);
        m_fixture->action(u"inspectTokenAction"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!verdict().isEmpty(), kPatienceMs);
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_token = QString::fromLatin1(test::tokenOf(test::signIn(m_fixture->realm(), u"ann"_s)));
        m_fixture->open(u"tokens"_s);
    }
    void cleanup() { m_fixture.reset(); }

    void saysWhatATokenIs()
    {
        QVERIFY(!m_fixture->action(u"inspectTokenAction"_s)->isEnabled());
        QVERIFY(!m_fixture->action(u"revokeTokenAction"_s)->isEnabled());
        // As somebody pastes it, with what a terminal wrapped.
        inspect(m_token.left(40) + u'\n' + m_token.mid(40) + u' ');
        QVERIFY2(verdict().startsWith(u"An access token: it is good"_s), qPrintable(verdict()));
        const QString claims = m_fixture->find<QPlainTextEdit>(u"claimsPlainTextEdit"_s)->toPlainText();
        QVERIFY2(claims.contains(u"\"iss\""_s), qPrintable(claims));
        // What was said was said of another token.
        field()->setPlainText(u"hello"_s);
        QVERIFY(verdict().isEmpty());
        inspect(u"hello"_s);
        QVERIFY2(verdict().startsWith(u"No token that this realm knows"_s), qPrintable(verdict()));
    }

    void revokesTheTokenOrItsFamily_data()
    {
        QTest::addColumn<QString>("action");
        QTest::newRow("token") << u"revokeTokenAction"_s;
        QTest::newRow("family") << u"revokeFamilyAction"_s;
    }
    void revokesTheTokenOrItsFamily()
    {
        QFETCH(const QString, action);
        inspect(m_token);
        m_fixture->action(action)->trigger();
        auto *const dialog = m_fixture->dialog<RequestDialog>();
        for (const QLabel *label : dialog->findChildren<QLabel *>())
            QVERIFY2(!label->text().contains(m_token), "the token stands in the dialog");
        m_fixture->accept(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(said().contains(u"revoked"_s), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(verdict().contains(u"good for nothing"_s), kPatienceMs);
        QVERIFY(!isGood());
    }

    void revokesAllOfAPersonOnlyWhenTheyAreNamed()
    {
        m_fixture->action(u"revokeAllAction"_s)->trigger();
        auto *const dialog = m_fixture->dialog<RequestDialog>();
        auto *const accept = dialog->findChild<QPushButton *>(u"acceptButton"_s);
        auto *const who = dialog->findChild<QLineEdit *>(u"userLineEdit"_s);
        QVERIFY(!accept->isEnabled());
        who->setText(u"nobody"_s);
        m_fixture->accept(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(!dialog->findChild<QLabel *>(u"problemLabel"_s)->isHidden(), kPatienceMs);
        QVERIFY(isGood());
        // Everybody takes the realm's name.
        auto *const whose = dialog->findChild<QComboBox *>(u"whoseComboBox"_s);
        whose->setCurrentIndex(whose->findData(u"everything"_s));
        QVERIFY(!accept->isEnabled());
        whose->setCurrentIndex(whose->findData(u"user"_s));
        who->setText(u"ann"_s);
        m_fixture->accept(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(said().contains(u"ended"_s), kPatienceMs);
        QVERIFY(!isGood());
    }
};
AUTH_TEST(TokensPageTest);

}

#include "TokensPageTest.moc"
