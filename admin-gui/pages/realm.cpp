// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Form.h"
#include "app/ObjectPage.h"
#include "app/PageTexts.h"
#include "models/Draft.h"
#include "models/RemoteTableModel.h"
#include "widgets/DurationEdit.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

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
        addGeneral();
        addSignIn();
        addSessions();
        addKeys();
        addOthers();
        addHistory();
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
                box->setItemText(0, tr("%1, as the server").arg(displayText(value)));
        }
    }

private:
    void addGeneral()
    {
        Form *const form = addForm(tr("&General"), "general");
        form->text(u"name"_s, tr("Realm"),
            { .help = tr("Part of the addresses that applications use: another name breaks them."), .required = true,
                .nullable = false });
        form->text(u"display_name"_s, tr("Name"), { .help = tr("What people are shown."), .nullable = false });
        form->check(u"enabled"_s, tr("Enabled"), tr("Without it nobody signs in, and all tokens of the realm end."));
        m_editors.insert(u"default_locale"_s,
            form->text(u"settings.default_locale"_s, tr("Language"),
                { .help = tr("Of pages, where the browser asks for none that there is.") }));
        duration(form, u"recycle_period"_s, tr("Keep what is deleted"), tr("It can be taken back for so long."));
        form->fact(u"created_at"_s, tr("Created"));
        form->fact(u"updated_at"_s, tr("Changed"));
        form->fact(u"id"_s, tr("Id"));
    }

    void addSignIn()
    {
        Form *const form = addForm(tr("Sign-&in"), "sign-in");
        m_editors.insert(u"identifier_first"_s,
            form->triState(u"settings.identifier_first"_s, tr("Name and password on two pages"), tr("as the server")));
        m_editors.insert(u"password_min_length"_s,
            form->number(u"settings.password_min_length"_s, tr("Shortest password"), 8, 128,
                { .help = tr("Characters, from 8 to 128.") }));
        duration(form, u"flow_lifetime"_s, tr("A sign-in may take"), {});
    }

    void addSessions()
    {
        Form *const form = addForm(tr("S&essions and tokens"), "sessions");
        form->section(tr("Sessions"), tr("How long a browser stays signed in."));
        duration(form, u"session_idle_timeout"_s, tr("Ends unused after"), {});
        duration(form, u"session_lifetime"_s, tr("Ends at the latest after"), {});
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
        duration(form, u"key_rotation_period"_s, tr("A key signs for"), tr("From 7 d to 730 d; its successor follows by itself."));
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
                m_editors.insert(name, form->number(path, label, 0, Q_INT64_C(9'007'199'254'740'991), { .help = help }));
            else if (field.type == String)
                m_editors.insert(name, form->text(path, label, { .help = help }));
            else if (field.type == List)
                form->lines(path, label, { .help = help });
        }
    }

    void duration(Form *form, const QString &setting, const QString &name, const QString &help)
    {
        m_editors.insert(setting, form->duration(u"settings."_s + setting, name, { .help = help }));
    }

    QHash<QString, QWidget *> m_editors;
};

}

extern const PageKind realm_variant;
const PageKind realm_variant { "realm", QT_TRANSLATE_NOOP("PageKind", "Realm"), "realms", PageKind::Area::Object, 3,
    "realms:read", makePage<RealmPage> };

}
