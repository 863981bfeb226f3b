// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CommandPalette.h"

#include "app/Connection.h"
#include "app/Icons.h"
#include "app/Page.h"
#include "widgets/FilterText.h"

#include <QtCore/QJsonArray>
#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds kPause { 200 };
constexpr int kFromServer = 6;

}

CommandPalette::CommandPalette(Connection *connection, QList<QAction *> actions, QWidget *parent)
    : QDialog(parent)
    , m_connection(connection)
    , m_actions(std::move(actions))
    , m_text(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setObjectName(u"commandPalette"_s);
    setWindowTitle(tr("Go to anything"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_text->setObjectName(u"paletteLineEdit"_s);
    m_text->setAccessibleName(tr("Go to anything"));
    m_text->setPlaceholderText(tr("Page, user, application…   @user  #role  >action"));
    m_text->installEventFilter(this);
    m_list->setObjectName(u"paletteListWidget"_s);
    m_list->setAccessibleName(tr("Places and actions"));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->addWidget(m_text);
    column->addWidget(m_list);
    resize(fontMetrics().averageCharWidth() * 72, fontMetrics().height() * 24);
    connect(m_text, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::choose);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        const QString text = m_text->text().trimmed();
        const bool users = !text.startsWith(u'#') && !text.startsWith(u'>');
        const bool roles = !text.startsWith(u'@') && !text.startsWith(u'>');
        const QString wanted = text.startsWith(u'@') || text.startsWith(u'#') ? text.mid(1).trimmed() : text;
        if (wanted.isEmpty())
            return;
        using namespace api::operation;
        if (users)
            askServer(kListUsers, wanted, u"user"_s, u"username"_s, u"email"_s, u"user"_s);
        if (users && !text.startsWith(u'@'))
            askServer(kListApplications, wanted, u"application"_s, u"client_id"_s, u"client_name"_s, u"applications"_s);
        if (users && !text.startsWith(u'@'))
            askServer(kListOrganizations, wanted, u"organization"_s, u"name"_s, u"display_name"_s, u"organizations"_s);
        if (roles && findPageKind(u"role"_s))
            askServer(kListRoles, wanted, u"role"_s, u"name"_s, u"description"_s, u"roles"_s);
        showNothing();
    });
    search();
}

void CommandPalette::add(Entry entry)
{
    if (m_entries.isEmpty())
        m_list->clear();
    auto *const item = new QListWidgetItem(
        icon(entry.icon), entry.detail.isEmpty() ? entry.title : u"%1    %2"_s.arg(entry.title, entry.detail), m_list);
    item->setToolTip(entry.detail);
    m_entries.append(std::move(entry));
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
}

void CommandPalette::search()
{
    ++m_generation;
    m_asked = 0;
    m_list->clear();
    m_entries.clear();
    const QString text = m_text->text().trimmed();
    const bool onlyActions = text.startsWith(u'>');
    const bool onlyObjects = text.startsWith(u'@') || text.startsWith(u'#');
    const QString wanted = (onlyActions ? text.mid(1) : text).trimmed();
    if (!onlyActions && !onlyObjects) {
        for (const PageKind *kind : pageKinds()) {
            if (kind->area == PageKind::Area::Object || !m_connection->has(kind->operation)
                || !m_connection->may(QLatin1StringView(kind->permission))
                || !kind->translatedTitle().contains(wanted, Qt::CaseInsensitive))
                continue;
            const QString name = QLatin1StringView(kind->name);
            add({ kind->translatedTitle(), tr("Page"), QLatin1StringView(kind->icon),
                [this, name] { Q_EMIT chosen({ name, m_connection->realm(), {}, {} }); } });
        }
    }
    if (!onlyObjects) {
        for (QAction *action : m_actions) {
            QString title = action->text();
            title.remove(u'&');
            if (!action->isEnabled() || title.isEmpty() || (wanted.isEmpty() && !onlyActions)
                || !title.contains(wanted, Qt::CaseInsensitive))
                continue;
            add({ title, action->shortcut().toString(QKeySequence::NativeText), u"settings"_s,
                [action] { action->trigger(); } });
        }
    }
    m_pause.start();
}

void CommandPalette::askServer(int operation, const QString &text, const QString &page, const QString &titleField,
    const QString &detailField, const QString &iconName)
{
    api::Call call = m_connection->call(operation);
    if (!m_connection->may(QLatin1StringView(call.operation->permission)))
        return;
    call.list.query = filterTerm({}, text);
    call.list.limit = kFromServer;
    ++m_asked;
    m_connection->ask(this, std::move(call),
        [this, page, titleField, detailField, iconName, generation = m_generation](const api::Answer &answer) {
            if (generation != m_generation)
                return;
            --m_asked;
            for (const auto &item : answer.body[u"items"].toArray()) {
                const QString id = item[u"id"].toString();
                add({ item[titleField].toString(), item[detailField].toString(), iconName,
                    [this, page, id] { Q_EMIT chosen({ page, m_connection->realm(), id, {} }); } });
            }
            showNothing();
        });
}

void CommandPalette::showNothing()
{
    if (m_asked > 0 || m_list->count() > 0)
        return;
    auto *const item = new QListWidgetItem(tr("Nothing has this in its name."), m_list);
    item->setFlags(Qt::NoItemFlags);
}

void CommandPalette::choose()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_entries.size())
        return;
    const auto run = m_entries[row].run;
    accept();
    run();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            choose();
            return true;
        }
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0 && m_list->count() > 0) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

}
