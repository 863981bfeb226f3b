// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CanvasPage.h"
#include "app/PageActions.h"
#include "app/PermissionCatalog.h"
#include "app/Shortcuts.h"
#include "app/WhyDialog.h"
#include "models/Asking.h"
#include "models/DraftFile.h"
#include "models/RoleCatalog.h"
#include "widgets/ConsequenceDialog.h"
#include "widgets/MessageBanner.h"
#include "widgets/PermissionMatrix.h"
#include "widgets/Tones.h"

#include <QtCore/QJsonArray>
#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kMostNamed = 8; ///< Permissions that a sentence names.

/// Which role gives which permission. What is drafted is kept until it is saved, role by role; what somebody else
/// changed meanwhile is read again, and the draft stands on it.
class PermissionsPage final : public CanvasPage {
    Q_OBJECT

public:
    PermissionsPage(Connection *connection, Location location, QWidget *parent);

    void load() override;
    void focusFilter() override { m_matrix->search()->setFocus(); }

private:
    void readAll();
    void show(const QList<api::PermissionMatrixRow> &rows);
    void showDraft();
    /// Says by which way the role of the current cell has its permission, and who has it.
    void explain();
    /// Tells the catalogue which permission is looked at.
    void showCurrent();
    void askToSave();
    /// Counts who has the roles that change, then shows the consequences.
    void countMembers(QList<MatrixEffect> effects, QList<Consequence> consequences);
    void openReview(const QList<Consequence> &consequences);
    void save(const QString &reason);
    void saveNext();
    /// Reads again what is there by now, under what is still drafted.
    void refuse(const QString &why);
    void keepDraft();
    api::Call call(const MatrixChange &change) const;

    DraftFile m_file;
    bool m_isRead = false; ///< Is there a matrix that a draft can stand on?
    bool m_isSaving = false;
    bool m_mustRead = false; ///< What is shown is older than what is drafted can be saved on.
    QString m_refusal; ///< Why it must, said when it has.
    QHash<QString, api::Role> m_roles;
    QList<api::Call> m_calls; ///< That are still to be sent.
    int m_saved = 0;
    PermissionMatrix *m_matrix;
    PermissionCatalog *m_catalog;
    QWidget *m_bar;
    QPushButton *m_save;
    QPushButton *m_discard;
    QAction *m_undo;
    QAction *m_redo;
    QAction *m_saveAction;
};

QList<MatrixCell> cellsOf(const QJsonObject &kept)
{
    QList<MatrixCell> cells;
    for (const auto &cell : kept[u"cells"].toArray())
        cells.append({ cell[u"role"].toString(), cell[u"permission"].toString(), cell[u"granted"].toBool() });
    return cells;
}

QString listed(const QStringList &names)
{
    const QString text = names.mid(0, kMostNamed).join(u", "_s);
    const auto more = static_cast<int>(names.size() - kMostNamed);
    return more > 0 ? PermissionsPage::tr("%1 and %n more", nullptr, more).arg(text) : text;
}

PermissionsPage::PermissionsPage(Connection *connection, Location location, QWidget *parent)
    : CanvasPage(connection, std::move(location), parent, tr("Permissions"))
    , m_file(u"%1/%2/permissions"_s.arg(connection->server().toString(), m_location.realm))
    , m_matrix(new PermissionMatrix(this))
    , m_catalog(new PermissionCatalog(connection, m_location.realm, this))
    , m_bar(new QWidget(this))
    , m_save(new QPushButton(tr("&Review and save…"), this))
    , m_discard(new QPushButton(tr("&Discard"), this))
{
    m_undo = m_matrix->model()->undoStack()->createUndoAction(this, tr("&Undo"));
    m_undo->setObjectName(u"undoMatrixAction"_s);
    setStandardShortcuts(m_undo, { QKeySequence::Undo });
    m_redo = m_matrix->model()->undoStack()->createRedoAction(this, tr("&Redo"));
    m_redo->setObjectName(u"redoMatrixAction"_s);
    setStandardShortcuts(m_redo, { QKeySequence::Redo });
    for (QAction *action : { m_undo, m_redo }) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    }
    m_saveAction = addPageAction(
        this, connection, { tr("Review and &save…"), "save", QKeySequence::Save, "roles:write", "saveMatrixAction" });
    connect(m_saveAction, &QAction::triggered, this, &PermissionsPage::askToSave);
    QAction *const why = addHeaderAction(tr("&Why?"), "search", QKeySequence(u"Ctrl+Shift+W"_s), "roles:read", "whyAction",
        [this] { explain(); });
    const auto showWhy = [this, why] {
        setObstacle(why, this->connection(), m_matrix->view()->currentIndex().isValid() ? QString() : tr("no cell is chosen"));
    };
    connect(m_matrix->view()->selectionModel(), &QItemSelectionModel::currentChanged, this, showWhy);
    connect(m_matrix->model(), &QAbstractItemModel::modelReset, this, showWhy);
    showWhy();
    header()->addWidget(buttonFor(m_catalog->createAction(), this));
    connect(m_catalog, &PermissionCatalog::changed, this, [this](const QString &said) {
        load();
        banner()->showMessage(Tone::Good, said);
    });
    connect(m_catalog, &PermissionCatalog::refused, this, [this](const QString &why) { banner()->showMessage(Tone::Bad, why); });
    connect(m_matrix->view()->selectionModel(), &QItemSelectionModel::currentChanged, this, &PermissionsPage::showCurrent);
    connect(m_matrix->model(), &QAbstractItemModel::modelReset, this, &PermissionsPage::showCurrent);
    m_save->setObjectName(u"savePushButton"_s);
    m_discard->setObjectName(u"discardPushButton"_s);
    connect(m_save, &QPushButton::clicked, m_saveAction, &QAction::trigger);
    connect(m_discard, &QPushButton::clicked, m_matrix->model(), &PermissionMatrixModel::discard);

    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch(1);
    row->addWidget(m_discard);
    row->addWidget(m_save);
    content()->addWidget(m_matrix, 1);
    content()->addWidget(m_bar);
    connect(m_matrix->model(), &PermissionMatrixModel::draftChanged, this, &PermissionsPage::showDraft);
    showDraft();
}

