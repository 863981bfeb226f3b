// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Tones.h"

#include <QtWidgets/QDialog>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;

namespace auth::console {

/// Something that comes of a deed.
struct Consequence {
    Tone tone = Tone::Neutral;
    QString text;
};

/// Says what comes of a deed before it is done, how a script would do it, and asks for the reason. It is opened, never
/// executed: nothing waits for it.
class ConsequenceDialog final : public QDialog {
    Q_OBJECT

public:
    ConsequenceDialog(const QString &title, const QString &question, QWidget *parent);

    void setConsequences(const QList<Consequence> &consequences);
    /// As one would type them.
    void setCommands(const QStringList &commands);
    /// What the button that does it says; Bad where it cannot be taken back.
    void setDeed(const QString &text, Tone tone);

Q_SIGNALS:
    void confirmed(const QString &reason);

private:
    QLineEdit *m_reason;
    QPushButton *m_do;
    QScrollArea *m_area;
    QWidget *m_list;
    QPlainTextEdit *m_commands;
};

}
