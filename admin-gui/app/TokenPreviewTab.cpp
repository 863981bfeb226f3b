// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/TokenPreviewTab.h"

#include "app/Connection.h"
#include "app/PageActions.h"
#include "app/Layouts.h"
#include "models/AnswerText.h"
#include "models/RemoteTableModel.h"
#include "widgets/MessageBanner.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtGui/QFontDatabase>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

TokenPreviewTab::TokenPreviewTab(Connection *connection, QString realm, QString application, QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_realm(std::move(realm))
    , m_application(std::move(application))
    , m_user(new QLineEdit(this))
    , m_scope(new QLineEdit(this))
    , m_banner(new MessageBanner(this))
    , m_rules(new QTableWidget(0, 4, this))
    , m_json(new QPlainTextEdit(this))
{
    m_banner->hide();
    m_user->setObjectName(u"previewUserLineEdit"_s);
    m_user->setPlaceholderText(tr("User name; empty: the application itself"));
    m_scope->setObjectName(u"previewScopeLineEdit"_s);
    m_scope->setPlaceholderText(tr("Scope; empty: all that it may ask for"));
    QAction *const show = addPageAction(this, connection,
        { tr("&Preview"), "search", QKeySequence(u"Ctrl+Return"_s), "tokens:read", "preview" });
    auto *const userLabel = new QLabel(tr("&For"), this);
    userLabel->setBuddy(m_user);
    m_user->setAccessibleName(tr("User that the tokens are for"));
    auto *const scopeLabel = new QLabel(tr("Sc&ope"), this);
    scopeLabel->setBuddy(m_scope);
    m_scope->setAccessibleName(tr("Scope that is asked for"));
    auto *const row = new QHBoxLayout;
    row->addWidget(userLabel);
    row->addWidget(m_user, 1);
    row->addWidget(scopeLabel);
    row->addWidget(m_scope, 1);
    row->addWidget(buttonFor(show, this, true));
    m_json->setPlaceholderText(
        tr("What the tokens would say, without any being made: choose for whom, and press Preview."));
    m_rules->setObjectName(u"previewTableWidget"_s);
    m_rules->setAccessibleName(tr("Claims and where they come from"));
    m_rules->setHorizontalHeaderLabels({ tr("In"), tr("Claim"), tr("Value"), tr("Because") });
    m_rules->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_rules->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_rules->setShowGrid(false);
    m_rules->setTabKeyNavigation(false);
    m_rules->verticalHeader()->hide();
    m_rules->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 14);
    m_rules->horizontalHeader()->setHighlightSections(false);
    m_rules->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_rules->horizontalHeader()->setStretchLastSection(true);
    m_json->setReadOnly(true);
    m_json->setTabChangesFocus(true);
    m_json->setAccessibleName(tr("The tokens as JSON"));
    m_json->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *const splitter = new QSplitter(this);
    splitter->addWidget(m_rules);
    splitter->addWidget(m_json);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setHandleWidth(10);
    keepSplitter(splitter, u"tokenPreview"_s);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(20, 14, 20, 14);
    column->addLayout(row);
    column->addWidget(m_banner);
    column->addWidget(splitter, 1);
    connect(show, &QAction::triggered, this, &TokenPreviewTab::preview);
    for (QLineEdit *edit : { m_user, m_scope })
        connect(edit, &QLineEdit::returnPressed, show, &QAction::trigger);
}

void TokenPreviewTab::preview()
{
    api::Call call = m_connection->call(api::operation::kPreviewToken, { { "realm", m_realm } });
    QJsonObject body { { u"application"_s, m_application } };
    if (!m_user->text().trimmed().isEmpty())
        body.insert(u"user"_s, m_user->text().trimmed());
    if (!m_scope->text().trimmed().isEmpty())
        body.insert(u"scope"_s, m_scope->text().trimmed());
    call.body = body;
    m_connection->ask(this, std::move(call), [this](const api::Answer &answer) {
        if (answer.succeeded()) {
            show(answer.body);
            return;
        }
        QString text = failureText(answer);
        for (const auto &field : answer.body[u"fields"].toArray())
            text += u' ' + field[u"message"].toString();
        m_banner->showMessage(Tone::Warning, text);
    });
}

void TokenPreviewTab::show(const QJsonObject &answer)
{
    QStringList refused;
    for (const auto &scope : answer[u"refused_scope"].toArray())
        refused.append(scope.toString());
    if (refused.isEmpty())
        m_banner->dismiss();
    else
        m_banner->showMessage(Tone::Warning, tr("It may not ask for: %1").arg(refused.join(u", "_s)));
    const QJsonArray rules = answer[u"rules"].toArray();
    m_rules->setRowCount(static_cast<int>(rules.size()));
    for (int i = 0; i < rules.size(); ++i) {
        const QString in = rules[i][u"in"].toString();
        const QString claim = rules[i][u"claim"].toString();
        const QStringList texts { in, claim, displayText(answer[in].toObject()[claim]), rules[i][u"rule"].toString() };
        for (int column = 0; column < texts.size(); ++column) {
            auto *const item = new QTableWidgetItem(texts[column]);
            item->setToolTip(texts[column]);
            m_rules->setItem(i, column, item);
        }
    }
    QJsonObject tokens = answer;
    tokens.remove(u"rules");
    m_json->setPlainText(QString::fromUtf8(QJsonDocument(tokens).toJson(QJsonDocument::Indented)));
}

}
