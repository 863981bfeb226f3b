// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;

namespace auth::console {

class Draft;

/// Says how much of a page is changed and not saved, and what can be done about it. Hidden while nothing is.
class ChangesBar final : public QWidget {
    Q_OBJECT

public:
    ChangesBar(Draft *draft, QWidget *parent);

    /// Why it cannot be saved; empty: it can.
    void setProblem(const QString &problem);
    void setSaving(bool isSaving);

Q_SIGNALS:
    void discardRequested();
    void reviewRequested();
    void saveRequested();
    void resolveRequested();

private:
    void show();

    Draft *m_draft;
    QLabel *m_text;
    QPushButton *m_resolve;
    QPushButton *m_discard;
    QPushButton *m_review;
    QPushButton *m_save;
    QString m_problem;
    bool m_isSaving = false;
};

}
