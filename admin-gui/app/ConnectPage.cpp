// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ConnectPage.h"

#include "app/Connection.h"
#include "app/Form.h"
#include "app/Icons.h"
#include "app/PinDialog.h"
#include "app/Profiles.h"
#include "client/BrowserLogin.h"
#include "client/DeviceLogin.h"
#include "widgets/FlowLayout.h"
#include "widgets/MessageBanner.h"
#include "widgets/QrCodeView.h"

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kPublicClient("auth-console");

QString withoutSlash(QString url)
{
    while (url.endsWith(u'/'))
        url.chop(1);
    return url;
}

}

ConnectPage::ConnectPage(QWidget *parent)
    : QWidget(parent)
    , m_banner(new MessageBanner(this))
    , m_list(new QListWidget(this))
    , m_url(new QLineEdit(this))
    , m_urlMessage(new QLabel(this))
    , m_loginRealm(new QLineEdit(u"system"_s, this))
    , m_connect(new QPushButton(tr("&Connect"), this))
    , m_browser(new QPushButton(tr("Sign in with the &browser"), this))
    , m_device(new QPushButton(tr("Sign in on another &device"), this))
    , m_waiting(new QWidget(this))
    , m_waitingText(new QLabel(m_waiting))
    , m_waitingLink(new QLineEdit(m_waiting))
    , m_qr(new QrCodeView(m_waiting))
{
    setObjectName(u"connectPage"_s);
    const int em = fontMetrics().averageCharWidth();
    auto *const title = new QLabel(tr("Connect to a server"), this);
    title->setObjectName(u"pageTitle"_s);
    auto *const known = new QLabel(tr("Servers that you and authctl know"), this);
    known->setObjectName(u"sectionTitle"_s);
    m_list->setObjectName(u"plainList"_s);
    m_list->setAccessibleName(tr("Known servers"));
    m_list->setFixedHeight(fontMetrics().height() * 11);
    known->setBuddy(m_list);
    auto *const added = new QLabel(tr("A server's address"), this);
    added->setObjectName(u"sectionTitle"_s);
    m_url->setObjectName(u"serverLineEdit"_s);
    m_url->setAccessibleName(tr("Address of the server"));
    m_url->setPlaceholderText(u"https://id.example.com"_s);
    m_url->setClearButtonEnabled(true);
    m_urlMessage->setProperty("quiet", true);
    m_urlMessage->setWordWrap(true);
    m_loginRealm->setObjectName(u"loginRealmLineEdit"_s);
    m_loginRealm->setAccessibleName(tr("Realm of your account"));
    m_connect->setObjectName(u"connectButton"_s);
    m_connect->setProperty("primary", true);
    m_browser->setObjectName(u"browserButton"_s);
    m_device->setObjectName(u"deviceButton"_s);
    m_banner->hide();

    auto *const form = new QFormLayout;
    auto *const realmLabel = new QLabel(tr("Realm of your &account"), this);
    realmLabel->setBuddy(m_loginRealm);
    realmLabel->setMinimumHeight(m_loginRealm->sizeHint().height());
    form->addRow(realmLabel, m_loginRealm);
    form->setHorizontalSpacing(16);
    auto *const buttons = new QWidget(this);
    buttons->setLayout(new FlowLayout(buttons));
    for (QPushButton *button : { m_connect, m_browser, m_device })
        buttons->layout()->addWidget(button);

    m_waitingText->setWordWrap(true);
    m_waitingLink->setReadOnly(true);
    m_waitingLink->setAccessibleName(tr("Link to sign in with"));
    m_waitingLink->setObjectName(u"signInLinkLineEdit"_s);
    auto *const cancel = new QPushButton(tr("&Stop waiting"), m_waiting);
    cancel->setObjectName(u"stopButton"_s);
    connect(cancel, &QPushButton::clicked, this, &ConnectPage::stopWaiting);
    auto *const waitingColumn = new QVBoxLayout(m_waiting);
    waitingColumn->setContentsMargins(0, 0, 0, 0);
    waitingColumn->addWidget(m_waitingText);
    waitingColumn->addWidget(m_waitingLink);
    waitingColumn->addWidget(m_qr, 0, Qt::AlignLeft);
    waitingColumn->addWidget(cancel, 0, Qt::AlignLeft);
    m_waiting->hide();

    auto *const pane = new QWidget(this);
    pane->setObjectName(u"formPane"_s);
    pane->setMaximumWidth(em * 104);
    auto *const column = new QVBoxLayout(pane);
    column->setContentsMargins(32, 28, 32, 28);
    column->setSpacing(12);
    column->addWidget(title);
    column->addWidget(m_banner);
    column->addWidget(known);
    column->addWidget(m_list);
    column->addSpacing(10);
    column->addWidget(added);
    column->addWidget(m_url);
    column->addWidget(m_urlMessage);
    column->addLayout(form);
    column->addSpacing(6);
    column->addWidget(buttons);
    column->addWidget(m_waiting);
    column->addStretch(1);
    auto *const outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    // In the middle of the window, which has nothing else.
    QWidget *const area = scrolled(pane);
    area->setMaximumWidth(pane->maximumWidth());
    outer->addWidget(area);

    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (!item)
            return;
        const QString name = item->data(Qt::UserRole).toString();
        m_url->setText(m_contexts.named.value(name).value(u"server"_s));
        m_loginRealm->setText(m_contexts.named.value(name).value(u"login_realm"_s, u"system"_s));
    });
    connect(m_list, &QListWidget::itemActivated, this, &ConnectPage::connectToChosen);
    connect(m_url, &QLineEdit::textChanged, this, &ConnectPage::showServer);
    connect(m_url, &QLineEdit::returnPressed, this, &ConnectPage::connectToChosen);
    connect(m_connect, &QPushButton::clicked, this, &ConnectPage::connectToChosen);
    connect(m_browser, &QPushButton::clicked, this, [this] { logIn(false); });
    connect(m_device, &QPushButton::clicked, this, [this] { logIn(true); });
    load();
}

