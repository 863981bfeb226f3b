// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CanvasPage.h"
#include "core/Clock.h"
#include "models/AuditStatistics.h"
#include "models/Moments.h"
#include "widgets/ChartPanel.h"
#include "widgets/FilterText.h"
#include "widgets/Tile.h"
#include "widgets/TimeRange.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr int kMostActions = 8;

/// How the realm does: what its audit log counts, and, for those who run the server, how that is. Everything leads to
/// the rows behind it.
class DashboardPage final : public CanvasPage {
    Q_OBJECT

public:
    DashboardPage(Connection *connection, Location location, QWidget *parent);

    void load() override;

private:
    /// One that leads to the rows of \a filter, to \a page, or nowhere.
    Tile *addTile(
        QHBoxLayout *row, const QString &title, const char *name, const QString &filter, const QString &page = {});
    ChartPanel *addChart(const QString &title, ChartKind kind, const char *name, int row, int column);
    /// Reads the counts of the chosen range; \a bucket is how long one is, or empty for what fits.
    void count(const QString &bucket, void (DashboardPage::*done)(const api::AuditStats &));
    void showStatistics(const api::AuditStats &stats);
    void showHours(const api::AuditStats &stats);
    void showServer(const api::Server &server);
    void openAudit(const QString &filter);

    SystemClock m_clock;
    TimeRange *m_range;
    QGridLayout *m_grid;
    QWidget *m_serverTiles;
    Tile *m_signIns;
    Tile *m_failed;
    Tile *m_refused;
    Tile *m_tokens;
    Tile *m_uptime;
    Tile *m_database;
    Tile *m_jobs;
    Tile *m_outbox;
    Tile *m_keys;
    ChartPanel *m_signInChart;
    ChartPanel *m_outcomes;
    ChartPanel *m_actions;
    ChartPanel *m_hours;
};

DashboardPage::DashboardPage(Connection *connection, Location location, QWidget *parent)
    : CanvasPage(connection, std::move(location), parent, tr("Dashboard"))
    , m_range(new TimeRange(&m_clock, this))
    , m_grid(new QGridLayout)
    , m_serverTiles(new QWidget(this))
{
    header()->addWidget(m_range);
    auto *const inside = new QWidget;
    inside->setObjectName(u"formPane"_s);
    auto *const column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto *const counts = new QHBoxLayout;
    counts->setSpacing(12);
    m_signIns = addTile(counts, tr("Sign-ins"), "signInsTile", u"action:session.started"_s);
    m_failed = addTile(counts, tr("Failed sign-ins"), "failedTile", u"action:login.failed"_s);
    m_refused = addTile(counts, tr("Refused"), "refusedTile", u"outcome:refused"_s);
    m_tokens = addTile(counts, tr("Tokens issued"), "tokensTile", u"action:token.issued"_s);
    auto *const state = new QHBoxLayout(m_serverTiles);
    state->setContentsMargins(0, 0, 0, 0);
    state->setSpacing(12);
    m_uptime = addTile(state, tr("Server"), "uptimeTile", {});
    m_database = addTile(state, tr("Database"), "databaseTile", {});
    m_jobs = addTile(state, tr("Jobs waiting"), "jobsTile", {}, u"jobs"_s);
    m_outbox = addTile(state, tr("Messages waiting"), "outboxTile", {});
    m_keys = addTile(state, tr("Keys due"), "keysTile", {}, u"keys"_s);
    m_serverTiles->hide();
    m_grid->setSpacing(12);
    m_signInChart = addChart(tr("Sign-ins"), ChartKind::Stacked, "signInChart", 0, 0);
    m_outcomes = addChart(tr("All that happened, by outcome"), ChartKind::Line, "outcomeChart", 0, 1);
    m_actions = addChart(tr("What happens most"), ChartKind::Bar, "actionChart", 1, 0);
    m_hours = addChart(tr("When it happens"), ChartKind::HeatMap, "hourChart", 1, 1);
    column->addLayout(counts);
    column->addWidget(m_serverTiles);
    column->addLayout(m_grid, 1);
    auto *const area = new QScrollArea(this);
    area->setObjectName(u"dashboardScrollArea"_s);
    area->setAccessibleName(tr("Dashboard"));
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(inside);
    content()->addWidget(area, 1);

    connect(m_range, &TimeRange::rangeChanged, this, &DashboardPage::load);
    connect(m_signInChart, &ChartPanel::rangeChosen, this, [this](int first, int last, int series) {
        static const QStringList actions { u"action:session.started"_s, u"action:login.failed"_s };
        const QString what = series >= 0 ? actions[series] : u"(%1)"_s.arg(actions.join(u" OR "_s));
        openAudit(withTerm(what, timeFilter(m_signInChart->chart()->data(), first, last)));
    });
    connect(m_outcomes, &ChartPanel::rangeChosen, this,
        [this](int first, int last) { openAudit(timeFilter(m_outcomes->chart()->data(), first, last)); });
    connect(m_actions, &ChartPanel::rangeChosen, this, [this](int first, int last) {
        QStringList terms;
        for (int i = first; i <= last; ++i)
            terms.append(filterTerm(u"action"_s, m_actions->chart()->data().columns[i].label));
        openAudit(withTerm(terms.join(u" OR "_s), m_range->filter(u"at"_s)));
    });
    connect(m_hours, &ChartPanel::rangeChosen, this, [this] { openAudit(m_range->filter(u"at"_s)); });
}

