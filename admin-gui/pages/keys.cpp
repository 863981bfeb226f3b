// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Page.h"
#include "models/Asking.h"
#include "models/Moments.h"
#include "widgets/ConsequenceDialog.h"
#include "widgets/KeyTimeline.h"
#include "widgets/MessageBanner.h"

#include <QtCore/QJsonDocument>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QFontDatabase>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

TimelineKey::State stateOf(const QString &state)
{
    using enum TimelineKey::State;
    return state == "active"_L1    ? Active
        : state == "retired"_L1 ? Retired
        : state == "removed"_L1 ? Removed
        : state == "revoked"_L1 ? Revoked
                                : Waiting;
}

TimelineKey timelineKey(const api::SigningKey &key)
{
    return { .id = key.id,
        .kid = key.kid,
        .algorithm = key.algorithm,
        .state = stateOf(key.state),
        .published = moment(key.publishedAt),
        .activates = moment(key.activatesAt),
        .retires = moment(key.retiresAt),
        .removes = moment(key.removesAt),
        .revoked = moment(key.revokedAt) };
}

/// The keys that sign a realm's tokens: which one when, a successor, and the way out when one is lost.
class KeysPage final : public Page {
    Q_OBJECT

public:
    KeysPage(Connection *connection, Location location, QWidget *parent);

    void load() override;
    bool isLoading() const override { return m_isLoading; }

private:
    void show(const Result<api::SigningKeyList> &keys);
    void showChosen();
    void generate(const QString &algorithm);
    void activate();
    void askToRevoke();
    void revoke(const QString &id, const QString &reason);
    void tell(const Result<void> &outcome, const QString &success);
    const api::SigningKey *chosen() const;
    QPlainTextEdit *document(const QString &name, const QString &objectName);

    bool m_isLoading = false;
    QList<api::SigningKey> m_keys;
    MessageBanner *m_banner;
    KeyTimeline *m_timeline;
    QLabel *m_sentence;
    QPlainTextEdit *m_jwk;
    QPlainTextEdit *m_pem;
    QAction *m_activate;
    QAction *m_revoke;
    QAction *m_copy;
    QList<QAction *> m_generate;
};

KeysPage::KeysPage(Connection *connection, Location location, QWidget *parent)
    : Page(connection, std::move(location), parent)
    , m_banner(new MessageBanner(this))
    , m_timeline(new KeyTimeline(this))
    , m_sentence(new QLabel(this))
{
    m_jwk = document(tr("The key as a JWK"), u"jwkPlainTextEdit"_s);
    m_pem = document(tr("The key as PEM"), u"pemPlainTextEdit"_s);
    m_sentence->setObjectName(u"keySentenceLabel"_s);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);

    auto *successors = new QMenu(tr("Make a successor"), this);
    for (const auto &algorithm : { u"ES256"_s, u"RS256"_s, u"EdDSA"_s }) {
        auto *action = new QAction(tr("New %1 key").arg(algorithm), this);
        action->setObjectName(u"generate%1Action"_s.arg(algorithm));
        connect(action, &QAction::triggered, this, [this, algorithm] { generate(algorithm); });
        successors->addAction(action);
        addAction(action);
        m_generate.append(action);
    }
    m_generate.front()->setShortcut(QKeySequence::New);
    const auto action = [this](const QString &text, const QKeySequence &keys, const QString &name, auto done) {
        auto *made = new QAction(text, this);
        made->setShortcut(keys);
        made->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        made->setObjectName(name);
        connect(made, &QAction::triggered, this, done);
        addAction(made);
        return made;
    };
    m_activate = action(tr("Sign with it now"), Qt::CTRL | Qt::SHIFT | Qt::Key_A, u"activateAction"_s,
        [this] { activate(); });
    m_copy = action(tr("Copy as a JWK"), Qt::CTRL | Qt::SHIFT | Qt::Key_J, u"copyAction"_s,
        [this] { QApplication::clipboard()->setText(m_jwk->toPlainText()); });
    m_revoke = action(tr("Revoke at once…"), QKeySequence::Delete, u"revokeAction"_s, [this] { askToRevoke(); });

    auto *buttons = new QHBoxLayout;
    auto *make = new QPushButton(tr("&Make a successor"), this);
    make->setObjectName(u"generatePushButton"_s);
    make->setMenu(successors);
    buttons->addWidget(make);
    for (QAction *one : { m_activate, m_revoke }) {
        auto *button = new QPushButton(one->text(), this);
        button->setObjectName(one->objectName().replace("Action"_L1, "PushButton"_L1));
        connect(button, &QPushButton::clicked, one, &QAction::trigger);
        connect(one, &QAction::changed, button, [button, one] {
            button->setEnabled(one->isEnabled());
            button->setToolTip(one->toolTip());
        });
        buttons->addWidget(button);
    }
    buttons->addStretch(1);

    auto *forms = new QTabWidget(this);
    forms->addTab(m_jwk, tr("JWK"));
    forms->addTab(m_pem, tr("PEM"));
    auto *below = new QWidget(this);
    auto *details = new QVBoxLayout(below);
    details->setContentsMargins(0, 0, 0, 0);
    details->addWidget(m_sentence);
    details->addWidget(forms, 1);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->addWidget(m_timeline);
    split->addWidget(below);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setChildrenCollapsible(false);

    auto *rows = new QVBoxLayout(this);
    rows->addWidget(m_banner);
    rows->addLayout(buttons);
    rows->addWidget(split, 1);
    connect(m_timeline, &KeyTimeline::currentKeyChanged, this, &KeysPage::showChosen);
    connect(connection, &Connection::rightsChanged, this, &KeysPage::showChosen);
    showChosen();
}

