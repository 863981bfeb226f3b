// SPDX-License-Identifier: GPL-3.0-or-later
#include "dev/Letters.h"

#include "devices/NewDeviceLetter.h"
#include "factors/FactorMail.h"
#include "mail/Mailer.h"
#include "pages/PageRenderer.h"
#include "users/AccountLetters.h"

#include <QtCore/QCoreApplication>

namespace auth::dev {

using namespace Qt::StringLiterals;

namespace {

struct SampleLetter {
    QByteArray name;
    mail::Letter letter;
};

std::vector<SampleLetter> sampleLetters()
{
    const Timestamp noon { std::chrono::seconds(1'772'020'000) };
    Device device;
    device.address = "2001:db8:85a3::8a2e:370:7334";
    device.userAgent = u"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"_s;
    device.lastSeenAt = noon;
    std::vector<SampleLetter> samples {
        { "code", codeLetter("042917", noon) },
        { "verify-email", verificationLetter("042917", noon) },
        { "new-device", newDeviceLetter(device, "https://id.example.com/realms/main/new-device/sample", u"Berlin, Germany"_s) },
        { "password-changed", accountLetter(AccountNews::PasswordChanged) },
        { "email-changed", accountLetter(AccountNews::EmailChanged) },
    };
    for (int news = 0; news < static_cast<int>(FactorNews::Count); ++news)
        samples.push_back({ "factor-" + QByteArray::number(news), factorLetter(static_cast<FactorNews>(news), 2) });
    return samples;
}

Task<Result<http::Response>> list(const pages::PageRenderer *renderer, http::Request request)
{
    pages::PageModel page;
    page.page = "dev_letters";
    page.title = QT_TRANSLATE_NOOP("pages", "dev_letters_title");
    for (const auto &sample : sampleLetters()) {
        page.data.add("sample")
            .set("sample_name", QString::fromLatin1(sample.name))
            .set("sample_url", u"/dev/letters/"_s + QString::fromLatin1(sample.name));
    }
    co_return renderer->render(request, nullptr, std::move(page));
}

Task<Result<http::Response>> show(const mail::Mailer *mailer, http::Request request)
{
    const Form query = CO_TRY(request.queryForm());
    const QByteArray name = request.pathParameter("name").toLatin1();
    Realm realm;
    realm.name = "example";
    realm.displayName = u"Example Corporation"_s;
    const mail::Recipient recipient { u"jane@example.com"_s, u"jane.doe"_s, query.valueOrEmpty("locale"_L1) };
    for (const auto &sample : sampleLetters()) {
        if (sample.name != name)
            continue;
        auto response = http::Response::html(mailer->write(realm, recipient, sample.letter).html.toUtf8());
        // Mails carry their styles with them.
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        co_return response;
    }
    co_return failure(ErrorCode::NotFound, u"There is no such letter."_s);
}

}

void addLetterRoutes(http::Router *router, const pages::PageRenderer *renderer, const mail::Mailer *mailer)
{
    http::Route all;
    all.pattern = "/dev/letters";
    all.style = http::RouteStyle::Browser;
    all.handler = [renderer](http::Request request) { return list(renderer, std::move(request)); };
    router->add(std::move(all));
    http::Route one;
    one.pattern = "/dev/letters/{name}";
    one.style = http::RouteStyle::Browser;
    one.handler = [mailer](http::Request request) { return show(mailer, std::move(request)); };
    router->add(std::move(one));
}

}
