// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ApplicationKeys.h"

#include "app/Connection.h"
#include "app/Dialogs.h"
#include "app/PageActions.h"
#include "app/SaveFile.h"
#include "core/Json.h"
#include "models/AnswerText.h"
#include "widgets/MessageBanner.h"

#include <QtGui/QFontDatabase>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;
using namespace api::operation;

namespace {

/// `EC P-256`, `RSA`.
QString typeText(const QJsonObject &jwk)
{
    return QString(jwk[u"kty"].toString() + u' ' + jwk[u"crv"].toString()).trimmed();
}

/// A JWK is an object, everything else is PEM.
bool isJwk(const QString &text)
{
    return text.startsWith(u'{');
}

QString problemOf(const QString &text)
{
    if (text.isEmpty())
        return ApplicationKeys::tr("A key is needed");
    if (isJwk(text)) {
        const auto jwk = parseJsonObject(text.toUtf8());
        if (!jwk)
            return ApplicationKeys::tr("This is no JSON object");
        return jwk->contains(u"d"_s) || jwk->contains(u"k"_s)
            ? ApplicationKeys::tr("This is a private key: only the public one belongs here")
            : QString();
    }
    if (text.contains("PRIVATE KEY-----"_L1))
        return ApplicationKeys::tr("This is a private key: only the public one belongs here");
    return text.startsWith("-----BEGIN "_L1) ? QString() : ApplicationKeys::tr("Neither a JWK nor PEM");
}

}

ApplicationKeys::ApplicationKeys(
    Connection *connection, QList<std::pair<QByteArray, QString>> parameters, QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_parameters(std::move(parameters))
    , m_banner(new MessageBanner(this))
    , m_table(new QTableWidget(0, 5, this))
{
    m_banner->hide();
    auto *const title = new QLabel(tr("Public keys"), this);
    title->setObjectName(u"sectionTitle"_s);
    m_table->setObjectName(u"applicationKeysTableWidget"_s);
    m_table->setAccessibleName(tr("Public keys"));
    m_table->setHorizontalHeaderLabels({ tr("Key id"), tr("Kind"), tr("Algorithm"), tr("Use"), tr("Certificate") });
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 16);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(0, fontMetrics().averageCharWidth() * 44);
    auto *const row = new QHBoxLayout;
    row->addStretch(1);
    const auto deed = [this, row](const QString &text, const char *icon, const QString &keys, const char *permission,
                          const char *name, void (ApplicationKeys::*run)()) {
        QAction *const action = addPageAction(this, m_connection, { text, icon, QKeySequence(keys), permission, name });
        connect(action, &QAction::triggered, this, run);
        row->addWidget(buttonFor(action, this));
        return action;
    };
    m_add = deed(
        tr("&Add a key…"), "plus", u"Ctrl+Alt+N"_s, "applications:write", "addKeyAction", &ApplicationKeys::add);
    m_save = deed(
        tr("Save as PE&M…"), "page", u"Ctrl+Alt+P"_s, "applications:read", "saveKeyAction", &ApplicationKeys::save);
    m_remove = deed(tr("Take the &key away…"), "trash", u"Ctrl+Alt+X"_s, "applications:write", "removeKeyAction",
        &ApplicationKeys::remove);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(20, 14, 20, 14);
    column->addWidget(title);
    column->addWidget(m_banner);
    column->addWidget(m_table, 1);
    column->addLayout(row);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &ApplicationKeys::showState);
    showState();
}

void ApplicationKeys::load()
{
    m_connection->ask(this, m_connection->call(kGetApplicationKeys, m_parameters), [this](const api::Answer &answer) {
        if (answer.succeeded())
            show(answer.body[u"items"].toArray());
        else
            m_banner->showMessage(
                Tone::Neutral, answer.status == 0 ? tr("This could not be read.") : failureText(answer));
    });
}

