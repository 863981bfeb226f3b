// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ListPage.h"
#include "app/PageTexts.h"

#include <QtCore/QTimer>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

constexpr std::chrono::seconds kPoll { 2 };

class JobsPage final : public ListPage {
    Q_DECLARE_TR_FUNCTIONS(JobsPage)

public:
    JobsPage(Connection *connection, Location location, QWidget *parent)
        : ListPage(connection, std::move(location), parent, traits())
    {
        addSelectionAction(tr("&Cancel it"), "close", QKeySequence(u"Ctrl+Shift+X"_s), "jobs:write", "cancelAction",
            [this](const QList<QJsonObject> &items) {
                run(this->connection()->call(kCancelJob, { { "job", objectId(items.first()) } }),
                    tr("It stops after what it is doing now."));
            },
            [](const QList<QJsonObject> &items) {
                const QString state = items.first()[u"state"].toString();
                return state == "waiting"_L1 || state == "running"_L1 ? QString() : tr("It is over");
            });
        addSelectionAction(tr("Try what &failed again"), "reload", QKeySequence(u"Ctrl+Shift+T"_s), "jobs:write",
            "retryAction", [this](const QList<QJsonObject> &items) {
                run(this->connection()->call(kRetryJob, { { "job", objectId(items.first()) } }),
                    tr("What failed is tried again."));
            },
            [](const QList<QJsonObject> &items) {
                return items.first()[u"state"].toString() == "failed"_L1 ? QString() : tr("Nothing failed");
            });
        // Only while somebody looks at what moves.
        connect(&m_poll, &QTimer::timeout, this, [this] {
            if (isVisible() && !isLoading())
                load();
        });
        connect(model(), &RemoteTableModel::loaded, this, [this] {
            if (!somethingRuns())
                m_poll.stop();
            else if (!m_poll.isActive())
                m_poll.start(kPoll);
        });
    }

private:
    bool somethingRuns() const
    {
        for (int row = 0; row < model()->rowCount(); ++row) {
            const QString state = model()->item(row)[u"state"].toString();
            if (state == "waiting"_L1 || state == "running"_L1)
                return true;
        }
        return false;
    }
    static ListTraits traits()
    {
        using enum FilterField::Kind;
        ListTraits list;
        list.operation = kListJobs;
        list.key = u"id"_s;
        list.subject = tr("Jobs");
        list.objectPage = u"job"_s;
        list.titleField = u"operation"_s;
        const auto state = [](const QJsonObject &item) { return stateText(item[u"state"].toString()); };
        const auto tone = [](const QJsonObject &item) { return stateTone(item[u"state"].toString()); };
        const auto progress = [](const QJsonObject &item) {
            const qint64 failed = item[u"failed"].toInteger();
            const QString text = tr("%1 of %2").arg(item[u"done"].toInteger() + failed).arg(item[u"total"].toInteger());
            return failed == 0 ? text : tr("%1, %2 failed").arg(text).arg(failed);
        };
        list.columns = { { tr("Operation"), u"operation"_s, {}, {}, 26 }, { tr("State"), u"state"_s, state, {}, 16, tone },
            { tr("Progress"), {}, progress, {}, 24 },
            { tr("Asked for by"), u"requested_by"_s, {}, {}, 26 },
            { tr("Began"), u"created_at"_s, ageOf(u"created_at"_s), u"created_at"_s, 16 },
            { tr("Ended"), u"finished_at"_s, ageOf(u"finished_at"_s), {}, 16 } };
        list.facts = { { u"q"_s, tr("Filter") }, { u"reason"_s, tr("Failed because") }, { u"id"_s, tr("Id") } };
        list.fields = { { u"kind"_s }, { u"operation"_s },
            { u"state"_s, Choice, { u"waiting"_s, u"running"_s, u"done"_s, u"failed"_s, u"cancelled"_s } },
            { u"requested_by"_s }, { u"created_at"_s, Time }, { u"finished_at"_s, Time }, { u"id"_s, Id } };
        list.emptyText = tr("No jobs yet. Choose several users, and what is done with them becomes one.");
        return list;
    }

    QTimer m_poll;
};

}

extern const PageKind jobs_variant;
const PageKind jobs_variant { "jobs", QT_TRANSLATE_NOOP("PageKind", "Jobs"), "jobs", PageKind::Area::Server, 3,
    "jobs:read", makePage<JobsPage>,
    api::operation::kListJobs };

}
