// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ApplicationKeys.h"
#include "app/Dialogs.h"
#include "app/Form.h"
#include "app/HeldList.h"
#include "app/ObjectPage.h"
#include "app/PageTexts.h"
#include "app/RemoteTab.h"
#include "app/SecretsTab.h"
#include "app/SnippetsTab.h"
#include "app/TokenPreviewTab.h"
#include "models/Draft.h"
#include "widgets/FilterText.h"

#include "api/RegisteredUri.h"

#include <QtGui/QAction>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QSplitter>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

class ApplicationPage final : public ObjectPage {
    Q_DECLARE_TR_FUNCTIONS(ApplicationPage)

public:
    ApplicationPage(Connection *connection, Location location, QWidget *parent)
        : ObjectPage(connection, std::move(location), parent,
              { kGetApplication, kUpdateApplication, kListApplicationHistory, kRevertApplication, "application",
                  "applications:write" })
    {
        addDeletion(kDeleteApplication, kUndeleteApplication,
            tr("Nobody can sign in to it any more, and its tokens end at once."));
        addSettings();
        addUris();
        addGrants();
        const QList<std::pair<QByteArray, QString>> parameters { { "realm", m_location.realm },
            { "application", m_location.id } };
        addCredentials(parameters);
        auto *const roles = new HeldList(this->connection(),
            { kListApplicationRoles, kAddApplicationRoles, kRemoveApplicationRoles, u"roles"_s, kListRoles, tr("Roles"),
                tr("A role that this application is to have"), u"roles:write"_s },
            parameters, this);
        addTab(roles, tr("&Roles"), "roles", [roles] { roles->load(); });
        auto *const permissions = new HeldList(this->connection(),
            { kListApplicationPermissions, kGrantApplicationPermissions, kRevokeApplicationPermissions,
                u"permissions"_s, kListPermissions, tr("Permissions"), tr("A permission that this application is to have"),
                u"roles:write"_s },
            parameters, this);
        addTab(permissions, tr("Per&missions"), "permissions", [permissions] { permissions->load(); });
        addTab(new TokenPreviewTab(this->connection(), m_location.realm, m_location.id, this), tr("&Token preview"),
            "preview");
        m_snippets = new SnippetsTab(this->connection(), m_location.realm, this);
        addTab(m_snippets, tr("S&nippets"), "snippets", [this] { m_snippets->load(); });
        addApiKeys();
        addHistory();
    }

protected:
    QString nameOf(const QJsonObject &application) const override { return application[u"client_id"].toString(); }
    QString stateOf(const QJsonObject &application) const override
    {
        return application[u"deleted_at"].isString() ? tr("deleted") : stateText(enabledState(application));
    }

    void shown(const QJsonObject &application) override
    {
        m_snippets->setApplication(application);
        // Which keys are its own is known by now.
        const QString filter = filterTerm(u"application"_s, nameOf(application));
        if (m_apiKeys->model()->filter() != filter) {
            m_apiKeys->setFilter(filter);
            loadApiKeys();
        }
    }

private:
    QString type() const { return draft()->value(u"type"_s).toString(); }

    void addSettings()
    {
        Form *const form = addForm(tr("&Settings"), "settings");
        form->fact(u"client_id"_s, tr("Client id"));
        form->text(u"client_name"_s, tr("Name"), { .help = tr("What people are shown."), .nullable = false });
        form->choice(u"type"_s, tr("Kind"),
            { { u"web"_s, tr("Web") }, { u"spa"_s, tr("Single page") }, { u"native"_s, tr("Native") },
                { u"machine"_s, tr("Machine") } });
        form->check(u"enabled"_s, tr("Enabled"), tr("Without it nobody signs in to it, and it gets no tokens."));
        form->section(tr("Sign-in"));
        form->check(u"require_consent"_s, tr("Ask people to agree"),
            tr("Before the application is told anything about them."));
        form->check(u"require_pkce"_s, tr("Require PKCE"), tr("RFC 7636; public clients always need it."));
        form->check(u"redirect_interstitial"_s, tr("Show a page before errors are sent back"));
        form->section(tr("Tokens"));
        const FieldRules realms { .placeholder = tr("as the realm") };
        form->duration(u"access_token_lifetime"_s, tr("Access token lasts"), realms);
        form->duration(u"refresh_token_lifetime"_s, tr("Refresh token lasts"), realms);
        form->choice(u"access_token_signed_response_alg"_s, tr("Signed with"),
            { { QString(), tr("as the realm") }, { u"RS256"_s, u"RS256"_s }, { u"ES256"_s, u"ES256"_s },
                { u"EdDSA"_s, u"EdDSA"_s } });
        form->section(tr("About it"), tr("Shown to people on the pages of the sign-in."));
        const auto url = [](const QString &text) { return webUrlProblem(text, LoopbackHttp::Allowed); };
        form->text(u"client_uri"_s, tr("Website"), { .check = url });
        form->text(u"logo_uri"_s, tr("Logo"), { .check = url });
        form->text(u"policy_uri"_s, tr("Privacy policy"), { .check = url });
        form->text(u"tos_uri"_s, tr("Terms of service"), { .check = url });
        form->lines(u"contacts"_s, tr("Contacts"), { .help = tr("E-mail addresses, one on each line.") }, 3);
        form->fact(u"created_at"_s, tr("Created"));
        form->fact(u"id"_s, tr("Id"));
    }

