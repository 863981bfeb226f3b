// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Dialogs.h"
#include "app/Form.h"
#include "app/ObjectPage.h"
#include "app/PageActions.h"
#include "app/PageTexts.h"
#include "models/Draft.h"
#include "models/RealmWarnings.h"
#include "models/Moments.h"
#include "models/RemoteTableModel.h"
#include "widgets/DurationEdit.h"

#include <QtGui/QAction>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

class RealmPage final : public ObjectPage {
    Q_DECLARE_TR_FUNCTIONS(RealmPage)

public:
    RealmPage(Connection *connection, Location location, QWidget *parent)
        : ObjectPage(connection, std::move(location), parent,
              { kGetRealm, kUpdateRealm, kListRealmHistory, kRevertRealm, "realm", "realms:write" })
    {
        addDeletion(kDeleteRealm, kUndeleteRealm,
            tr("Nobody of it can sign in any more, and all of its tokens end at once."));
        addGeneral();
        addSignIn();
        addFactors();
        addSessions();
        addKeys();
        addOthers();
        addAudit();
        addHistory();
        connect(draft(), &Draft::changed, this, &RealmPage::showWarnings);
    }

protected:
    QString nameOf(const QJsonObject &realm) const override { return realm[u"name"].toString(); }
    QString stateOf(const QJsonObject &realm) const override
    {
        return realm[u"deleted_at"].isString() ? tr("deleted") : stateText(enabledState(realm));
    }

    /// What counts where the realm sets nothing stands in the empty field.
    void shown(const QJsonObject &realm) override
    {
        showWarnings();
        const QJsonObject effective = realm[u"effective_settings"].toObject();
        for (auto setting = effective.begin(); setting != effective.end(); ++setting) {
            const QJsonObject entry = setting->toObject();
            QWidget *const editor = m_editors.value(setting.key());
            if (!editor || entry[u"origin"].toString() == "realm"_L1)
                continue;
            const QJsonValue value = entry[u"value"];
            if (auto *const duration = qobject_cast<DurationEdit *>(editor))
                duration->setPlaceholderText(tr("%1, as the server").arg(formatDuration(value.toInteger())));
            else if (auto *const line = qobject_cast<QLineEdit *>(editor))
                line->setPlaceholderText(tr("%1, as the server").arg(displayText(value)));
            else if (auto *const box = qobject_cast<QComboBox *>(editor))
                box->setItemText(0, tr("%1, as the server").arg(textOf(*box, value)));
        }
    }

private:
    /// As the box itself calls \a value.
    static QString textOf(const QComboBox &box, const QJsonValue &value)
    {
        const int row = value.isString() ? box.findData(value.toString()) : -1;
        return row > 0 ? box.itemText(row) : displayText(value);
    }

    /// Of what is edited, before it is saved.
    void showWarnings()
    {
        const QJsonObject effective = object()[u"effective_settings"].toObject();
        QJsonObject own;
        QJsonObject inForce;
        for (auto setting = effective.begin(); setting != effective.end(); ++setting) {
            const QJsonValue edited = draft()->value(u"settings."_s + setting.key());
            own.insert(setting.key(), edited);
            inForce.insert(setting.key(), edited.isNull() ? setting->toObject()[u"value"] : edited);
        }
        QMap<QString, QString> warnings;
        for (const auto &[setting, text] : realmWarnings(own, inForce).asKeyValueRange())
            warnings.insert(u"settings."_s + setting, text);
        for (Form *form : m_settingForms)
            form->setWarnings(warnings);
    }

    Form *addSettings(const QString &title, const char *name)
    {
        m_settingForms.append(addForm(title, name));
        return m_settingForms.last();
    }

    void addGeneral()
    {
        Form *const form = addForm(tr("&General"), "general");
        form->text(u"name"_s, tr("Realm"),
            { .help = tr("Part of the addresses that applications use: another name breaks them."),
                .required = true,
                .nullable = false });
        form->text(u"display_name"_s, tr("Name"), { .help = tr("What people are shown."), .nullable = false });
        form->check(u"enabled"_s, tr("Enabled"), tr("Without it nobody signs in, and all tokens of the realm end."));
        m_editors.insert(u"default_locale"_s,
            form->text(u"settings.default_locale"_s, tr("Language"),
                { .help = tr("Of pages, where the browser asks for none that there is.") }));
        duration(form, u"recycle_period"_s, tr("Keep what is deleted"), tr("It can be taken back for so long."));
        form->section(tr("Addresses"));
        form->lines(u"host_names"_s, tr("Host names"),
            { .help = tr("At whose root the realm is served, with an issuer of its own; one on each line. DNS and the "
                         "proxy's certificate have to know them."),
                .placeholder = u"login.example.com"_s },
            3);
        form->fact(u"issuers"_s, tr("Issuers"));
        form->section(tr("About it"));
        form->fact(u"created_at"_s, tr("Created"));
        form->fact(u"updated_at"_s, tr("Changed"));
        form->fact(u"id"_s, tr("Id"));
    }

