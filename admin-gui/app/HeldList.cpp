// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/HeldList.h"

#include "app/Connection.h"
#include "app/Effects.h"
#include "app/ListView.h"
#include "app/PageActions.h"
#include "models/AnswerText.h"
#include "models/RemoteTableModel.h"
#include "widgets/FilterText.h"
#include "widgets/MessageBanner.h"

#include <QtCore/QJsonArray>
#include <QtCore/QTimer>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds kPause { 250 };
constexpr int kChoices = 20;

/// Why a role counts for nothing.
QString reasonText(const QString &reason)
{
    if (reason == u"no_second_factor")
        return HeldList::tr("does not count: there is no second factor");
    if (reason == u"email_unverified")
        return HeldList::tr("does not count: the e-mail address is not verified");
    if (reason == u"phone_unverified")
        return HeldList::tr("does not count: the phone number is not verified");
    return reason;
}

}

QString originText(const QJsonObject &item)
{
    QStringList sources;
    for (const auto &source : item[u"sources"].toArray()) {
        const QString through = source[u"through"].toString();
        const QString role = source.isObject() ? source[u"role"].toString() : source.toString();
        sources.append(through.isEmpty() || through == role ? role : u"%1 (%2)"_s.arg(role, through));
    }
    QStringList texts;
    if (item[u"direct"].toBool())
        texts.append(HeldList::tr("given directly"));
    if (!sources.isEmpty())
        texts.append(HeldList::tr("through %1").arg(sources.join(u", "_s)));
    const QJsonArray reasons = item[u"inactive_because"].toArray();
    for (const auto &reason : reasons)
        texts.append(reasonText(reason.toString()));
    if (reasons.isEmpty() && item[u"require_mfa"].toBool())
        texts.append(HeldList::tr("counts with two factors only"));
    return texts.join(u", "_s);
}

