// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ListPage.h"

#include "app/ListView.h"
#include "app/PageActions.h"
#include "app/ViewButton.h"
#include "app/Shortcuts.h"
#include "models/AnswerText.h"
#include "widgets/FlowLayout.h"
#include "widgets/MessageBanner.h"

#include <QtCore/QSettings>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kMostAsked = 5; ///< Rows that changed, of which the log is asked at once.

}

ListPage::ListPage(Connection *connection, Location location, QWidget *parent, ListTraits traits)
    : Page(connection, std::move(location), parent)
    , m_traits(std::move(traits))
    , m_model(new RemoteTableModel(connection, m_traits.columns, m_traits.key, this))
    , m_count(new QLabel(this))
    , m_header(new QHBoxLayout)
    , m_filterBar(new FilterBar(this))
    , m_banner(new MessageBanner(this))
    , m_table(new QTableView(this))
    , m_views(new ViewButton(m_location.page, m_filterBar, m_table, m_model, this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_empty(new QLabel(m_table))
{
    const int em = fontMetrics().averageCharWidth();
    auto *const title = new QLabel(m_traits.subject, this);
    title->setObjectName(u"pageTitle"_s);
    m_count->setProperty("quiet", true);
    m_count->setObjectName(u"countLabel"_s);
    m_header->addWidget(title);
    m_header->addSpacing(em);
    m_header->addWidget(m_count, 0, Qt::AlignBottom);
    m_header->addStretch(1);

    m_filterBar->setFields(m_traits.fields);
    m_filterBar->setSubject(tr("Filter of %1").arg(m_traits.subject));
    m_filterBar->setVisible(!m_traits.fields.isEmpty());
    m_banner->hide();

    m_table->setObjectName(m_location.page + "TableView"_L1);
    setUpTable(m_table, m_model, m_traits.subject);
    m_table->setSortingEnabled(true);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setProperty("quiet", true);
    m_empty->setWordWrap(true);
    m_empty->hide();
    auto *const overlay = new QVBoxLayout(m_table);
    overlay->addWidget(m_empty);

    m_inspector = makeInspector();
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_inspector);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setCollapsible(0, false);
    m_splitter->setHandleWidth(9);
    m_inspector->hide();

    auto *const filterRow = new QHBoxLayout;
    filterRow->addWidget(m_filterBar, 1);
    filterRow->addWidget(m_views, 0, Qt::AlignTop | Qt::AlignRight);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(10);
    column->addLayout(m_header);
    column->addLayout(filterRow);
    column->addWidget(m_banner);
    column->addWidget(m_splitter, 1);

    if (!m_traits.objectPage.isEmpty())
        addOpenAction();
    connect(m_filterBar, &FilterBar::filterChanged, this, [this](const QString &text) {
        m_location.filter = text;
        m_model->setFilter(text);
    });
    connect(m_model, &RemoteTableModel::loadingChanged, this, [this] {
        showCount();
        Q_EMIT loadingChanged();
    });
    connect(m_model, &RemoteTableModel::loaded, this, [this] {
        m_filterBar->setServerProblem({});
        if (m_banner->property("ofLoading").toBool())
            m_banner->dismiss();
        showCount();
        showSelection();
    });
    connect(m_model, &RemoteTableModel::failed, this, &ListPage::showFailure);
    connect(m_model, &RemoteTableModel::counted, this, &ListPage::showCount);
    connect(m_model, &RemoteTableModel::changedElsewhere, this, &ListPage::askWhoChanged);
    // Who wants less motion gets none.
    m_model->changes()->setFading(style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ListPage::showSelection);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *const menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->setToolTipsVisible(true);
        for (const SelectionAction &action : m_selectionActions)
            menu->addAction(action.action);
        const QModelIndex index = m_table->indexAt(at);
        const QString field = index.isValid() ? m_traits.columns[index.column()].field : QString();
        const bool filters = std::any_of(m_traits.fields.begin(), m_traits.fields.end(),
            [&field](const FilterField &candidate) { return candidate.name == field; });
        if (filters) {
            const QString value = memberAt(m_model->item(index.row()), field).toVariant().toString();
            menu->addSeparator();
            menu->addAction(tr("&Filter by %1").arg(filterTerm(field, value)), this,
                [this, field, value] { m_filterBar->addTerm(field, value); });
            menu->addAction(tr("E&xclude %1").arg(filterTerm(field, value)), this,
                [this, field, value] { m_filterBar->addTerm(field, value, true); });
        }
        menu->popup(m_table->viewport()->mapToGlobal(at));
    });
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this, &ListPage::keepColumns);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionMoved, this, &ListPage::keepColumns);
    connect(m_views, &ViewButton::columnsChanged, this, &ListPage::keepColumns);
    const QByteArray widths = QSettings().value(u"pages/%1/columns"_s.arg(m_location.page)).toByteArray();
    if (!widths.isEmpty()) {
        const QSignalBlocker quiet(m_table->horizontalHeader());
        m_table->horizontalHeader()->restoreState(widths);
        m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    }
    m_model->setCall(this->connection()->call(m_traits.operation, m_traits.parameters));
    if (!m_location.filter.isEmpty())
        setFilter(m_location.filter);
}

