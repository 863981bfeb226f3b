// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CanvasPage.h"
#include "app/Dialogs.h"
#include "app/PageActions.h"
#include "models/Moments.h"
#include "widgets/MessageBanner.h"

#include <QtCore/QJsonDocument>
#include <QtGui/QAction>
#include <QtGui/QFontDatabase>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

/// What a token is, whether it is good, and how to make it good for nothing. What is pasted is forgotten with the page.
class TokensPage final : public CanvasPage {
    Q_OBJECT

public:
    TokensPage(Connection *connection, Location location, QWidget *parent);

    void load() override;
    void focusFilter() override { m_token->setFocus(); }

private:
    void changed();
    void inspect();
    void show(const api::TokenInspection &token);
    void showState();
    void revoke();
    void revokeFamily();
    void revokeAll();
    void confirm(const QString &title, const QString &text, const api::Call &call);
    QString token() const { return m_token->toPlainText().simplified().remove(u' '); }

    QPlainTextEdit *m_token;
    QLabel *m_verdict;
    QPlainTextEdit *m_claims;
    QAction *m_inspect;
    QAction *m_revoke;
    QAction *m_family;
    std::optional<api::TokenInspection> m_inspection; ///< Of what stands in the field.
};

TokensPage::TokensPage(Connection *connection, Location location, QWidget *parent)
    : CanvasPage(connection, std::move(location), parent, tr("Tokens"))
    , m_token(new QPlainTextEdit(this))
    , m_verdict(new QLabel(this))
    , m_claims(new QPlainTextEdit(this))
{
    m_inspect = addHeaderAction(tr("&Inspect"), "search", QKeySequence(u"Ctrl+Return"_s), "tokens:read",
        "inspectTokenAction", [this] { inspect(); }, true);
    m_revoke = addHeaderAction(tr("&Revoke…"), "trash", QKeySequence(u"Ctrl+Shift+X"_s), "tokens:write",
        "revokeTokenAction", [this] { revoke(); });
    m_family = addHeaderAction(tr("Revoke its &family…"), "trash", QKeySequence(u"Ctrl+Shift+F"_s), "tokens:write",
        "revokeFamilyAction", [this] { revokeFamily(); });
    addHeaderAction(tr("Revoke a&ll of…"), "lock", QKeySequence(u"Ctrl+Shift+A"_s), "tokens:write", "revokeAllAction",
        [this] { revokeAll(); });

    auto *const label = new QLabel(tr("&Token"), this);
    label->setBuddy(m_token);
    m_token->setObjectName(u"tokenPlainTextEdit"_s);
    m_token->setAccessibleName(tr("Token"));
    m_token->setPlaceholderText(tr("An access token or a refresh token of this realm"));
    m_token->setTabChangesFocus(true);
    m_token->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_token->setWordWrapMode(QTextOption::WrapAnywhere);
    m_token->setFixedHeight(m_token->fontMetrics().lineSpacing() * 6 + 20);
    m_verdict->setObjectName(u"verdictLabel"_s);
    m_verdict->setTextFormat(Qt::PlainText);
    m_verdict->setWordWrap(true);
    m_verdict->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_claims->setObjectName(u"claimsPlainTextEdit"_s);
    m_claims->setAccessibleName(tr("Claims"));
    m_claims->setReadOnly(true);
    m_claims->setTabChangesFocus(true);
    for (QPlainTextEdit *edit : { m_token, m_claims })
        edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    content()->addWidget(label);
    content()->addWidget(m_token);
    content()->addWidget(m_verdict);
    content()->addWidget(m_claims, 1);
    connect(m_token, &QPlainTextEdit::textChanged, this, &TokensPage::changed);
    showState();
}

void TokensPage::load()
{
    if (m_inspection)
        inspect();
}

void TokensPage::changed()
{
    m_inspection.reset();
    m_verdict->clear();
    m_claims->clear();
    showState();
}

void TokensPage::showState()
{
    const QString none = token().isEmpty() ? tr("no token is pasted") : QString();
    setObstacle(m_inspect, connection(), none);
    setObstacle(m_revoke, connection(), none);
    setObstacle(m_family, connection(), none);
}

void TokensPage::inspect()
{
    api::TokenQuery query;
    query.token = token();
    // What is said from now on is not put away by the answer.
    banner()->dismiss();
    read(connection()->client().inspectToken(m_location.realm, query), [this](const api::TokenInspection &found) {
        m_inspection = found;
        show(found);
    });
}

