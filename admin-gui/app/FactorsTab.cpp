// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/FactorsTab.h"

#include "app/BypassSection.h"
#include "app/Connection.h"
#include "app/Dialogs.h"
#include "app/PageActions.h"
#include "app/TotpDialog.h"
#include "models/Moments.h"
#include "widgets/MessageBanner.h"

#include <QtCore/QJsonArray>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

FactorsTab::FactorsTab(Connection *connection, const QString &realm, const QString &user, QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_realm(realm)
    , m_user(user)
    , m_banner(new MessageBanner(this))
    , m_table(new QTableWidget(0, 4, this))
    , m_codes(new QLabel(this))
    , m_buttons(new QHBoxLayout)
    , m_bypass(new BypassSection(connection, realm, user, m_banner, this))
{
    m_table->setObjectName(u"factorsTableWidget"_s);
    m_table->setAccessibleName(tr("Second factors"));
    m_table->setHorizontalHeaderLabels({ tr("Name"), tr("State"), tr("Set up"), tr("Last used") });
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 16);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_codes->setObjectName(u"backupCodesLabel"_s);
    m_codes->setProperty("quiet", true);

    m_enrol = addDeed(tr("&Set up an app…"), "plus", u"Ctrl+Alt+A"_s, "enrolTotpAction");
    m_remove = addDeed(tr("Re&move…"), "trash", u"Ctrl+Alt+M"_s, "removeFactorAction");
    m_backup = addDeed(tr("New &backup codes…"), "keys", u"Ctrl+Alt+B"_s, "backupCodesAction");
    m_reset = addDeed(tr("Remove &all…"), "lock", u"Ctrl+Alt+Shift+M"_s, "resetFactorsAction");
    m_buttons->addStretch(1);
    connect(m_enrol, &QAction::triggered, this, &FactorsTab::enrol);
    connect(m_remove, &QAction::triggered, this, &FactorsTab::removeChosen);
    connect(m_backup, &QAction::triggered, this, &FactorsTab::makeBackupCodes);
    connect(m_reset, &QAction::triggered, this, &FactorsTab::reset);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &FactorsTab::showSelection);

    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(20, 12, 20, 16);
    column->setSpacing(10);
    column->addLayout(m_buttons);
    column->addWidget(m_banner);
    column->addWidget(m_table, 1);
    column->addWidget(m_codes);
    column->addWidget(m_bypass);
    showSelection();
}

QAction *FactorsTab::addDeed(const QString &text, const char *icon, const QString &keys, const char *name)
{
    QAction *const action = addPageAction(this, m_connection, { text, icon, QKeySequence(keys), "users:write", name });
    m_buttons->addWidget(buttonFor(action, this));
    return action;
}

void FactorsTab::load()
{
    Connection::ask(this, m_connection->client().getUserFactors(m_realm, m_user),
        [this](const Result<api::UserFactors> &factors) { factors ? showFactors(*factors) : say(factors.error()); });
    m_bypass->load();
}

void FactorsTab::say(const Error &error)
{
    m_banner->showMessage(Tone::Bad, error.description);
}

void FactorsTab::showFactors(const api::UserFactors &factors)
{
    m_factors = factors.items;
    m_table->setRowCount(static_cast<int>(m_factors.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const api::Factor &one = m_factors[row];
        const QString used = momentText(moment(one.lastUsedAt));
        const QStringList texts { one.name, one.confirmed ? tr("counts") : tr("waits for its first code"),
            momentText(moment(one.createdAt)), used.isEmpty() ? tr("never") : used };
        for (int column = 0; column < texts.size(); ++column)
            m_table->setItem(row, column, new QTableWidgetItem(texts[column]));
    }
    m_codes->setText(m_factors.isEmpty()
            ? tr("No second factor is set up.")
            : tr("%n backup code(s) are left.", nullptr, static_cast<int>(factors.backupCodes)));
    showSelection();
}

void FactorsTab::showSelection()
{
    const bool isChosen = m_table->selectionModel()->hasSelection();
    setObstacle(m_remove, m_connection, isChosen ? QString() : tr("nothing is chosen"));
    const QString none = m_factors.isEmpty() ? tr("there is no second factor") : QString();
    setObstacle(m_backup, m_connection, none);
    setObstacle(m_reset, m_connection, none);
}

api::Call FactorsTab::call(int operation) const
{
    return m_connection->call(
        operation, { { QByteArrayLiteral("realm"), m_realm }, { QByteArrayLiteral("user"), m_user } });
}

void FactorsTab::enrol()
{
    auto *const dialog = new TotpDialog(m_connection, m_realm, m_user, this);
    connect(dialog, &TotpDialog::enrolled, this, [this] {
        m_banner->showMessage(Tone::Good, tr("The app is set up."));
        load();
    });
    connect(dialog, &QDialog::rejected, this, &FactorsTab::load);
    dialog->open();
}

void FactorsTab::removeChosen()
{
    const int row = m_table->currentRow();
    if (row < 0 || row >= m_factors.size())
        return;
    api::Call request = call(api::operation::kRemoveUserFactor);
    request.parameters.append({ QByteArrayLiteral("factor"), m_factors[row].id });
    auto *const dialog = confirmRequest(m_connection, tr("Remove a second factor"),
        tr("%1 opens nothing any more. The person is told.").arg(m_factors[row].name), tr("&Remove"), request, this);
    connect(dialog, &RequestDialog::succeeded, this, &FactorsTab::load);
    dialog->open();
}

void FactorsTab::makeBackupCodes()
{
    auto *const dialog = confirmRequest(m_connection, tr("New backup codes"),
        tr("Ten new codes are made, and the old ones end. The person is told."), tr("&Make them"),
        call(api::operation::kGenerateUserBackupCodes), this);
    connect(dialog, &RequestDialog::succeeded, this, [this](const QJsonObject &answer) {
        QStringList codes;
        const QJsonArray list = answer[u"codes"_s].toArray();
        for (const auto &code : list)
            codes.append(code.toString());
        showSecret(tr("Backup codes"), tr("Each opens the account once. They are shown this one time."),
            codes.join(u'\n'), this);
        load();
    });
    dialog->open();
}

void FactorsTab::reset()
{
    auto *const dialog = confirmRequest(m_connection, tr("Remove all second factors"),
        tr("Every app and backup code ends, and so do all sessions and tokens of the person, who is told."),
        tr("&Remove all"), call(api::operation::kResetUserFactors), this);
    connect(dialog, &RequestDialog::succeeded, this, &FactorsTab::load);
    dialog->open();
}

}