ListPage::~ListPage()
{
    // It goes after this, and may still say that a column has another width.
    m_table->horizontalHeader()->disconnect(this);
    if (!m_inspector->isHidden() && !isInspectorDetached())
        QSettings().setValue(u"pages/%1/splitter"_s.arg(m_location.page), m_splitter->saveState());
}

void ListPage::keepColumns() const
{
    QSettings().setValue(u"pages/%1/columns"_s.arg(m_location.page), m_table->horizontalHeader()->saveState());
}

void ListPage::addOpenAction()
{
    QAction *const action = addSelectionAction(tr("&Open"), "link", Qt::Key_Return, "", "openAction",
        [this](const QList<QJsonObject> &items) {
            for (const QJsonObject &item : items)
                Q_EMIT linkActivated({ m_traits.objectPage, m_location.realm, objectId(item), {} });
        });
    connect(m_table, &QTableView::doubleClicked, action, &QAction::trigger);
    setStandardShortcuts(action, { Qt::Key_Return, Qt::Key_Enter });
}

QWidget *ListPage::makeInspector()
{
    auto *const frame = new QFrame(this);
    frame->setObjectName(u"card"_s);
    frame->setMinimumWidth(fontMetrics().averageCharWidth() * kInspectorWidth);
    auto *const inner = new QWidget;
    inner->setObjectName(u"formPane"_s);
    auto *const column = new QVBoxLayout(inner);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(12);
    m_inspectorTitle = new QLabel(inner);
    m_inspectorTitle->setObjectName(u"sectionTitle"_s);
    m_inspectorTitle->setWordWrap(true);
    m_inspectorTitle->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_inspectorButtons = new QWidget(inner);
    m_inspectorButtons->setLayout(new FlowLayout(m_inspectorButtons));
    auto *const facts = new QWidget(inner);
    m_inspectorFacts = new QFormLayout(facts);
    m_inspectorFacts->setContentsMargins(0, 0, 0, 0);
    m_inspectorFacts->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_inspectorFacts->setHorizontalSpacing(14);
    m_inspectorFacts->setVerticalSpacing(8);
    column->addWidget(m_inspectorTitle);
    column->addWidget(m_inspectorButtons);
    column->addWidget(facts);
    column->addStretch(1);
    auto *const area = new QScrollArea(frame);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(inner);
    auto *const outer = new QVBoxLayout(frame);
    outer->setContentsMargins(1, 1, 1, 1);
    outer->addWidget(area);
    return frame;
}

QAction *ListPage::addHeaderAction(const QString &text, const char *icon, const QKeySequence &shortcut,
    const char *permission, const char *name, const std::function<void()> &run, bool isPrimary)
{
    QAction *const action = addPageAction(this, connection(), { text, icon, shortcut, permission, name });
    connect(action, &QAction::triggered, this, run);
    m_header->addWidget(buttonFor(action, this, isPrimary));
    return action;
}

