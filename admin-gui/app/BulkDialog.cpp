// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/BulkDialog.h"

#include "app/Connection.h"
#include "widgets/FitToContents.h"

#include <QtCore/QJsonArray>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

BulkDialog::BulkDialog(Connection *connection, const QString &realm, const QString &filter,
    const QList<BulkChoice> &choices, QWidget *parent)
    : QDialog(parent)
    , m_connection(connection)
    , m_realm(realm)
    , m_filter(filter)
    , m_operation(new QComboBox(this))
    , m_count(new QLabel(this))
    , m_typed(new QLineEdit(this))
    , m_reason(new QLineEdit(this))
    , m_problem(new QLabel(this))
{
    setObjectName(u"bulkDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Change all that match"));
    setMinimumWidth(fontMetrics().averageCharWidth() * 66);
    m_operation->setObjectName(u"operationComboBox"_s);
    for (const BulkChoice &choice : choices)
        m_operation->addItem(choice.name, choice.operation);
    m_count->setObjectName(u"bulkCountLabel"_s);
    m_count->setWordWrap(true);
    m_typed->setObjectName(u"typedCountLineEdit"_s);
    m_reason->setObjectName(u"reasonLineEdit"_s);
    m_problem->setObjectName(u"problemLabel"_s);
    m_problem->setProperty("problem", true);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *const shown = new QLabel(filter.isEmpty() ? tr("no filter: everything of the realm") : filter, this);
    shown->setObjectName(u"bulkFilterLabel"_s);
    shown->setWordWrap(true);
    shown->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *const form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    const auto addRow = [this, form](const QString &name, QWidget *editor) {
        auto *const label = new QLabel(name, this);
        label->setBuddy(editor);
        QString plain = name;
        editor->setAccessibleName(plain.remove(u'&'));
        form->addRow(label, editor);
    };
    form->addRow(tr("Filter"), shown);
    addRow(tr("What is &done"), m_operation);
    m_operation->view()->setAccessibleName(m_operation->accessibleName());
    form->addRow(tr("How many"), m_count);
    addRow(tr("&Type the number"), m_typed);
    addRow(tr("&Reason"), m_reason);
    auto *const buttons = new QDialogButtonBox(this);
    m_start = buttons->addButton(tr("&Start"), QDialogButtonBox::AcceptRole);
    m_start->setObjectName(u"startButton"_s);
    m_start->setAutoDefault(false);
    buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole);
    fitToContents(this);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(14);
    column->addLayout(form);
    column->addWidget(m_problem);
    column->addStretch(1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &BulkDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_operation, &QComboBox::currentIndexChanged, this, &BulkDialog::preview);
    connect(m_typed, &QLineEdit::textChanged, this, &BulkDialog::showState);
    preview();
}

api::Call BulkDialog::call(bool isDryRun) const
{
    api::Call call = m_connection->call(api::operation::kCreateBulkJob, { { "realm", m_realm } });
    call.body = QJsonObject { { u"operation"_s, m_operation->currentData().toString() }, { u"q"_s, m_filter } };
    call.options.dryRun = isDryRun;
    call.options.reason = m_reason->text().trimmed();
    return call;
}

void BulkDialog::preview()
{
    m_total = -1;
    m_problem->hide();
    m_count->setText(tr("Counting…"));
    showState();
    m_connection->ask(this, call(true), [this, generation = ++m_generation](const api::Answer &answer) {
        if (generation != m_generation)
            return;
        if (!answer.succeeded()) {
            m_count->setText(tr("not known"));
            say(answer);
            return;
        }
        m_total = answer.body[u"total"].toInteger();
        m_count->setText(m_total == 0
                ? tr("Nothing matches the filter.")
                : tr("%n object(s) match; each is changed for itself, and the job says what became "
                     "of it.",
                      nullptr, static_cast<int>(m_total)));
        m_typed->setPlaceholderText(QString::number(m_total));
        showState();
    });
}

void BulkDialog::showState()
{
    QString why;
    if (m_total < 0)
        why = tr("The number is not known yet");
    else if (m_total == 0)
        why = tr("Nothing matches the filter.");
    else if (m_typed->text().trimmed() != QString::number(m_total))
        why = tr("Type %1 to confirm").arg(m_total);
    m_typed->setEnabled(m_total > 0);
    m_start->setEnabled(why.isEmpty() && !m_isSending);
    m_start->setToolTip(why);
}

void BulkDialog::start()
{
    if (m_isSending || !m_start->isEnabled())
        return;
    m_isSending = true;
    showState();
    m_connection->ask(this, call(false), [this](const api::Answer &answer) {
        m_isSending = false;
        if (answer.succeeded()) {
            Q_EMIT started(answer.body[u"id"].toString());
            accept();
            return;
        }
        say(answer);
        showState();
    });
}

void BulkDialog::say(const api::Answer &answer)
{
    QStringList texts { answer.status == 0 ? tr("The server was not reached: %1").arg(answer.transportError)
                                           : answer.body[u"detail"].toString() };
    for (const auto &field : answer.body[u"fields"].toArray())
        texts.append(field[u"message"].toString());
    m_problem->setText(texts.join(u' '));
    m_problem->show();
}

}
