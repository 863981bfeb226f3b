// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/TotpDialog.h"

#include "app/Connection.h"
#include "widgets/FitToContents.h"
#include "widgets/QrCodeView.h"

#include <QtGui/QFontDatabase>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int kGroup = 4; ///< Letters between the spaces of a secret that somebody types.

QString grouped(const QString &secret)
{
    QStringList groups;
    for (qsizetype i = 0; i < secret.size(); i += kGroup)
        groups.append(secret.mid(i, kGroup));
    return groups.join(u' ');
}

}

TotpDialog::TotpDialog(Connection *connection, const QString &realm, const QString &user, QWidget *parent)
    : QDialog(parent)
    , m_connection(connection)
    , m_realm(realm)
    , m_user(user)
    , m_pages(new QStackedWidget(this))
    , m_name(new QLineEdit(this))
    , m_code(new QrCodeView(this))
    , m_secret(new QLineEdit(this))
    , m_answer(new QLineEdit(this))
    , m_problem(new QLabel(this))
{
    setObjectName(u"totpDialog"_s);
    setWindowTitle(tr("Set up an authenticator app"));
    setAttribute(Qt::WA_DeleteOnClose);
    fitToContents(this);
    setMinimumWidth(fontMetrics().averageCharWidth() * 76);
    m_pages->addWidget(makeNamePage());
    m_pages->addWidget(makeCodePage());
    m_problem->setObjectName(u"problemLabel"_s);
    m_problem->setProperty("problem", true);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    auto *const buttons = new QDialogButtonBox(this);
    m_next = buttons->addButton(tr("&Next"), QDialogButtonBox::AcceptRole);
    m_next->setObjectName(u"nextPushButton"_s);
    m_next->setProperty("primary", true);
    buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] { m_pages->currentIndex() == 0 ? begin() : confirm(); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    const int space = fontMetrics().height();
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(space, space, space, space);
    column->setSpacing(space * 3 / 4);
    column->addWidget(m_pages, 1);
    column->addWidget(m_problem);
    column->addWidget(buttons);
    m_name->setFocus();
}

QWidget *TotpDialog::makeNamePage()
{
    auto *const page = new QWidget(this);
    auto *const text
        = new QLabel(tr("The person needs an app on the telephone that makes one-time codes, and has to be "
                        "beside you: the next step shows a code to read with it."),
            page);
    text->setWordWrap(true);
    m_name->setObjectName(u"appNameLineEdit"_s);
    m_name->setMaxLength(60);
    m_name->setPlaceholderText(tr("Telephone"));
    auto *const form = new QFormLayout;
    form->addRow(tr("Na&me of the app or device"), m_name);
    auto *const column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(text);
    column->addLayout(form);
    column->addStretch(1);
    return page;
}

QWidget *TotpDialog::makeCodePage()
{
    auto *const page = new QWidget(this);
    auto *const text = new QLabel(tr("Read this with the app, then type the code that it shows."), page);
    text->setWordWrap(true);
    m_secret->setObjectName(u"secretLineEdit"_s);
    m_secret->setReadOnly(true);
    m_secret->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_answer->setObjectName(u"codeLineEdit"_s);
    m_answer->setMaxLength(9);
    m_answer->setInputMethodHints(Qt::ImhDigitsOnly);
    auto *const form = new QFormLayout;
    form->addRow(tr("Or type this &secret"), m_secret);
    form->addRow(tr("&Code that the app shows"), m_answer);
    m_code->setAccessibleName(tr("QR code for the authenticator app; the secret stands below as text"));
    auto *const column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(text);
    column->addWidget(m_code, 1, Qt::AlignCenter);
    column->addLayout(form);
    return page;
}

void TotpDialog::setBusy(bool busy)
{
    m_next->setEnabled(!busy);
}

void TotpDialog::say(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void TotpDialog::begin()
{
    say({});
    setBusy(true);
    api::TotpCreate body;
    body.name = m_name->text().trimmed().isEmpty() ? m_name->placeholderText() : m_name->text().trimmed();
    Connection::ask(this, m_connection->client().enrolUserTotp(m_realm, m_user, body),
        [this](const Result<api::TotpEnrolment> &enrolment) {
            setBusy(false);
            enrolment ? showCode(*enrolment) : say(enrolment.error().description);
        });
}

void TotpDialog::showCode(const api::TotpEnrolment &enrolment)
{
    m_code->setVisible(m_code->setText(enrolment.uri.toUtf8()));
    m_secret->setText(grouped(enrolment.secret));
    m_secret->setCursorPosition(0);
    m_pages->setCurrentIndex(1);
    m_next->setText(tr("&Confirm"));
    m_answer->setFocus();
    adjustSize();
}

void TotpDialog::confirm()
{
    QString code = m_answer->text();
    code.remove(u' ');
    if (code.size() < 6)
        return say(tr("The code has six digits or more."));
    say({});
    setBusy(true);
    Connection::ask(this, m_connection->client().verifyUserTotp(m_realm, m_user, { .code = code }),
        [this](const Result<void> &outcome) {
            setBusy(false);
            if (!outcome) {
                say(outcome.error().description);
                m_answer->selectAll();
                m_answer->setFocus();
                return;
            }
            Q_EMIT enrolled();
            accept();
        });
}

}