QAction *ListPage::addSelectionAction(const QString &text, const char *icon, const QKeySequence &shortcut,
    const char *permission, const char *name, const std::function<void(QList<QJsonObject>)> &run,
    const std::function<QString(const QList<QJsonObject> &)> &applies)
{
    QAction *const action = addPageAction(this, connection(), { text, icon, shortcut, permission, name });
    connect(action, &QAction::triggered, this, [this, run] {
        if (const auto items = selected(); !items.isEmpty())
            run(items);
    });
    m_inspectorButtons->layout()->addWidget(buttonFor(action, m_inspectorButtons));
    m_selectionActions.append({ action, applies });
    setObstacle(action, connection(), tr("Nothing is selected"));
    return action;
}

void ListPage::addBulkAction(const char *permission, const QList<BulkChoice> &choices)
{
    addHeaderAction(tr("All that &match…"), "jobs", QKeySequence(u"Ctrl+Shift+B"_s), permission, "bulkAction",
        [this, choices] {
            auto *const dialog
                = new BulkDialog(connection(), m_location.realm, m_filterBar->text(), choices, this);
            connect(dialog, &BulkDialog::started, this, [this](const QString &job) {
                Q_EMIT linkActivated({ u"job"_s, m_location.realm, job, {} });
            });
            dialog->open();
        });
}

QList<QJsonObject> ListPage::selected() const
{
    QList<QJsonObject> items;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows()) {
        if (const QJsonObject item = m_model->item(index.row()); !item.isEmpty())
            items.append(item);
    }
    return items;
}

void ListPage::load()
{
    m_model->load();
}

bool ListPage::isLoading() const
{
    return m_model->isLoading();
}

void ListPage::focusFilter()
{
    m_filterBar->lineEdit()->setFocus(Qt::ShortcutFocusReason);
    m_filterBar->lineEdit()->selectAll();
}

Location ListPage::location() const
{
    Location location = m_location;
    location.filter = m_filterBar->text();
    return location;
}

void ListPage::setFilter(const QString &filter)
{
    m_location.filter = filter;
    m_filterBar->setText(filter);
}

void ListPage::askWhoChanged(const QStringList &ids)
{
    const QString seen = QLocale().toString(QTime::currentTime(), QLocale::ShortFormat);
    for (const QString &id : ids)
        m_model->changes()->setNote(id, tr("Changed elsewhere, seen at %1").arg(seen));
    // Of an object that lives in a realm the log knows who it was. A few: this is beside what was asked.
    const bool isOfRealm
        = QByteArrayView(api::operations()[static_cast<size_t>(m_traits.operation)].path).contains("{realm}");
    if (!isOfRealm || !connection()->may(u"audit:read"_s))
        return;
    for (const QString &id : ids.mid(0, kMostAsked)) {
        api::Call call = connection()->call(
            api::operation::kListAuditEvents, { { QByteArrayLiteral("realm"), m_location.realm } });
        call.list.limit = 1;
        call.list.query = filterTerm(u"target_id"_s, id);
        connection()->ask(this, std::move(call), [this, id](const api::Answer &answer) {
            const QJsonObject event = answer.body[u"items"][0].toObject();
            if (const QString who = event[u"actor_name"].toString(); !who.isEmpty())
                m_model->changes()->setNote(id, tr("Changed by %1, %2").arg(who, displayText(event[u"at"])));
        });
    }
}

void ListPage::showCount()
{
    const int rows = m_model->rowCount();
    const auto count = [](const RemoteTableModel::Total &total) {
        return (total.isEstimate ? u"≈"_s : QString()) + QLocale().toString(total.count);
    };
    QString text = m_model->isComplete() ? tr("%n row(s)", nullptr, rows) : tr("%1 and more").arg(rows);
    // A filter finds a part; an estimate of it is no better than what is read.
    if (const auto all = m_model->unfilteredTotal(); all && !m_filterBar->text().isEmpty() && m_model->total()) {
        const auto found = m_model->isComplete() ? RemoteTableModel::Total { rows, false } : *m_model->total();
        text = tr("%1 of %2").arg(count(found), count(*all));
    } else if (m_model->total() && !m_model->isComplete()) {
        text = tr("%1 rows").arg(count(*m_model->total()));
    }
    if (m_model->isLoading())
        text = rows == 0 ? tr("Loading…") : text + tr("  ·  loading…");
    m_count->setText(text);
    const bool isEmpty = rows == 0 && !m_model->isLoading() && m_model->failure().succeeded();
    const bool isReallyEmpty = rows == 0 && !m_model->isLoading() && m_model->loadedAt().isValid();
    m_empty->setVisible(isEmpty || isReallyEmpty);
    m_empty->setText(m_filterBar->text().isEmpty() ? (m_traits.emptyText.isEmpty() ? tr("Nothing here yet.")
                                                                                   : m_traits.emptyText)
                                                   : tr("Nothing matches the filter."));
}

