// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/BypassSection.h"

#include "app/Connection.h"
#include "app/Dialogs.h"
#include "app/PageActions.h"
#include "models/AnswerText.h"
#include "models/Moments.h"
#include "widgets/MessageBanner.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int kUsualMinutes = 15;
constexpr int kMostMinutes = 24 * 60;

QString stateText(const api::MfaBypass &bypass)
{
    const QString asked = BypassSection::tr("%1 asked on %2: %3")
                              .arg(bypass.requestedBy, momentText(moment(bypass.requestedAt)), bypass.reason);
    QString state;
    if (bypass.state == "waiting"_L1)
        state = BypassSection::tr("It waits until another administrator approves, for an hour at most.");
    else if (bypass.state == "open"_L1)
        state = BypassSection::tr("It is open until %1.").arg(momentText(moment(bypass.expiresAt)));
    else if (bypass.state == "used"_L1)
        state = BypassSection::tr("It was used on %1.").arg(momentText(moment(bypass.usedAt)));
    else
        state = BypassSection::tr("It ended without being used.");
    const QString approver = bypass.approvedBy.valueOr({});
    if (!approver.isEmpty())
        state += u' ' + BypassSection::tr("%1 approved.").arg(approver);
    return asked + u'\n' + state;
}

}

BypassSection::BypassSection(
    Connection *connection, const QString &realm, const QString &user, MessageBanner *banner, QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_realm(realm)
    , m_user(user)
    , m_banner(banner)
    , m_state(new QLabel(this))
    , m_buttons(new QHBoxLayout)
{
    auto *const title = new QLabel(tr("Sign-in without a second factor"), this);
    title->setObjectName(u"sectionTitle"_s);
    m_state->setObjectName(u"bypassLabel"_s);
    m_state->setProperty("quiet", true);
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    m_request = addDeed(tr("Let in &once…"), "user", u"Ctrl+Alt+O"_s, "requestBypassAction");
    m_approve = addDeed(tr("Ap&prove…"), "save", u"Ctrl+Alt+P"_s, "approveBypassAction");
    m_end = addDeed(tr("Take it &back…"), "undo", u"Ctrl+Alt+K"_s, "endBypassAction");
    m_buttons->addStretch(1);
    connect(m_request, &QAction::triggered, this, &BypassSection::request);
    connect(m_approve, &QAction::triggered, this, [this] {
        confirm(api::operation::kApproveMfaBypass, tr("Approve of a sign-in without the second factor"),
            tr("From now on the person gets in once with the password alone. The person is told."), tr("&Approve"));
    });
    connect(m_end, &QAction::triggered, this, [this] {
        confirm(api::operation::kEndMfaBypass, tr("Take back the sign-in without the second factor"),
            tr("The person is asked for the second factor again."), tr("&Take it back"));
    });
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(8);
    column->addWidget(title);
    column->addWidget(m_state);
    column->addLayout(m_buttons);
    show(std::nullopt);
}

QAction *BypassSection::addDeed(const QString &text, const char *icon, const QString &keys, const char *name)
{
    QAction *const action = addPageAction(this, m_connection, { text, icon, QKeySequence(keys), "users:write", name });
    m_buttons->addWidget(buttonFor(action, this));
    return action;
}

api::Call BypassSection::call(int operation) const
{
    return m_connection->call(
        operation, { { QByteArrayLiteral("realm"), m_realm }, { QByteArrayLiteral("user"), m_user } });
}

void BypassSection::load()
{
    m_connection->ask(this, call(api::operation::kGetMfaBypass), [this](const api::Answer &answer) {
        if (answer.succeeded())
            show(api::decodeLeniently<api::MfaBypass>(answer.body));
        else if (answer.status == 404)
            show(std::nullopt);
        else
            m_banner->showMessage(Tone::Neutral, failureText(answer));
    });
}

void BypassSection::show(const std::optional<api::MfaBypass> &bypass)
{
    m_state->setText(bypass ? stateText(*bypass) : tr("Nobody has asked for one."));
    const bool waits = bypass && bypass->state == "waiting"_L1;
    const bool isOpen = bypass && bypass->state == "open"_L1;
    setObstacle(m_approve, m_connection, waits ? QString() : tr("nothing waits for it"));
    setObstacle(m_end, m_connection, waits || isOpen ? QString() : tr("there is none that could be used"));
}

void BypassSection::request()
{
    auto *const dialog = new RequestDialog(m_connection, tr("Let somebody in once"), tr("&Let in"), this);
    dialog->explain(tr("For an emergency: the person gets in once with the password alone, and is told. Where two "
                       "factors are required they set a new one up. Where the realm says so, another administrator has to "
                       "approve first."));
    QLineEdit *const reason = dialog->addText(tr("&Reason"), u"reason"_s, tr("For the audit log and other administrators."));
    auto *const minutes = new QSpinBox(dialog);
    minutes->setObjectName(u"minutesSpinBox"_s);
    minutes->setRange(1, kMostMinutes);
    minutes->setValue(kUsualMinutes);
    minutes->setSuffix(tr(" min"));
    dialog->addField(tr("&Open for"), minutes, u"minutes"_s);
    dialog->setCheck([reason] { return reason->text().trimmed().isEmpty() ? tr("A reason is needed") : QString(); });
    dialog->setCall([this, reason, minutes] {
        api::Call request = call(api::operation::kRequestMfaBypass);
        request.body = QJsonObject { { u"reason"_s, reason->text().trimmed() }, { u"minutes"_s, minutes->value() } };
        return request;
    });
    connect(dialog, &RequestDialog::succeeded, this, [this](const QJsonObject &answer) {
        show(api::decodeLeniently<api::MfaBypass>(answer));
    });
    dialog->open();
}

void BypassSection::confirm(int operation, const QString &title, const QString &text, const QString &acceptText)
{
    auto *const dialog = confirmRequest(m_connection, title, text, acceptText, call(operation), this);
    connect(dialog, &RequestDialog::succeeded, this, &BypassSection::load);
    dialog->open();
}

}
