// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CanvasPage.h"
#include "app/Effects.h"
#include "app/Layouts.h"
#include "app/PageActions.h"
#include "app/SaveFile.h"
#include "models/Asking.h"
#include "models/Moments.h"
#include "widgets/ConsequenceDialog.h"
#include "widgets/KeyTimeline.h"
#include "widgets/MessageBanner.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtGui/QAction>
#include <QtGui/QFontDatabase>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

TimelineKey::State stateOf(const QString &state)
{
    using enum TimelineKey::State;
    return state == "active"_L1 ? Active
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
class KeysPage final : public CanvasPage {
    Q_OBJECT

public:
    KeysPage(Connection *connection, Location location, QWidget *parent);

    void load() override;

private:
    void show(const api::SigningKeyList &keys);
    void showChosen();
    void generate(const QString &algorithm);
    void askToActivate();
    void askToRetire();
    void askToRevoke();
    /// The public keys that tokens of the realm are verified with.
    void savePublished();
    void savePem();
    void openConsequences(const api::SigningKeyRevocation &open, bool isActive);
    void changed(const QString &said);
    const api::SigningKey *chosen() const;
    QPlainTextEdit *document(const QString &name, const QString &objectName);

    QList<api::SigningKey> m_keys;
    KeyTimeline *m_timeline;
    QLabel *m_sentence;
    QPlainTextEdit *m_jwk;
    QPlainTextEdit *m_pem;
    QAction *m_activate;
    QAction *m_retire;
    QAction *m_revoke;
    QAction *m_savePublished;
    QAction *m_savePem;
};

KeysPage::KeysPage(Connection *connection, Location location, QWidget *parent)
    : CanvasPage(connection, std::move(location), parent, tr("Keys"))
    , m_timeline(new KeyTimeline(this))
    , m_sentence(new QLabel(this))
{
    m_jwk = document(tr("The key as a JWK"), u"jwkPlainTextEdit"_s);
    m_pem = document(tr("The key as PEM"), u"pemPlainTextEdit"_s);
    m_sentence->setObjectName(u"keySentenceLabel"_s);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);

    m_activate = addHeaderAction(tr("&Sign with it now"), "save", Qt::CTRL | Qt::SHIFT | Qt::Key_A, "keys:write",
        "activateAction", [this] { askToActivate(); });
    m_retire = addHeaderAction(tr("Re&tire…"), "history", QKeySequence(u"Ctrl+Alt+T"_s), "keys:write", "retireAction",
        [this] { askToRetire(); });
    m_revoke = addHeaderAction(
        tr("Re&voke at once…"), "trash", QKeySequence::Delete, "keys:write", "revokeAction", [this] { askToRevoke(); });
    auto *const successors = new QMenu(this);
    for (const char *algorithm : { "ES256", "RS256", "EdDSA" }) {
        const QString name = QString::fromLatin1(algorithm);
        // Ctrl+Alt+E, R and D.
        const QKeySequence keys(u"Ctrl+Alt+"_s + (name == "EdDSA"_L1 ? u'D' : name[0]));
        QAction *const one
            = addPageAction(this, connection, { tr("New %1 key").arg(name), "plus", keys, "keys:write", algorithm });
        connect(one, &QAction::triggered, this, [this, name] { generate(name); });
        successors->addAction(one);
    }
    auto *const make = new QPushButton(tr("&Make a successor"), this);
    make->setObjectName(u"generatePushButton"_s);
    make->setProperty("primary", true);
    make->setMenu(successors);
    header()->addWidget(make);

    auto *const forms = new QTabWidget(this);
    forms->setDocumentMode(true);
    forms->tabBar()->setAccessibleName(tr("Forms of the public key"));
    forms->addTab(m_jwk, tr("&JWK"));
    forms->addTab(m_pem, tr("&PEM"));
    m_savePublished = addPageAction(this, connection,
        { tr("Save all as JWK &set…"), "page", QKeySequence(u"Ctrl+Alt+J"_s), "keys:read", "saveJwksAction" });
    connect(m_savePublished, &QAction::triggered, this, &KeysPage::savePublished);
    m_savePem = addPageAction(this, connection,
        { tr("Save the key as PE&M…"), "page", QKeySequence(u"Ctrl+Alt+P"_s), "keys:read", "savePemAction" });
    connect(m_savePem, &QAction::triggered, this, &KeysPage::savePem);
    auto *const saves = new QHBoxLayout;
    saves->addStretch(1);
    saves->addWidget(buttonFor(m_savePem, this));
    saves->addWidget(buttonFor(m_savePublished, this));
    auto *const below = new QWidget(this);
    auto *const details = new QVBoxLayout(below);
    details->setContentsMargins(0, 10, 0, 0);
    details->addWidget(m_sentence);
    details->addWidget(forms, 1);
    details->addLayout(saves);
    auto *const split = new QSplitter(Qt::Vertical, this);
    split->addWidget(m_timeline);
    split->addWidget(below);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setChildrenCollapsible(false);
    keepSplitter(split, u"keys"_s);
    content()->addWidget(split, 1);
    connect(m_timeline, &KeyTimeline::currentKeyChanged, this, &KeysPage::showChosen);
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
    read(connection()->client().getSigningKeys(m_location.realm),
        [this](const api::SigningKeyList &keys) { show(keys); });
}

