// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/SnippetsTab.h"

#include "app/Connection.h"
#include "widgets/MessageBanner.h"

#include <QtGui/QClipboard>
#include <QtGui/QFontDatabase>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

SnippetsTab::SnippetsTab(Connection *connection, const QString &realm, QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_realm(realm)
    , m_banner(new MessageBanner(this))
    , m_choice(new QComboBox(this))
    , m_copy(new QPushButton(tr("&Copy"), this))
    , m_text(new QPlainTextEdit(this))
{
    m_banner->hide();
    m_choice->setObjectName(u"snippetComboBox"_s);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto *const label = new QLabel(tr("&For"), this);
    label->setBuddy(m_choice);
    m_choice->setAccessibleName(tr("Program or library"));
    m_choice->view()->setAccessibleName(tr("Program or library"));
    m_copy->setObjectName(u"copySnippetButton"_s);
    m_text->setObjectName(u"snippetPlainTextEdit"_s);
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setAccessibleName(tr("What one copies"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *const note = new QLabel(
        tr("No secret is in it: the program reads it from its environment. A new one is made under Credentials."), this);
    note->setProperty("quiet", true);
    note->setWordWrap(true);
    auto *const row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_choice);
    row->addStretch(1);
    row->addWidget(m_copy);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(20, 14, 20, 14);
    column->addLayout(row);
    column->addWidget(m_banner);
    column->addWidget(m_text, 1);
    column->addWidget(note);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &SnippetsTab::showChosen);
    connect(m_copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });
    showAll();
}

void SnippetsTab::setApplication(const QJsonObject &application)
{
    m_application = application;
    showAll();
}

void SnippetsTab::load()
{
    Connection::ask(this, m_connection->client().getRealm(m_realm), [this](const Result<api::Realm> &realm) {
        if (!realm) {
            m_banner->showMessage(Tone::Neutral, realm.error().description);
            return;
        }
        m_banner->dismiss();
        m_issuer = realm->issuers.value(0);
        showAll();
    });
}

void SnippetsTab::showAll()
{
    if (m_issuer.isEmpty() || m_application.isEmpty()) {
        m_copy->setEnabled(false);
        return;
    }
    m_snippets = snippetsFor(m_application, m_issuer);
    const QString chosen = m_choice->currentText();
    {
        const QSignalBlocker quiet(m_choice);
        m_choice->clear();
        for (const Snippet &snippet : m_snippets)
            m_choice->addItem(snippet.name);
        m_choice->setCurrentIndex(std::max(0, m_choice->findText(chosen)));
    }
    m_copy->setEnabled(true);
    showChosen();
}

void SnippetsTab::showChosen()
{
    const int chosen = m_choice->currentIndex();
    m_text->setPlainText(chosen >= 0 && chosen < m_snippets.size() ? m_snippets[chosen].text : QString());
}

}