    void addUris()
    {
        Form *const form = addForm(tr("&URIs"), "uris");
        const auto redirect = [this](const QString &uri) {
            return redirectUriProblem(
                uri, type() == "native"_L1 ? PrivateUseSchemes::Allowed : PrivateUseSchemes::Refused);
        };
        form->lines(u"redirect_uris"_s, tr("Redirect URIs"),
            { .help = tr("Where people come back to after they signed in; one on each line, compared letter by letter."),
                .placeholder = u"https://app.example.com/callback"_s, .check = redirect },
            6);
        form->lines(u"post_logout_redirect_uris"_s, tr("After signing out"),
            { .help = tr("Where people come back to after they signed out."), .check = redirect }, 4);
        form->lines(u"allowed_origins"_s, tr("Origins"),
            { .help = tr("Sites whose pages may call the token endpoint from the browser (CORS)."),
                .placeholder = u"https://app.example.com"_s, .check = originProblem },
            4);
        form->section(tr("Signing out"), tr("How the application learns that somebody signed out elsewhere."));
        const auto url = [](const QString &text) { return webUrlProblem(text, LoopbackHttp::Allowed); };
        form->text(u"backchannel_logout_uri"_s, tr("Back channel"), { .check = url });
        form->check(u"backchannel_logout_session_required"_s, tr("Name the session there"));
        form->text(u"frontchannel_logout_uri"_s, tr("Front channel"), { .check = url });
        form->text(u"initiate_login_uri"_s, tr("Starts a sign-in"), { .check = url });
    }

    /// What the program proves itself with: secrets above, public keys below.
    void addCredentials(const QList<std::pair<QByteArray, QString>> &parameters)
    {
        auto *const secrets = new SecretsTab(connection(), parameters, this);
        auto *const keys = new ApplicationKeys(connection(), parameters, this);
        auto *const both = new QSplitter(Qt::Vertical, this);
        both->addWidget(secrets);
        both->addWidget(keys);
        both->setChildrenCollapsible(false);
        addTab(both, tr("&Credentials"), "credentials", [secrets, keys] {
            secrets->load();
            keys->load();
        });
    }

    void addApiKeys()
    {
        const auto orNever = [](const QString &field) {
            return [field](const QJsonObject &item) {
                const QString at = item[field].toString();
                return at.isEmpty() ? tr("never") : relativeTime(at);
            };
        };
        m_apiKeys = new RemoteTab(connection(),
            { { tr("Name"), u"name"_s, {}, u"name"_s, 26 }, { tr("Begins with"), u"prefix"_s, {}, {}, 16 },
                { tr("Expires"), u"expires_at"_s, orNever(u"expires_at"_s), {}, 14 },
                { tr("Last used"), u"last_used_at"_s, orNever(u"last_used_at"_s), {}, 14 },
                { tr("Scope"), u"scope"_s, {}, {}, 34 }, { tr("Tier"), u"tier"_s, {}, {}, 14 } },
            u"id"_s, tr("API keys"), tr("This application has no API keys."), this);
        m_apiKeys->setCall(connection()->call(kListApiKeys, { { "realm", m_location.realm } }));
        m_apiKeys->addAction(tr("&Open"), "api_keys:read", [this](const QJsonObject &key) {
            Q_EMIT linkActivated({ u"api_key"_s, m_location.realm, key[u"id"].toString(), {} });
        });
        m_apiKeys->addGeneralAction(tr("All API &keys"), "api_keys:read", [this] {
            Q_EMIT linkActivated({ u"api_keys"_s, m_location.realm, {}, filterTerm(u"application"_s, nameOf(object())) });
        });
        addTab(m_apiKeys, tr("API &keys"), "api-keys", [this] { loadApiKeys(); });
    }

    void loadApiKeys()
    {
        if (!m_apiKeys->model()->filter().isEmpty())
            m_apiKeys->load();
    }

    void addGrants()
    {
        Form *const form = addForm(tr("&Grants and scopes"), "grants");
        form->set(u"grant_types"_s, tr("Grants"),
            { { u"authorization_code"_s, tr("Authorization code: people sign in") },
                { u"refresh_token"_s, tr("Refresh token: stays signed in") },
                { u"client_credentials"_s, tr("Client credentials: acts for itself") },
                { u"urn:ietf:params:oauth:grant-type:device_code"_s, tr("Device code: signs in on another device") } });
        form->choice(u"token_endpoint_auth_method"_s, tr("Proves who it is with"),
            { { u"none"_s, tr("nothing: a public client") }, { u"client_secret_basic"_s, tr("its secret, in a header") },
                { u"client_secret_post"_s, tr("its secret, in the body") },
                { u"client_secret_jwt"_s, tr("a token signed with its secret") },
                { u"private_key_jwt"_s, tr("a token signed with its key") } });
        form->text(u"scope"_s, tr("Scope"),
            { .help = tr("What the application may ask for, separated by spaces."), .nullable = false });
        form->lines(u"allowed_resources"_s, tr("Resources"),
            { .help = tr("Audiences (RFC 8707) that it may have tokens for, one on each line.") }, 4);
        form->text(u"resource_uri"_s, tr("Is the server of"),
            { .help = tr("The resource whose tokens it may introspect.") });
        form->section(tr("Keys of its own"));
        form->text(u"jwks_uri"_s, tr("Published at"),
            { .check = [](const QString &text) { return webUrlProblem(text, LoopbackHttp::Allowed); } });
        form->check(u"dpop_bound_access_tokens"_s, tr("Bind tokens to a key (DPoP)"));
        form->check(u"require_pushed_authorization_requests"_s, tr("Require pushed requests (PAR)"));
    }

    SnippetsTab *m_snippets = nullptr;
    RemoteTab *m_apiKeys = nullptr;
};

}

extern const PageKind application_variant;
const PageKind application_variant { "application", QT_TRANSLATE_NOOP("PageKind", "Application"), "applications",
    PageKind::Area::Object, 2, "applications:read", makePage<ApplicationPage>,
    api::operation::kGetApplication };

}