void KeysPage::show(const api::SigningKeyList &keys)
{
    // The newest stands on top.
    m_keys = QList<api::SigningKey>(keys.items.rbegin(), keys.items.rend());
    QList<TimelineKey> timeline;
    for (const api::SigningKey &key : m_keys)
        timeline.append(timelineKey(key));
    m_timeline->setKeys(timeline, QDateTime::currentDateTime());
    if (m_timeline->currentKey() || m_keys.isEmpty())
        return;
    const auto wanted = std::find_if(m_keys.begin(), m_keys.end(), [this](const api::SigningKey &key) {
        return m_location.id.isEmpty() ? key.state == "active"_L1 : key.kid == m_location.id;
    });
    const auto row = wanted == m_keys.end() ? 0 : static_cast<int>(wanted - m_keys.begin());
    m_timeline->setCurrentIndex(m_timeline->timeline()->index(row, 0));
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
    const bool waits = key && stateOf(key->state) == TimelineKey::State::Waiting;
    setObstacle(m_activate, connection(), waits ? QString() : tr("only a waiting key can be activated"));
    const bool isActive = key && stateOf(key->state) == TimelineKey::State::Active;
    setObstacle(m_retire, connection(), isActive ? QString() : tr("only the key that signs can be retired"));
    setObstacle(m_savePem, connection(), key ? QString() : tr("no key is chosen"));
    setObstacle(m_savePublished, connection(), m_keys.isEmpty() ? tr("there are no keys yet") : QString());
    const bool counts = key && key->state != "revoked"_L1 && key->state != "removed"_L1;
    setObstacle(m_revoke, connection(), counts ? QString() : tr("nothing that it signed counts any more"));
}

void KeysPage::changed(const QString &said)
{
    banner()->showMessage(Tone::Good, said);
    load();
}

void KeysPage::generate(const QString &algorithm)
{
    read(connection()->client().generateSigningKey(m_location.realm, { .algorithm = algorithm }),
        [this](const api::SigningKey &key) {
            changed(tr("The key %1 is published. It signs from %2.").arg(key.kid, momentText(moment(key.activatesAt))));
        });
}

void KeysPage::askToActivate()
{
    const api::SigningKey *const key = chosen();
    if (!key)
        return;
    QList<Consequence> consequences { { Tone::Neutral,
        tr("The key that signs now signs no more; what it signed counts until it expires.") } };
    const QDateTime due = moment(key->activatesAt);
    if (due > QDateTime::currentDateTime())
        consequences.append({ Tone::Warning,
            tr("It was to sign from %1: applications that have not read the published keys since it was made refuse what "
               "it signs until they do.")
                .arg(momentText(due)) });
    askForDeed({ tr("Activate a signing key"), tr("%1 signs everything from this moment on.").arg(key->kid), consequences,
                   connection()->call(api::operation::kActivateSigningKey,
                       { { QByteArrayLiteral("realm"), m_location.realm }, { QByteArrayLiteral("key"), key->id } }),
                   tr("&Activate it"), Tone::Accent },
        this, [this](const api::Call &call) {
            read(connection()->client().activateSigningKey(
                     m_location.realm, call.parameters.last().second, because(call.options.reason)),
                [this](const api::SigningKey &active) { changed(tr("The key %1 signs from now on.").arg(active.kid)); });
        });
}

