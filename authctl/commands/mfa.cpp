// SPDX-License-Identifier: GPL-3.0-or-later
#include "Prompt.h"
#include "Resource.h"
#include "Session.h"
#include "output/Output.h"
#include "output/QrCode.h"

#include "api/Operations.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

/// For the owner's eyes only: the picture holds the secret. Never over a file that is there.
std::optional<Failure> writePicture(const QString &name, const QByteArray &png)
{
    QFile file(name);
    const bool written = file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && file.write(png) == png.size() && file.flush();
    if (written)
        return std::nullopt;
    Failure failure;
    failure.exitCode = Failed;
    failure.code = u"file_not_written"_s;
    failure.message = u"The picture cannot be written to \"%1\": %2"_s.arg(name, file.errorString());
    return failure;
}

int enrolTotp(const Invocation &invocation)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    session.announce();
    QJsonObject body;
    for (const char *name : { "name", "algorithm" }) {
        if (options.has(QLatin1StringView(name)))
            body.insert(QLatin1StringView(name), options.value(QLatin1StringView(name)));
    }
    if (options.has(u"digits"_s)) {
        const QString digits = options.value(u"digits"_s);
        if (digits != u"6" && digits != u"7" && digits != u"8")
            return report(options, usageFailure(u"--digits takes 6, 7 or 8."_s));
        body.insert(u"digits"_s, digits.toInt());
    }
    api::Call call = session.call();
    call.body = body;
    const auto answer = session.send(std::move(call));
    if (!answer)
        return report(options, answer.error());
    const QString uri = answer->body[u"uri"].toString();
    if (options.dryRun)
        note(options, u"dry run: nothing was written"_s);
    if (options.has(u"png"_s)) {
        if (const auto failed = writePicture(options.value(u"png"_s), qrCodePng(uri.toUtf8())))
            return report(options, *failed);
    }
    QJsonObject shown = answer->body;
    shown.remove(u"id"_s);
    if (!isForPeople(options))
        return writeObject(invocation, shown);
    writeText(qrCode(uri.toUtf8()));
    const int code = writeObject(invocation, shown);
    note(options, u"it counts once \"authctl mfa totp verify %1 CODE\" has confirmed it"_s.arg(options.handle));
    return code;
}

int verifyTotp(const Invocation &invocation)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    session.announce();
    api::Call call = session.call();
    call.body = QJsonObject { { u"code"_s, options.arguments.value(0) } };
    const auto answer = session.send(std::move(call));
    if (!answer)
        return report(options, answer.error());
    note(options, options.dryRun ? u"dry run: nothing was written"_s : u"the authenticator app is set up"_s);
    return Done;
}

int disableTotp(const Invocation &invocation)
{
    const Options &options = invocation.options;
    if (!options.dryRun) {
        const QString question = u"Remove the authenticator %1 of \"%2\"?"_s.arg(options.arguments.value(0), options.handle);
        if (const auto refused = confirm(options, Severity::Moderate, question, options.handle))
            return report(options, *refused);
    }
    Session session(&invocation);
    const auto answer = session.send(session.call(kRemoveUserFactor, { { "factor", options.arguments.value(0) } }));
    if (!answer)
        return report(options, answer.error());
    note(options, options.dryRun ? u"dry run: nothing was written"_s : u"removed"_s);
    return Done;
}

int listFactors(const Invocation &invocation)
{
    Session session(&invocation);
    const auto answer = session.send(session.call());
    if (!answer)
        return report(invocation.options, answer.error());
    if (!isForPeople(invocation.options))
        return writeObject(invocation, answer->body);
    const int code = writeList(invocation, answer->body[u"items"].toArray());
    if (const QString preferred = answer->body[u"preferred"].toString(); !preferred.isEmpty())
        note(invocation.options, u"asked for first: %1"_s.arg(preferred));
    note(invocation.options, u"backup codes left: %1"_s.arg(answer->body[u"backup_codes"].toInt()));
    return code;
}

int generateBackupCodes(const Invocation &invocation)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    session.announce();
    const auto answer = session.send(session.call());
    if (!answer)
        return report(options, answer.error());
    note(options, options.dryRun ? u"dry run: nothing was written, these codes do not work"_s : u"each works once; they are not shown again"_s);
    if (!isForPeople(options))
        return writeObject(invocation, answer->body);
    QString text;
    const QJsonArray codes = answer->body[u"codes"].toArray();
    for (const auto &code : codes)
        text += code.toString() + u'\n';
    writeText(text.toUtf8());
    return Done;
}

