// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/StepUpDialog.h"

#include "app/Connection.h"
#include "app/SignInPanel.h"
#include "widgets/DurationEdit.h"
#include "widgets/FitToContents.h"

#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

QString demandText(const AuthenticationDemand &demand)
{
    // "2" is what this product's servers call a sign-in with two factors.
    const bool wantsFactor = demand.acrValues.contains(u"2"_s);
    if (demand.maxAge) {
        const QString age = formatDuration(demand.maxAge->count());
        return wantsFactor
            ? StepUpDialog::tr("The server wants a sign-in with a second factor that is not older than %1.").arg(age)
            : StepUpDialog::tr("The server wants a sign-in that is not older than %1.").arg(age);
    }
    if (wantsFactor)
        return StepUpDialog::tr("The server wants a sign-in with a second factor.");
    return demand.acrValues.isEmpty()
        ? StepUpDialog::tr("The server wants another sign-in.")
        : StepUpDialog::tr("The server wants a sign-in of the level %1.").arg(demand.acrValues.join(u", "_s));
}

StepUpDialog::StepUpDialog(Connection *connection, Proof *proof, QWidget *parent)
    : QDialog(parent)
    , m_demand(proof->demand())
{
    setObjectName(u"stepUpDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    fitToContents(this);
    setWindowTitle(tr("Prove who you are"));
    setMinimumWidth(fontMetrics().averageCharWidth() * 66);
    auto *const text = new QLabel(demandText(m_demand), this);
    text->setObjectName(u"demandLabel"_s);
    text->setWordWrap(true);
    auto *const after = new QLabel(
        tr("What you asked for waits, and is done once you have signed in: %1. Nothing that you edited is lost.")
            .arg(QLatin1StringView(proof->operation()->name)),
        this);
    after->setWordWrap(true);
    after->setProperty("quiet", true);
    auto *const panel = new SignInPanel(connection, m_demand, this);
    auto *const buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole)->setObjectName(u"cancelButton"_s);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(14);
    column->addWidget(text);
    column->addWidget(after);
    column->addWidget(panel);
    column->addStretch(1);
    column->addWidget(buttons);
    panel->button()->setDefault(true);
    connect(panel, &SignInPanel::proven, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::finished, this, [this](int result) { finish(result == QDialog::Accepted); });
    add(proof);
}

StepUpDialog::~StepUpDialog()
{
    finish(false);
}

void StepUpDialog::add(Proof *proof)
{
    proof->take();
    m_waiting.append(proof);
}

void StepUpDialog::finish(bool isProven)
{
    const auto waiting = std::exchange(m_waiting, {});
    for (const QPointer<Proof> &proof : waiting) {
        if (proof)
            proof->finish(isProven);
    }
}

}