void KeysPage::askToRetire()
{
    const api::SigningKey *key = chosen();
    if (!key)
        return;
    const bool hasSuccessor = std::any_of(m_keys.begin(), m_keys.end(), [key](const api::SigningKey &other) {
        return other.algorithm == key->algorithm && stateOf(other.state) == TimelineKey::State::Waiting;
    });
    auto *const dialog = new ConsequenceDialog(
        tr("Retire a signing key"), tr("%1 signs no more from this moment on.").arg(key->kid), this);
    dialog->setConsequences({
        { Tone::Good, tr("What it signed goes on counting until it expires.") },
        hasSuccessor ? Consequence { Tone::Good, tr("The key that waits signs in its place.") }
                     : Consequence { Tone::Warning,
                           tr("A new key is made, and signs at once: applications that keep the published keys have to read "
                              "them again.") },
    });
    dialog->setCommands({ asAuthctl(
        connection()->call(api::operation::kRetireSigningKey, { { QByteArrayLiteral("key"), key->kid } })) });
    dialog->setDeed(tr("&Retire the key"), Tone::Warning);
    connect(dialog, &ConsequenceDialog::confirmed, this, [this, id = key->id](const QString &reason) {
        read(connection()->client().retireSigningKey(m_location.realm, id, because(reason)),
            [this](const api::SigningKey &retired) { changed(tr("The key %1 is retired.").arg(retired.kid)); });
    });
    dialog->open();
}

void KeysPage::savePublished()
{
    QJsonArray published;
    for (const api::SigningKey &key : m_keys) {
        if (key.state == "published"_L1 || key.state == "active"_L1 || key.state == "retired"_L1)
            published.append(key.jwk);
    }
    saveToFile(this, banner(), tr("Save the public keys"), u"jwks-%1.json"_s.arg(m_location.realm),
        tr("JWK set (*.json)"), QJsonDocument(QJsonObject { { u"keys"_s, published } }).toJson());
}

void KeysPage::savePem()
{
    if (const api::SigningKey *key = chosen())
        saveToFile(this, banner(), tr("Save the public key"), key->kid + u".pem"_s, tr("PEM (*.pem)"), key->pem.toLatin1());
}

void KeysPage::askToRevoke()
{
    const api::SigningKey *key = chosen();
    if (!key)
        return;
    const bool isActive = key->state == "active"_L1;
    read(connection()->client().revokeSigningKey(m_location.realm, key->id, dryRun()),
        [this, isActive](const api::SigningKeyRevocation &open) { openConsequences(open, isActive); });
}

void KeysPage::openConsequences(const api::SigningKeyRevocation &open, bool isActive)
{
    auto *const dialog = new ConsequenceDialog(tr("Revoke a signing key"),
        tr("Nothing that %1 signed counts any more, from this moment on. It cannot be taken back.").arg(open.key.kid),
        this);
    QList<Consequence> list {
        { Tone::Bad, tr("Every access token and ID token that it signed is refused at once.") },
        { Tone::Warning,
            tr("Applications that keep the published keys refuse new tokens until they have read them again.") },
        { Tone::Neutral, tr("%n session(s) of people stay open.", nullptr, static_cast<int>(open.liveSessions)) },
        { Tone::Neutral,
            tr("%n refresh token(s) stay, and get new access tokens.", nullptr, static_cast<int>(open.liveGrants)) },
    };
    if (isActive)
        list.append({ Tone::Good, tr("A new key is made, and signs at once.") });
    dialog->setConsequences(list);
    dialog->setCommands({ asAuthctl(
        connection()->call(api::operation::kRevokeSigningKey, { { QByteArrayLiteral("key"), open.key.kid } })) });
    dialog->setDeed(tr("&Revoke the key"), Tone::Bad);
    connect(dialog, &ConsequenceDialog::confirmed, this, [this, id = open.key.id](const QString &reason) {
        read(connection()->client().revokeSigningKey(m_location.realm, id, because(reason)),
            [this](const api::SigningKeyRevocation &done) { changed(tr("The key %1 is revoked.").arg(done.key.kid)); });
    });
    dialog->open();
}

}

extern const PageKind keys_variant;
const PageKind keys_variant { .name = "keys",
    .title = QT_TRANSLATE_NOOP("PageKind", "Keys"),
    .icon = "keys",
    .area = PageKind::Area::Applications,
    .order = 40,
    .permission = "keys:read",
    .make = makePage<KeysPage>,
    .operation = api::operation::kGetSigningKeys };

}

#include "keys.moc"