int resetFactors(const Invocation &invocation)
{
    const Options &options = invocation.options;
    if (!options.dryRun) {
        const QString question = u"Remove every second factor of \"%1\"? All sessions and tokens end."_s.arg(options.handle);
        if (const auto refused = confirm(options, Severity::Severe, question, options.handle))
            return report(options, *refused);
    }
    Session session(&invocation);
    const auto answer = session.send(session.call());
    if (!answer)
        return report(options, answer.error());
    note(options, options.dryRun ? u"dry run: nothing was written"_s : u"every second factor is removed; all sessions ended"_s);
    return Done;
}

int requestBypass(const Invocation &invocation)
{
    const Options &options = invocation.options;
    bool isNumber = false;
    const int minutes = options.value(u"minutes"_s).toInt(&isNumber);
    if (!isNumber)
        return report(options, usageFailure(u"--minutes says how long it is open: a number."_s));
    if (options.reason.isEmpty())
        return report(options, usageFailure(u"--reason is needed: it is kept in the audit log."_s));
    Session session(&invocation);
    session.announce();
    api::Call call = session.call();
    call.body = QJsonObject { { u"minutes"_s, minutes }, { u"reason"_s, options.reason } };
    const auto answer = session.send(std::move(call));
    if (!answer)
        return report(options, answer.error());
    const int code = writeObject(invocation, answer->body);
    note(options,
        options.dryRun                             ? u"dry run: nothing was written"_s
            : answer->body[u"state"].toString() == u"waiting"_s ? u"somebody else has to say \"authctl mfa bypass approve %1\" within an hour"_s.arg(options.handle)
                                                   : u"the next sign-in asks for no second factor; the person is told"_s);
    return code;
}

int endBypass(const Invocation &invocation)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    session.announce();
    const auto answer = session.send(session.call());
    if (!answer)
        return report(options, answer.error());
    note(options, options.dryRun ? u"dry run: nothing was written"_s : u"taken back"_s);
    return Done;
}

constexpr Flag kBypassFlags[] = { { "minutes", "NUMBER", "How long it is open, 1 to 1440" } };
constexpr Flag kEnrolFlags[] = {
    { "name", "NAME", "What the person calls the app or device" },
    { "algorithm", "NAME", "SHA1, SHA256 or SHA512; many apps know the first only" },
    { "digits", "NUMBER", "6, 7 or 8" },
    { "png", "FILE", "Write the QR code as a picture, too" },
};
constexpr Argument kCode[] = { { "CODE", "What the app shows." } };
constexpr Argument kFactor[] = { { "FACTOR", "The id that \"mfa list\" shows." } };
constexpr const char *kColumns[] = { "id", "kind", "name", "confirmed", "created_at", "last_used_at" };
constexpr Verb kVerbs[] = {
    { "list", "Show the second factors of a user.", "authctl mfa list alice", kGetUserFactors, Handle::Required, {},
        listFactors },
    { "totp enroll", "Begin to set up an authenticator app for a user; shows the QR code.",
        "authctl mfa totp enroll alice --name Phone", kEnrolUserTotp, Handle::Required, { .change = true }, enrolTotp,
        kEnrolFlags },
    { "totp verify", "Confirm the authenticator app that waits, by the code that it shows.",
        "authctl mfa totp verify alice 123456", kVerifyUserTotp, Handle::Required, { .change = true }, verifyTotp, {},
        kCode },
    { "totp disable", "Remove an authenticator app of a user.", "authctl mfa totp disable alice ID --yes",
        kRemoveUserFactor, Handle::Required, { .change = true, .confirm = true }, disableTotp, {}, kFactor },
    { "backup-codes generate", "Make ten backup codes for a user; the old ones end.",
        "authctl mfa backup-codes generate alice", kGenerateUserBackupCodes, Handle::Required, { .change = true },
        generateBackupCodes },
    { "reset", "Remove every second factor of a user; all sessions and tokens end.",
        "authctl mfa reset alice --reason 'lost the phone' --confirm alice", kResetUserFactors, Handle::Required,
        { .change = true, .confirm = true }, resetFactors },
    { "bypass request", "Let a user sign in once without the second factor; the person is told.",
        "authctl mfa bypass request alice --minutes 15 --reason 'lost the phone, known by voice'", kRequestMfaBypass,
        Handle::Required, { .change = true }, requestBypass, kBypassFlags },
    { "bypass approve", "Approve, as a second administrator, of a sign-in without the second factor.",
        "authctl mfa bypass approve alice", kApproveMfaBypass, Handle::Required, { .change = true }, actOnObject },
    { "bypass show", "Show the sign-in without the second factor that was asked for last.",
        "authctl mfa bypass show alice", kGetMfaBypass, Handle::Required, {}, getObject },
    { "bypass end", "Take back a sign-in without the second factor that was not used yet.",
        "authctl mfa bypass end alice", kEndMfaBypass, Handle::Required, { .change = true }, endBypass },
};

}

extern const Noun mfa_variant;
const Noun mfa_variant { "mfa", {}, "Second factors of people.", "USER", "id", "user", kColumns, kVerbs };

}