void PermissionsPage::load()
{
    // What is drafted keeps its steps of undo as long as it can be saved on what is shown.
    if (!isLoading() && !m_isSaving && (m_mustRead || m_matrix->model()->changes().isEmpty()))
        readAll();
}

void PermissionsPage::readAll()
{
    const bool may = !connection()->knowsRights() || connection()->may(u"roles:write"_s);
    m_matrix->model()->setReadOnly(may ? QString() : tr("Needs the right roles:write"));
    read(readRoles(connection(), m_location.realm), [this](const QList<api::Role> &roles) {
        m_roles.clear();
        for (const api::Role &role : roles)
            m_roles.insert(role.name, role);
        read(readMatrix(connection(), m_location.realm),
            [this](const QList<api::PermissionMatrixRow> &rows) { show(rows); });
    });
}

void PermissionsPage::show(const QList<api::PermissionMatrixRow> &rows)
{
    QStringList names = m_roles.keys();
    names.sort();
    QList<MatrixRole> roles;
    for (const QString &name : names) {
        const api::Role &role = m_roles[name];
        roles.append({ name, role.parents, role.builtIn ? tr("It is made by the server.") : QString() });
    }
    QList<MatrixPermission> permissions;
    for (const api::PermissionMatrixRow &row : rows)
        permissions.append({ row.permission, row.description, row.direct });
    const QModelIndex before = m_matrix->view()->currentIndex();
    const QList<MatrixCell> drafted = m_isRead ? m_matrix->model()->drafted() : cellsOf(m_file.recall());
    m_isRead = false;
    m_matrix->model()->setContents(roles, permissions);
    const QList<MatrixCell> lost = m_matrix->model()->draftAgain(drafted);
    m_isRead = true;
    m_mustRead = false;
    showDraft();
    QString said = std::exchange(m_refusal, {});
    if (!lost.isEmpty()) {
        QStringList cells;
        for (const MatrixCell &cell : lost)
            cells.append(tr("%1 for %2").arg(cell.permission, cell.role));
        said = u"%1 %2"_s.arg(said, tr("No longer possible: %1.").arg(listed(cells))).trimmed();
    }
    if (!said.isEmpty())
        banner()->showMessage(Tone::Warning, said);
    const QModelIndex now = m_matrix->model()->index(qMax(0, before.row()), qMax(0, before.column()));
    if (now.isValid())
        m_matrix->view()->setCurrentIndex(now);
    setNote(tr("%1 × %2").arg(tr("%n permission(s)", nullptr, static_cast<int>(permissions.size())),
        tr("%n role(s)", nullptr, static_cast<int>(roles.size()))));
    if (permissions.isEmpty())
        banner()->showMessage(Tone::Neutral,
            tr("There are no permissions yet. Make the first one with Ctrl+N."));
}

void PermissionsPage::showDraft()
{
    const bool isDirty = !m_matrix->model()->changes().isEmpty();
    m_bar->setVisible(isDirty);
    setObstacle(m_saveAction, connection(), isDirty && !m_isSaving ? QString() : tr("nothing is changed"));
    m_save->setEnabled(m_saveAction->isEnabled());
    m_discard->setEnabled(!m_isSaving);
    if (m_isRead)
        keepDraft();
}

void PermissionsPage::keepDraft()
{
    QJsonArray cells;
    for (const MatrixCell &cell : m_matrix->model()->drafted())
        cells.append(QJsonObject {
            { u"role"_s, cell.role }, { u"permission"_s, cell.permission }, { u"granted"_s, cell.granted } });
    m_file.keep(cells.isEmpty() ? QJsonObject() : QJsonObject { { u"cells"_s, cells } });
    showCurrent();
}

void PermissionsPage::showCurrent()
{
    const QModelIndex cell = m_matrix->view()->currentIndex();
    m_catalog->setCurrent(cell.isValid() ? m_matrix->model()->permission(cell.row()).name : QString(),
        m_matrix->model()->changes().isEmpty() && !m_isSaving ? QString() : tr("save or discard what is drafted first"));
}