Tile *DashboardPage::addTile(
    QHBoxLayout *row, const QString &title, const char *name, const QString &filter, const QString &page)
{
    auto *const tile = new Tile(title, this);
    tile->setObjectName(QLatin1StringView(name));
    if (!page.isEmpty()) {
        connect(tile, &Tile::clicked, this, [this, page] { Q_EMIT linkActivated({ page, m_location.realm, {}, {} }); });
    } else if (filter.isEmpty()) {
        // There is nothing behind it: it only says something.
        tile->setFocusPolicy(Qt::NoFocus);
        tile->setAttribute(Qt::WA_TransparentForMouseEvents);
    } else {
        connect(tile, &Tile::clicked, this, [this, filter] { openAudit(withTerm(filter, m_range->filter(u"at"_s))); });
    }
    row->addWidget(tile, 1);
    return tile;
}

ChartPanel *DashboardPage::addChart(const QString &title, ChartKind kind, const char *name, int row, int column)
{
    auto *const chart = new ChartPanel(title, kind, this);
    chart->setObjectName(QLatin1StringView(name));
    chart->setMinimumHeight(fontMetrics().height() * 15);
    m_grid->addWidget(chart, row, column);
    m_grid->setColumnStretch(column, 1);
    m_grid->setRowStretch(row, 1);
    return chart;
}

void DashboardPage::openAudit(const QString &filter)
{
    Q_EMIT linkActivated({ u"audit"_s, m_location.realm, {}, filter });
}

void DashboardPage::load()
{
    count({}, &DashboardPage::showStatistics);
    if (!connection()->may(u"server:read"_s))
        return;
    Connection::ask(this, connection()->client().getServer(), [this](const Result<api::Server> &server) {
        // For administrators of all realms only: without it there is still the rest.
        m_serverTiles->setVisible(server.has_value());
        if (server)
            showServer(*server);
    });
}

void DashboardPage::count(const QString &bucket, void (DashboardPage::*done)(const api::AuditStats &))
{
    const TimeSpan span = m_range->span();
    api::Call call
        = connection()->call(api::operation::kGetAuditStats, { { QByteArrayLiteral("realm"), m_location.realm } });
    call.queryParameters = { { "since", apiMoment(span.from) }, { "until", apiMoment(span.until) } };
    if (!bucket.isEmpty())
        call.queryParameters.append({ "bucket", bucket });
    begin();
    connection()->ask(this, std::move(call), [this, done](const api::Answer &answer) {
        if (const auto outcome = answer.error(); !outcome)
            showFailure(outcome.error());
        else
            (this->*done)(api::decodeLeniently<api::AuditStats>(answer.body));
        end();
    });
}

