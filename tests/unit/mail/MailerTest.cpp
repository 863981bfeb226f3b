// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"

#include "mail/Mailer.h"
#include "pages/StaticFiles.h"

using namespace auth;
using namespace auth::mail;
using namespace Qt::StringLiterals;

class MailerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        pages::initializePageResources();
        auto translations = pages::Translations::load(pages::PseudoLocales::Off);
        QVERIFY(translations);
        m_translations = std::make_unique<pages::Translations>(*std::move(translations));
        auto mailer = Mailer::create(m_translations.get(), true);
        VERIFY_RESULT(mailer);
        m_mailer = *std::move(mailer);
    }

    void writesInThePersonsLanguageThenTheRealms()
    {
        Realm realm;
        realm.name = "acme";
        Letter letter { .subject = "sign_in_title" };
        QCOMPARE(m_mailer->write(realm, { .address = u"a@b"_s, .username = u"jane"_s, .locale = u"de-AT"_s }, letter).subject, u"Anmelden"_s);
        QCOMPARE(m_mailer->write(realm, {}, letter).subject, u"Sign in"_s);
        realm.settings.defaultLocale = "de";
        const Written german = m_mailer->write(realm, { .address = u"a@b"_s, .username = u"jane"_s, .locale = u"fr"_s }, letter);
        QCOMPARE(german.subject, u"Anmelden"_s);
        QVERIFY(german.html.contains(u"<html lang=\"de\" dir=\"ltr\">"_s));
        for (const QString &part : { german.text, german.html })
            QVERIFY2(part.contains(u"wegen Ihres Kontos jane bei acme"_s), qPrintable(part));
    }

    void valuesAreTextAndNothingElse()
    {
        const QString hostile = u"\"><script>alert(1)</script>\r\n\r\nhttps://evil.example/"_s;
        Realm realm;
        realm.displayName = hostile;
        Letter letter { .subject = "title_page", .code = hostile, .facts = { { "username", hostile } }, .buttonLabel = "sign_in_title",
            .buttonUrl = "javascript:alert(1)", .parameters = { { "title", hostile } } };
        const Written written = m_mailer->write(realm, { .address = u"a@b"_s, .username = hostile, .locale = {} }, letter);
        QVERIFY2(!written.html.contains(u"<script"_s), qPrintable(written.html));
        QVERIFY2(!written.html.contains(u"href=\"javascript:"_s), qPrintable(written.html));
        QVERIFY(!written.subject.contains(u'\n') && !written.subject.contains(u'\r'));
        // No value begins a line of its own, where it would look like ours.
        for (const QString &line : written.text.split(u'\n'))
            QVERIFY2(!line.startsWith(u"https://evil"_s), qPrintable(written.text));
    }

private:
    std::unique_ptr<pages::Translations> m_translations;
    std::unique_ptr<Mailer> m_mailer;
};

AUTH_TEST(MailerTest);
#include "MailerTest.moc"