void ConnectPage::load()
{
    const auto contexts = client::readContexts();
    if (!contexts) {
        showFailure(contexts.error().message);
        return;
    }
    m_contexts = *contexts;
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (auto context = m_contexts.named.begin(); context != m_contexts.named.end(); ++context) {
        auto *const item = new QListWidgetItem(
            icon(u"server"_s), u"%1    %2"_s.arg(context.key(), context->value(u"server"_s)), m_list);
        item->setData(Qt::UserRole, context.key());
        if (context->value(u"protected"_s) == "true"_L1)
            item->setText(u"%1    · %2"_s.arg(item->text(), tr("protected")));
    }
    if (m_list->count() == 0) {
        auto *const item = new QListWidgetItem(tr("None yet: enter an address below."), m_list);
        item->setFlags(Qt::NoItemFlags);
    }
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole).toString() == m_contexts.current && !m_contexts.current.isEmpty()) {
            m_list->setCurrentRow(row);
            m_url->setText(m_contexts.named.value(m_contexts.current).value(u"server"_s));
        }
    }
    showServer();
}

void ConnectPage::open(const QString &name)
{
    if (!m_contexts.named.contains(name)) {
        showFailure(tr("There is no context named %1.").arg(name));
        return;
    }
    m_url->setText(m_contexts.named[name].value(u"server"_s));
    tryToken(profileOf(m_contexts, name));
}

void ConnectPage::askForLogin(const QString &name, const QString &why)
{
    load();
    if (m_contexts.named.contains(name))
        m_url->setText(m_contexts.named[name].value(u"server"_s));
    m_banner->showMessage(Tone::Neutral, why);
}

client::Profile ConnectPage::chosenProfile() const
{
    const QString url = withoutSlash(m_url->text().trimmed());
    const QListWidgetItem *const item = m_list->currentItem();
    QString name = item ? item->data(Qt::UserRole).toString() : QString();
    if (name.isEmpty() || withoutSlash(m_contexts.named.value(name).value(u"server"_s)) != url)
        name = nameForServer(m_contexts, QUrl(url));
    client::Profile profile = profileOf(m_contexts, name);
    profile.server = url;
    profile.effective.insert(u"login_realm"_s, { m_loginRealm->text().trimmed(), u"typed"_s });
    return profile;
}

void ConnectPage::showServer()
{
    const QString text = withoutSlash(m_url->text().trimmed());
    client::Profile profile;
    profile.server = text;
    const auto url = client::serverUrl(profile);
    QString message;
    if (text.isEmpty())
        message = tr("Its address as browsers have it, with https.");
    else if (!url)
        message = tr("This is not the address of a server.");
    else if (url->scheme() == "http"_L1 && !client::isLoopback(url->host()))
        message = tr("Without https, everybody on the way can read what you do, and your login.");
    m_urlMessage->setText(message);
    m_urlMessage->setVisible(!message.isEmpty());
    const bool good = url.has_value() && !text.isEmpty() && m_waiting->isHidden();
    for (QPushButton *button : { m_connect, m_browser, m_device }) {
        button->setEnabled(good);
        button->setToolTip(good ? QString() : message);
    }
}

void ConnectPage::connectToChosen()
{
    if (m_connect->isEnabled())
        tryToken(chosenProfile());
}

void ConnectPage::tryToken(const client::Profile &profile)
{
    showWaiting(tr("Connecting to %1…").arg(profile.server));
    Connection::ask(this, client::accessToken(sharedHttp(), profile, {}),
        [this, profile, attempt = m_attempt](const std::expected<QByteArray, client::Failure> &token) {
            if (attempt != m_attempt)
                return;
            stopWaiting();
            if (token) {
                Q_EMIT connected(connectTo(profile, nullptr));
                return;
            }
            if (token.error().exitCode != client::NotLoggedIn) {
                showFailure(token.error());
                return;
            }
            m_banner->showMessage(Tone::Neutral, tr("Nobody is signed in at %1 yet.").arg(profile.server));
            m_browser->setFocus();
        });
}