    void addSignIn()
    {
        Form *const form = addSettings(tr("Sign-&in"), "sign-in");
        m_editors.insert(u"identifier_first"_s,
            form->triState(u"settings.identifier_first"_s, tr("Name and password on two pages"), tr("as the server")));
        duration(form, u"flow_lifetime"_s, tr("A sign-in may take"), {});
        choice(form, u"unknown_device"_s, tr("In an unknown browser"),
            { { u"allow"_s, tr("sign-in as anywhere") }, { u"verify"_s, tr("a code by mail is typed, too") } },
            tr("Asked once in each browser, of who has no second factor; the code goes to their verified address."));
        form->section(tr("Accounts"));
        yesOrNo(
            form, u"allow_auto_registration"_s, tr("People may register"), tr("They make an account for themselves."));
        yesOrNo(form, u"require_email_verification"_s, tr("E-mail has to be verified"),
            tr("Nobody signs in before their address is."));
        form->section(tr("Passwords"));
        m_editors.insert(u"password_min_length"_s,
            form->number(u"settings.password_min_length"_s, tr("Shortest password"), 8, 128,
                { .help = tr("Characters, from 8 to 128.") }));
        yesOrNo(form, u"force_password_rotation"_s, tr("Passwords grow old"),
            tr("One that is older than below is changed at the next sign-in. NIST advises against it."));
        duration(form, u"password_max_age"_s, tr("A password lasts"), tr("From 1 d to 3650 d."));
    }

    void addFactors()
    {
        Form *const form = addSettings(tr("Second &factors"), "factors");
        form->section(tr("Second factors"));
        choice(form, u"mfa"_s, tr("A second factor is"),
            { { u"off"_s, tr("never asked for") }, { u"optional"_s, tr("asked of who has one") },
                { u"required"_s, tr("needed by everybody") } },
            tr("Where it is needed, who has none sets one up at the next sign-in."));
        number(form, u"mfa_remember_days"_s, tr("Left out for"), 365,
            tr("Days for which people may have it left out on a browser of theirs, from 0 to 365. 0: never. Where it "
               "is needed "
               "it is asked for all the same."));
        yesOrNo(form, u"mfa_email_codes"_s, tr("A code by mail counts"), {});
        yesOrNo(form, u"mfa_sms_codes"_s, tr("A code by text message counts"),
            tr("Where the server sends any. Numbers can be taken over: prefer anything else."));
        form->section(tr("Passkeys"));
        yesOrNo(form, u"passkeys_enabled"_s, tr("People may have passkeys"), {});
        yesOrNo(form, u"passkey_offer"_s, tr("Offer one after a password"), {});
        choice(form, u"passkey_user_verification"_s, tr("PIN or fingerprint"),
            { { u"required"_s, tr("always needed") }, { u"preferred"_s, tr("needed where there is no password") } },
            tr("Alone a passkey always needs one."));
        yesOrNo(form, u"passkey_synced"_s, tr("A provider may keep copies"), {});
        choice(form, u"passkey_attestation"_s, tr("Proof of the model"),
            { { u"none"_s, tr("not asked for") }, { u"direct"_s, tr("asked for") } },
            tr("New passkeys prove which model they are kept by."));
        m_editors.insert(u"passkey_aaguids"_s,
            form->lines(u"settings.passkey_aaguids"_s, tr("Models"),
                { .help
                    = tr("AAGUIDs of models that new passkeys may be kept by, one on each line; none: all. Needs the "
                         "proof of the model."),
                    .placeholder = u"cb69481e-8ff7-4039-93ec-0a2729a154a8"_s },
                4));
        m_editors.insert(u"passkey_attestation_roots"_s,
            form->lines(u"settings.passkey_attestation_roots"_s, tr("Makers"),
                { .help = tr("Certificates (PEM), one of which the proof of a new passkey has to lead to. Needs the "
                             "proof of the "
                             "model."),
                    .placeholder = u"-----BEGIN CERTIFICATE-----"_s,
                    .check = pemProblem,
                    .split = certificatesOf },
                5));
        form->section(tr("Administrators"), tr("What this realm asks of people who administer it."));
        choice(form, u"step_up"_s, tr("For what is protected they"),
            { { u"off"_s, tr("need nothing more") }, { u"recent"_s, tr("have signed in lately") },
                { u"two_factors"_s, tr("have signed in lately, with two factors") } },
            tr("Protected is what gives rights away, takes somebody's place or weakens the sign-in."));
        duration(form, u"step_up_max_age"_s, tr("Lately is within"), tr("From 1 min to 24 h."));
        yesOrNo(form, u"mfa_bypass_approval"_s, tr("A sign-in without the factor takes two"),
            tr("A second administrator has to approve before somebody may sign in without their second factor."));
    }

