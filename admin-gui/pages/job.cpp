// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Form.h"
#include "app/ObjectPage.h"
#include "app/PageTexts.h"
#include "app/RemoteTab.h"

#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtWidgets/QProgressBar>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

constexpr std::chrono::seconds kPoll { 2 };

class JobPage final : public ObjectPage {
    Q_DECLARE_TR_FUNCTIONS(JobPage)

public:
    JobPage(Connection *connection, Location location, QWidget *parent)
        : ObjectPage(connection, std::move(location), parent, { kGetJob, -1, -1, -1, "job" })
        , m_progress(new QProgressBar(this))
    {
        m_cancel = addObjectAction(tr("&Cancel it"), "close", QKeySequence(u"Ctrl+Shift+X"_s), "jobs:write",
            "cancelAction", [this] { run(objectCall(kCancelJob), tr("It stops after what it is doing now.")); });
        m_retry = addObjectAction(tr("Try what &failed again"), "reload", QKeySequence(u"Ctrl+Shift+T"_s), "jobs:write",
            "retryAction", [this] { run(objectCall(kRetryJob), tr("What failed is tried again.")); });
        Form *const form = addForm(tr("&Overview"), "overview");
        m_progress->setTextVisible(false);
        form->widget(tr("Progress"), m_progress);
        form->fact(u"state"_s, tr("State"), [](const QJsonValue &value) { return stateText(value.toString()); });
        form->fact(u"operation"_s, tr("Operation"));
        form->fact(u"q"_s, tr("Filter"));
        form->fact(u"total"_s, tr("Objects"));
        form->fact(u"done"_s, tr("Went well"));
        form->fact(u"failed"_s, tr("Failed"));
        form->fact(u"reason"_s, tr("Failed because"));
        form->fact(u"requested_by"_s, tr("Asked for by"));
        form->fact(u"created_at"_s, tr("Began"));
        form->fact(u"finished_at"_s, tr("Ended"));
        const auto state = [](const QJsonObject &item) { return stateText(item[u"state"].toString()); };
        const auto tone = [](const QJsonObject &item) { return stateTone(item[u"state"].toString()); };
        auto *const items = new RemoteTab(this->connection(),
            { { tr("Number"), u"position"_s, {}, {}, 10 }, { tr("Object"), u"target"_s, {}, {}, 44 },
                { tr("State"), u"state"_s, state, {}, 16, tone }, { tr("Error"), u"code"_s, {}, {}, 20 },
                { tr("Message"), u"message"_s, {}, {}, 50 } },
            u"position"_s, tr("Objects of the job"), tr("There is nothing in it."), this);
        items->setCall(objectCall(kListJobItems));
        addTab(items, tr("Ob&jects"), "items", [items] { items->load(); });
        // Only while somebody looks at what moves.
        connect(&m_poll, &QTimer::timeout, this, [this] {
            if (isVisible())
                load();
        });
    }

protected:
    QString nameOf(const QJsonObject &job) const override { return job[u"operation"].toString(tr("Job")); }
    QString stateOf(const QJsonObject &job) const override { return stateText(job[u"state"].toString()); }
    void shown(const QJsonObject &job) override
    {
        const QString state = job[u"state"].toString();
        const bool isOver = state != "waiting"_L1 && state != "running"_L1;
        m_progress->setMaximum(static_cast<int>(std::max<qint64>(1, job[u"total"].toInteger())));
        m_progress->setValue(static_cast<int>(job[u"done"].toInteger() + job[u"failed"].toInteger()));
        setObstacle(m_cancel, isOver ? tr("It is over") : QString());
        setObstacle(m_retry, state == "failed"_L1 ? QString() : tr("Nothing failed"));
        if (isOver)
            m_poll.stop();
        else
            m_poll.start(kPoll);
    }

private:
    QProgressBar *m_progress;
    QAction *m_cancel;
    QAction *m_retry;
    QTimer m_poll;
};

}

extern const PageKind job_variant;
const PageKind job_variant { "job", QT_TRANSLATE_NOOP("PageKind", "Job"), "jobs", PageKind::Area::Object, 7, "jobs:read",
    makePage<JobPage>,
    api::operation::kGetJob };

}
