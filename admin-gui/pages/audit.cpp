// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/AuditTransfer.h"
#include "app/ColorRulesDialog.h"
#include "app/ListPage.h"
#include "core/Clock.h"
#include "models/AuditStatistics.h"
#include "models/KeptCheckpoint.h"
#include "models/Moments.h"
#include "widgets/ChartPanel.h"
#include "widgets/DiffView.h"
#include "widgets/MessageBanner.h"
#include "widgets/TimeRange.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtGui/QFontDatabase>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <chrono>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr std::chrono::seconds kCountPause { 30 };

QList<FilterField> auditFields()
{
    using enum FilterField::Kind;
    return { { u"at"_s, Time }, { u"action"_s }, { u"outcome"_s, Choice, { u"success"_s, u"failure"_s, u"refused"_s } },
        { u"reason"_s }, { u"actor_kind"_s }, { u"actor_id"_s }, { u"actor_name"_s }, { u"target_kind"_s },
        { u"target_id"_s }, { u"target_name"_s }, { u"application_id"_s, Id }, { u"session_id"_s, Id },
        { u"address"_s }, { u"user_agent"_s }, { u"correlation_id"_s }, { u"id"_s, Id } };
}

/// The log of who did what: searched, watched as it grows, followed by request or actor, exported and verified.
class AuditPage final : public ListPage {
    Q_OBJECT

public:
    AuditPage(Connection *connection, Location location, QWidget *parent);

    void load() override;

private:
    static ListTraits traits();
    QWidget *makeDetails();
    void makeActions();
    void readStatistics();
    /// As far as the counts can tell, of the rows that the filter leaves.
    void showStatistics();
    /// Narrows the list to columns of the histogram.
    void brush(int first, int last, int series);
    void follow(const QString &field, const QList<QJsonObject> &items);
    void showRow();
    void setTailing(bool tailing);
    void readTail();
    void askWhatToExport();
    void exportTo(const QString &file, const TimeSpan &span);
    void showColors();
    void verify();

    SystemClock m_clock;
    TimeRange *m_range;
    ChartPanel *m_histogram;
    std::optional<api::AuditStats> m_stats;
    QTabWidget *m_details;
    DiffView *m_diff;
    QPlainTextEdit *m_raw;
    QAction *m_tail = nullptr;
    QTimer m_tailTimer;
    std::optional<qint64> m_position; ///< Up to where the tail has read.
    QDeadlineTimer m_nextCount; ///< While it watches, the counts are read now and then.
    bool m_isReadingTail = false;
};

/// The name, or kind and id where the name is erased.
QString who(const QJsonObject &item, const QString &prefix)
{
    const QString name = item[prefix + u"_name"_s].toString();
    return name.isEmpty() ? (item[prefix + u"_kind"_s].toString() + u' ' + item[prefix + u"_id"_s].toString()).trimmed()
                          : name;
}

ListTraits AuditPage::traits()
{
    return { .operation = api::operation::kListAuditEvents,
        .key = u"id"_s,
        .columns = {
            { .title = tr("Time"),
                .field = u"at"_s,
                .text = [](const QJsonObject &item) {
                    return QLocale().toString(moment(item[u"at"_s].toString()), u"d MMM yyyy, HH:mm:ss"_s);
                },
                .sort = u"at"_s,
                .width = 30 },
            { .title = tr("Action"), .field = u"action"_s, .width = 26 },
            { .title = tr("Outcome"),
                .field = u"outcome"_s,
                .text = [](const QJsonObject &item) { return outcomeText(item[u"outcome"_s].toString()); },
                .width = 12,
                .tone = [](const QJsonObject &item) { return outcomeTone(item[u"outcome"_s].toString()); } },
            { .title = tr("By"),
                .field = u"actor_name"_s,
                .text = [](const QJsonObject &item) { return who(item, u"actor"_s); },
                .width = 24 },
            { .title = tr("On"),
                .field = u"target_name"_s,
                .text = [](const QJsonObject &item) { return who(item, u"target"_s); },
                .width = 24 },
            { .title = tr("Address"), .field = u"address"_s, .width = 18 },
            { .title = tr("Reason"), .field = u"reason"_s },
        },
        .fields = auditFields(),
        .subject = tr("Audit"),
        .titleField = u"action"_s,
        .facts = { { u"actor_kind"_s, tr("Kind of actor") }, { u"target_kind"_s, tr("Kind of target") },
            { u"user_agent"_s, tr("User agent") }, { u"correlation_id"_s, tr("Request") },
            { u"session_id"_s, tr("Session") }, { u"id"_s, tr("Id") } },
        .emptyText = tr("Nothing has happened yet.") };
}

