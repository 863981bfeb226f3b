// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ObjectPage.h"

#include "app/ChangesBar.h"
#include "app/Effects.h"
#include "app/Form.h"
#include "app/HistoryTab.h"
#include "app/MergeDialog.h"
#include "app/PageActions.h"
#include "app/ReviewDialog.h"
#include "models/AnswerText.h"
#include "models/Draft.h"
#include "models/Moments.h"
#include "widgets/MessageBanner.h"

#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

QString draftName(const Connection *connection, const Location &location)
{
    return u"%1/%2/%3/%4"_s.arg(
        connection->server().toString(), location.realm, location.page, location.id);
}

}

ObjectPage::ObjectPage(Connection *connection, Location location, QWidget *parent, ObjectTraits traits)
    : Page(connection, std::move(location), parent)
    , m_traits(traits)
    , m_draft(new Draft(draftName(connection, m_location), this))
    , m_name(new QLabel(this))
    , m_state(new QLabel(this))
    , m_actions(new QHBoxLayout)
    , m_banner(new MessageBanner(this))
    , m_tabs(new QTabWidget(this))
    , m_bar(new ChangesBar(m_draft, this))
{
    m_name->setObjectName(u"pageTitle"_s);
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_state->setObjectName(u"stateLabel"_s);
    m_state->setProperty("quiet", true);
    m_actions->setContentsMargins(20, 16, 20, 6);
    m_actions->setSpacing(8);
    m_actions->addWidget(m_name);
    m_actions->addSpacing(fontMetrics().averageCharWidth());
    m_actions->addWidget(m_state, 0, Qt::AlignBottom);
    m_actions->addStretch(1);
    m_banner->hide();
    m_tabs->setObjectName(u"objectTabs"_s);
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the page"));
    m_tabs->setDocumentMode(true);
    auto *const bannerRow = new QHBoxLayout;
    bannerRow->setContentsMargins(20, 0, 20, 6);
    bannerRow->addWidget(m_banner);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_actions);
    column->addLayout(bannerRow);
    column->addWidget(m_tabs, 1);
    column->addWidget(m_bar);

    connect(m_bar, &ChangesBar::saveRequested, this, [this] { save(); });
    connect(m_bar, &ChangesBar::reviewRequested, this, &ObjectPage::review);
    connect(m_bar, &ChangesBar::discardRequested, this, &ObjectPage::discard);
    connect(m_bar, &ChangesBar::resolveRequested, this, &ObjectPage::openMerge);
    connect(m_draft, &Draft::changed, this, [this] {
        showState();
        Q_EMIT titleChanged();
    });
    connect(m_tabs, &QTabWidget::currentChanged, this, &ObjectPage::loadTab);
    connect(connection, &Connection::rightsChanged, this, &ObjectPage::showState);
}

const QJsonObject &ObjectPage::object() const
{
    return m_draft->base();
}

QString ObjectPage::title() const
{
    const QString name = m_draft->hasBase() ? nameOf(object()) : m_location.id;
    return m_draft->isDirty() ? u"● "_s + name : name;
}

void ObjectPage::setFilter(const QString &tab)
{
    Page::setFilter(tab);
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (m_tabs->widget(i)->property("name").toString() == tab)
            m_tabs->setCurrentIndex(i);
    }
}

Form *ObjectPage::addForm(const QString &title, const char *name)
{
    auto *const form = new Form(m_draft, this);
    m_forms.append(form);
    connect(form, &Form::problemChanged, this, &ObjectPage::showState);
    addTab(scrolled(form), title, name);
    return form;
}

void ObjectPage::addTab(QWidget *tab, const QString &title, const char *name, const std::function<void()> &load)
{
    m_loads.append({ load });
    tab->setProperty("name", QString::fromLatin1(name));
    m_tabs->addTab(tab, title);
    if (m_location.filter == QLatin1StringView(name))
        m_tabs->setCurrentWidget(tab);
}

void ObjectPage::addHistory()
{
    auto *const history = new HistoryTab(connection(), m_traits.writePermission, this);
    history->setCall(objectCall(m_traits.history));
    addTab(history, tr("&History"), "history", [history] { history->load(); });
    connect(history, &HistoryTab::revertRequested, this, [this](qint64 version) {
        api::Call call = objectCall(m_traits.revert);
        call.body = QJsonObject { { u"version"_s, version } };
        call.options.ifVersion = m_draft->version();
        askToRevert(std::move(call), version);
    });
    connect(m_draft, &Draft::changed, history, [this, history] { history->setCurrentVersion(m_draft->version()); });
}

