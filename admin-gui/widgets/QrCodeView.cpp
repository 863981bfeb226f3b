// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/QrCodeView.h"

#include <QtGui/QPainter>

#include <memory>

#include <qrencode.h>

namespace auth::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int kQuiet = 4; ///< Modules around it (ISO/IEC 18004 §6.3.8).

}

QrCodeView::QrCodeView(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"qrCodeView"_s);
    setAccessibleName(tr("QR code"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

bool QrCodeView::setText(const QByteArray &text)
{
    struct Free {
        void operator()(QRcode *code) const { QRcode_free(code); }
    };
    std::unique_ptr<QRcode, Free> code;
    if (!text.isEmpty())
        code.reset(QRcode_encodeData(
            static_cast<int>(text.size()), reinterpret_cast<const unsigned char *>(text.constData()), 0, QR_ECLEVEL_M));
    m_width = code ? code->width : 0;
    m_dark = QBitArray(m_width * m_width);
    for (int module = 0; module < m_width * m_width; ++module)
        m_dark.setBit(module, (code->data[module] & 1) != 0);
    updateGeometry();
    update();
    return code != nullptr;
}

QSize QrCodeView::sizeHint() const
{
    // Large enough for a telephone at arm's length.
    const int each = qMax(3, fontMetrics().height() / 4);
    const int side = (qMax(33, m_width) + 2 * kQuiet) * each;
    return { side, side };
}

QSize QrCodeView::minimumSizeHint() const
{
    const int side = (qMax(33, m_width) + 2 * kQuiet) * 3;
    return { side, side };
}

void QrCodeView::paintEvent(QPaintEvent *)
{
    if (m_width == 0)
        return;
    QPainter painter(this);
    // Whole pixels of the screen: no module is wider than another.
    const qreal ratio = devicePixelRatioF();
    const int cells = m_width + 2 * kQuiet;
    const qreal each = std::max(1.0, std::floor(qMin(width(), height()) * ratio / cells)) / ratio;
    const qreal side = each * cells;
    const QPointF corner(
        std::floor((width() - side) / 2 * ratio) / ratio, std::floor((height() - side) / 2 * ratio) / ratio);
    painter.fillRect(QRectF(corner, QSizeF(side, side)), Qt::white);
    for (int y = 0; y < m_width; ++y) {
        for (int x = 0; x < m_width; ++x) {
            if (m_dark.testBit(y * m_width + x))
                painter.fillRect(
                    QRectF(corner + QPointF((x + kQuiet) * each, (y + kQuiet) * each), QSizeF(each, each)), Qt::black);
        }
    }
}

}