void TokensPage::show(const api::TokenInspection &token)
{
    const QString kind = token.kind == "access_token"_L1 ? tr("An access token")
        : token.kind == "refresh_token"_L1               ? tr("A refresh token")
                                                         : tr("No token that this realm knows");
    const QString reason = token.reason.valueOr({});
    QStringList lines { token.active ? tr("%1: it is good.").arg(kind)
            : reason.isEmpty()       ? tr("%1: it is good for nothing.").arg(kind)
                                     : tr("%1: it is good for nothing: %2").arg(kind, reason) };
    const auto add = [&lines](const QString &text, const QString &value) {
        if (!value.isEmpty())
            lines.append(text.arg(value));
    };
    add(tr("Application: %1"), token.clientId.valueOr({}));
    add(tr("Subject: %1"), token.sub.valueOr({}));
    add(tr("Scope: %1"), token.scope.valueOr({}));
    add(tr("Session: %1"), token.sessionId.valueOr({}));
    add(tr("Grant: %1"), token.grantId.valueOr({}));
    add(tr("Issued: %1"), momentText(moment(token.issuedAt)));
    add(tr("Expires: %1"), momentText(moment(token.expiresAt)));
    m_verdict->setText(lines.join(u'\n'));
    const QJsonObject claims = token.claims.valueOr({});
    m_claims->setPlainText(claims.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(claims).toJson()));
}

void TokensPage::confirm(const QString &title, const QString &text, const api::Call &call)
{
    auto *const dialog = confirmRequest(connection(), title, text, tr("&Revoke"), call, this);
    connect(dialog, &RequestDialog::succeeded, this, [this] {
        // What it is now, where somebody wanted to know before.
        load();
        banner()->showMessage(Tone::Good, tr("It is revoked, on every node."));
    });
    dialog->open();
}

void TokensPage::revoke()
{
    api::Call call = connection()->call(kRevokeToken, { { "realm", m_location.realm } });
    call.body = QJsonObject { { u"token"_s, token() } };
    confirm(tr("Revoke the token"), tr("It is good for nothing from now on; a refresh token with all that came of it."), call);
}

void TokensPage::revokeFamily()
{
    api::Call call = connection()->call(kRevokeTokenFamily, { { "realm", m_location.realm } });
    call.body = QJsonObject { { u"token"_s, token() } };
    confirm(tr("Revoke the token's family"), tr("Everything that came of the same sign-in of the person to the application ends."), call);
}

void TokensPage::revokeAll()
{
    auto *const dialog = new RequestDialog(connection(), tr("Revoke all tokens"), tr("&Revoke all"), this);
    dialog->explain(tr("Also those that outlive sessions. Sessions go on: an application gets new tokens from people who are "
                       "still signed in."));
    dialog->setDangerous();
    auto *const whose = new QComboBox(dialog);
    whose->setObjectName(u"whoseComboBox"_s);
    whose->addItem(tr("A person"), u"user"_s);
    whose->addItem(tr("An application"), u"application"_s);
    whose->addItem(tr("Everybody of the realm"), u"everything"_s);
    dialog->addField(tr("&Of"), whose, u"everything"_s);
    QLineEdit *const who = dialog->addText(tr("&Who"), u"user"_s,
        tr("A user name or client id; for everybody, the name of the realm."));
    QLineEdit *const reason = dialog->addText(tr("R&eason"), u"reason"_s, tr("Kept in the audit trail."));
    connect(whose, &QComboBox::currentIndexChanged, dialog, &RequestDialog::changed);
    dialog->setCheck([this, whose, who] {
        const QString name = who->text().trimmed();
        if (whose->currentData().toString() == "everything"_L1)
            return name == m_location.realm ? QString() : tr("Type %1 to confirm").arg(m_location.realm);
        return name.isEmpty() ? tr("A name is needed") : QString();
    });
    dialog->setCall([this, whose, who, reason] {
        api::Call call = connection()->call(kRevokeAllTokens, { { "realm", m_location.realm } });
        const QString member = whose->currentData().toString();
        call.body = QJsonObject { { member,
            member == "everything"_L1 ? QJsonValue(true) : QJsonValue(who->text().trimmed()) } };
        call.options.reason = reason->text().trimmed();
        return call;
    });
    connect(dialog, &RequestDialog::succeeded, this, [this](const QJsonObject &answer) {
        load();
        banner()->showMessage(
            Tone::Good, tr("%n family(s) of refresh tokens ended.", nullptr, answer[u"count"].toInt()));
    });
    dialog->open();
}

}

extern const PageKind tokens_variant;
const PageKind tokens_variant { .name = "tokens",
    .title = QT_TRANSLATE_NOOP("PageKind", "Tokens"),
    .icon = "api-keys",
    .area = PageKind::Area::Applications,
    .order = 50,
    .permission = "tokens:read",
    .make = makePage<TokensPage> };

}

#include "tokens.moc"
