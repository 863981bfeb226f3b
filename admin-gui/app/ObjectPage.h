// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Page.h"

#include <QtCore/QDateTime>
#include <QtCore/QPointer>
#include <QtGui/QKeySequence>

class QAction;
class QHBoxLayout;
class QLabel;
class QTabWidget;

namespace auth::console {

class ChangesBar;
class Form;
class MergeDialog;
class MessageBanner;

/// The operations on one object; -1: there is none.
struct ObjectTraits {
    int get;
    int update = -1;
    int history = -1;
    int revert = -1;
    const char *parameter; ///< Of their paths, beside the realm.
    const char *writePermission = "";
    const char *noun = ""; ///< For the page's list: what the sidebar's page is called.
};

/// One object in a tab of its own: what is edited is a draft, saved against the version that it began with. Where
/// somebody else was faster, one chooses field by field what counts.
class ObjectPage : public Page {
    Q_OBJECT

public:
    ObjectPage(Connection *connection, Location location, QWidget *parent, ObjectTraits traits);

    void load() override;
    bool isLoading() const override { return m_requests > 0; }
    Draft *draft() const override { return m_draft; }
    QString title() const override;
    void setFilter(const QString &tab) override;

    void save(const QString &reason = {});
    void review();
    void discard();

protected:
    /// What the object is called.
    virtual QString nameOf(const QJsonObject &object) const = 0;
    /// A few words about its state, beside the name.
    virtual QString stateOf(const QJsonObject &) const { return {}; }
    /// Called with each answer; \a object is the draft's base.
    virtual void shown(const QJsonObject &) { }

    Form *addForm(const QString &title, const char *name);
    /// \a load is called when the tab is looked at, and again with each load() while it is.
    void addTab(QWidget *tab, const QString &title, const char *name, const std::function<void()> &load = {});
    void addHistory();
    QAction *addObjectAction(const QString &text, const char *icon, const QKeySequence &shortcut,
        const char *permission, const char *name, const std::function<void()> &run);
    void setObstacle(QAction *action, const QString &obstacle);
    /// The actions that delete the object and take it back. \a consequence: what comes of it, a sentence.
    void addDeletion(int remove, int undelete, const QString &consequence);

    api::Call objectCall(int operation, QList<std::pair<QByteArray, QString>> parameters = {}) const;
    /// Sends \a call, says what came of it, and reads the object again.
    void run(api::Call call, const QString &done, const std::function<void(const QJsonObject &)> &then = {});
    /// Sends \a call and hands its answer on where it is a success.
    void read(api::Call call, const std::function<void(const QJsonObject &)> &then);
    void showFailure(const api::Answer &answer);
    MessageBanner *banner() const { return m_banner; }
    const QJsonObject &object() const;

private:
    void take(const QJsonObject &object);
    void showState();
    void loadTab();
    /// After a 412: reads what they made of it.
    void readTheirs();
    /// Has somebody choose what counts of what both changed.
    void openMerge();
    bool isMergeDue();
    /// Says what comes of it, and does it then.
    void askToRevert(api::Call call, qint64 version);
    api::Call updateCall(const QString &reason) const;
    void askToDelete(int remove, const QString &consequence);
    /// The server has it no more, or again.
    void setDeleted(bool isDeleted);
    void begin();
    void end();

    struct Tab {
        std::function<void()> load;
    };

    ObjectTraits m_traits;
    Draft *m_draft;
    QLabel *m_name;
    QLabel *m_state;
    QHBoxLayout *m_actions;
    MessageBanner *m_banner;
    QTabWidget *m_tabs;
    ChangesBar *m_bar;
    QPointer<MergeDialog> m_merge;
    QJsonObject m_offered; ///< Theirs, by path, as the merge dialog showed them last.
    QList<Form *> m_forms;
    QList<Tab> m_loads;
    QAction *m_delete = nullptr;
    QAction *m_undelete = nullptr;
    bool m_isDeleted = false;
    QDateTime m_readAt; ///< What is shown.
    int m_requests = 0;
    bool m_isSaving = false;
};

}