void ConnectPage::logIn(bool withDevice)
{
    const client::Profile profile = chosenProfile();
    showWaiting(tr("Asking %1 how one signs in…").arg(profile.server));
    Connection::ask(this, client::discover(sharedHttp(), profile),
        [this, withDevice, attempt = m_attempt](const std::expected<client::Provider, client::Failure> &provider) {
            if (attempt != m_attempt)
                return;
            if (!provider) {
                stopWaiting();
                showFailure(provider.error());
                return;
            }
            logInAt(*provider, withDevice);
        });
}

void ConnectPage::logInAt(client::Provider provider, bool withDevice)
{
    const client::Profile profile = chosenProfile();
    const QPointer<ConnectPage> self(this);
    const int attempt = m_attempt;
    const auto done = [this, attempt](const std::expected<client::Login, client::Failure> &login) {
        if (attempt != m_attempt)
            return; // One has stopped waiting for it.
        stopWaiting();
        if (login)
            finish(*login);
        else
            showFailure(login.error());
    };
    if (withDevice) {
        const auto show = [self](const client::DeviceCode &code) {
            if (!self)
                return;
            self->showWaiting(tr("Open %1 on any device and enter the code %2, or read this picture with its camera.")
                    .arg(code.verificationUri, code.userCode));
            self->m_waitingLink->setText(
                code.verificationUriComplete.isEmpty() ? code.verificationUri : code.verificationUriComplete);
            self->m_waitingLink->show();
            self->m_qr->setVisible(self->m_qr->setText(self->m_waitingLink->text().toUtf8()));
        };
        Connection::ask(this, client::loginWithDevice(sharedHttp(), profile, provider, kPublicClient, show), done);
        return;
    }
    const auto show = [self](const QString &url) {
        if (!self)
            return;
        self->showWaiting(tr("Sign in with your browser. If none opens, open this yourself:"));
        self->m_waitingLink->setText(url);
        self->m_waitingLink->show();
    };
    Connection::ask(this, client::loginWithBrowser(sharedHttp(), profile, provider, kPublicClient, show), done);
}

void ConnectPage::finish(client::Login login)
{
    const client::Profile profile = chosenProfile();
    Connection::ask(this, keepLogin(profile, login), [this, name = profile.context,
                                                    wanted = profile.contextValues.value(u"storage"_s)](
                                                    const Result<QString> &storage) {
        if (!storage) {
            showFailure(tr("You are signed in, but the login cannot be kept: %1").arg(storage.error().description));
            return;
        }
        load();
        Connection *const connection = connectTo(profileOf(m_contexts, name), nullptr);
        if (*storage == "file"_L1 && wanted != "file"_L1)
            connection->addNotice(tr("Your login is kept in a file that only you can read: there is no keychain here."));
        Q_EMIT connected(connection);
    });
}

void ConnectPage::showWaiting(const QString &text)
{
    if (m_waiting->isHidden())
        ++m_attempt;
    m_banner->dismiss();
    m_waitingText->setText(text);
    m_waitingLink->hide();
    m_qr->hide();
    m_waiting->show();
    showServer();
}

void ConnectPage::stopWaiting()
{
    ++m_attempt;
    m_waiting->hide();
    showServer();
}

void ConnectPage::showFailure(const QString &text)
{
    m_banner->showMessage(Tone::Bad, text);
}

void ConnectPage::showFailure(const client::Failure &failure)
{
    if (!failure.certificate)
        return showFailure(failure.message);
    const api::CertificateProblem &problem = *failure.certificate;
    showFailure(certificateText(problem));
    const QString hash = api::publicKeyHash(problem.certificate);
    // Whoever has pinned a key has said that no other one counts.
    if (problem.has(api::CertificateFault::OtherKey) || hash.isEmpty())
        return;
    connect(m_banner->addButton(tr("&Look at it…")), &QAction::triggered, this, [this, problem, hash] {
        auto *const dialog = new PinDialog(QUrl(chosenProfile().server).host(), problem, this);
        connect(dialog, &QDialog::accepted, this, [this, hash] { pin(hash); });
        dialog->open();
    });
}

void ConnectPage::pin(const QString &keyHash)
{
    const client::Profile profile = chosenProfile();
    const auto changed
        = client::changeContexts([&](client::Contexts &contexts) -> std::expected<void, client::Failure> {
              auto &values = contexts.named[profile.context];
              values[u"server"_s] = profile.server;
              values[u"login_realm"_s] = profile.setting(u"login_realm"_s);
              values[u"pin"_s] = keyHash;
              return {};
          });
    if (!changed)
        return showFailure(changed.error().message);
    load();
    m_url->setText(profile.server);
    m_banner->showMessage(Tone::Neutral, tr("The key is pinned for %1. Sign in now.").arg(profile.context));
    m_browser->setFocus();
}

}
