// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QBitArray>
#include <QtWidgets/QWidget>

namespace auth::console {

/// A QR code (ISO/IEC 18004), dark on light with its quiet zone, whatever the theme is: readers need it.
class QrCodeView final : public QWidget {
    Q_OBJECT

public:
    explicit QrCodeView(QWidget *parent = nullptr);

    /// Shows \a text. False where it does not fit into a code: then nothing is shown.
    bool setText(const QByteArray &text);
    /// Modules of a side, without the quiet zone; 0 where nothing is shown.
    int modules() const { return m_width; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_width = 0;
    QBitArray m_dark;
};

}
