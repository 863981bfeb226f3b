// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Dialogs.h"

#include "app/Connection.h"
#include "models/AnswerText.h"
#include "widgets/FitToContents.h"

#include <QtCore/QTimer>
#include <QtGui/QClipboard>
#include <QtGui/QFontDatabase>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyle>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::seconds kClipboardTime { 30 };

}

RequestDialog::RequestDialog(Connection *connection, const QString &title, const QString &acceptText, QWidget *parent)
    : QDialog(parent)
    , m_connection(connection)
    , m_form(new QFormLayout)
    , m_explanation(new QLabel(this))
    , m_problem(new QLabel(this))
{
    setObjectName(u"requestDialog"_s);
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(fontMetrics().averageCharWidth() * 66);
    m_explanation->setWordWrap(true);
    m_explanation->hide();
    m_problem->setWordWrap(true);
    m_problem->setProperty("problem", true);
    m_problem->setObjectName(u"problemLabel"_s);
    m_problem->hide();
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(10);
    auto *const buttons = new QDialogButtonBox(this);
    m_accept = buttons->addButton(acceptText, QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(u"acceptButton"_s);
    m_accept->setProperty("primary", true);
    m_accept->setDefault(true);
    m_cancel = buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole);
    fitToContents(this);
    connect(buttons, &QDialogButtonBox::accepted, this, &RequestDialog::send);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(14);
    column->addWidget(m_explanation);
    column->addLayout(m_form);
    column->addWidget(m_problem);
    column->addStretch(1);
    column->addWidget(buttons);
}

void RequestDialog::explain(const QString &text)
{
    m_explanation->setText(text);
    m_explanation->setVisible(!text.isEmpty());
}

void RequestDialog::addField(const QString &name, QWidget *editor, const QString &member, const QString &help)
{
    auto *const box = new QWidget(this);
    auto *const column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    auto *const message = new QLabel(help, box);
    message->setProperty("quiet", true);
    message->setWordWrap(true);
    message->setVisible(!help.isEmpty());
    column->addWidget(editor);
    column->addWidget(message);
    auto *const label = new QLabel(name, this);
    label->setBuddy(editor);
    label->setContentsMargins(0, 6, 0, 0);
    QString plain = name;
    editor->setAccessibleName(plain.remove(u'&'));
    if (auto *const choice = qobject_cast<QComboBox *>(editor))
        choice->view()->setAccessibleName(plain);
    m_form->addRow(label, box);
    // The keyboard comes from field to field, and to the buttons last, though they were made first.
    if (m_rows.isEmpty())
        editor->setFocus();
    else
        setTabOrder(m_rows.last().editor, editor);
    setTabOrder(editor, m_accept);
    setTabOrder(m_accept, m_cancel);
    m_rows.append({ member, editor, message, help });
}

QLineEdit *RequestDialog::addText(const QString &name, const QString &member, const QString &help)
{
    auto *const edit = new QLineEdit(this);
    edit->setObjectName(member + "LineEdit"_L1);
    addField(name, edit, member, help);
    connect(edit, &QLineEdit::textChanged, this, &RequestDialog::changed);
    return edit;
}

void RequestDialog::setDangerous()
{
    m_accept->setProperty("primary", false);
    m_accept->setProperty("danger", true);
    m_accept->setDefault(false);
}

void RequestDialog::setCheck(std::function<QString()> check)
{
    m_check = std::move(check);
    changed();
}

void RequestDialog::say(Row &row, const QString &problem)
{
    row.message->setText(problem.isEmpty() ? row.help : problem);
    row.message->setVisible(!row.message->text().isEmpty());
    for (QWidget *widget : { row.editor, static_cast<QWidget *>(row.message) }) {
        widget->setProperty(widget == row.editor ? "bad" : "problem", !problem.isEmpty());
        widget->style()->unpolish(widget);
        widget->style()->polish(widget);
    }
}

void RequestDialog::changed()
{
    for (Row &row : m_rows)
        say(row, {});
    m_problem->hide();
    const QString wrong = m_check ? m_check() : QString();
    m_accept->setEnabled(wrong.isEmpty() && !m_isSending);
    m_accept->setToolTip(wrong);
}

