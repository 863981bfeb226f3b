// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ActivityPanel.h"

#include "app/Connection.h"
#include "app/Icons.h"
#include "models/Activity.h"
#include "widgets/RowDelegate.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtGui/QClipboard>
#include <QtGui/QFontDatabase>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds kPoll { 2 };
constexpr int kMostJobs = 20;
constexpr int kRowsShown = 4;

}

ActivityPanel::ActivityPanel(Connection *connection, QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_activity(connection->activity())
    , m_jobs(new QListWidget(this))
    , m_table(new QTableView(this))
    , m_request(new QPlainTextEdit(this))
{
    setObjectName(u"activityPanel"_s);
    const int em = fontMetrics().averageCharWidth();
    auto *const title = new QLabel(tr("Activity"), this);
    title->setObjectName(u"sectionTitle"_s);
    auto *const copy = new QPushButton(tr("Copy the co&mmand"), this);
    copy->setObjectName(u"copyCommandButton"_s);
    m_jobs->setObjectName(u"runningJobsList"_s);
    m_jobs->setAccessibleName(tr("Jobs under way"));
    m_jobs->hide();
    m_table->setModel(m_activity);
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setObjectName(u"activityTableView"_s);
    m_table->setAccessibleName(tr("Requests"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setColumnWidth(Activity::Time, em * 12);
    m_table->horizontalHeader()->setSectionResizeMode(Activity::Command, QHeaderView::Stretch);
    m_request->setReadOnly(true);
    m_request->setTabChangesFocus(true);
    m_request->setAccessibleName(tr("The request as HTTP"));
    m_request->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *const splitter = new QSplitter(this);
    splitter->addWidget(m_table);
    splitter->addWidget(m_request);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto *const head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch(1);
    head->addWidget(copy);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(20, 8, 20, 10);
    column->addLayout(head);
    column->addWidget(m_jobs);
    column->addWidget(splitter, 1);
    m_poll.setInterval(kPoll);
    m_poll.setSingleShot(true);
    connect(&m_poll, &QTimer::timeout, this, &ActivityPanel::readJobs);
    // A job begins with a change.
    connect(connection, &Connection::changed, this, &ActivityPanel::readJobs);
    connect(connection, &Connection::realmChanged, this, [this] {
        showJobs({});
        readJobs();
    });
    connect(m_jobs, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        Q_EMIT linkActivated({ u"job"_s, m_connection->realm(), item->data(Qt::UserRole).toString(), {} });
    });
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(command()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &index) {
        m_request->setPlainText(index.isValid() ? m_activity->http(index.row()) : QString());
    });
}

void ActivityPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    readJobs();
}

void ActivityPanel::readJobs()
{
    if (m_isReading || !isVisible() || !m_connection->has(api::operation::kListJobs)
        || (m_connection->knowsRights() && !m_connection->may(u"jobs:read"_s)))
        return;
    m_isReading = true;
    api::Call call = m_connection->call(api::operation::kListJobs);
    call.list.limit = kMostJobs;
    call.list.query = u"state:waiting OR state:running"_s;
    m_connection->ask(this, std::move(call), [this, realm = m_connection->realm()](const api::Answer &answer) {
        m_isReading = false;
        if (realm != m_connection->realm())
            return readJobs();
        if (answer.succeeded())
            showJobs(answer.body[u"items"].toArray());
    });
}

void ActivityPanel::showJobs(const QJsonArray &jobs)
{
    const int current = m_jobs->currentRow();
    m_jobs->clear();
    for (const auto &job : jobs) {
        const qint64 past = job[u"done"].toInteger() + job[u"failed"].toInteger();
        auto *const item = new QListWidgetItem(icon(u"jobs"_s),
            tr("%1: %2 of %3")
                .arg(job[u"operation"].toString(job[u"kind"].toString()), QLocale().toString(past),
                    QLocale().toString(job[u"total"].toInteger())),
            m_jobs);
        item->setData(Qt::UserRole, job[u"id"].toString());
        item->setToolTip(tr("Opens the job"));
    }
    m_jobs->setCurrentRow(std::min(current, m_jobs->count() - 1));
    m_jobs->setVisible(m_jobs->count() > 0);
    if (m_jobs->count() > 0) {
        m_jobs->setFixedHeight(m_jobs->sizeHintForRow(0) * std::min(m_jobs->count(), kRowsShown) + m_jobs->frameWidth() * 2);
        m_poll.start();
    }
}

QString ActivityPanel::command() const
{
    const QModelIndex current = m_table->currentIndex();
    const int row = current.isValid() ? current.row() : 0;
    if (row >= m_activity->rowCount())
        return {};
    return m_activity->index(row, Activity::Command).data().toString();
}

}
