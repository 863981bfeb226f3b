// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CanvasPage.h"
#include "app/Dialogs.h"
#include "app/PageActions.h"
#include "models/RoleCatalog.h"
#include "models/RoleTree.h"
#include "widgets/MessageBanner.h"

#include <QtCore/QSortFilterProxyModel>
#include <QtGui/QAction>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTreeView>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

/// All roles, under those that they inherit from. One opens in a tab of its own.
class RolesPage final : public CanvasPage {
    Q_OBJECT

public:
    RolesPage(Connection *connection, Location location, QWidget *parent);

    void load() override;
    void focusFilter() override { m_search->setFocus(); }
    Location location() const override;
    void setFilter(const QString &filter) override;

private:
    const api::Role *chosen() const;
    void showChosen();
    void open();
    void create();
    void remove();

    RoleTree *m_tree;
    QSortFilterProxyModel *m_filtered;
    QLineEdit *m_search;
    QTreeView *m_view;
    QAction *m_open;
    QAction *m_delete;
};

RolesPage::RolesPage(Connection *connection, Location location, QWidget *parent)
    : CanvasPage(connection, std::move(location), parent, tr("Roles"))
    , m_tree(new RoleTree(this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_search(new QLineEdit(this))
    , m_view(new QTreeView(this))
{
    m_search->setObjectName(u"roleSearchLineEdit"_s);
    m_search->setPlaceholderText(tr("Find a role by its name or description"));
    m_search->setAccessibleName(tr("Find a role"));
    m_search->setClearButtonEnabled(true);
    // All of them are here: the tree is small and whole.
    m_filtered->setSourceModel(m_tree);
    m_filtered->setFilterRole(RoleTree::FilterRole);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filtered->setRecursiveFilteringEnabled(true);
    m_view->setObjectName(u"rolesTreeView"_s);
    m_view->setAccessibleName(tr("Roles"));
    m_view->setModel(m_filtered);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(RoleTree::Description, QHeaderView::Stretch);
    const int letter = fontMetrics().averageCharWidth();
    m_view->setColumnWidth(RoleTree::Name, letter * 48);
    for (const auto &[column, letters] : { std::pair(RoleTree::Permissions, 25), std::pair(RoleTree::Application, 22) })
        m_view->setColumnWidth(column, qMax(letter * letters, m_view->header()->sectionSizeHint(column)));
    content()->addWidget(m_search);
    content()->addWidget(m_view, 1);

    m_open = addHeaderAction(tr("&Open"), "page", Qt::Key_Return, "", "openRoleAction", [this] { open(); });
    m_delete = addHeaderAction(
        tr("De&lete…"), "trash", QKeySequence::Delete, "roles:write", "deleteRoleAction", [this] { remove(); });
    addHeaderAction(
        tr("&New role…"), "plus", QKeySequence::New, "roles:write", "newRoleAction", [this] { create(); }, true);
    m_view->addAction(m_open);
    m_view->addAction(m_delete);
    connect(m_view, &QTreeView::activated, this, &RolesPage::open);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &RolesPage::showChosen);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered->setFilterFixedString(text);
        m_view->expandAll();
        showChosen();
    });
    connect(m_search, &QLineEdit::returnPressed, m_view, qOverload<>(&QWidget::setFocus));
    m_search->setText(m_location.filter);
    showChosen();
}

Location RolesPage::location() const
{
    Location here = m_location;
    here.filter = m_search->text();
    return here;
}

void RolesPage::setFilter(const QString &filter)
{
    Page::setFilter(filter);
    m_search->setText(filter);
}

void RolesPage::load()
{
    read(readRoles(connection(), m_location.realm), [this](const QList<api::Role> &roles) {
        const QString before = chosen() ? chosen()->name : QString();
        m_tree->setRoles(roles);
        m_view->expandAll();
        const QModelIndex again = m_filtered->mapFromSource(m_tree->find(before));
        m_view->setCurrentIndex(again.isValid() ? again : m_filtered->index(0, 0));
        setNote(tr("%n role(s)", nullptr, static_cast<int>(roles.size())));
        showChosen();
    });
}

const api::Role *RolesPage::chosen() const
{
    return m_tree->at(m_filtered->mapToSource(m_view->currentIndex()));
}

void RolesPage::showChosen()
{
    const api::Role *role = chosen();
    const QString none = role ? QString() : tr("no role is chosen");
    setObstacle(m_open, connection(), none);
    setObstacle(m_delete, connection(), role && role->builtIn ? tr("the server made this role") : none);
}

void RolesPage::open()
{
    if (const api::Role *role = chosen())
        Q_EMIT linkActivated({ u"role"_s, m_location.realm, role->id, {} });
}

void RolesPage::create()
{
    auto *const dialog = new RequestDialog(connection(), tr("New role"), tr("&Create"), this);
    QLineEdit *const name = dialog->addText(tr("&Name"), u"name"_s, tr("The role of an application: client_id:name"));
    QLineEdit *const description = dialog->addText(tr("&Description"), u"description"_s);
    QLineEdit *const parents
        = dialog->addText(tr("&Inherits from"), u"parents"_s, tr("Names of roles, with commas between"));
    if (const api::Role *role = chosen(); role && !role->builtIn)
        parents->setText(role->name);
    dialog->setCheck([name] { return name->text().trimmed().isEmpty() ? tr("A name is needed.") : QString(); });
    dialog->setCall([this, name, description, parents] {
        api::Call call
            = connection()->call(api::operation::kCreateRole, { { QByteArrayLiteral("realm"), m_location.realm } });
        api::RoleCreate body;
        body.name = name->text().trimmed();
        if (!description->text().isEmpty())
            body.description = description->text();
        QStringList names;
        for (const QString &one : parents->text().split(u',', Qt::SkipEmptyParts))
            names.append(one.trimmed());
        if (!names.isEmpty())
            body.parents = names;
        call.body = body.toJson();
        return call;
    });
    connect(dialog, &RequestDialog::succeeded, this, [this](const QJsonObject &answer) {
        load();
        Q_EMIT linkActivated({ u"role"_s, m_location.realm, answer[u"id"_s].toString(), {} });
    });
    dialog->open();
}

void RolesPage::remove()
{
    const api::Role *role = chosen();
    if (!role)
        return;
    api::Call call = connection()->call(api::operation::kDeleteRole,
        { { QByteArrayLiteral("realm"), m_location.realm }, { QByteArrayLiteral("role"), role->id } });
    call.options.ifVersion = role->version;
    auto *const dialog = confirmRequest(connection(), tr("Delete a role"),
        tr("Everybody who has %1 loses it, and what it gives, at once. Roles that inherit from it lose what it gave "
           "them.")
            .arg(role->name),
        tr("&Delete %1").arg(role->name), call, this, role->name);
    connect(dialog, &RequestDialog::succeeded, this, [this, name = role->name] {
        banner()->showMessage(Tone::Good, tr("%1 is deleted.").arg(name));
        load();
    });
    dialog->open();
}

}

extern const PageKind roles_variant;
const PageKind roles_variant { .name = "roles",
    .title = QT_TRANSLATE_NOOP("PageKind", "Roles"),
    .icon = "roles",
    .area = PageKind::Area::Directory,
    .order = 30,
    .permission = "roles:read",
    .make = makePage<RolesPage>,
    .operation = api::operation::kListRoles };

}

#include "roles.moc"