void RequestDialog::send()
{
    if (m_isSending || !m_call)
        return;
    m_isSending = true;
    changed();
    api::Call call = m_call();
    // The same once more, because its answer was lost: with its key the server does it once.
    if (m_lost && m_lost->target() == call.target() && m_lost->body == call.body)
        call.options.idempotencyKey = m_lost->options.idempotencyKey;
    m_connection->ask(this, call, [this, call](const api::Answer &answer) {
        m_isSending = false;
        m_lost = answer.mayBeDone ? std::optional(call) : std::nullopt;
        changed();
        if (answer.succeeded()) {
            Q_EMIT succeeded(answer.body);
            accept();
            return;
        }
        QStringList texts { failureText(answer) };
        if (const auto error = answer.error(); !error) {
            for (const FieldError &field : error.error().fields) {
                const QString member = field.path.section(u'/', 1, 1);
                const auto row = std::find_if(m_rows.begin(), m_rows.end(),
                    [&member](const Row &candidate) { return candidate.member == member; });
                if (row != m_rows.end())
                    say(*row, field.message);
                else
                    texts.append(u"%1: %2"_s.arg(field.path, field.message));
            }
        }
        m_problem->setText(texts.join(u' '));
        m_problem->show();
    });
}

RequestDialog *confirmRequest(Connection *connection, const QString &title, const QString &text,
    const QString &acceptText, const api::Call &call, QWidget *parent, const QString &typed)
{
    auto *const dialog = new RequestDialog(connection, title, acceptText, parent);
    dialog->explain(text);
    dialog->setDangerous();
    QLineEdit *const name
        = typed.isEmpty() ? nullptr : dialog->addText(RequestDialog::tr("Type %1").arg(typed), u"confirm"_s);
    QLineEdit *const reason = dialog->addText(RequestDialog::tr("R&eason"), u"reason"_s,
        RequestDialog::tr("Kept in the audit trail. The same as a command: %1").arg(asAuthctl(call)));
    if (name) {
        dialog->setCheck([name, typed] {
            return name->text() == typed ? QString() : RequestDialog::tr("Type %1 to confirm").arg(typed);
        });
    }
    dialog->setCall([call, reason] {
        api::Call confirmed = call;
        confirmed.options.reason = reason->text().trimmed();
        return confirmed;
    });
    return dialog;
}

void showSecret(const QString &title, const QString &text, const QString &secret, QWidget *parent)
{
    auto *const dialog = new QDialog(parent);
    dialog->setObjectName(u"secretDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setMinimumWidth(dialog->fontMetrics().averageCharWidth() * 70);
    auto *const explanation = new QLabel(text, dialog);
    explanation->setWordWrap(true);
    auto *const field = new QLineEdit(secret, dialog);
    field->setObjectName(u"secretLineEdit"_s);
    field->setReadOnly(true);
    field->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    field->setAccessibleName(title);
    auto *const buttons = new QDialogButtonBox(dialog);
    QPushButton *const copy = buttons->addButton(RequestDialog::tr("&Copy"), QDialogButtonBox::ActionRole);
    copy->setProperty("primary", true);
    buttons->addButton(RequestDialog::tr("&Done"), QDialogButtonBox::RejectRole);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    QObject::connect(copy, &QPushButton::clicked, dialog, [copy, secret] {
        QGuiApplication::clipboard()->setText(secret);
        copy->setText(RequestDialog::tr("Copied; forgotten in 30 s"));
        auto *const forget = new QTimer(qApp);
        forget->setObjectName(u"clipboardTimer"_s);
        forget->setSingleShot(true);
        QObject::connect(forget, &QTimer::timeout, qApp, [forget, secret] {
            if (QGuiApplication::clipboard()->text() == secret)
                QGuiApplication::clipboard()->clear();
            forget->deleteLater();
        });
        forget->start(kClipboardTime);
    });
    auto *const column = new QVBoxLayout(dialog);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(14);
    column->addWidget(explanation);
    column->addWidget(field);
    column->addWidget(buttons);
    dialog->open();
}

}
