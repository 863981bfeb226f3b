// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CanvasPage.h"
#include "app/MadeSecrets.h"
#include "app/PageActions.h"
#include "app/SaveFile.h"
#include "client/YamlReader.h"
#include "client/YamlWriter.h"
#include "models/Asking.h"
#include "widgets/ConsequenceDialog.h"
#include "widgets/DiffView.h"
#include "widgets/MessageBanner.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtGui/QAction>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

/// The realm as documents: written into a file, compared with a file, and made to be what a file says. A file may also
/// describe a realm that is not there yet.
class ConfigurationPage final : public CanvasPage {
    Q_OBJECT

public:
    ConfigurationPage(Connection *connection, Location location, QWidget *parent);

    void load() override;

private:
    void exportRealm();
    void askForFile();
    void open(const QString &path);
    void plan();
    void show(const QJsonArray &results);
    void showChosen();
    void showState();
    void askToApply();
    void apply(const QString &reason);
    api::Call call(int here, int elsewhere) const;
    int count(const QString &action) const;
    bool isElsewhere() const { return m_realm != m_location.realm; }

    QTableWidget *m_table;
    DiffView *m_diff;
    QAction *m_export;
    QAction *m_apply;
    QString m_file;
    QString m_realm; ///< That the documents are about.
    QJsonArray m_documents;
    QJsonArray m_results; ///< Of the plan.
};

QString actionText(const QString &action)
{
    return action == "created"_L1 ? ConfigurationPage::tr("is made")
        : action == "updated"_L1  ? ConfigurationPage::tr("is changed")
        : action == "deleted"_L1  ? ConfigurationPage::tr("is deleted")
                                  : ConfigurationPage::tr("stays");
}

/// Secrets by reference are put in by authctl alone, which has the files and the environment.
bool refersToSecrets(const QJsonValue &value)
{
    const auto any = [](const auto &list) {
        return std::any_of(list.begin(), list.end(), [](const auto &inner) { return refersToSecrets(inner); });
    };
    if (value.isArray())
        return any(value.toArray());
    const QJsonObject object = value.toObject();
    return object.contains(u"secretRef"_s) || any(object);
}

ConfigurationPage::ConfigurationPage(Connection *connection, Location location, QWidget *parent)
    : CanvasPage(connection, std::move(location), parent, tr("Configuration"))
    , m_table(new QTableWidget(0, 3, this))
    , m_diff(new DiffView(this))
{
    m_export = addHeaderAction(tr("&Export…"), "page", QKeySequence(u"Ctrl+Shift+E"_s), "configuration:read",
        "exportConfigurationAction", [this] { exportRealm(); });
    addHeaderAction(tr("&Plan from a file…"), "search", QKeySequence(u"Ctrl+O"_s), "configuration:read",
        "planConfigurationAction", [this] { askForFile(); });
    m_apply = addHeaderAction(tr("&Apply…"), "save", QKeySequence(u"Ctrl+Return"_s), "configuration:write",
        "applyConfigurationAction", [this] { askToApply(); }, true);
    m_table->setObjectName(u"planTableWidget"_s);
    m_table->setAccessibleName(tr("What the file would change"));
    m_table->setHorizontalHeaderLabels({ tr("What"), tr("Name"), tr("What comes of it") });
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 16);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(0, fontMetrics().averageCharWidth() * 24);
    m_table->setColumnWidth(1, fontMetrics().averageCharWidth() * 44);
    auto *const split = new QSplitter(Qt::Vertical, this);
    split->addWidget(m_table);
    split->addWidget(m_diff);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setChildrenCollapsible(false);
    content()->addWidget(split, 1);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &ConfigurationPage::showChosen);
    showState();
}

void ConfigurationPage::load()
{
    if (!m_documents.isEmpty())
        plan();
}

api::Call ConfigurationPage::call(int here, int elsewhere) const
{
    QJsonObject body { { u"documents"_s, m_documents } };
    if (isElsewhere())
        body.insert(u"realm"_s, m_realm);
    api::Call call = isElsewhere() ? connection()->call(elsewhere)
                                   : connection()->call(here, { { "realm", m_location.realm } });
    call.body = body;
    return call;
}

int ConfigurationPage::count(const QString &action) const
{
    return static_cast<int>(std::count_if(m_results.begin(), m_results.end(),
        [&action](const auto &result) { return result[u"action"].toString() == action; }));
}

void ConfigurationPage::showState()
{
    const bool changes = count(u"created"_s) + count(u"updated"_s) + count(u"deleted"_s) > 0;
    setObstacle(m_apply, connection(),
        m_results.isEmpty() ? tr("there is no plan yet")
            : changes      ? QString()
                           : tr("nothing would change"));
    setNote(m_file.isEmpty() ? QString() : tr("%1, for the realm %2").arg(m_file, m_realm));
}

void ConfigurationPage::exportRealm()
{
    read(connection()->client().exportConfiguration(m_location.realm), [this](const api::Configuration &realm) {
        QByteArray text;
        for (const api::ConfigurationDocument &document : realm.documents)
            text += "---\n" + client::toYaml(document.toJson());
        saveToFile(this, banner(), tr("Export the realm"), m_location.realm + u".yaml"_s, tr("YAML (*.yaml)"), text);
    });
}