    /// One certificate for each block, whatever stands between them stays with the next.
    static QStringList certificatesOf(const QString &text)
    {
        static const QString end = u"-----END CERTIFICATE-----"_s;
        QStringList certificates;
        for (const QString &part : text.split(end)) {
            if (!part.trimmed().isEmpty())
                certificates.append(part.trimmed() + u'\n' + end + u'\n');
        }
        // What has no end yet is what it is.
        if (!certificates.isEmpty() && !text.trimmed().endsWith(end))
            certificates.last().chop(end.size() + 2);
        return certificates;
    }
    static QString pemProblem(const QString &certificate)
    {
        const QString plain = certificate.trimmed();
        return plain.startsWith("-----BEGIN CERTIFICATE-----"_L1) && plain.endsWith("-----END CERTIFICATE-----"_L1)
            ? QString()
            : tr("A certificate begins with -----BEGIN CERTIFICATE----- and ends with -----END CERTIFICATE-----.");
    }

    void addSessions()
    {
        Form *const form = addSettings(tr("S&essions and tokens"), "sessions");
        form->section(tr("Sessions"), tr("How long a browser stays signed in."));
        duration(form, u"session_idle_timeout"_s, tr("Ends unused after"), {});
        duration(form, u"session_lifetime"_s, tr("Ends at the latest after"), {});
        number(form, u"session_limit"_s, tr("At a time"), 100,
            tr("Of one person; a new one ends the oldest. 0: as many as they like."));
        duration(form, u"session_history"_s, tr("Kept once ended"),
            tr("So long the lists of sessions still show it. Up to 3650 d; 0 s: not at all."));
        form->section(tr("Tokens"), tr("Where an application has no times of its own."));
        duration(form, u"access_token_lifetime"_s, tr("Access token lasts"), tr("From 10 s to 24 h."));
        duration(form, u"refresh_token_lifetime"_s, tr("Refresh token lasts"), {});
        duration(form, u"authorization_code_lifetime"_s, tr("Code lasts"), tr("From 10 s to 10 min."));
    }

    void addKeys()
    {
        Form *const form = addForm(tr("&Keys"), "keys");
        m_editors.insert(u"signing_algorithm"_s,
            form->choice(u"settings.signing_algorithm"_s, tr("Tokens are signed with"),
                { { QString(), tr("as the server") }, { u"RS256"_s, u"RS256"_s }, { u"ES256"_s, u"ES256"_s },
                    { u"EdDSA"_s, u"EdDSA"_s } },
                tr("Where an application asks for nothing else.")));
        duration(form, u"key_rotation_period"_s, tr("A key signs for"),
            tr("From 7 d to 730 d; its successor follows by itself."));
    }

