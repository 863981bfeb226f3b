// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Tones.h"

#include <QtWidgets/QFrame>

class QAction;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace auth::console {

/// A sentence above what it is about, with what one can do: never a window in the way.
class MessageBanner final : public QFrame {
    Q_OBJECT

public:
    explicit MessageBanner(QWidget *parent = nullptr);

    /// Shows \a text, told to screen readers; its buttons are those that are added afterwards.
    void showMessage(Tone tone, const QString &text);
    /// A button for the message that is shown.
    QAction *addButton(const QString &text);
    /// Can one put it away? Not where it speaks of a state that goes on.
    void setClosable(bool closable);
    void dismiss();

    QString text() const;
    Tone tone() const { return m_tone; }

Q_SIGNALS:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showTone();

    Tone m_tone = Tone::Neutral;
    QLabel *m_sign;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
    QToolButton *m_close;
};

}
