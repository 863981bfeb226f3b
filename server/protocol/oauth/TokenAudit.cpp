// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/TokenAudit.h"

#include "core/Log.h"
#include "metrics/Metrics.h"

namespace auth::oauth {

void TokenAudit::issued(RealmId realmId, const Application &application, QByteArray grantType)
{
    metrics::countToken(grantType);
    Count &count = m_counts[{ realmId, application.id, std::move(grantType) }];
    count.clientId = QString::fromUtf8(application.clientId);
    ++count.tokens;
}

Task<> TokenAudit::flush()
{
    if (m_counts.isEmpty())
        co_return;
    const auto counts = std::exchange(m_counts, {});
    const auto putBack = [this, &counts](const Error &error) {
        for (auto entry = counts.begin(); entry != counts.end(); ++entry) {
            Count &count = m_counts[entry.key()];
            count.clientId = entry->clientId;
            count.tokens += entry->tokens;
        }
        logWarning("audit.batch_failed", { { "cause", error.detail } });
    };
    auto transaction = co_await m_database->begin(deadlineIn(std::chrono::seconds(5)));
    if (!transaction) {
        putBack(transaction.error());
        co_return;
    }
    for (auto entry = counts.begin(); entry != counts.end(); ++entry) {
        AuditEvent event(entry.key().realmId, "token.issued");
        event.actor("application", entry->clientId).target("application", entry->clientId);
        event.applicationId = entry.key().applicationId;
        event.data = QJsonObject { { u"grant_type"_qs, QString::fromLatin1(entry.key().grantType) }, { u"count"_qs, entry->tokens } };
        m_audit->record(&*transaction, std::move(event));
    }
    if (const auto committed = co_await transaction->commit(); !committed)
        putBack(committed.error());
}

}