void ConfigurationPage::askForFile()
{
    auto *const dialog = new QFileDialog(this, tr("Plan from a file"), {}, tr("Documents (*.yaml *.yml *.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &ConfigurationPage::open);
    dialog->open();
}

void ConfigurationPage::open(const QString &path)
{
    const auto refuse = [this, &path](const QString &why) {
        banner()->showMessage(Tone::Bad, tr("%1 cannot be read: %2").arg(path, why));
    };
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refuse(file.errorString());
    const auto parsed = client::parseYamlDocuments(file.readAll());
    if (!parsed)
        return refuse(parsed.error().description);
    QJsonArray documents;
    QString realm;
    for (const client::YamlDocument &document : *parsed) {
        if (!document.value.isObject())
            return refuse(tr("line %1: a document is a mapping").arg(document.line));
        if (refersToSecrets(document.value))
            return refuse(tr("line %1: secrets by reference are for authctl apply").arg(document.line));
        const QString named = document.value[u"realm"].toString();
        if (!named.isEmpty() && !realm.isEmpty() && named != realm)
            return refuse(tr("line %1: one file is about one realm").arg(document.line));
        if (!named.isEmpty())
            realm = named;
        documents.append(document.value);
    }
    if (documents.isEmpty())
        return refuse(tr("it holds no document"));
    m_file = path;
    m_realm = realm.isEmpty() ? m_location.realm : realm;
    m_documents = documents;
    show({});
    plan();
}

void ConfigurationPage::plan()
{
    begin();
    connection()->ask(this, call(kPlanConfiguration, kPlanNewConfiguration), [this](const api::Answer &answer) {
        if (const auto outcome = answer.error(); !outcome) {
            show({});
            showFailure(outcome.error());
        } else {
            banner()->dismiss();
            show(answer.body[u"results"].toArray());
        }
        end();
    });
}

void ConfigurationPage::show(const QJsonArray &results)
{
    m_results = results;
    m_table->clearSelection();
    m_table->setRowCount(static_cast<int>(results.size()));
    for (int row = 0; row < results.size(); ++row) {
        const QStringList texts { results[row][u"kind"].toString(), results[row][u"name"].toString(),
            actionText(results[row][u"action"].toString()) };
        for (int column = 0; column < texts.size(); ++column)
            m_table->setItem(row, column, new QTableWidgetItem(texts[column]));
    }
    if (!results.isEmpty())
        m_table->selectRow(0);
    showChosen();
    showState();
}

void ConfigurationPage::showChosen()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    QJsonObject before;
    QJsonObject after;
    if (!rows.isEmpty()) {
        const QJsonObject differences = m_results[rows.first().row()][u"differences"].toObject();
        for (auto difference = differences.begin(); difference != differences.end(); ++difference) {
            const QString path = difference.key().mid(1).replace(u'/', u'.');
            const QJsonObject sides = difference->toObject();
            if (sides.contains(u"before"_s))
                before.insert(path, sides[u"before"]);
            if (sides.contains(u"after"_s))
                after.insert(path, sides[u"after"]);
        }
    }
    m_diff->setObjects(before, after);
}

void ConfigurationPage::askToApply()
{
    QList<Consequence> list;
    const auto add = [this, &list](const QString &action, Tone tone) {
        QStringList names;
        for (const auto &result : m_results) {
            if (result[u"action"].toString() == action)
                names.append(u"%1 %2"_s.arg(result[u"kind"].toString(), result[u"name"].toString()));
        }
        for (const QString &name : names)
            list.append({ tone, u"%1: %2"_s.arg(name, actionText(action)) });
    };
    add(u"created"_s, Tone::Good);
    add(u"updated"_s, Tone::Neutral);
    add(u"deleted"_s, Tone::Bad);
    auto *const dialog = new ConsequenceDialog(tr("Apply the file"),
        tr("The realm %1 becomes what %2 says, all of it or nothing. It is refused where something has changed since the "
           "plan was made.")
            .arg(m_realm, m_file),
        this);
    dialog->setConsequences(list);
    dialog->setCommands({ u"authctl apply -f %1 --realm %2"_s.arg(m_file, m_realm) });
    dialog->setDeed(tr("&Apply"), Tone::Accent);
    connect(dialog, &ConsequenceDialog::confirmed, this, &ConfigurationPage::apply);
    dialog->open();
}

void ConfigurationPage::apply(const QString &reason)
{
    api::Call request = call(kApplyConfiguration, kCreateConfiguration);
    QJsonArray expected;
    for (const auto &result : m_results) {
        expected.append(QJsonObject { { u"kind"_s, result[u"kind"] }, { u"name"_s, result[u"name"] },
            { u"version"_s, result[u"version_before"] } });
    }
    QJsonObject body = *request.body;
    body.insert(u"expect"_s, expected);
    request.body = body;
    request.options.reason = reason;
    begin();
    connection()->ask(this, std::move(request), [this](const api::Answer &answer) {
        if (const auto outcome = answer.error(); !outcome) {
            showFailure(outcome.error());
        } else {
            const QJsonArray done = answer.body[u"results"].toArray();
            m_documents = {};
            m_results = done;
            const QString said = tr("Applied to %1: %2 made, %3 changed, %4 deleted.")
                                     .arg(m_realm)
                                     .arg(count(u"created"_s))
                                     .arg(count(u"updated"_s))
                                     .arg(count(u"deleted"_s));
            show({});
            banner()->showMessage(Tone::Good, said);
            showMadeSecrets(m_realm, done, window());
        }
        end();
    });
}

}

extern const PageKind configuration_variant;
const PageKind configuration_variant { .name = "configuration",
    .title = QT_TRANSLATE_NOOP("PageKind", "Configuration"),
    .icon = "settings",
    .area = PageKind::Area::Governance,
    .order = 30,
    .permission = "configuration:read",
    .make = makePage<ConfigurationPage> };

}

#include "configuration.moc"
