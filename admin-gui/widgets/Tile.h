// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/ChartData.h"

#include <QtWidgets/QAbstractButton>

namespace auth::console {

/// A number that matters, what it counts, and how it went. It is a button: one sees behind it.
class Tile final : public QAbstractButton {
    Q_OBJECT

public:
    explicit Tile(const QString &title, QWidget *parent = nullptr);

    /// \a note says more below; Bad and Warning colour the value.
    void setValue(const QString &value, const QString &note = {}, Tone tone = Tone::Neutral);
    /// How it went, as a line; nothing for none.
    void setCourse(const QList<double> &values);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont valueFont() const;

    QString m_value;
    QString m_note;
    Tone m_tone = Tone::Neutral;
    ChartData m_course;
};

}