HeldList::HeldList(Connection *connection, HeldTraits traits, QList<std::pair<QByteArray, QString>> parameters,
    QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_traits(std::move(traits))
    , m_parameters(std::move(parameters))
    , m_model(new RemoteTableModel(connection,
          { { tr("Name"), u"name"_s, {}, {}, 30 }, { tr("Where from"), {}, originText, {}, 40 },
              { tr("Description"), u"description"_s, {}, {}, 40 } },
          u"id"_s, this))
    , m_banner(new MessageBanner(this))
    , m_table(new QTableView(this))
    , m_choice(new QComboBox(this))
    , m_add(addPageAction(this, connection,
          { tr("&Give"), "plus", QKeySequence(u"Ctrl+Alt+G"_s), m_traits.permission.toLatin1().constData(),
              (m_traits.member + "Add"_L1).toLatin1().constData() }))
    , m_remove(addPageAction(this, connection,
          { tr("&Take away…"), "trash", QKeySequence(u"Ctrl+Alt+T"_s), m_traits.permission.toLatin1().constData(),
              (m_traits.member + "Remove"_L1).toLatin1().constData() }))
{
    m_banner->hide();
    setUpTable(m_table, m_model, m_traits.title);
    m_table->setObjectName(m_traits.member + "TableView"_L1);
    m_choice->setEditable(true);
    m_choice->setInsertPolicy(QComboBox::NoInsert);
    m_choice->setObjectName(m_traits.member + "ComboBox"_L1);
    m_choice->setAccessibleName(m_traits.chooseText);
    m_choice->lineEdit()->setAccessibleName(m_traits.chooseText);
    m_choice->view()->setAccessibleName(m_traits.chooseText);
    m_choice->lineEdit()->setPlaceholderText(m_traits.chooseText);
    m_choice->completer()->setCompletionMode(QCompleter::PopupCompletion);
    // There is none before the mode says so.
    m_choice->completer()->popup()->setAccessibleName(m_traits.chooseText);
    m_choice->completer()->setFilterMode(Qt::MatchContains);
    // There is none before it is known to pop up.
    m_choice->completer()->popup()->setAccessibleName(m_traits.chooseText);
    auto *const row = new QHBoxLayout;
    row->addWidget(m_choice, 1);
    row->addWidget(buttonFor(m_add, this));
    row->addSpacing(16);
    row->addWidget(buttonFor(m_remove, this));
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(20, 14, 20, 14);
    column->addLayout(row);
    column->addWidget(m_banner);
    column->addWidget(m_table, 1);

    auto *const pause = new QTimer(this);
    pause->setSingleShot(true);
    pause->setInterval(kPause);
    connect(m_choice->lineEdit(), &QLineEdit::textEdited, pause, qOverload<>(&QTimer::start));
    connect(m_choice->lineEdit(), &QLineEdit::textChanged, this, &HeldList::showSelection);
    connect(pause, &QTimer::timeout, this, [this] { findChoices(m_choice->lineEdit()->text().trimmed()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &HeldList::showSelection);
    connect(connection, &Connection::rightsChanged, this, &HeldList::showSelection);
    connect(m_model, &RemoteTableModel::loaded, this, &HeldList::showSelection);
    connect(m_model, &RemoteTableModel::failed, this, [this] {
        if (m_model->failure().status != 0)
            m_banner->showMessage(Tone::Neutral, failureText(m_model->failure()));
    });
    connect(m_add, &QAction::triggered, this, [this] {
        const QString name = m_choice->currentText().trimmed();
        if (!name.isEmpty())
            send(changeCall(m_traits.add, name), tr("Given: %1.").arg(name));
    });
    connect(m_choice->lineEdit(), &QLineEdit::returnPressed, m_add, &QAction::trigger);
    connect(m_remove, &QAction::triggered, this, [this] {
        const QModelIndexList rows = m_table->selectionModel()->selectedRows();
        if (rows.isEmpty())
            return;
        const QString name = m_model->item(rows.first().row())[u"name"].toString();
        askToTake(name);
    });
    m_model->setCall(connection->call(m_traits.list, m_parameters));
    showSelection();
}

void HeldList::load()
{
    m_model->load();
    findChoices({});
}

void HeldList::findChoices(const QString &text)
{
    api::Call call = m_connection->call(m_traits.choices, { m_parameters.first() });
    call.list.limit = kChoices;
    call.list.query = text.isEmpty() ? QString() : filterTerm({}, text);
    m_connection->ask(this, std::move(call), [this, generation = ++m_generation](const api::Answer &answer) {
        if (generation != m_generation || !answer.succeeded())
            return;
        // What is typed stays.
        const QString typed = m_choice->lineEdit()->text();
        const QSignalBlocker quiet(m_choice);
        m_choice->clear();
        for (const auto &item : answer.body[u"items"].toArray())
            m_choice->addItem(item[u"name"].toString());
        m_choice->setCurrentIndex(-1);
        m_choice->lineEdit()->setText(typed);
        if (!typed.isEmpty() && m_choice->lineEdit()->hasFocus())
            m_choice->completer()->complete();
    });
}

api::Call HeldList::changeCall(int operation, const QString &name) const
{
    api::Call call = m_connection->call(operation, m_parameters);
    call.body = QJsonObject { { m_traits.member, QJsonArray { name } } };
    return call;
}

void HeldList::askToTake(const QString &name)
{
    QList<Consequence> consequences { { Tone::Bad,
        tr("What %1 gives is lost with it, as far as it does not come through something else.").arg(name) } };
    const int row = m_table->currentIndex().row();
    if (row >= 0 && !m_model->item(row)[u"sources"].toArray().isEmpty())
        consequences.append({ Tone::Neutral, tr("It stays as far as it comes through others: %1.")
                                                 .arg(originText(m_model->item(row))) });
    askForDeed({ tr("Take away"), tr("%1 is taken away. It takes effect at once.").arg(name), consequences,
                   changeCall(m_traits.remove, name), tr("&Take it away"), Tone::Bad },
        this, [this, name](api::Call call) { send(std::move(call), tr("Taken away: %1.").arg(name)); });
}

void HeldList::send(api::Call call, const QString &done)
{
    m_connection->ask(this, std::move(call), [this, done](const api::Answer &answer) {
        if (answer.succeeded()) {
            m_banner->showMessage(Tone::Good, done);
            m_choice->lineEdit()->clear();
        } else {
            QString text = failureText(answer);
            for (const auto &field : answer.body[u"fields"].toArray())
                text += u' ' + field[u"message"].toString();
            m_banner->showMessage(Tone::Bad, text);
        }
        load();
    });
}

void HeldList::showSelection()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    const bool isDirect = !rows.isEmpty() && m_model->item(rows.first().row())[u"direct"].toBool();
    setObstacle(m_add, m_connection, m_choice->currentText().trimmed().isEmpty() ? m_traits.chooseText : QString());
    setObstacle(m_remove, m_connection,
        rows.isEmpty()  ? tr("Nothing is selected")
            : isDirect ? QString()
                       : tr("It comes through another one: take that away"));
    m_choice->setEnabled(!m_connection->knowsRights() || m_connection->may(m_traits.permission));
}

}