void DashboardPage::showHours(const api::AuditStats &stats)
{
    m_hours->setData(hoursOfTheWeek(stats));
}

void DashboardPage::showStatistics(const api::AuditStats &stats)
{
    const ChartData signIns
        = actionsOverTime(stats, { u"session.started"_s, u"login.failed"_s }, { tr("signed in"), tr("failed") });
    ChartData toned = signIns;
    toned.series[0].tone = Tone::Good;
    toned.series[1].tone = Tone::Bad;
    m_signInChart->setData(toned);
    m_outcomes->setData(outcomesOverTime(stats));
    m_actions->setData(commonestActions(stats, kMostActions));
    // Days have no hours: those are counted once more.
    if (stats.bucket == "day"_L1)
        count(u"hour"_s, &DashboardPage::showHours);
    else
        showHours(stats);
    const QLocale locale;
    const qint64 good = countAction(stats, u"session.started"_s);
    const qint64 bad = countAction(stats, u"login.failed"_s);
    m_signIns->setValue(locale.toString(good));
    m_signIns->setCourse(signIns.series[0].values);
    const double share = good + bad > 0 ? 100.0 * static_cast<double>(bad) / static_cast<double>(good + bad) : 0;
    m_failed->setValue(locale.toString(bad), tr("%1 % of all").arg(locale.toString(share, 'f', 0)),
        share >= 50 && bad >= 10 ? Tone::Bad : Tone::Neutral);
    m_failed->setCourse(signIns.series[1].values);
    m_refused->setValue(locale.toString(countOutcome(stats, u"refused"_s)));
    m_refused->setCourse(m_outcomes->chart()->data().series[1].values);
    m_tokens->setValue(locale.toString(countAction(stats, u"token.issued"_s)));
    setNote(tr("%n row(s) in the audit log", nullptr, static_cast<int>(countOutcome(stats, {}))));
}

void DashboardPage::showServer(const api::Server &server)
{
    const QLocale locale;
    const qint64 hours = server.uptimeSeconds / 3600;
    m_uptime->setValue(server.release,
        hours < 48 ? tr("up for %n hour(s)", nullptr, static_cast<int>(hours))
                   : tr("up for %n day(s)", nullptr, static_cast<int>(hours / 24)));
    m_database->setValue(locale.formattedDataSize(server.database.sizeBytes, 1),
        server.database.migrationsPending > 0
            ? tr("%n migration(s) pending", nullptr, static_cast<int>(server.database.migrationsPending))
            : tr("%n connection(s)", nullptr, static_cast<int>(server.database.connections)),
        server.database.migrationsPending > 0 ? Tone::Warning : Tone::Neutral);
    const auto queue = [&locale](Tile *tile, const api::ServerQueue &one) {
        tile->setValue(locale.toString(one.waiting), tr("%n failed", nullptr, static_cast<int>(one.failed)),
            one.failed > 0 ? Tone::Warning : Tone::Neutral);
    };
    queue(m_jobs, server.jobs);
    queue(m_outbox, server.outbox);
    m_keys->setValue(locale.toString(server.keysDue), tr("next step not yet taken"),
        server.keysDue > 0 ? Tone::Warning : Tone::Neutral);
}

}

extern const PageKind dashboard_variant;
const PageKind dashboard_variant { .name = "dashboard",
    .title = QT_TRANSLATE_NOOP("PageKind", "Dashboard"),
    .icon = "dashboard",
    .area = PageKind::Area::Overview,
    .order = 10,
    .permission = "audit:read",
    .make = makePage<DashboardPage> };

}

#include "dashboard.moc"