void PermissionsPage::explain()
{
    const QModelIndex cell = m_matrix->view()->currentIndex();
    if (!cell.isValid())
        return;
    PermissionMatrixModel *const model = m_matrix->model();
    auto *const dialog = new WhyDialog(connection(), m_location.realm, model->permission(cell.row()).name,
        model->role(cell.column()).name, model->ways(cell.row(), cell.column()), this);
    dialog->open();
}

void PermissionsPage::refuse(const QString &why)
{
    m_isSaving = false;
    m_calls.clear();
    banner()->showMessage(Tone::Bad, why);
    m_refusal = why;
    m_mustRead = true;
    showDraft();
    readAll();
}

api::Call PermissionsPage::call(const MatrixChange &change) const
{
    api::Call call
        = connection()->call(api::operation::kUpdateRole, { { QByteArrayLiteral("role"), m_roles[change.role].name } });
    QStringList permissions = m_roles[change.role].permissions;
    permissions.removeIf([&change](const QString &name) { return change.revoked.contains(name); });
    permissions.append(change.granted);
    api::RoleUpdate body;
    body.permissions = permissions;
    call.body = body.toJson();
    call.options.ifVersion = m_roles[change.role].version;
    return call;
}

void PermissionsPage::askToSave()
{
    QList<Consequence> consequences;
    QList<MatrixEffect> effects = m_matrix->model()->effects();
    if (effects.isEmpty())
        consequences.append({ Tone::Neutral, tr("Nobody gains or loses anything: the roles have it from others.") });
    countMembers(effects, consequences);
}

void PermissionsPage::countMembers(QList<MatrixEffect> effects, QList<Consequence> consequences)
{
    if (effects.isEmpty())
        return openReview(consequences);
    const MatrixEffect effect = effects.takeFirst();
    read(connection()->client().listRoleMembers(m_location.realm, effect.role, largestPage()),
        [this, effects, effect, consequences](const api::RoleMemberList &members) {
            QList<Consequence> known = consequences;
            const auto count = static_cast<int>(members.items.size());
            const QString who = members.next.hasValue()
                ? tr("%1, more than %2 people and applications").arg(effect.role, QLocale().toString(count))
                : tr("%1, %n people and applications", nullptr, count).arg(effect.role);
            if (!effect.gained.isEmpty())
                known.append({ Tone::Good, tr("%1: gains %2").arg(who, listed(effect.gained)) });
            if (!effect.lost.isEmpty())
                known.append({ Tone::Bad, tr("%1: loses %2").arg(who, listed(effect.lost)) });
            countMembers(effects, known);
        });
}

void PermissionsPage::openReview(const QList<Consequence> &consequences)
{
    auto *dialog = new ConsequenceDialog(
        tr("Review the changes of roles"), tr("%1 It takes effect at once.").arg(m_matrix->summary()), this);
    QStringList commands;
    for (const MatrixChange &change : m_matrix->model()->changes())
        commands.append(asAuthctl(call(change)));
    dialog->setConsequences(consequences);
    dialog->setCommands(commands);
    dialog->setDeed(tr("&Save"), Tone::Accent);
    connect(dialog, &ConsequenceDialog::confirmed, this, &PermissionsPage::save);
    dialog->open();
}

void PermissionsPage::save(const QString &reason)
{
    m_calls.clear();
    for (const MatrixChange &change : m_matrix->model()->changes()) {
        m_calls.append(call(change));
        m_calls.back().options.reason = reason;
    }
    m_saved = 0;
    m_file.flush();
    m_isSaving = true;
    showDraft();
    saveNext();
}

void PermissionsPage::saveNext()
{
    if (m_calls.isEmpty()) {
        m_isSaving = false;
        banner()->showMessage(Tone::Good, tr("%n role(s) were saved.", nullptr, m_saved));
        // What was saved is no change of what is read now; what was drafted meanwhile is.
        m_mustRead = true;
        readAll();
        return;
    }
    connection()->ask(this, m_calls.takeFirst(), [this](const api::Answer &answer) {
        if (const auto outcome = answer.error(); !outcome) {
            const QString saved
                = m_saved > 0 ? tr("%n role(s) were saved before.", nullptr, m_saved) + u' ' : QString();
            const QString why = answer.status == 412
                ? tr("Somebody else changed a role meanwhile. What you changed still stands here, on what they made of it; "
                     "look, and save again.")
                : outcome.error().description;
            return refuse(saved + why);
        }
        ++m_saved;
        saveNext();
    });
}

}

extern const PageKind permissions_variant;
const PageKind permissions_variant { .name = "permissions",
    .title = QT_TRANSLATE_NOOP("PageKind", "Permissions"),
    .icon = "permissions",
    .area = PageKind::Area::Directory,
    .order = 40,
    .permission = "roles:read",
    .make = makePage<PermissionsPage>,
    .operation = api::operation::kListPermissionMatrix };

}

#include "permissions.moc"
