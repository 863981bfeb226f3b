// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ListPage.h"

#include <QtCore/QSettings>
#include <QtWidgets/QDialog>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

void ListPage::setInspectorDetached(bool isDetached)
{
    if (isDetached == isInspectorDetached())
        return;
    const QString key = u"pages/%1/inspector"_s.arg(m_location.page);
    if (!isDetached) {
        QSettings().setValue(key, m_inspectorWindow->saveGeometry());
        m_splitter->addWidget(m_inspector);
        m_inspectorWindow->deleteLater();
        m_inspectorWindow.clear();
        showSelection();
        return;
    }
    // Above its page, and gone with it.
    m_inspectorWindow = new QDialog(this, Qt::Tool);
    m_inspectorWindow->setObjectName(u"inspectorWindow"_s);
    m_inspectorWindow->setWindowTitle(tr("%1: what is selected").arg(m_traits.subject));
    auto *const column = new QVBoxLayout(m_inspectorWindow);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_inspector);
    connect(m_inspectorWindow, &QDialog::finished, this, [this] { setInspectorDetached(false); });
    if (!m_inspectorWindow->restoreGeometry(QSettings().value(key).toByteArray()))
        m_inspectorWindow->resize(fontMetrics().averageCharWidth() * kInspectorWidth * 3 / 2, height());
    m_inspectorWindow->show();
    showSelection();
}

void ListPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (m_inspectorWindow)
        m_inspectorWindow->show();
}

void ListPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    if (m_inspectorWindow)
        m_inspectorWindow->hide();
}

}
