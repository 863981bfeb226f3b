// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Connection.h"
#include "app/MainWindow.h"
#include "app/Page.h"
#include "app/Sidebar.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QSettings>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabWidget>

namespace auth::console {

using namespace Qt::StringLiterals;

namespace {

/// Where the places of a server are kept.
QString sessionGroup(const QUrl &server)
{
    const QByteArray hash = QCryptographicHash::hash(
        server.toString(QUrl::StripTrailingSlash).toUtf8(), QCryptographicHash::Sha256);
    return u"sessions/"_s + QString::fromLatin1(hash.toHex().left(32));
}

}

void MainWindow::keepSession() const
{
    if (!m_connection || !m_tabs)
        return;
    QStringList tabs;
    for (int i = 1; i < m_tabs->count(); ++i)
        tabs.append(QString::fromLatin1(
            toLink(static_cast<Page *>(m_tabs->widget(i))->location(), m_connection->server()).toEncoded()));
    const auto *const area = static_cast<Page *>(m_areas->currentWidget());
    QSettings settings;
    settings.beginGroup(sessionGroup(m_connection->server()));
    settings.setValue("realm"_L1, m_connection->realm());
    settings.setValue("page"_L1, area ? area->location().page : QString());
    settings.setValue("tabs"_L1, tabs);
    settings.setValue("current"_L1, m_tabs->currentIndex());
}

void MainWindow::restoreSession()
{
    QSettings settings;
    settings.beginGroup(sessionGroup(m_connection->server()));
    if (const QString realm = settings.value("realm"_L1).toString(); !realm.isEmpty())
        m_connection->setRealm(realm);
    const QString page = settings.value("page"_L1).toString();
    open({ findPageKind(page) ? page : Sidebar::pages().first(), {}, {}, {} });
    for (const QString &tab : settings.value("tabs"_L1).toStringList()) {
        if (const auto link = fromLink(QUrl(tab)))
            open(link->location);
    }
    if (const int current = settings.value("current"_L1).toInt(); current < m_tabs->count())
        m_tabs->setCurrentIndex(current);
}

}