void ListPage::showSelection()
{
    const QList<QJsonObject> items = selected();
    for (const SelectionAction &entry : m_selectionActions) {
        QString obstacle = items.isEmpty() ? tr("Nothing is selected") : QString();
        if (obstacle.isEmpty() && entry.applies)
            obstacle = entry.applies(items);
        setObstacle(entry.action, connection(), obstacle);
    }
    const bool wasHidden = m_inspector->isHidden() && !isInspectorDetached();
    m_inspector->setVisible(!items.isEmpty());
    if (items.isEmpty())
        return;
    if (wasHidden) {
        const QByteArray state = QSettings().value(u"pages/%1/splitter"_s.arg(m_location.page)).toByteArray();
        if (state.isEmpty() || !m_splitter->restoreState(state))
            m_splitter->setSizes({ m_splitter->width() * 2 / 3, m_splitter->width() / 3 });
    }
    while (m_inspectorFacts->rowCount() > 0)
        m_inspectorFacts->removeRow(0);
    if (items.size() > 1) {
        m_inspectorTitle->setText(tr("%n selected", nullptr, static_cast<int>(items.size())));
        return;
    }
    const QJsonObject &item = items.first();
    const QString titleField = m_traits.titleField.isEmpty() ? m_traits.columns.first().field : m_traits.titleField;
    m_inspectorTitle->setText(displayText(memberAt(item, titleField)));
    const auto add = [this](const QString &name, const QString &text) {
        if (text.isEmpty())
            return;
        auto *const value = new QLabel(text, m_inspectorFacts->parentWidget());
        value->setWordWrap(true);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        auto *const label = new QLabel(name, m_inspectorFacts->parentWidget());
        label->setProperty("quiet", true);
        m_inspectorFacts->addRow(label, value);
    };
    for (const RemoteColumn &shown : m_traits.columns) {
        if (shown.field != titleField)
            add(shown.title, shown.text ? shown.text(item) : displayText(memberAt(item, shown.field)));
    }
    for (const auto &[field, name] : m_traits.facts)
        add(name, displayText(memberAt(item, field)));
}

void ListPage::showFailure()
{
    const api::Answer &answer = m_model->failure();
    showCount();
    if (answer.status == 422 && !m_filterBar->text().isEmpty()) {
        const auto error = answer.error();
        m_filterBar->setServerProblem(error || error.error().fields.isEmpty()
                ? answer.body[u"detail"].toString()
                : error.error().fields.first().message);
        return;
    }
    // What the whole window says already is not said twice; only how old the rows are.
    const QString age = m_model->loadedAt().isValid()
        ? tr("The rows are from %1.").arg(QLocale().toString(m_model->loadedAt().time(), QLocale::ShortFormat))
        : QString();
    const QString why = answer.status == 0 || (answer.status == 401 && !answer.demand)
        ? tr("This could not be read.")
        : failureText(answer);
    m_banner->showMessage(answer.status == 403 ? Tone::Neutral : Tone::Warning, u"%1 %2"_s.arg(why, age).trimmed());
    m_banner->setProperty("ofLoading", true);
}

void ListPage::run(api::Call call, const QString &done)
{
    connection()->ask(this, std::move(call), [this, done](const api::Answer &answer) {
        m_banner->setProperty("ofLoading", false);
        if (answer.succeeded()) {
            m_banner->showMessage(Tone::Good, done);
        } else {
            m_banner->showMessage(Tone::Bad, failureText(answer));
        }
        load();
    });
}

}
