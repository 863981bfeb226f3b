// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/RemoteTab.h"

#include "app/Connection.h"
#include "app/ListView.h"
#include "app/PageActions.h"
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

QPushButton *RemoteTab::addDeed(const QString &text, const char *permission, bool needsRow,
    const std::function<QString(const QJsonObject &)> &applies, const std::function<void()> &run)
{
    const QString number = QString::number(m_deeds.size() + 1);
    const QByteArray name = u"row%1Action"_s.arg(number).toLatin1();
    QAction *const action = addPageAction(
        this, m_connection, { text, "more", QKeySequence(u"Ctrl+"_s + number), permission, name.constData() });
    action->setIcon({});
    connect(action, &QAction::triggered, this, run);
    m_deeds.append({ action, needsRow, applies });
    auto *const button = static_cast<QPushButton *>(buttonFor(action, this));
    m_buttonRow->addWidget(button);
    showState();
    return button;
}

QPushButton *RemoteTab::addAction(const QString &text, const char *permission,
    const std::function<void(const QJsonObject &)> &run, const std::function<QString(const QJsonObject &)> &applies)
{
    return addDeed(text, permission, true, applies, [this, run] {
        if (const QJsonObject item = chosen(); !item.isEmpty())
            run(item);
    });
}

QPushButton *RemoteTab::addGeneralAction(
    const QString &text, const char *permission, const std::function<void()> &run)
{
    return addDeed(text, permission, false, {}, run);
}

QJsonObject RemoteTab::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? QJsonObject() : m_model->item(rows.first().row());
}

void RemoteTab::showState()
{
    const QJsonObject item = chosen();
    for (const Deed &deed : m_deeds) {
        QString why;
        if (deed.needsRow && item.isEmpty())
            why = tr("Nothing is selected");
        else if (deed.needsRow && deed.applies)
            why = deed.applies(item);
        setObstacle(deed.action, m_connection, why);
    }
}

}