AuditPage::AuditPage(Connection *connection, Location location, QWidget *parent)
    : ListPage(connection, std::move(location), parent, traits())
    , m_range(new TimeRange(&m_clock, this))
    , m_histogram(new ChartPanel(tr("Rows by outcome"), ChartKind::Stacked, this))
{
    auto *const column = static_cast<QVBoxLayout *>(layout());
    m_histogram->setFixedHeight(fontMetrics().height() * 10);
    auto *const rangeRow = new QHBoxLayout;
    rangeRow->addWidget(m_range);
    rangeRow->addStretch(1);
    column->insertLayout(1, rangeRow);
    column->insertWidget(2, m_histogram);
    column->addWidget(makeDetails());
    makeActions();
    connect(m_range, &TimeRange::rangeChanged, this, &AuditPage::readStatistics);
    connect(model(), &RemoteTableModel::loaded, this, &AuditPage::showStatistics);
    connect(m_histogram, &ChartPanel::rangeChosen, this, &AuditPage::brush);
    connect(table()->selectionModel(), &QItemSelectionModel::selectionChanged, this, &AuditPage::showRow);
    m_tailTimer.setInterval(2s);
    connect(&m_tailTimer, &QTimer::timeout, this, &AuditPage::readTail);
}

QWidget *AuditPage::makeDetails()
{
    m_diff = new DiffView(this);
    m_raw = new QPlainTextEdit(this);
    m_raw->setObjectName(u"rawPlainTextEdit"_s);
    m_raw->setAccessibleName(tr("The row as JSON"));
    m_raw->setReadOnly(true);
    m_raw->setTabChangesFocus(true);
    m_raw->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_details = new QTabWidget(this);
    m_details->setObjectName(u"auditDetailsTabs"_s);
    m_details->setDocumentMode(true);
    m_details->tabBar()->setAccessibleName(tr("What the row says"));
    m_details->addTab(m_diff, tr("&Before and after"));
    m_details->addTab(m_raw, tr("&JSON"));
    m_details->setFixedHeight(fontMetrics().height() * 12);
    m_details->hide();
    return m_details;
}

void AuditPage::makeActions()
{
    m_tail = addHeaderAction(tr("&Live tail"), "reload", Qt::CTRL | Qt::SHIFT | Qt::Key_L, "audit:read", "tailAction",
        [this] { setTailing(m_tail->isChecked()); });
    m_tail->setCheckable(true);
    addHeaderAction(tr("&Verify the log"), "save", QKeySequence(u"Ctrl+Shift+Y"_s), "audit:read", "verifyAction", [this] { verify(); });
    addHeaderAction(tr("&Export…"), "page", Qt::CTRL | Qt::SHIFT | Qt::Key_E, "audit:read", "exportAction",
        [this] { askWhatToExport(); });
    addHeaderAction(tr("&Colour rules…"), "settings", QKeySequence(u"Ctrl+Alt+C"_s), "", "colorsAction", [this] {
        auto *const dialog = new ColorRulesDialog(m_location.page, auditFields(), this);
        connect(dialog, &ColorRulesDialog::rulesChanged, this, &AuditPage::showColors);
        dialog->open();
    });
    showColors();
    addSelectionAction(tr("Follow the &request"), "link", Qt::CTRL | Qt::SHIFT | Qt::Key_F, "", "followRequestAction",
        [this](const QList<QJsonObject> &items) { follow(u"correlation_id"_s, items); });
    addSelectionAction(tr("Follow the &actor"), "user", Qt::CTRL | Qt::SHIFT | Qt::Key_U, "", "followActorAction",
        [this](const QList<QJsonObject> &items) { follow(u"actor_id"_s, items); });
    addSelectionAction(tr("&Open what it was done to"), "page", QKeySequence(u"Ctrl+Return"_s), "", "openTargetAction",
        [this](const QList<QJsonObject> &items) {
            const QJsonObject &row = items.first();
            Q_EMIT linkActivated(
                { row[u"target_kind"].toString(), m_location.realm, row[u"target_id"].toString(), u"history"_s });
        },
        [](const QList<QJsonObject> &items) {
            const PageKind *const kind = findPageKind(items.first()[u"target_kind"].toString());
            return kind && kind->area == PageKind::Area::Object ? QString() : tr("It has no page of its own");
        });
}