    /// Settings that this page has no words of its own for, as the API describes them.
    void addOthers()
    {
        Form *form = nullptr;
        for (const api::BodyField &field : api::operations()[kUpdateRealm].fields) {
            const QString path = QLatin1StringView(field.path);
            const QString name = path.mid(9);
            if (!path.startsWith("settings."_L1) || m_editors.contains(name) || field.secret)
                continue;
            if (!form)
                form = addForm(tr("&More"), "more");
            QString label = name;
            label.replace(u'_', u' ').replace(u'.', u' ');
            label[0] = label[0].toUpper();
            const QString help = QString::fromUtf8(field.help);
            using enum api::BodyField::Type;
            if (field.type == Boolean)
                m_editors.insert(name, form->triState(path, label, tr("as the server"), help));
            else if (field.type == Integer)
                m_editors.insert(
                    name, form->number(path, label, 0, Q_INT64_C(9'007'199'254'740'991), { .help = help }));
            else if (field.type == String)
                m_editors.insert(name, form->text(path, label, { .help = help }));
            else if (field.type == List)
                form->lines(path, label, { .help = help });
        }
    }

    /// How long the audit log is kept: no setting of the realm, and changed by who may write the log.
    void addAudit()
    {
        auto *const tab = new QWidget(this);
        m_retention = new QLabel(tab);
        m_retention->setObjectName(u"retentionLabel"_s);
        m_retention->setWordWrap(true);
        QAction *const change = addPageAction(this, connection(),
            { tr("&Keep the log for…"), "audit", QKeySequence(u"Ctrl+Shift+G"_s), "audit:write", "retentionAction" });
        connect(change, &QAction::triggered, this, [this] { changeRetention(); });
        auto *const column = new QVBoxLayout(tab);
        column->setContentsMargins(20, 16, 20, 16);
        m_log = new QLabel(tab);
        m_log->setObjectName(u"logLabel"_s);
        m_log->setWordWrap(true);
        column->addWidget(m_log);
        column->addWidget(m_retention);
        column->addWidget(buttonFor(change, tab), 0, Qt::AlignLeft);
        column->addStretch(1);
        addTab(tab, tr("&Audit"), "audit", [this] {
            readRetention({});
            read(objectCall(kGetAuditStatus), [this](const QJsonObject &status) { showLog(status); });
        });
    }

    void showLog(const QJsonObject &status)
    {
        const qint64 size = status[u"size"].toInteger();
        QString text = size == 0 ? tr("The log is empty.")
                                 : tr("The log %1 has had %2 rows; those from row %3 on are kept.")
                                       .arg(status[u"origin"].toString(), QLocale().toString(size),
                                           QLocale().toString(status[u"first"].toInteger()));
        if (const QDateTime at = moment(status[u"checkpoint_at"].toString()); at.isValid())
            text += u' ' + tr("Its last checkpoint was signed on %1.").arg(momentText(at));
        m_log->setText(text);
    }

    api::Call retentionCall(int operation) const
    {
        return connection()->call(operation, { { "realm", m_location.id } });
    }

    void readRetention(const std::function<void(qint64 days, qint64 version)> &then)
    {
        read(retentionCall(kGetAuditRetention), [this, then](const QJsonObject &retention) {
            const qint64 days = retention[u"days"].toInteger();
            m_retention->setText(
                tr("What happened in this realm is kept for %n day(s). Older rows are dropped; what is left of "
                   "the log stays verifiable.",
                    nullptr, static_cast<int>(days)));
            if (then)
                then(days, retention[u"version"].toInteger());
        });
    }

    void changeRetention()
    {
        readRetention([this](qint64 before, qint64 version) {
            auto *const dialog = new RequestDialog(connection(), tr("Keep the audit log"), tr("&Change"), this);
            dialog->explain(tr("Rows that are older are dropped for good."));
            QLineEdit *const days = dialog->addText(tr("&Days"), u"days"_s, tr("From 1 to 36500."));
            days->setText(QString::number(before));
            dialog->setCheck([days] {
                bool good = false;
                const int number = days->text().trimmed().toInt(&good);
                return good && number >= 1 && number <= 36'500 ? QString() : tr("A number from 1 to 36500.");
            });
            dialog->setCall([this, days, version] {
                api::Call call = retentionCall(kSetAuditRetention);
                call.body = QJsonObject { { u"days"_s, days->text().trimmed().toInt() } };
                call.options.ifVersion = version;
                return call;
            });
            connect(dialog, &RequestDialog::succeeded, this, [this] { readRetention({}); });
            dialog->open();
        });
    }

    void yesOrNo(Form *form, const QString &setting, const QString &name, const QString &help)
    {
        m_editors.insert(setting, form->triState(u"settings."_s + setting, name, tr("as the server"), help));
    }

    void number(Form *form, const QString &setting, const QString &name, qint64 maximum, const QString &help)
    {
        m_editors.insert(setting, form->number(u"settings."_s + setting, name, 0, maximum, { .help = help }));
    }

    void choice(Form *form, const QString &setting, const QString &name, QList<std::pair<QString, QString>> values,
        const QString &help)
    {
        values.prepend({ QString(), tr("as the server") });
        m_editors.insert(setting, form->choice(u"settings."_s + setting, name, values, help));
    }

    void duration(Form *form, const QString &setting, const QString &name, const QString &help)
    {
        m_editors.insert(setting, form->duration(u"settings."_s + setting, name, { .help = help }));
    }

    QHash<QString, QWidget *> m_editors;
    QList<Form *> m_settingForms;
    QLabel *m_log = nullptr;
    QLabel *m_retention = nullptr;
};

}

extern const PageKind realm_variant;
const PageKind realm_variant { "realm", QT_TRANSLATE_NOOP("PageKind", "Realm"), "realms", PageKind::Area::Object, 3,
    "realms:read", makePage<RealmPage>,
    api::operation::kGetRealm };

}
