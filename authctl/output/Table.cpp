// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/Table.h"

#include "output/Color.h"
#include "output/Terminal.h"

#include <algorithm>
#include <numeric>

#include <unistd.h>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kGap = 2;
constexpr qsizetype kNarrowest = 8;

QList<qsizetype> widthsOf(const QList<QStringList> &lines)
{
    QList<qsizetype> widths;
    for (const QStringList &line : lines) {
        for (qsizetype i = 0; i < line.size(); ++i) {
            if (i == widths.size())
                widths.append(0);
            widths[i] = std::max(widths[i], displayWidth(line[i]));
        }
    }
    return widths;
}

/// Takes from the widest column until the line fits, or all are narrow.
void narrow(QList<qsizetype> &widths)
{
    const qsizetype room = terminalWidth() - kGap * (widths.size() - 1);
    while (std::accumulate(widths.begin(), widths.end(), qsizetype(0)) > room) {
        const auto widest = std::max_element(widths.begin(), widths.end());
        if (*widest <= kNarrowest)
            return;
        --*widest;
    }
}

QByteArray csvLine(const QStringList &row)
{
    QStringList cells;
    for (QString text : row) {
        if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text[0]) && !(text.size() > 1 && text[1].isDigit()))
            text.prepend(u'\'');
        if (text.contains(u',') || text.contains(u'"') || text.contains(u'\''))
            text = u'"' + text.replace(u'"', "\"\""_L1) + u'"';
        cells.append(text);
    }
    return cells.join(u',').toUtf8() + '\n';
}

}

QByteArray toTable(const QList<QStringList> &rows, const QStringList &headings, TableStyle style)
{
    QByteArray out;
    if (isatty(STDOUT_FILENO) == 0) {
        for (const QStringList &row : rows)
            out += row.join(u'\t').toUtf8() + '\n';
        return out;
    }
    QList<QStringList> lines = rows;
    const bool withHeadings = style.headings && !headings.isEmpty();
    if (withHeadings) {
        QStringList upper;
        for (QString heading : headings)
            upper.append(heading.replace(u'_', u' ').toUpper());
        lines.prepend(upper);
    }
    QList<qsizetype> widths = widthsOf(lines);
    if (!style.whole)
        narrow(widths);
    for (qsizetype number = 0; number < lines.size(); ++number) {
        const QStringList &line = lines[number];
        QString text;
        for (qsizetype i = 0; i < line.size(); ++i) {
            const QString cell = fitted(line[i], widths[i]);
            text += cell;
            if (i + 1 < line.size())
                text += QString(widths[i] + kGap - displayWidth(cell), u' ');
        }
        out += withHeadings && number == 0 ? colored(Color::Bold, text.toUtf8()) : text.toUtf8();
        out += '\n';
    }
    return out;
}

QByteArray toCsv(const QList<QStringList> &rows, const QStringList &headings)
{
    QByteArray out;
    if (!headings.isEmpty())
        out += csvLine(headings);
    for (const QStringList &row : rows)
        out += csvLine(row);
    return out;
}

}
