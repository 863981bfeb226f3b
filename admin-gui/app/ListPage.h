// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/BulkDialog.h"
#include "app/Page.h"
#include "models/RemoteTableModel.h"
#include "widgets/FilterBar.h"

#include <QtCore/QPointer>

class QAction;
class QDialog;
class QFormLayout;
class QHBoxLayout;
class QLabel;
class QSplitter;
class QTableView;

namespace auth::console {

class MessageBanner;
class ViewButton;

/// What a list is made of.
struct ListTraits {
    int operation; ///< That lists; its realm is filled in.
    QList<std::pair<QByteArray, QString>> parameters = {};
    QString key; ///< The member that tells items apart.
    QList<RemoteColumn> columns;
    QList<FilterField> fields; ///< What one can filter by.
    QString subject; ///< `Users`
    QString objectPage = {}; ///< The page that one item opens; empty: none.
    QString titleField = {}; ///< What the inspector is headed with.
    QList<std::pair<QString, QString>> facts = {}; ///< Further members that the inspector shows, and their names.
    QString emptyText = {}; ///< What to do where there is nothing yet.
};

/// A list of the server: filter bar, rows, what is selected beside it, and what can be done with it.
class ListPage : public Page {
    Q_OBJECT

public:
    ListPage(Connection *connection, Location location, QWidget *parent, ListTraits traits);
    ~ListPage() override;

    void load() override;
    bool isLoading() const override;
    void focusFilter() override;
    Location location() const override;
    void setFilter(const QString &filter) override;

    const ListTraits &traits() const { return m_traits; }
    RemoteTableModel *model() const { return m_model; }
    QTableView *table() const { return m_table; }
    ViewButton *viewButton() const { return m_views; }
    /// Whether what is selected is shown in a window of its own, and not beside the rows.
    void setInspectorDetached(bool isDetached);
    bool isInspectorDetached() const { return m_inspectorWindow; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    /// A button beside the title.
    QAction *addHeaderAction(const QString &text, const char *icon, const QKeySequence &shortcut,
        const char *permission, const char *name, const std::function<void()> &run, bool isPrimary = false);
    /// For what is selected: in the inspector, in the row's menu, in the menu Object. \a applies says why not, or is
    /// empty.
    QAction *addSelectionAction(const QString &text, const char *icon, const QKeySequence &shortcut,
        const char *permission, const char *name, const std::function<void(QList<QJsonObject> items)> &run,
        const std::function<QString(const QList<QJsonObject> &items)> &applies = {});
    /// Offers \a choices for all that the filter finds. The page of the job opens when it begins.
    void addBulkAction(const char *permission, const QList<BulkChoice> &choices);
    QList<QJsonObject> selected() const;
    /// Sends \a call; says what came of it above the list, and reads the list again.
    void run(api::Call call, const QString &done);
    MessageBanner *banner() const { return m_banner; }
    QString objectId(const QJsonObject &item) const { return item[m_traits.key].toString(); }

private:
    static constexpr int kInspectorWidth = 38; ///< Characters.
    struct SelectionAction {
        QAction *action;
        std::function<QString(const QList<QJsonObject> &)> applies;
    };

    void showCount();
    void askWhoChanged(const QStringList &ids);
    void showSelection();
    void showFailure();
    void openCurrent();
    void addOpenAction();
    void keepColumns() const;
    QWidget *makeInspector();

    ListTraits m_traits;
    RemoteTableModel *m_model;
    QLabel *m_count;
    QHBoxLayout *m_header;
    FilterBar *m_filterBar;
    MessageBanner *m_banner;
    QTableView *m_table;
    ViewButton *m_views;
    QSplitter *m_splitter;
    QLabel *m_empty;
    QLabel *m_inspectorTitle;
    QFormLayout *m_inspectorFacts;
    QWidget *m_inspectorButtons;
    QWidget *m_inspector;
    QPointer<QDialog> m_inspectorWindow;
    QList<SelectionAction> m_selectionActions;
};

}
