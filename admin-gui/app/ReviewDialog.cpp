// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ReviewDialog.h"

#include "app/Connection.h"
#include "app/Effects.h"
#include "models/AnswerText.h"
#include "models/RemoteTableModel.h"
#include "widgets/Glyphs.h"

#include <QtCore/QJsonArray>
#include <QtGui/QClipboard>
#include <QtGui/QFontDatabase>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

QWidget *copyable(const QString &text, const QString &name, QWidget *parent)
{
    auto *const page = new QWidget(parent);
    auto *const column = new QVBoxLayout(page);
    auto *const view = new QPlainTextEdit(text, page);
    view->setReadOnly(true);
    view->setTabChangesFocus(true);
    view->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    view->setAccessibleName(name);
    auto *const copy = new QPushButton(ReviewDialog::tr("&Copy"), page);
    QObject::connect(copy, &QPushButton::clicked, copy, [text] { QGuiApplication::clipboard()->setText(text); });
    column->addWidget(view);
    column->addWidget(copy, 0, Qt::AlignRight);
    return page;
}

}

QString cellText(const QJsonValue &value)
{
    if (value.isArray()) {
        QStringList lines;
        for (const auto &item : value.toArray())
            lines.append(displayText(item));
        return lines.isEmpty() ? u"–"_s : lines.join(u'\n');
    }
    const QString text = displayText(value);
    return text.isEmpty() ? u"–"_s : text;
}

ReviewDialog::ReviewDialog(Connection *connection, const Location &location, const api::Call &call,
    const QList<DraftChange> &changes, QWidget *parent)
    : QDialog(parent)
    , m_connection(connection)
    , m_verdict(new QLabel(tr("Asking the server whether it would take this…"), this))
    , m_reason(new QLineEdit(this))
{
    setObjectName(u"reviewDialog"_s);
    setWindowTitle(tr("Review changes"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(fontMetrics().averageCharWidth() * 100, fontMetrics().height() * 26);

    auto *const table = new QTableWidget(static_cast<int>(changes.size()), 3, this);
    table->setObjectName(u"changesTable"_s);
    table->setAccessibleName(tr("Changes"));
    table->setHorizontalHeaderLabels({ tr("Field"), tr("Now"), tr("Then") });
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table->horizontalHeader()->setHighlightSections(false);
    for (int row = 0; row < changes.size(); ++row) {
        const DraftChange &change = changes[row];
        const QStringList texts { change.path, cellText(change.before), cellText(change.after) };
        for (int column = 0; column < 3; ++column) {
            auto *const item = new QTableWidgetItem(texts[column]);
            item->setToolTip(texts[column]);
            table->setItem(row, column, item);
        }
    }
    table->resizeRowsToContents();

    auto *const tabs = new QTabWidget(this);
    tabs->addTab(table, tr("&Changes"));
    tabs->addTab(copyable(asAuthctl(call), tr("The change as a command"), this), tr("C&ommand"));
    tabs->addTab(copyable(asHttp(call), tr("The change as an HTTP request"), this), tr("&Request"));

    m_verdict->setWordWrap(true);
    m_reason->setObjectName(u"reasonLineEdit"_s);
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(tr("Kept with the change in the audit trail"));
    auto *const form = new QFormLayout;
    form->addRow(tr("R&eason"), m_reason);

    auto *const buttons = new QDialogButtonBox(this);
    m_save = buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    m_save->setProperty("primary", true);
    m_save->setObjectName(u"reviewSaveButton"_s);
    buttons->addButton(tr("&Back"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT confirmed(reason());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(tabs, 1);
    if (const QList<Effect> effects = effectsOf(connection, location, changes); !effects.isEmpty())
        column->addWidget(effectsView(effects));
    column->addWidget(m_verdict);
    column->addLayout(form);
    column->addWidget(buttons);

    api::Call rehearsal = call;
    rehearsal.options.dryRun = true;
    m_connection->ask(this, std::move(rehearsal), [this](const api::Answer &answer) {
        if (answer.succeeded()) {
            m_verdict->setText(tr("✔ The server would take this."));
            return;
        }
        QStringList lines { failureText(answer) };
        for (const auto &field : answer.body[u"fields"].toArray())
            lines.append(u"%1: %2"_s.arg(field[u"path"].toString(), field[u"message"].toString()));
        // Only a refusal says something of what is to be saved.
        const bool isRefusal = answer.status >= 400 && answer.status < 500 && answer.status != 401 && answer.status != 429;
        m_verdict->setText((isRefusal ? tr("✖ The server would refuse this: %1")
                                      : tr("It could not be tried whether the server would take this: %1"))
                               .arg(lines.join(u"  "_s)));
        m_save->setEnabled(!isRefusal || answer.status == 412);
        m_save->setToolTip(m_verdict->text());
    });
}

QWidget *ReviewDialog::effectsView(const QList<Effect> &effects)
{
    auto *const view = new QWidget(this);
    auto *const grid = new QGridLayout(view);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(1, 1);
    const int side = fontMetrics().height();
    for (const Effect &effect : effects) {
        const Tone tone = effect.consequence.tone;
        const Glyph glyph = tone == Tone::Bad ? Glyph::Minus
            : tone == Tone::Warning           ? Glyph::Warning
                                              : Glyph::Information;
        auto *const sign = new QLabel(view);
        sign->setPixmap(glyphIcon(glyph, toneColor(palette(), tone)).pixmap(QSize(side, side), devicePixelRatioF()));
        auto *const text = new QLabel(effect.consequence.text, view);
        text->setObjectName(u"effectLabel"_s);
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        const int row = grid->rowCount();
        grid->addWidget(sign, row, 0, Qt::AlignTop);
        grid->addWidget(text, row, 1);
        if (!effect.count)
            continue;
        // It says less without the number, and nothing wrong.
        m_connection->ask(text, *effect.count, [text, counted = effect.counted](const api::Answer &answer) {
            const QJsonValue total = answer.body[u"total"];
            if (!answer.succeeded() || !total.isDouble())
                return;
            const QString about = answer.body[u"total_is_estimate"].toBool() ? u"≈"_s : QString();
            QString said = counted;
            text->setText(said.replace(u"%1"_s, about + QLocale().toString(total.toInteger())));
        });
    }
    return view;
}

QString ReviewDialog::reason() const
{
    return m_reason->text().trimmed();
}

}
