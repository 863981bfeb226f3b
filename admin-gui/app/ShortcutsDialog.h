// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QPointer>
#include <QtGui/QAction>
#include <QtWidgets/QDialog>

class QKeySequenceEdit;
class QLabel;
class QPushButton;
class QTableWidget;

namespace auth::console {

/// The actions of a window and of its page, with their keys, which can be changed.
class ShortcutsDialog final : public QDialog {
    Q_OBJECT

public:
    ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent);

private:
    QAction *chosen() const;
    void showRow(int row);
    void showChosen();
    /// Gives the chosen action what was pressed, unless another one has it.
    void take();

    QList<QPointer<QAction>> m_actions;
    QTableWidget *m_table;
    QKeySequenceEdit *m_keys;
    QPushButton *m_standard;
    QLabel *m_problem;
};

}
