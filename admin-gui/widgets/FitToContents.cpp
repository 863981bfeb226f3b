// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/FitToContents.h"

#include <QtCore/QEvent>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLayout>

namespace auth::console {

namespace {

class Fitting final : public QObject {
public:
    explicit Fitting(QDialog *dialog)
        : QObject(dialog)
        , m_dialog(dialog)
    {
        dialog->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show)
            QMetaObject::invokeMethod(this, [this] { grow(); }, Qt::QueuedConnection);
        return QObject::eventFilter(watched, event);
    }

private:
    void grow() const
    {
        // Until it is shown, it asks for the size that it likes by itself.
        if (!m_dialog->isVisible())
            return;
        const QLayout *const layout = m_dialog->layout();
        const int needed = layout ? layout->totalHeightForWidth(m_dialog->width()) : 0;
        if (needed > m_dialog->height())
            m_dialog->resize(m_dialog->width(), needed);
    }

    QDialog *m_dialog;
};

}

void fitToContents(QDialog *dialog)
{
    new Fitting(dialog);
}

}