void AuditPage::load()
{
    ListPage::load();
    readStatistics();
}

void AuditPage::showColors()
{
    model()->setRowTone([colors = RowColors(colorRules(m_location.page))](const QJsonObject &item) {
        return colors.toneOf(item);
    });
}

void AuditPage::readStatistics()
{
    m_nextCount.setRemainingTime(kCountPause);
    const TimeSpan span = m_range->span();
    api::Call call
        = connection()->call(api::operation::kGetAuditStats, { { QByteArrayLiteral("realm"), m_location.realm } });
    call.queryParameters = { { "since", apiMoment(span.from) }, { "until", apiMoment(span.until) } };
    connection()->ask(this, std::move(call), [this](const api::Answer &answer) {
        // Without the counts there is still the list, which says why.
        if (!answer.succeeded())
            return;
        m_stats = api::decodeLeniently<api::AuditStats>(answer.body);
        showStatistics();
    });
}

void AuditPage::showStatistics()
{
    if (!m_stats)
        return;
    const auto filtered = filteredCounts(*m_stats, location().filter);
    const api::AuditStats &shown = filtered ? *filtered : *m_stats;
    m_histogram->setData(outcomesOverTime(shown));
    const QString rows = tr("%n row(s)", nullptr, static_cast<int>(countOutcome(shown, {})));
    m_histogram->setNote(filtered ? rows : tr("%1, whatever the filter says").arg(rows));
}

void AuditPage::brush(int first, int last, int series)
{
    static const QStringList outcomes { u"success"_s, u"refused"_s, u"failure"_s };
    QString filter
        = withTerm(withoutField(location().filter, u"at"_s), timeFilter(m_histogram->chart()->data(), first, last));
    if (series >= 0)
        filter = withTerm(withoutField(filter, u"outcome"_s), filterTerm(u"outcome"_s, outcomes[series]));
    setFilter(filter);
}

void AuditPage::follow(const QString &field, const QList<QJsonObject> &items)
{
    setFilter(filterTerm(field, items.first()[field].toString()));
}

void AuditPage::showRow()
{
    const QList<QJsonObject> items = selected();
    m_details->setVisible(items.size() == 1);
    if (items.size() != 1)
        return;
    const QJsonObject &item = items.first();
    m_diff->setObjects(item[u"before"_s].toObject(), item[u"after"_s].toObject());
    m_raw->setPlainText(QString::fromUtf8(QJsonDocument(item).toJson()));
}

void AuditPage::setTailing(bool tailing)
{
    m_position.reset();
    if (!tailing)
        return m_tailTimer.stop();
    table()->scrollToTop();
    m_tailTimer.start();
    readTail();
}