void ObjectPage::askToRevert(api::Call call, qint64 version)
{
    // The server knows what of that version still fits.
    api::Call rehearsal = call;
    rehearsal.options.dryRun = true;
    read(std::move(rehearsal), [this, call = std::move(call), version](const QJsonObject &then) {
        const QList<DraftChange> changes = differences(object(), then);
        QList<Consequence> consequences;
        for (const Effect &effect : effectsOf(connection(), m_location, changes))
            consequences.append(effect.consequence);
        for (const DraftChange &change : changes)
            consequences.append({ Tone::Neutral,
                tr("%1: %2 becomes %3").arg(change.path, cellText(change.before), cellText(change.after)) });
        if (m_draft->isDirty())
            consequences.append({ Tone::Neutral, tr("What you changed here and have not saved stays.") });
        askForDeed({ tr("Go back to an earlier version"),
                       tr("%1 becomes what it was at version %2. This is a new version: one can go back from it, too.")
                           .arg(nameOf(object()))
                           .arg(version),
                       consequences, call, tr("&Go back"), Tone::Accent },
            this, [this, version](api::Call sent) {
                run(std::move(sent), tr("Back to how version %1 was.").arg(version));
            });
    });
}

QAction *ObjectPage::addObjectAction(const QString &text, const char *icon, const QKeySequence &shortcut,
    const char *permission, const char *name, const std::function<void()> &run)
{
    QAction *const action = addPageAction(this, connection(), { text, icon, shortcut, permission, name });
    connect(action, &QAction::triggered, this, run);
    m_actions->addWidget(buttonFor(action, this));
    return action;
}

void ObjectPage::setObstacle(QAction *action, const QString &obstacle)
{
    console::setObstacle(action, connection(), obstacle);
}

api::Call ObjectPage::objectCall(int operation, QList<std::pair<QByteArray, QString>> parameters) const
{
    // A realm is its own parameter.
    if (qstrcmp(m_traits.parameter, "realm") != 0)
        parameters.prepend({ "realm", m_location.realm });
    parameters.append({ m_traits.parameter, m_location.id });
    return connection()->call(operation, std::move(parameters));
}

void ObjectPage::begin()
{
    if (++m_requests == 1)
        Q_EMIT loadingChanged();
}

void ObjectPage::end()
{
    if (--m_requests == 0)
        Q_EMIT loadingChanged();
}

void ObjectPage::load()
{
    begin();
    connection()->ask(this, objectCall(m_traits.get), [this](const api::Answer &answer) {
        if (answer.succeeded())
            take(answer.body);
        else
            showFailure(answer);
        if (answer.succeeded() || answer.status == 404)
            setDeleted(!answer.succeeded());
        end();
    });
    loadTab();
}

void ObjectPage::loadTab()
{
    const int tab = m_tabs->currentIndex();
    if (tab >= 0 && tab < m_loads.size() && m_loads[tab].load)
        m_loads[tab].load();
}

void ObjectPage::take(const QJsonObject &object)
{
    m_draft->setBase(object);
    m_readAt = QDateTime::currentDateTime();
    m_name->setText(nameOf(object));
    m_state->setText(stateOf(object));
    shown(object);
    showState();
    Q_EMIT titleChanged();
    // Whoever said "later" is not asked again about the same; the bar keeps saying it.
    QJsonObject theirs;
    for (const DraftConflict &conflict : m_draft->conflicts())
        theirs.insert(conflict.path, conflict.theirs);
    if (!theirs.isEmpty() && theirs != m_offered)
        openMerge();
}

void ObjectPage::openMerge()
{
    const QList<DraftConflict> conflicts = m_draft->conflicts();
    if (conflicts.isEmpty())
        return;
    // One that shows what was theirs before is out of date.
    if (m_merge)
        m_merge->reject();
    m_offered = {};
    for (const DraftConflict &conflict : conflicts)
        m_offered.insert(conflict.path, conflict.theirs);
    m_merge = new MergeDialog(m_draft, conflicts, this);
    m_merge->open();
}

bool ObjectPage::isMergeDue()
{
    if (m_draft->conflicts().isEmpty())
        return false;
    m_banner->showMessage(
        Tone::Warning, tr("Not saved: somebody else changed the same fields. Choose what counts first."));
    openMerge();
    return true;
}

