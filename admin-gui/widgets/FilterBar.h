// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/FilterText.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QAction;
class QCompleter;
class QLabel;
class QLineEdit;
class QStringListModel;

namespace auth::console {

/// A line for a filter of the API: completes what is under the cursor, says while one types what the server would
/// refuse, and shows what has to hold as chips that can be taken away.
class FilterBar final : public QWidget {
    Q_OBJECT

public:
    enum class Validity : quint8 {
        Empty,
        Valid,
        Unfinished, ///< Wrong where the cursor still is.
        Invalid,
    };

    explicit FilterBar(QWidget *parent = nullptr);
    ~FilterBar() override;

    /// What it completes and knows. Nothing known: only the server judges.
    void setFields(const QList<FilterField> &fields);
    /// What one filters here, for screen readers.
    void setSubject(const QString &subject);

    QString text() const;
    /// Shows \a text and announces it.
    void setText(const QString &text);
    /// Adds `field:value`, or its opposite.
    void addTerm(const QString &field, const QString &value, bool excludes = false);
    /// What the server said of the filter; empty where it took it.
    void setServerProblem(const QString &message);

    Validity validity() const { return m_validity; }
    QString message() const;
    QStringList chips() const;
    QLineEdit *lineEdit() const { return m_edit; }
    QCompleter *completer() const { return m_completer; }

Q_SIGNALS:
    /// A filter that can be asked for: a moment after the last key, or at Enter.
    void filterChanged(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void judge();
    void showState();
    void showChips();
    void offerCompletion(bool always);
    void insertCompletion(const QString &word);
    void announce();

    QList<FilterField> m_fields;
    QLineEdit *m_edit;
    QAction *m_sign;
    QAction *m_clear;
    QLabel *m_message;
    QWidget *m_chipRow;
    QCompleter *m_completer;
    QStringListModel *m_words;
    QTimer m_pause;
    Validity m_validity = Validity::Empty;
    QString m_problem;
    QString m_serverProblem;
    QString m_announced;
    QStringList m_shownChips;
};

}