QPlainTextEdit *KeysPage::document(const QString &name, const QString &objectName)
{
    auto *edit = new QPlainTextEdit(this);
    edit->setObjectName(objectName);
    edit->setAccessibleName(name);
    edit->setReadOnly(true);
    edit->setTabChangesFocus(true);
    edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    return edit;
}

void KeysPage::load()
{
    m_isLoading = true;
    Q_EMIT loadingChanged();
    Connection::ask(this, connection()->client().getSigningKeys(m_location.realm),
        [this](const Result<api::SigningKeyList> &keys) { show(keys); });
}

void KeysPage::show(const Result<api::SigningKeyList> &keys)
{
    m_isLoading = false;
    if (keys) {
        // The newest stands on top.
        m_keys = QList<api::SigningKey>(keys->items.rbegin(), keys->items.rend());
        QList<TimelineKey> timeline;
        for (const api::SigningKey &key : m_keys)
            timeline.append(timelineKey(key));
        m_timeline->setKeys(timeline, QDateTime::currentDateTime());
        if (!m_timeline->currentKey() && !m_keys.isEmpty()) {
            const auto active = std::find_if(m_keys.begin(), m_keys.end(),
                [this](const api::SigningKey &key) { return m_location.id.isEmpty() ? key.state == "active"_L1 : key.kid == m_location.id; });
            const auto row = active == m_keys.end() ? 0 : static_cast<int>(active - m_keys.begin());
            m_timeline->setCurrentIndex(m_timeline->timeline()->index(row, 0));
        }
    } else {
        tell(std::unexpected(keys.error()), {});
    }
    Q_EMIT loadingChanged();
}

const api::SigningKey *KeysPage::chosen() const
{
    const int row = m_timeline->currentIndex().row();
    return row < 0 || row >= m_keys.size() ? nullptr : &m_keys[row];
}

void KeysPage::showChosen()
{
    const api::SigningKey *key = chosen();
    m_sentence->setText(key ? m_timeline->timeline()->sentence(m_timeline->currentIndex().row()) : QString());
    m_jwk->setPlainText(key ? QString::fromUtf8(QJsonDocument(key->jwk).toJson()) : QString());
    m_pem->setPlainText(key ? key->pem : QString());
    m_copy->setEnabled(key);
    const bool may = connection()->may(u"keys:write"_s);
    const QString mayNot = tr("It needs the right keys:write");
    const auto allow = [&](QAction *action, bool isPossible, const QString &why) {
        action->setEnabled(may && isPossible);
        action->setToolTip(!may ? mayNot : isPossible ? action->text() : why);
    };
    for (QAction *action : m_generate)
        allow(action, true, {});
    allow(m_activate, key && stateOf(key->state) == TimelineKey::State::Waiting, tr("Only a waiting key can be activated"));
    const bool counts = key && key->state != "revoked"_L1 && key->state != "removed"_L1;
    allow(m_revoke, counts, tr("Nothing that it signed counts any more"));
}

