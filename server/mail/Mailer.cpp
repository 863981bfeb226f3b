// SPDX-License-Identifier: GPL-3.0-or-later
#include "mail/Mailer.h"

#include "adapters/smtp/Message.h"
#include "jobs/Outbox.h"
#include "mail/Delivery.h"

namespace auth::mail {

using namespace Qt::StringLiterals;

namespace {

/// The texts of one letter in one language.
class Texts {
public:
    Texts(const pages::Translations *translations, const pages::Language *language)
        : m_translations(translations)
        , m_language(language)
    {
    }
    void set(const QByteArray &name, const QString &value) { m_values.insert(name, value); }
    QString operator()(pages::MessageId id) const
    {
        const auto value = [this](QByteArrayView name) { return m_values.value(name.toByteArray()); };
        const int number = QByteArrayView(id).endsWith("_n") ? value("n").toInt() : -1;
        return m_translations->text(*m_language, id, value, number);
    }

private:
    const pages::Translations *m_translations;
    const pages::Language *m_language;
    QHash<QByteArray, QString> m_values;
};

/// A value of the plain text stays on its line.
QString oneLine(const QString &text)
{
    return text.simplified();
}

QString plainText(const Texts &texts, const Letter &letter)
{
    QStringList blocks;
    for (const auto id : letter.before)
        blocks.append(texts(id));
    if (!letter.code.isEmpty())
        blocks.append(u"    "_s + oneLine(letter.code));
    QStringList facts;
    for (const auto &[label, value] : letter.facts)
        facts.append(texts(label) + u": "_s + oneLine(value));
    if (!facts.isEmpty())
        blocks.append(facts.join(u'\n'));
    if (letter.buttonLabel)
        blocks.append(texts(letter.buttonLabel) + u'\n' + QString::fromLatin1(letter.buttonUrl));
    for (const auto id : letter.after)
        blocks.append(texts(id));
    // RFC 3676 §4.3: what follows is a signature.
    blocks.append(u"-- \n"_s + texts(QT_TRANSLATE_NOOP("pages", "mail_footer")));
    return blocks.join(u"\n\n"_s) + u'\n';
}

}

Result<std::unique_ptr<Mailer>> Mailer::create(const pages::Translations *translations, bool available)
{
    auto templates = TRY(pages::TemplateSet::load(u":/mail"_s));
    return std::unique_ptr<Mailer>(new Mailer(std::move(templates), translations, available));
}

Mailer::Mailer(pages::TemplateSet templates, const pages::Translations *translations, bool available)
    : m_templates(std::move(templates))
    , m_translations(translations)
    , m_available(available)
{
}

Written Mailer::write(const Realm &realm, const Recipient &recipient, const Letter &letter) const
{
    const pages::Language *found = m_translations->lookup({ recipient.locale.toLatin1(), realm.settings.defaultLocale });
    const pages::Language &language = found ? *found : m_translations->fallback();
    Texts texts(m_translations, &language);
    for (const auto &[name, value] : letter.parameters)
        texts.set(name, oneLine(value));
    texts.set("realm_name", oneLine(realm.title()));
    texts.set("username", oneLine(recipient.username));

    Written written;
    written.subject = oneLine(texts(letter.subject));
    written.text = plainText(texts, letter);
    pages::PageData data;
    data.set("lang", QString::fromLatin1(language.tag)).set("dir", language.rightToLeft ? u"rtl"_s : u"ltr"_s);
    data.set("title", written.subject).set("realm_name", realm.title());
    for (const auto id : letter.before)
        data.add("before").set("paragraph", texts(id));
    if (!letter.code.isEmpty())
        data.add("code_block").set("code", letter.code);
    if (!letter.facts.isEmpty()) {
        auto &facts = data.add("facts");
        for (const auto &[label, value] : letter.facts)
            facts.add("fact").set("label", texts(label)).set("value", value);
    }
    if (letter.buttonLabel)
        data.add("button").set("button_label", texts(letter.buttonLabel)).set("button_url", QString::fromLatin1(letter.buttonUrl));
    for (const auto id : letter.after)
        data.add("after").set("paragraph", texts(id));
    const auto message = [&texts](const QByteArray &id, const std::vector<const pages::PageData *> &) { return texts(id.constData()); };
    written.html = QString::fromUtf8(m_templates.expand("letter", data, message));
    return written;
}

bool Mailer::post(db::Transaction *transaction, const Realm &realm, const Recipient &recipient, const Letter &letter, Timestamp now) const
{
    if (!m_available || !smtp::Address::parse(recipient.address))
        return false;
    const Written written = write(realm, recipient, letter);
    QJsonObject payload { { u"to"_s, recipient.address }, { u"subject"_s, written.subject }, { u"text"_s, written.text },
        { u"html"_s, written.html } };
    if (letter.usefulUntil)
        payload.insert(u"useful_until"_s, qint64(std::chrono::floor<std::chrono::seconds>(*letter.usefulUntil).time_since_epoch().count()));
    jobs::Outbox::enqueue(transaction, realm.id, kOutboxKind, payload, now);
    return true;
}

}