void ApplicationKeys::show(const QJsonArray &items)
{
    m_items = items;
    m_table->setRowCount(static_cast<int>(items.size()));
    for (int i = 0; i < items.size(); ++i) {
        const QJsonObject jwk = items[i][u"jwk"].toObject();
        const QStringList texts { items[i][u"kid"].toString(), typeText(jwk), jwk[u"alg"].toString(),
            jwk[u"use"].toString(), items[i][u"certificate"].isString() ? tr("yes") : tr("no") };
        for (int column = 0; column < texts.size(); ++column)
            m_table->setItem(i, column, new QTableWidgetItem(texts[column]));
    }
    showState();
}

QJsonObject ApplicationKeys::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? QJsonObject() : m_items[rows.first().row()].toObject();
}

void ApplicationKeys::showState()
{
    const QJsonObject key = chosen();
    const QString none = key.isEmpty() ? tr("Nothing is selected") : QString();
    const bool hasPem = key[u"certificate"].isString() || key[u"pem"].isString();
    setObstacle(m_remove, m_connection, none);
    setObstacle(m_save, m_connection, !none.isEmpty() || hasPem ? none : tr("This kind of key has no PEM"));
}

void ApplicationKeys::add()
{
    auto *const dialog = new RequestDialog(m_connection, tr("Add a public key"), tr("&Add"), this);
    dialog->explain(tr("What the program signs with the private key then counts as said by it. The private key stays "
                       "where it is."));
    auto *const text = new QPlainTextEdit(dialog);
    text->setObjectName(u"keyPlainTextEdit"_s);
    text->setTabChangesFocus(true);
    text->setPlaceholderText(u"-----BEGIN PUBLIC KEY-----"_s);
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text->setFixedHeight(text->fontMetrics().lineSpacing() * 9 + 20);
    dialog->addField(tr("&Public key"), text, u"pem"_s, tr("A JWK, or PEM: a public key or an X.509 certificate."));
    QLineEdit *const kid = dialog->addText(
        tr("Key &id"), u"kid"_s, tr("Empty: the one that the JWK has, or the key's thumbprint (RFC 7638)."));
    connect(text, &QPlainTextEdit::textChanged, dialog, &RequestDialog::changed);
    dialog->setCheck([text] { return problemOf(text->toPlainText().trimmed()); });
    dialog->setCall([this, text, kid] {
        api::Call call = m_connection->call(kCreateApplicationKey, m_parameters);
        const QString key = text->toPlainText().trimmed();
        QJsonObject body;
        if (isJwk(key))
            body.insert(u"jwk"_s, parseJsonObject(key.toUtf8()).value_or(QJsonObject()));
        else
            body.insert(u"pem"_s, key + u'\n');
        if (!kid->text().trimmed().isEmpty())
            body.insert(u"kid"_s, kid->text().trimmed());
        call.body = body;
        return call;
    });
    connect(dialog, &RequestDialog::succeeded, this, [this](const QJsonObject &key) {
        m_banner->showMessage(Tone::Good, tr("The key %1 is added.").arg(key[u"kid"].toString()));
        load();
    });
    dialog->open();
}

void ApplicationKeys::save()
{
    const QJsonObject key = chosen();
    const QString certificate = key[u"certificate"].toString();
    const QString pem = certificate.isEmpty() ? key[u"pem"].toString() : certificate;
    saveToFile(this, m_banner, tr("Save the public key"), key[u"kid"].toString() + u".pem"_s, tr("PEM (*.pem)"),
        pem.toLatin1());
}

void ApplicationKeys::remove()
{
    const QString kid = chosen()[u"kid"].toString();
    auto parameters = m_parameters;
    parameters.append({ "kid", kid });
    auto *const dialog = confirmRequest(m_connection, tr("Take a key away"),
        tr("What %1 signs from now on is refused.").arg(kid), tr("&Take it away"),
        m_connection->call(kDeleteApplicationKey, parameters), this);
    connect(dialog, &RequestDialog::succeeded, this, &ApplicationKeys::load);
    dialog->open();
}

}
