// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/SecurityPages.h"

#include "pages/QrCode.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace auth::pages {

namespace {

QString inGroups(const QString &text)
{
    QString grouped;
    for (qsizetype i = 0; i < text.size(); i += 4)
        grouped += (i > 0 ? u" "_s : QString()) + text.mid(i, 4);
    return grouped;
}

void addMoment(PageData *data, const QByteArray &name, Timestamp time, const QLocale &locale)
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time).time_since_epoch().count();
    const auto utc = QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
    data->set(name, locale.toString(utc, QLocale::ShortFormat) + u" UTC"_s).set(name + "_iso", utc.toString(Qt::ISODate));
}

}

PageModel factorPage(const FactorView &view)
{
    PageModel page;
    page.page = "factor";
    page.title = QT_TRANSLATE_NOOP("pages", "factor_title");
    page.errors = view.errors;
    page.data.set("action", view.action)
        .set("csrf", view.csrf)
        .set("client_name", view.clientName)
        .set("destination", view.destination)
        .setMessage("lead", view.lead)
        .show("digits", view.digits)
        .show("letters", !view.digits)
        .show("cancellable", view.cancellable);
    if (view.send)
        page.data.add("send").set("send_name", QString::fromLatin1(view.send->first)).setMessage("send_label", view.send->second);
    else
        page.data.add("enter").show("code_focus", view.errors.isEmpty());
    if (view.rememberDays > 0 && !view.send)
        page.data.add("remember").set("n", QString::number(view.rememberDays));
    if (!view.sendAgain.isEmpty())
        page.data.add("again").set("again_name", QString::fromLatin1(view.sendAgain));
    if (!view.others.isEmpty()) {
        PageData &list = page.data.add("others");
        for (const auto &[name, label] : view.others)
            list.add("other").set("other_name", QString::fromLatin1(name)).setMessage("other_label", label);
    }
    return page;
}

PageModel enrolmentPage(const EnrolmentView &view)
{
    PageModel page;
    page.page = "enrolment";
    page.title = QT_TRANSLATE_NOOP("pages", "enrolment_title");
    page.errors = view.errors;
    page.data.set("action", view.action)
        .set("csrf", view.csrf)
        .show("required", view.required)
        .show("cancellable", view.cancellable);
    if (!view.backUrl.isEmpty())
        page.data.add("back").set("back_url", view.backUrl);
    if (view.secret.isEmpty()) {
        page.data.add("intro");
        return page;
    }
    PageData &setup = page.data.add("setup");
    setup.set("secret", inGroups(view.secret)).set("otpauth_uri", view.uri).show("digits");
    if (const QrCode code = qrCode(view.uri.toUtf8()); !code.path.isEmpty())
        setup.add("qr").set("qr_size", QString::number(code.size)).set("qr_path", code.path);
    return page;
}

PageModel securityPage(const SecurityView &view, const QByteArray &language)
{
    PageModel page;
    page.page = "security";
    page.title = QT_TRANSLATE_NOOP("pages", "security_title");
    page.errors = view.errors;
    page.data.set("action", view.action)
        .set("csrf", view.csrf)
        .set("account_url", view.accountUrl)
        .set("n", QString::number(view.backupCodes))
        .show("without_authenticator", view.authenticators.isEmpty())
        .show("with_factor", view.withFactor)
        .show("few_backup_codes", view.fewBackupCodes);
    if (view.notice)
        page.data.add("notice").setMessage("notice_text", view.notice);
    if (view.choices.size() > 1) {
        PageData &list = page.data.add("choices");
        for (const auto &choice : view.choices)
            list.add("choice").set("kind", choice.kind).setMessage("kind_label", choice.label).show("kind_preferred", choice.preferred);
    }
    if (!view.phoneUrl.isEmpty()) {
        PageData &phone = page.data.add("with_phone");
        phone.set("phone_url", view.phoneUrl);
        if (view.phone.isEmpty())
            phone.add("no_phone");
        else
            phone.add("phone_held").set("phone", view.phone);
    }
    const QLocale locale(QString::fromLatin1(language));
    for (const auto &authenticator : view.authenticators) {
        PageData &entry = page.data.add("authenticator");
        entry.set("authenticator_id", authenticator.id).set("authenticator_name", authenticator.name);
        addMoment(&entry, "added", authenticator.addedAt, locale);
        if (authenticator.usedAt)
            addMoment(&entry.add("used_once"), "used", *authenticator.usedAt, locale);
    }
    if (!view.notices.isEmpty()) {
        PageData &news = page.data.add("news");
        for (const auto &one : view.notices) {
            PageData &entry = news.add("news_item");
            entry.setMessage("news_text", one.text).show("news_unseen", !one.seen);
            addMoment(&entry, "news_at", one.at, locale);
        }
        const bool anyUnseen = std::ranges::any_of(view.notices, [](const NoticeView &one) { return !one.seen; });
        if (anyUnseen)
            news.add("news_mark").set("until", QString::number(view.notices.first().at.time_since_epoch().count()));
    }
    return page;
}

PageModel phonePage(const PhoneView &view)
{
    PageModel page;
    page.page = "phone";
    page.title = QT_TRANSLATE_NOOP("pages", "phone_title");
    page.errors = view.errors;
    page.data.set("action", view.action).set("csrf", view.csrf).set("back_url", view.backUrl);
    if (!view.number.isEmpty())
        page.data.add("held").set("phone", view.number);
    if (!view.waiting.isEmpty())
        page.data.add("waits").set("destination", view.waiting).show("digits").show("code_focus", view.errors.isEmpty());
    else
        page.data.add("enter").set("typed", view.typed);
    return page;
}

PageModel backupCodesPage(const BackupCodesView &view)
{
    PageModel page;
    page.page = "backup_codes";
    page.title = QT_TRANSLATE_NOOP("pages", "backup_codes_title");
    page.data.set("continue_url", view.continueUrl);
    for (const QString &code : view.codes)
        page.data.add("backup_code").set("backup_code_text", code);
    return page;
}

}
