// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "widgets/PermissionMatrix.h"

#include <QtGui/QAccessible>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTableView>

namespace auth::console {

using namespace Qt::StringLiterals;
using State = PermissionMatrixModel::State;

namespace {

constexpr int kFinance = 0;
constexpr int kAuditor = 1;
constexpr int kClerk = 2;
constexpr int kBuiltIn = 3;

void fill(PermissionMatrixModel *model)
{
    model->setContents({ { u"finance"_s, {}, {} }, { u"auditor"_s, { u"finance"_s }, {} },
                           { u"clerk"_s, { u"auditor"_s }, {} }, { u"admin"_s, {}, u"It is made by the server."_s } },
        { { u"invoice:read"_s, u"See invoices"_s, { u"clerk"_s } },
            { u"invoice:write"_s, u"Write invoices"_s, { u"finance"_s } }, { u"order:read"_s, {}, { u"admin"_s } } });
}

}

class PermissionMatrixTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void inheritsThroughEveryParent()
    {
        PermissionMatrixModel model;
        fill(&model);
        QCOMPARE(model.state(1, kFinance), State::Granted);
        QCOMPARE(model.state(1, kAuditor), State::Inherited);
        QCOMPARE(model.state(1, kClerk), State::Inherited);
        QCOMPARE(model.state(0, kFinance), State::None);
        QCOMPARE(model.sources(1, kClerk), QStringList(u"finance"_s));
    }

    void saysByWhichWayARoleHasAPermission()
    {
        PermissionMatrixModel model;
        fill(&model);
        QCOMPARE(model.ways(1, kClerk), (QList<QStringList> { { u"clerk"_s, u"auditor"_s, u"finance"_s } }));
        QCOMPARE(model.ways(0, kClerk), (QList<QStringList> { { u"clerk"_s } }));
        QVERIFY(model.toggle({ model.index(1, kAuditor) }));
        QCOMPARE(model.ways(1, kClerk),
            (QList<QStringList> { { u"clerk"_s, u"auditor"_s }, { u"clerk"_s, u"auditor"_s, u"finance"_s } }));
        QVERIFY(model.ways(2, kFinance).isEmpty());
        model.setContents({ { u"a"_s, { u"b"_s }, {} }, { u"b"_s, { u"a"_s }, {} } }, { { u"x:y"_s, {}, { u"a"_s } } });
        QCOMPARE(model.ways(0, 1), (QList<QStringList> { { u"b"_s, u"a"_s } }));
    }