void AuditPage::readTail()
{
    // A hidden page watches nothing; rows that are being read anew have what came meanwhile.
    if (m_isReadingTail || !isVisible() || model()->isLoading())
        return;
    m_isReadingTail = true;
    api::Call call
        = connection()->call(api::operation::kGetAuditTail, { { QByteArrayLiteral("realm"), m_location.realm } });
    if (m_position)
        call.queryParameters.append({ "position", QString::number(*m_position) });
    if (!location().filter.isEmpty())
        call.queryParameters.append({ "q", location().filter });
    connection()->ask(this, std::move(call), [this](const api::Answer &answer) {
        m_isReadingTail = false;
        if (!answer.succeeded())
            return;
        // Asked for before the rows were read anew: it comes again.
        if (model()->isLoading())
            return;
        m_position = answer.body[u"position"].toInteger();
        const QJsonArray items = answer.body[u"items"].toArray();
        const bool isNewestFirst = model()->sorting().isEmpty() || model()->sorting() == "-at"_L1;
        if (items.isEmpty())
            return;
        if (!isNewestFirst)
            return ListPage::load();
        model()->prepend(items);
        if (m_nextCount.hasExpired())
            readStatistics();
    });
}

void AuditPage::askWhatToExport()
{
    auto *const dialog = new QFileDialog(this, tr("Export the log"), u"audit-%1.jsonl"_s.arg(m_location.realm),
        tr("JSON Lines, which can be verified (*.jsonl);;CSV, to read (*.csv)"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // What ends now ended when it was asked for.
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, span = m_range->span()](const QString &file) { exportTo(file, span); });
    dialog->open();
}

void AuditPage::exportTo(const QString &file, const TimeSpan &span)
{
    auto *const transfer = new AuditTransfer(connection(), m_location.realm, this);
    banner()->showMessage(Tone::Neutral, tr("Exporting the log…"));
    connect(transfer, &AuditTransfer::finished, this, [this, transfer, file, span](const QString &problem) {
        transfer->deleteLater();
        if (problem.isEmpty())
            banner()->showMessage(Tone::Good,
                tr("The log of the chosen time, %1 to %2, is in %3, and a little around it: it begins and ends at "
                   "checkpoints.")
                    .arg(QLocale().toString(span.from.toLocalTime(), QLocale::ShortFormat),
                        QLocale().toString(span.until.toLocalTime(), QLocale::ShortFormat), file));
        else
            banner()->showMessage(Tone::Bad, problem);
    });
    transfer->exportTo(file, apiMoment(span.from), apiMoment(span.until));
}

void AuditPage::verify()
{
    auto *const transfer = new AuditTransfer(connection(), m_location.realm, this);
    banner()->showMessage(Tone::Neutral, tr("Reading the log, and checking each row…"));
    connect(transfer, &AuditTransfer::verified, this, [this, transfer](const ledger::Findings &findings) {
        transfer->deleteLater();
        const QString before = findings.outside > 0 ? tr("It goes on from where you found it intact last.")
                                                    : tr("From now on it has to go on from here.");
        if (findings.verdict == ledger::Verdict::Intact)
            banner()->showMessage(Tone::Good,
                u"%1 %2"_s.arg(tr("The log is intact: %n row(s), each where its signed checkpoints say.", nullptr,
                                   static_cast<int>(findings.next - findings.first)),
                    before));
        else
            banner()->showMessage(Tone::Bad,
                findings.verdict == ledger::Verdict::Altered
                    ? tr("The log was altered. %1").arg(findings.problem)
                    : tr("The log could not be checked. %1").arg(findings.problem));
    });
    connect(transfer, &AuditTransfer::keyChanged, this, [this, transfer] {
        transfer->deleteLater();
        banner()->showMessage(Tone::Bad,
            tr("The log is signed by another key than when you found it intact last. Where nobody gave the realm a new key, "
               "it is not the same log."));
        connect(banner()->addButton(tr("&Take the new key")), &QAction::triggered, this, [this] {
            forgetCheckpoint(connection()->server(), m_location.realm);
            verify();
        });
    });
    transfer->verify();
}

}

extern const PageKind audit_variant;
const PageKind audit_variant { .name = "audit",
    .title = QT_TRANSLATE_NOOP("PageKind", "Audit"),
    .icon = "audit",
    .area = PageKind::Area::Governance,
    .order = 10,
    .permission = "audit:read",
    .make = makePage<AuditPage>,
    .operation = api::operation::kListAuditEvents };

}

#include "audit.moc"
