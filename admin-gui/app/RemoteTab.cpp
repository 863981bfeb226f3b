// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/RemoteTab.h"

#include "app/Connection.h"
#include "app/ListView.h"
#include "models/AnswerText.h"
#include "widgets/MessageBanner.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

RemoteTab::RemoteTab(Connection *connection, QList<RemoteColumn> columns, const QString &key, const QString &name,
    const QString &emptyText, QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_model(new RemoteTableModel(connection, std::move(columns), key, this))
    , m_banner(new MessageBanner(this))
    , m_table(new QTableView(this))
    , m_empty(new QLabel(emptyText, m_table))
    , m_buttonRow(new QHBoxLayout)
{
    setUpTable(m_table, m_model, name);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_banner->hide();
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setProperty("quiet", true);
    m_empty->hide();
    auto *const overlay = new QVBoxLayout(m_table);
    overlay->addWidget(m_empty);
    m_buttonRow->addStretch(1);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(20, 14, 20, 14);
    column->addWidget(m_banner);
    column->addWidget(m_table, 1);
    column->addLayout(m_buttonRow);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RemoteTab::showState);
    connect(connection, &Connection::rightsChanged, this, &RemoteTab::showState);
    connect(m_model, &RemoteTableModel::loaded, this, [this] {
        m_banner->dismiss();
        m_empty->setVisible(m_model->rowCount() == 0);
        showState();
    });
    connect(m_model, &RemoteTableModel::failed, this, [this] {
        const api::Answer &answer = m_model->failure();
        m_banner->showMessage(Tone::Neutral,
            answer.status == 0 ? tr("This could not be read.") : failureText(answer));
    });
}

void RemoteTab::setFilter(const QString &filter)
{
    m_model->presetFilter(filter);
}

QPushButton *RemoteTab::addAction(const QString &text, const char *permission,
    const std::function<void(const QJsonObject &)> &run, const std::function<QString(const QJsonObject &)> &applies)
{
    auto *const button = new QPushButton(text, this);
    m_buttonRow->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, run] {
        if (const QJsonObject item = chosen(); !item.isEmpty())
            run(item);
    });
    m_buttons.append({ button, QString::fromLatin1(permission), true, applies });
    showState();
    return button;
}

QPushButton *RemoteTab::addGeneralAction(
    const QString &text, const char *permission, const std::function<void()> &run)
{
    auto *const button = new QPushButton(text, this);
    m_buttonRow->addWidget(button);
    connect(button, &QPushButton::clicked, this, run);
    m_buttons.append({ button, QString::fromLatin1(permission), false, {} });
    showState();
    return button;
}

QJsonObject RemoteTab::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? QJsonObject() : m_model->item(rows.first().row());
}

void RemoteTab::showState()
{
    const QJsonObject item = chosen();
    for (const Button &entry : m_buttons) {
        QString why;
        if (m_connection->knowsRights() && !m_connection->may(entry.permission))
            why = tr("Needs the right %1").arg(entry.permission);
        else if (entry.needsRow && item.isEmpty())
            why = tr("Nothing is selected");
        else if (entry.needsRow && entry.applies)
            why = entry.applies(item);
        entry.button->setEnabled(why.isEmpty());
        entry.button->setToolTip(why);
    }
}

}
