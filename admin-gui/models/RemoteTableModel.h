// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Call.h"
#include "models/RowChanges.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QDateTime>
#include <QtCore/QDeadlineTimer>
#include <QtCore/QHash>
#include <QtCore/QJsonObject>

#include <functional>

namespace auth::console {

class Connection;

/// One column of a list of the admin API.
struct RemoteColumn {
    QString title;
    QString field; ///< The member of an item; `a.b` for a member of a member.
    /// What is shown, where that is not the member as it stands.
    std::function<QString(const QJsonObject &item)> text = {};
    QString sort = {}; ///< How the API calls it in `sort`; empty: it does not sort by it.
    int width = 0; ///< In characters; 0: as the rest.
    /// A word that stands for what the row is like (`good`, `bad`, `off`), for its colour.
    std::function<QString(const QJsonObject &item)> tone = {};
};

/// The member \a path of \a object, `a.b` for a member of a member.
QJsonValue memberAt(const QJsonObject &object, const QString &path);
/// A value of the API as a person reads it.
QString displayText(const QJsonValue &value);

/// Rows of a list that lives on the server, which filters, sorts and pages. Read as far as somebody looks; what was left
/// behind far away is forgotten, apart from where its page began, and read again on the way back, so that ten million rows
/// take no more memory than some thousand. An answer to an older question is dropped.
class RemoteTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    static constexpr int kPageSize = 200;
    static constexpr int kPagesKept = 20;
    /// LightRole: how new it is that somebody else changed the row, 1 to 0.
    enum Role { ItemRole = Qt::UserRole, IdRole, ToneRole, RowToneRole, LightRole };
    /// How many there are, as the server counts them.
    struct Total {
        qint64 count = 0;
        bool isEstimate = false;
    };

    /// \a key is the member that tells items apart.
    RemoteTableModel(Connection *connection, QList<RemoteColumn> columns, QString key, QObject *parent);

    /// What is listed; nothing is read before the first load().
    void setCall(const api::Call &call);
    /// Reads anew. Whoever types is the FilterBar's business: it announces a filter when the typing has paused.
    void setFilter(const QString &filter);
    /// Does not read: for what always holds on a page.
    void presetFilter(const QString &filter) { m_filter = filter; }
    QString filter() const { return m_filter; }
    /// As the API calls it; empty: as the server has it.
    QString sorting() const { return m_sort; }
    /// Reads again what is shown, and changes only what differs: selection and scroll position stay.
    void load();

    /// Rows that came since, newest last, before all others; those that are there already are left out.
    void prepend(const QJsonArray &items);
    /// A word for what whole rows are like.
    void setRowTone(std::function<QString(const QJsonObject &item)> tone);
    /// Rows that changed without a change of ours.
    RowChanges *changes() { return &m_changes; }

    /// What the filter finds in all, where the server counts it.
    std::optional<Total> total() const { return m_total; }
    /// The same without the filter, as far as it was asked.
    std::optional<Total> unfilteredTotal() const { return m_unfilteredTotal; }
    bool isLoading() const { return m_isLoading; }
    /// Did the last answer end the list?
    bool isComplete() const { return m_isComplete; }
    QDateTime loadedAt() const { return m_loadedAt; }
    /// Why the last question was not answered; empty: it was.
    const api::Answer &failure() const { return m_failure; }

    /// Nothing where the row is forgotten.
    QJsonObject item(int row) const;
    QString id(int row) const;
    /// Of a row that is here; -1: it is not.
    int rowOf(const QString &id) const;
    /// How many rows are in memory.
    int heldRows() const;
    const QList<RemoteColumn> &columns() const { return m_columns; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void loadingChanged();
    /// An answer came: rows are as the server has them.
    void loaded();
    /// None came, or it was a refusal; the rows stay.
    void failed();
    /// unfilteredTotal() is known.
    void counted();
    /// Somebody else changed the rows with \a ids since they were read last.
    void changedElsewhere(const QStringList &ids);

private:
    struct Row {
        QString id;
        QJsonObject item;
    };
    struct Page {
        QString after; ///< The cursor that it began with.
        int first = 0; ///< Its first row.
        int count = 0;
        QList<Row> rows = {}; ///< Empty: forgotten, read again when somebody looks.
        mutable quint64 lastUsed = 0;

        bool isHere() const { return !rows.isEmpty(); }
    };

    api::Call pageCall(const QString &after) const;
    void ask(const QString &after);
    void take(const api::Answer &answer, const QString &after);
    void append(const QJsonArray &items, const QString &after);
    void merge(QList<Page> pages);
    void markChanged(const QList<Page> &pages);
    void countUnfiltered();
    void removeOthers(const QHash<QString, int> &wanted);
    void reorder(const QHash<QString, int> &wanted);
    void miss(int page) const;
    void bringBack();
    /// The page could not be read: whoever draws its rows asks for it again, but not at once.
    void waitForPage(int page);
    bool mayAskFor(int page) const;
    void forgetOldPages();
    void forgetAll();
    int pageOf(int row) const;
    const Row *rowAt(int row) const;
    void setLoading(bool isLoading);
    QList<Row> toRows(const QJsonArray &items) const;

    Connection *m_connection;
    QList<RemoteColumn> m_columns;
    QString m_key;
    std::optional<api::Call> m_call;
    QString m_filter;
    QString m_sort;
    QList<Page> m_pages;
    QList<Page> m_freshPages; ///< While it reads again: what came so far.
    bool m_isReloading = false;
    QString m_next;
    bool m_isComplete = true;
    bool m_isLoading = false;
    int m_generation = 0;
    int m_outstanding = 0; ///< Questions whose answers did not come yet, whoever still waits for them.
    bool m_isHeldBack = false;
    mutable quint64 m_uses = 0;
    struct Unreadable {
        int failures = 0;
        QDeadlineTimer notBefore;
    };
    QHash<int, Unreadable> m_unreadable; ///< Pages that could not be read again.
    mutable QList<int> m_missed; ///< Forgotten pages that somebody looked at, the last one last.
    QList<int> m_returning; ///< Those that are on their way back.
    QDateTime m_loadedAt;
    api::Answer m_failure;
    RowChanges m_changes { this };
    bool m_hasChangedItself = false; ///< Something was changed through this connection since the rows were read.
    std::function<QString(const QJsonObject &item)> m_rowTone;
    std::optional<Total> m_total;
    std::optional<Total> m_unfilteredTotal;
    bool m_isCounting = false;
};

}
