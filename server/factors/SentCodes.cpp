// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/SentCodes.h"

#include "factors/FactorStore.h"
#include "factors/ShortCode.h"

namespace auth {

namespace {

/// A code is bound to the sign-in that asked for it: in another one it is wrong.
QByteArray placeOf(const char *kind, FlowId flowId, const QString &about)
{
    const QByteArray place = "sent_codes." + QByteArray(kind) + ':' + flowId.toBytes();
    return about.isEmpty() ? place : place + ':' + about.toUtf8();
}

}

Task<Result<bool>> claimSend(CountedSend send)
{
    const factor_store::Subject subject { send.realm->id, send.userId, send.kind };
    factor_store::Sending to;
    to.destinationMac = CO_TRY(
        shortCodeMac(send.keys, *send.realm, "send_limits.destination", send.destination.toLower().toUtf8()));
    to.networkMac = CO_TRY(shortCodeMac(send.keys, *send.realm, "send_limits.network", send.network.toUtf8()));
    co_return co_await factor_store::claimSend(
        send.transaction, subject, std::move(to), { kMostSends, kMostSendsOfNetwork, kSendWindow }, send.now);
}

Task<Result<std::optional<QByteArray>>> makeSentCode(FactorSending sending, const char *kind, QString destination, QString about)
{
    const factor_store::Subject subject { sending.realm->id, sending.userId, QString::fromLatin1(kind) };
    if (!CO_TRY(co_await claimSend({ sending.transaction, sending.realm, sending.userId, subject.kind,
            std::move(destination), sending.network, sending.keys, sending.now })))
        co_return std::nullopt;
    const QByteArray code = newNumericCode();
    const QByteArray mac = CO_TRY(shortCodeMac(sending.keys, *sending.realm, placeOf(kind, sending.flowId, about), code));
    factor_store::keepSentCode(
        sending.transaction, subject, sending.flowId, mac, sending.now, sending.now + kSentCodeLifetime);
    co_return code;
}

Task<Result<FactorVerdict>> useSentCode(FactorAttempt attempt, const char *kind, QString about)
{
    const factor_store::Subject subject { attempt.realm->id, attempt.userId, QString::fromLatin1(kind) };
    const QByteArray code = normalizedDigits(attempt.typed, 6, 6).value_or(QByteArray());
    const QByteArray mac = CO_TRY(shortCodeMac(attempt.keys, *attempt.realm, placeOf(kind, attempt.flowId, about), code));
    const auto used
        = CO_TRY(co_await factor_store::useSentCode(attempt.transaction, subject, attempt.flowId, mac, attempt.now));
    if (used.blocked)
        co_return FactorVerdict::Blocked;
    if (!used.accepted)
        co_return FactorVerdict::Wrong;
    factor_store::forgetAttempts(attempt.transaction, subject);
    co_return FactorVerdict::Accepted;
}

}
