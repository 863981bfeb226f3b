// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ColorRules.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace auth::console {

/// The colour rules of a page: which rows stand on which surface. The first rule that fits counts.
class ColorRulesDialog final : public QDialog {
    Q_OBJECT

public:
    /// \a fields: what a rule can ask.
    ColorRulesDialog(const QString &page, const QList<FilterField> &fields, QWidget *parent);

Q_SIGNALS:
    /// They are kept.
    void rulesChanged();

private:
    void add();
    void move(int by);
    void show();
    void keep();

    QString m_page;
    QList<FilterField> m_fields;
    QList<ColorRule> m_rules;
    QTableWidget *m_table;
    QLineEdit *m_filter;
    QComboBox *m_tone;
    QPushButton *m_add;
    QPushButton *m_remove;
    QPushButton *m_up;
    QLabel *m_problem;
};

}
