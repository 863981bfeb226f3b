// SPDX-License-Identifier: GPL-3.0-or-later
#include "Measures.h"
#include "Table.h"

#include "widgets/PermissionMatrix.h"

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTableView>

namespace auth::bench {

namespace {

using namespace Qt::StringLiterals;

constexpr int kPermissions = 2000;
constexpr int kRoles = 200;

}

void measureMatrix()
{
    QList<console::MatrixRole> roles;
    for (int i = 0; i < kRoles; ++i) {
        const QStringList parents = i < 20 ? QStringList() : QStringList { u"role-%1"_s.arg(i % 20) };
        roles.append({ u"role-%1"_s.arg(i), parents, {} });
    }
    QList<console::MatrixPermission> permissions;
    for (int i = 0; i < kPermissions; ++i) {
        console::MatrixPermission one { u"resource-%1:action-%2"_s.arg(i / 8).arg(i % 8), {}, {} };
        for (int role = i % 7; role < kRoles; role += 7)
            one.direct.append(roles[role].name);
        permissions.append(one);
    }
    console::PermissionMatrix matrix;
    matrix.resize(1600, 1000);
    QElapsedTimer timer;
    timer.start();
    matrix.model()->setContents(roles, permissions);
    matrix.show();
    // What is not exposed is not painted.
    if (!QTest::qWaitForWindowExposed(&matrix))
        qFatal("the matrix is not shown");
    matrix.view()->viewport()->repaint();
    row(u"matrix of 2,000 permissions x 200 roles: open"_s, millisecondsOf(timer), "ms", "1000 ms");

    constexpr int kFrames = 200;
    QScrollBar *bar = matrix.view()->verticalScrollBar();
    timer.restart();
    for (int frame = 0; frame < kFrames; ++frame) {
        bar->setValue(bar->maximum() * frame / kFrames);
        matrix.view()->horizontalScrollBar()->setValue(
            matrix.view()->horizontalScrollBar()->maximum() * frame / kFrames);
        matrix.view()->viewport()->repaint();
        matrix.view()->verticalHeader()->viewport()->repaint();
        matrix.view()->horizontalHeader()->viewport()->repaint();
    }
    row(u"matrix: repaints of 1600 x 1000 while scrolling both ways"_s,
        kFrames * 1e9 / static_cast<double>(timer.nsecsElapsed()), "/s", "60 /s");
    timer.restart();
    for (int cell = 0; cell < 100; ++cell)
        matrix.model()->toggle({ matrix.model()->index(cell * 19, cell) });
    row(u"matrix: draft a cell, with the impact counted"_s, static_cast<double>(timer.nsecsElapsed()) / 1e8, "ms",
        "16 ms");
}

}