void KeysPage::generate(const QString &algorithm)
{
    Connection::ask(this, connection()->client().generateSigningKey(m_location.realm, { .algorithm = algorithm }),
        [this](const Result<api::SigningKey> &key) {
            if (!key)
                return tell(std::unexpected(key.error()), {});
            tell({}, tr("The key %1 is published. It signs from %2.").arg(key->kid, momentText(moment(key->activatesAt))));
            load();
        });
}

void KeysPage::activate()
{
    const api::SigningKey *key = chosen();
    if (!key)
        return;
    Connection::ask(this, connection()->client().activateSigningKey(m_location.realm, key->id),
        [this](const Result<api::SigningKey> &changed) {
            if (!changed)
                return tell(std::unexpected(changed.error()), {});
            tell({}, tr("The key %1 signs from now on.").arg(changed->kid));
            load();
        });
}

void KeysPage::askToRevoke()
{
    const api::SigningKey *key = chosen();
    if (!key)
        return;
    const bool isActive = key->state == "active"_L1;
    Connection::ask(this, connection()->client().revokeSigningKey(m_location.realm, key->id, dryRun()),
        [this, id = key->id, isActive](const Result<api::SigningKeyRevocation> &open) {
            if (!open)
                return tell(std::unexpected(open.error()), {});
            auto *dialog = new ConsequenceDialog(tr("Revoke a signing key"),
                tr("Nothing that %1 signed counts any more, from this moment on. It cannot be taken back.")
                    .arg(open->key.kid),
                this);
            QList<Consequence> list {
                { Tone::Bad, tr("Every access token and ID token that it signed is refused at once.") },
                { Tone::Warning,
                    tr("Applications that keep the published keys refuse new tokens until they have read them again.") },
                { Tone::Neutral, tr("%n session(s) of people stay open.", nullptr, static_cast<int>(open->liveSessions)) },
                { Tone::Neutral,
                    tr("%n refresh token(s) stay, and get new access tokens.", nullptr,
                        static_cast<int>(open->liveGrants)) },
            };
            if (isActive)
                list.append({ Tone::Good, tr("A new key is made, and signs at once.") });
            dialog->setConsequences(list);
            dialog->setCommands({ asAuthctl(connection()->call(
                api::operation::kRevokeSigningKey, { { QByteArrayLiteral("key"), open->key.kid } })) });
            dialog->setDeed(tr("&Revoke the key"), Tone::Bad);
            connect(dialog, &ConsequenceDialog::confirmed, this,
                [this, id](const QString &reason) { revoke(id, reason); });
            dialog->open();
        });
}

void KeysPage::revoke(const QString &id, const QString &reason)
{
    Connection::ask(this, connection()->client().revokeSigningKey(m_location.realm, id, because(reason)),
        [this](const Result<api::SigningKeyRevocation> &done) {
            if (!done)
                return tell(std::unexpected(done.error()), {});
            tell({}, tr("The key %1 is revoked.").arg(done->key.kid));
            load();
        });
}

void KeysPage::tell(const Result<void> &outcome, const QString &success)
{
    m_banner->showMessage(outcome ? Tone::Good : Tone::Bad, outcome ? success : outcome.error().description);
    if (!outcome) {
        connect(m_banner->addButton(tr("Read again")), &QAction::triggered, this, [this] {
            m_banner->dismiss();
            load();
        });
    }
}

}

extern const PageKind keys_variant;
const PageKind keys_variant { .name = "keys",
    .title = QT_TRANSLATE_NOOP("PageKind", "Keys"),
    .icon = "keys",
    .area = PageKind::Area::Applications,
    .order = 40,
    .permission = "keys:read",
    .make = makePage<KeysPage> };

}

#include "keys.moc"
