// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/PermissionMatrixModel.h"

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;
class QTableView;

namespace auth::console {

/// A PermissionMatrixModel to look at and to draft in. Space grants and takes away, typing letters goes to a
/// permission, names of permissions and roles stay where they are while one scrolls.
class PermissionMatrix final : public QWidget {
    Q_OBJECT

public:
    explicit PermissionMatrix(QWidget *parent = nullptr);

    PermissionMatrixModel *model() { return m_model; }
    QTableView *view() const { return m_view; }
    QLineEdit *search() const { return m_search; }
    /// `2 roles change: 3 permissions granted, 1 taken away. 5 roles are affected.` Empty without a draft.
    QString summary() const;
    /// Shows only permissions with \a text in their name or description.
    void setRowFilter(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void measure();
    void showSummary();

    PermissionMatrixModel *m_model;
    QLineEdit *m_search;
    QTableView *m_view;
    QLabel *m_summary;
};

}
