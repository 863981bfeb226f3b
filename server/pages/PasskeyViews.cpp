// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/PasskeyViews.h"

#include "pages/Moment.h"

namespace auth::pages {

void addPasskeyForm(PageModel *page, const PasskeyForm &form)
{
    page->data.show("passkeys").show("passkey_autofill", form.autofill);
    PageData &shown = page->data.add("passkey_form");
    shown.set("passkey_action", form.action)
        .set("passkey_options", form.options)
        .show("passkey_named", form.named);
    if (form.rememberDays > 0)
        shown.add("remember").set("n", QString::number(form.rememberDays));
}

PageModel passkeysPage(const PasskeysView &view, const QByteArray &language)
{
    PageModel page;
    page.page = "account_passkeys";
    page.title = QT_TRANSLATE_NOOP("pages", "passkeys_title");
    page.errors = view.errors;
    if (view.notice)
        page.data.add("notice").setMessage("notice_text", view.notice);
    page.data.show("passkeys")
        .set("csrf", view.csrf)
        .set("action", view.action)
        .set("passkey_options", view.options)
        .set("rename_action", view.renameAction)
        .set("revoke_action", view.revokeAction)
        .set("account_url", view.accountUrl)
        .set("suggested_label", view.suggestedLabel);
    PageData &list = page.data.add(view.passkeys.isEmpty() ? "none" : "some");
    const QLocale locale(QString::fromLatin1(language));
    for (const PasskeyRow &passkey : view.passkeys) {
        const Moment added = moment(passkey.addedAt, locale);
        PageData &entry = list.add("passkey");
        entry.set("passkey_id", passkey.id)
            .set("passkey_label", passkey.label)
            .set("added", added.text)
            .set("added_iso", added.iso)
            .setMessage("passkey_kept",
                passkey.synced ? QT_TRANSLATE_NOOP("pages", "passkey_synced")
                               : QT_TRANSLATE_NOOP("pages", "passkey_device_bound"))
            .show("suspended", passkey.suspended);
        if (passkey.lastUsedAt) {
            const Moment used = moment(*passkey.lastUsedAt, locale);
            entry.add("used").set("last_used", used.text).set("last_used_iso", used.iso);
        }
    }
    return page;
}

PageModel passkeyFactorPage(const PasskeyFactorView &view)
{
    PageModel page;
    page.page = "passkey_factor";
    page.title = QT_TRANSLATE_NOOP("pages", "factor_title");
    page.errors = view.errors;
    addPasskeyForm(&page, view.form);
    page.data.set("action", view.action)
        .set("csrf", view.csrf)
        .set("client_name", view.clientName)
        .show("cancellable", view.cancellable);
    if (!view.others.isEmpty()) {
        PageData &list = page.data.add("others");
        for (const auto &[name, label] : view.others)
            list.add("other").set("other_name", QString::fromLatin1(name)).setMessage("other_label", label);
    }
    return page;
}

PageModel passkeyOfferPage(const PasskeyOfferView &view)
{
    PageModel page;
    page.page = "passkey_offer";
    page.title = QT_TRANSLATE_NOOP("pages", "passkey_offer_title");
    page.errors = view.errors;
    page.data.show("passkeys")
        .set("csrf", view.csrf)
        .set("action", view.action)
        .set("passkey_options", view.options)
        .set("decline_action", view.declineAction)
        .set("suggested_label", view.suggestedLabel);
    return page;
}

}
