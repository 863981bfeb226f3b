// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/RealmSwitcher.h"

#include "app/Connection.h"
#include "app/Icons.h"
#include "models/RemoteTableModel.h"
#include "widgets/FilterText.h"
#include "widgets/RowDelegate.h"

#include <QtCore/QTimer>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QFrame>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds kPause { 250 };

}

RealmSwitcher::RealmSwitcher(Connection *connection, QWidget *parent)
    : QToolButton(parent)
    , m_connection(connection)
    , m_model(new RemoteTableModel(connection,
          { { tr("Realm"), u"name"_s }, { tr("Name"), u"display_name"_s } }, u"id"_s, this))
    , m_popup(new QFrame(this, Qt::Popup))
    , m_search(new QLineEdit(m_popup))
    , m_list(new QTableView(m_popup))
{
    setObjectName(u"realmSwitcher"_s);
    setIcon(console::icon(u"realms"_s));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    const auto show = [this] {
        setText(u"%1  ▾"_s.arg(m_connection->realm()));
        setAccessibleName(tr("Realm: %1").arg(m_connection->realm()));
        setToolTip(tr("Switch to another realm (Ctrl+Shift+R)"));
    };
    show();
    connect(connection, &Connection::realmChanged, this, show);
    connect(this, &QToolButton::clicked, this, &RealmSwitcher::openSearch);

    m_popup->setFrameShape(QFrame::StyledPanel);
    m_search->setObjectName(u"realmSearchLineEdit"_s);
    m_search->setPlaceholderText(tr("Search realms"));
    m_search->setAccessibleName(tr("Search realms"));
    m_search->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setObjectName(u"realmsFoundTableView"_s);
    m_list->setAccessibleName(tr("Realms found"));
    m_list->horizontalHeader()->hide();
    m_list->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_list->verticalHeader()->hide();
    m_list->setShowGrid(false);
    m_list->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setTabKeyNavigation(false);
    auto *const column = new QVBoxLayout(m_popup);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_search);
    column->addWidget(m_list);

    auto *const pause = new QTimer(this);
    pause->setSingleShot(true);
    pause->setInterval(kPause);
    connect(m_search, &QLineEdit::textChanged, pause, qOverload<>(&QTimer::start));
    connect(pause, &QTimer::timeout, this, [this] {
        const QString text = m_search->text().trimmed();
        m_model->setFilter(text.isEmpty() ? QString() : filterTerm({}, text));
    });
    connect(m_model, &RemoteTableModel::loaded, this, [this] {
        if (!m_list->currentIndex().isValid() && m_model->rowCount() > 0)
            m_list->selectRow(0);
    });
    connect(m_list, &QTableView::activated, this, &RealmSwitcher::choose);
    connect(m_list, &QTableView::clicked, this, &RealmSwitcher::choose);
}

void RealmSwitcher::openSearch()
{
    m_model->setCall(m_connection->call(api::operation::kListRealms));
    m_model->load();
    m_search->clear();
    m_popup->resize(fontMetrics().averageCharWidth() * 46, fontMetrics().height() * 20);
    m_popup->move(mapToGlobal(QPoint(0, height() + 2)));
    m_popup->show();
    m_search->setFocus();
}

void RealmSwitcher::choose()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return;
    const QString name = m_model->item(index.row())[u"name"].toString();
    m_popup->hide();
    m_connection->setRealm(name);
}

bool RealmSwitcher::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            choose();
            return true;
        }
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0 && m_model->rowCount() > 0) {
            m_list->selectRow(std::clamp(m_list->currentIndex().row() + step, 0, m_model->rowCount() - 1));
            return true;
        }
    }
    return QToolButton::eventFilter(watched, event);
}

}
