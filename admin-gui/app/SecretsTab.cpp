// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/SecretsTab.h"

#include "app/Connection.h"
#include "app/Dialogs.h"
#include "app/PageActions.h"
#include "app/PageTexts.h"
#include "models/AnswerText.h"
#include "models/RemoteTableModel.h"
#include "widgets/DurationEdit.h"
#include "widgets/MessageBanner.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;
using namespace api::operation;

SecretsTab::SecretsTab(Connection *connection, QList<std::pair<QByteArray, QString>> parameters, QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_parameters(std::move(parameters))
    , m_banner(new MessageBanner(this))
    , m_table(new QTableWidget(0, 3, this))
    , m_rotate(addPageAction(this, connection,
          { tr("&New secret…"), "plus", QKeySequence(u"Ctrl+Alt+S"_s), "applications:write", "newSecretAction" }))
    , m_remove(addPageAction(this, connection,
          { tr("&Take away…"), "trash", QKeySequence(u"Ctrl+Alt+D"_s), "applications:write", "removeSecretAction" }))
{
    const int em = fontMetrics().averageCharWidth();
    m_banner->hide();
    m_table->setObjectName(u"secretsTableWidget"_s);
    m_table->setAccessibleName(tr("Secrets"));
    m_table->setHorizontalHeaderLabels({ tr("Id"), tr("Made"), tr("Ends") });
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
    m_table->setColumnWidth(0, em * 44);
    m_table->setColumnWidth(1, em * 24);
    auto *const row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(buttonFor(m_rotate, this));
    row->addWidget(buttonFor(m_remove, this));
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(20, 14, 20, 14);
    column->addWidget(m_banner);
    column->addWidget(m_table, 1);
    column->addLayout(row);
    connect(m_rotate, &QAction::triggered, this, &SecretsTab::rotate);
    connect(m_remove, &QAction::triggered, this, &SecretsTab::remove);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &SecretsTab::showState);
    showState();
}

void SecretsTab::load()
{
    m_connection->ask(
        this, m_connection->call(kGetApplicationSecrets, m_parameters), [this](const api::Answer &answer) {
            if (!answer.succeeded()) {
                m_banner->showMessage(Tone::Neutral,
                    answer.status == 0 ? tr("This could not be read.") : failureText(answer));
                return;
            }
            m_items = answer.body[u"items"].toArray();
            m_table->setRowCount(static_cast<int>(m_items.size()));
            for (int i = 0; i < m_items.size(); ++i) {
                const QJsonObject secret = m_items[i].toObject();
                const QString ends = secret[u"expires_at"].toString();
                const QStringList texts { secret[u"id"].toString(), displayText(secret[u"created_at"]),
                    ends.isEmpty() ? tr("never") : u"%1 (%2)"_s.arg(displayText(ends), relativeTime(ends)) };
                for (int column = 0; column < texts.size(); ++column)
                    m_table->setItem(i, column, new QTableWidgetItem(texts[column]));
            }
            showState();
        });
}

void SecretsTab::showState()
{
    setObstacle(m_remove, m_connection, m_table->selectedItems().isEmpty() ? tr("Nothing is selected") : QString());
}

void SecretsTab::rotate()
{
    auto *const dialog = new RequestDialog(m_connection, tr("New secret"), tr("&Make it"), this);
    dialog->explain(tr("The secret is made by the server and shown once. The others can stay for a while, so that the "
                       "program is changed without a pause."));
    auto *const overlap = new DurationEdit(dialog);
    overlap->setObjectName(u"overlapDurationEdit"_s);
    overlap->setSeconds(24 * 3600);
    dialog->addField(tr("&Others end in"), overlap, u"others_expire_in"_s,
        tr("Like 15 min, 12 h or 30 d; empty: they stay."));
    connect(overlap, &QLineEdit::textChanged, dialog, &RequestDialog::changed);
    dialog->setCheck([overlap] {
        return overlap->isEmpty() || overlap->seconds() ? QString() : tr("Not a length of time");
    });
    dialog->setCall([this, overlap] {
        api::Call call = m_connection->call(kCreateApplicationSecret, m_parameters);
        QJsonObject body;
        if (overlap->seconds())
            body.insert(u"others_expire_in"_s, *overlap->seconds());
        call.body = body;
        return call;
    });
    connect(dialog, &RequestDialog::succeeded, this, [this](const QJsonObject &secret) {
        load();
        showSecret(tr("New secret"), tr("This is the only time that it is shown. Give it to the program now."),
            secret[u"client_secret"].toString(), this);
    });
    dialog->open();
}

void SecretsTab::remove()
{
    const int row = m_table->currentRow();
    if (row < 0 || row >= m_items.size())
        return;
    auto parameters = m_parameters;
    parameters.append({ "secret", m_items[row].toObject()[u"id"].toString() });
    auto *const dialog = confirmRequest(m_connection, tr("Take the secret away"),
        tr("Whoever uses it is turned away at once."), tr("&Take it away"),
        m_connection->call(kDeleteApplicationSecret, parameters), this);
    connect(dialog, &RequestDialog::succeeded, this, [this] { load(); });
    dialog->open();
}

}