    void fillsWhatTheMouseIsDraggedOver()
    {
        PermissionMatrix matrix;
        fill(matrix.model());
        matrix.resize(900, 400);
        matrix.show();
        const auto middle = [&matrix](int row, int column) {
            return matrix.view()->visualRect(matrix.model()->index(row, column)).center();
        };
        QWidget *const cells = matrix.view()->viewport();
        const auto drag = [&](QPoint from, QPoint to) {
            QTest::mousePress(cells, Qt::LeftButton, {}, from);
            QMouseEvent move(QEvent::MouseMove, to, cells->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
            QCoreApplication::sendEvent(cells, &move);
            QTest::mouseRelease(cells, Qt::LeftButton, {}, to);
        };
        // invoice:read of finance and auditor, invoice:write of auditor; finance gives that already.
        drag(middle(0, kFinance), middle(1, kAuditor));
        QCOMPARE(matrix.model()->state(0, kFinance), State::Granted);
        QCOMPARE(matrix.model()->state(0, kAuditor), State::Granted);
        QCOMPARE(matrix.model()->state(1, kAuditor), State::Granted);
        QCOMPARE(matrix.model()->undoStack()->count(), 1);
        // From beside a mark it only selects.
        const QRect cell = matrix.view()->visualRect(matrix.model()->index(2, kFinance));
        drag(cell.topLeft() + QPoint(2, 2), middle(2, kClerk));
        QCOMPARE(matrix.model()->undoStack()->count(), 1);
    }

    void takesARingOfRolesForWhatItIs()
    {
        PermissionMatrixModel model;
        model.setContents({ { u"a"_s, { u"b"_s }, {} }, { u"b"_s, { u"a"_s }, {} } }, { { u"x:y"_s, {}, { u"a"_s } } });
        QCOMPARE(model.state(0, 1), State::Inherited);
        QCOMPARE(model.sources(0, 0), QStringList());
    }

    void tellsScreenReadersEachCell()
    {
        PermissionMatrixModel model;
        fill(&model);
        const auto said = [&model](int row, int column) {
            return model.index(row, column).data(Qt::AccessibleTextRole).toString();
        };
        QCOMPARE(said(1, kAuditor), u"invoice:write, role auditor, inherited from finance"_s);
        QCOMPARE(said(1, kFinance), u"invoice:write, role finance, granted"_s);
        QCOMPARE(said(0, kFinance), u"invoice:read, role finance, not granted"_s);
        QVERIFY(model.toggle({ model.index(0, kFinance) }));
        QCOMPARE(said(0, kFinance), u"invoice:read, role finance, will be granted"_s);
        QCOMPARE(said(0, kAuditor), u"invoice:read, role auditor, inherited from finance"_s);
    }

    void comesToWhatADraftDoes()
    {
        PermissionMatrixModel model;
        fill(&model);
        QVERIFY(model.toggle({ model.index(1, kFinance) }));
        QVERIFY(model.toggle({ model.index(0, kAuditor) }));
        const auto changes = model.changes();
        QCOMPARE(changes.size(), 2);
        QCOMPARE(changes[0].role, u"finance"_s);
        QCOMPARE(changes[0].revoked, QStringList(u"invoice:write"_s));
        QCOMPARE(changes[1].granted, QStringList(u"invoice:read"_s));
        // The clerk has invoice:read itself, and loses invoice:write with the others.
        const auto effects = model.effects();
        QCOMPARE(effects.size(), 3);
        QCOMPARE(effects[2].role, u"clerk"_s);
        QCOMPARE(effects[2].gained, QStringList());
        QCOMPARE(effects[2].lost, QStringList(u"invoice:write"_s));
    }

    void undoesAStepAndDiscardsThemAll()
    {
        PermissionMatrixModel model;
        fill(&model);
        QVERIFY(model.toggle({ model.index(0, kFinance), model.index(1, kFinance) }));
        QCOMPARE(model.state(0, kFinance), State::Granted);
        QCOMPARE(model.state(1, kFinance), State::Granted);
        model.undoStack()->undo();
        QCOMPARE(model.changes().size(), 0);
        QCOMPARE(model.state(1, kFinance), State::Granted);
        model.undoStack()->redo();
        model.discard();
        QCOMPARE(model.changes().size(), 0);
        QVERIFY(!model.undoStack()->canUndo());
    }

    void standsADraftOnWhatSomebodyElseMadeOfIt()
    {
        PermissionMatrixModel model;
        fill(&model);
        QVERIFY(model.toggle({ model.index(0, kFinance) }));
        QVERIFY(model.toggle({ model.index(0, kAuditor) }));
        QVERIFY(model.toggle({ model.index(1, kFinance) }));
        const QList<MatrixCell> drafted = model.drafted();
        QCOMPARE(drafted.size(), 3);
        // They granted one of them too, and the third role is gone.
        model.setContents({ { u"finance"_s, {}, {} } },
            { { u"invoice:read"_s, {}, { u"finance"_s } }, { u"invoice:write"_s, {}, { u"finance"_s } } });
        QCOMPARE(model.drafted(), QList<MatrixCell>());
        QCOMPARE(model.draftAgain(drafted), (QList<MatrixCell> { { u"auditor"_s, u"invoice:read"_s, true } }));
        QCOMPARE(model.drafted(), (QList<MatrixCell> { { u"finance"_s, u"invoice:write"_s, false } }));
        model.undoStack()->undo();
        QCOMPARE(model.drafted(), QList<MatrixCell>());
    }

    void leavesAloneWhatCannotBeChanged()
    {
        PermissionMatrixModel model;
        fill(&model);
        QVERIFY(!model.toggle({ model.index(0, kBuiltIn) }));
        QVERIFY(model.index(0, kBuiltIn).data(Qt::ToolTipRole).toString().endsWith(u"It is made by the server."_s));
        model.setReadOnly(u"It needs the right roles:write."_s);
        QVERIFY(!model.toggle({ model.index(0, kFinance) }));
        QCOMPARE(model.changes().size(), 0);
    }

    void isWorkedWithTheKeyboardAlone()
    {
        PermissionMatrix matrix;
        fill(matrix.model());
        matrix.resize(700, 400);
        matrix.show();
        QVERIFY(QTest::qWaitForWindowExposed(&matrix));
        QTableView *view = matrix.view();
        view->setFocus();
        view->setCurrentIndex(matrix.model()->index(0, kFinance));
        QTest::keyClick(view, Qt::Key_Space);
        QCOMPARE(matrix.model()->state(0, kFinance), State::Granted);
        QVERIFY2(matrix.summary().contains(u"2 "_s), qPrintable(matrix.summary()));
        QTest::keyClicks(view, u"ord"_s);
        QCOMPARE(view->currentIndex().row(), 2);
        QCOMPARE(view->currentIndex().column(), kFinance);
    }

    void togglesTheMarkThatIsClicked()
    {
        PermissionMatrix matrix;
        fill(matrix.model());
        matrix.resize(700, 400);
        matrix.show();
        QVERIFY(QTest::qWaitForWindowExposed(&matrix));
        const QRect cell = matrix.view()->visualRect(matrix.model()->index(0, kFinance));
        QTest::mouseClick(matrix.view()->viewport(), Qt::LeftButton, {}, cell.topLeft() + QPoint(2, 2));
        QCOMPARE(matrix.model()->changes().size(), 0);
        QTest::mouseClick(matrix.view()->viewport(), Qt::LeftButton, {}, cell.center());
        QCOMPARE(matrix.model()->changes().size(), 1);
    }

    void findsPermissionsByNameAndDescription()
    {
        PermissionMatrix matrix;
        fill(matrix.model());
        matrix.search()->setText(u"invoices"_s);
        QVERIFY(!matrix.view()->isRowHidden(0) && !matrix.view()->isRowHidden(1) && matrix.view()->isRowHidden(2));
        matrix.search()->clear();
        QVERIFY(!matrix.view()->isRowHidden(2));
    }

    void namesItsRowsAndColumns()
    {
        PermissionMatrix matrix;
        fill(matrix.model());
        matrix.show();
        auto *interface = QAccessible::queryAccessibleInterface(matrix.view());
        QCOMPARE(interface->text(QAccessible::Name), u"Permissions of roles"_s);
        auto *table = interface->tableInterface();
        QCOMPARE(table->cellAt(1, kAuditor)->text(QAccessible::Name),
            u"invoice:write, role auditor, inherited from finance"_s);
        QCOMPARE(table->rowDescription(1), u"invoice:write"_s);
        QCOMPARE(table->columnDescription(kAuditor), u"auditor"_s);
    }

    void writesItAsCsv()
    {
        PermissionMatrixModel model;
        fill(&model);
        QVERIFY(model.csv().startsWith(
            u"permission,finance,auditor,clerk,admin\r\ninvoice:read,,,granted,\r\ninvoice:write,granted,inherited,inherited,\r\n"_s));
    }
};

AUTH_TEST(PermissionMatrixTest);

}

#include "PermissionMatrixTest.moc"