void ObjectPage::showState()
{
    const QString permission = QLatin1StringView(m_traits.writePermission);
    QString readOnly;
    if (m_traits.update < 0)
        readOnly = tr("This cannot be changed.");
    else if (connection()->knowsRights() && !connection()->may(permission))
        readOnly = connection()->isOffline() ? tr("Not while you are working offline.")
                                             : tr("Needs the right %1").arg(permission);
    else if (m_isDeleted)
        readOnly = tr("It is deleted.");
    else if (!m_draft->hasBase())
        readOnly = tr("Not read yet.");
    QString problem = readOnly;
    for (Form *form : m_forms) {
        form->setReadOnly(readOnly);
        if (problem.isEmpty())
            problem = form->problem();
    }
    m_bar->setProblem(problem);
}

api::Call ObjectPage::updateCall(const QString &reason) const
{
    api::Call call = objectCall(m_traits.update);
    call.body = m_draft->patch();
    call.options.ifVersion = m_draft->version();
    call.options.reason = reason;
    return call;
}

void ObjectPage::save(const QString &reason)
{
    if (m_isSaving || !m_draft->isDirty() || isMergeDue())
        return;
    for (const Form *form : m_forms) {
        if (const QString problem = form->problem(); !problem.isEmpty()) {
            m_banner->showMessage(Tone::Warning, tr("Not saved. %1").arg(problem));
            return;
        }
    }
    // Should the program end before the answer comes.
    m_draft->flush();
    m_isSaving = true;
    m_bar->setSaving(true);
    begin();
    connection()->ask(this, updateCall(reason), [this](const api::Answer &answer) {
        m_isSaving = false;
        m_bar->setSaving(false);
        if (answer.succeeded()) {
            m_draft->discard();
            take(answer.body);
            loadTab();
            m_banner->showMessage(Tone::Good, tr("Saved."));
        } else if (answer.status == 412) {
            readTheirs();
        } else {
            showFailure(answer);
        }
        end();
    });
}

void ObjectPage::readTheirs()
{
    begin();
    connection()->ask(this, objectCall(m_traits.get), [this](const api::Answer &answer) {
        if (answer.succeeded()) {
            m_offered = {};
            take(answer.body);
            m_banner->showMessage(Tone::Warning,
                tr("Not saved: somebody else changed this meanwhile. What you changed still stands here beside it; look, "
                   "and save again."));
        } else {
            showFailure(answer);
        }
        end();
    });
}

void ObjectPage::review()
{
    if (!m_draft->isDirty() || m_traits.update < 0 || isMergeDue())
        return;
    auto *const dialog = new ReviewDialog(connection(), m_location, updateCall({}), m_draft->changes(), this);
    connect(dialog, &ReviewDialog::confirmed, this, &ObjectPage::save);
    dialog->open();
}

void ObjectPage::discard()
{
    m_draft->discard();
    m_banner->dismiss();
}

void ObjectPage::run(api::Call call, const QString &done, const std::function<void(const QJsonObject &)> &then)
{
    begin();
    connection()->ask(this, std::move(call), [this, done, then](const api::Answer &answer) {
        if (answer.succeeded()) {
            if (!done.isEmpty())
                m_banner->showMessage(Tone::Good, done);
            if (then)
                then(answer.body);
            load();
        } else {
            showFailure(answer);
        }
        end();
    });
}

void ObjectPage::read(api::Call call, const std::function<void(const QJsonObject &)> &then)
{
    begin();
    connection()->ask(this, std::move(call), [this, then](const api::Answer &answer) {
        if (answer.succeeded())
            then(answer.body);
        else
            showFailure(answer);
        end();
    });
}

void ObjectPage::showFailure(const api::Answer &answer)
{
    if (answer.mayBeDone) {
        m_banner->showMessage(Tone::Warning, failureText(answer));
        return;
    }
    if (answer.status == 0 || (answer.status == 401 && !answer.demand)) {
        QStringList texts { tr("The server was not reached.") };
        if (m_readAt.isValid())
            texts.append(tr("What you see is from %1.").arg(momentText(m_readAt)));
        if (m_draft->isDirty())
            texts.append(tr("Your changes are kept here."));
        m_banner->showMessage(Tone::Warning, texts.join(u' '));
        return;
    }
    if (answer.status == 404 && !m_draft->hasBase()) {
        m_banner->showMessage(Tone::Warning, tr("This is not there (any more)."));
        return;
    }
    QStringList texts { failureText(answer) };
    if (const auto error = answer.error(); !error) {
        QList<FieldError> left = error.error().fields;
        for (Form *form : m_forms)
            left = form->showErrors(left);
        for (const FieldError &field : left)
            texts.append(u"%1: %2"_s.arg(field.path, field.message));
    }
    m_banner->showMessage(Tone::Bad, texts.join(u' '));
}

}
