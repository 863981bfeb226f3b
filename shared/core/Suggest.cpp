// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Suggest.h"

#include <algorithm>
#include <vector>

namespace auth {

namespace {

/// Optimal string alignment: insertions, deletions, substitutions, and swaps of neighbours cost one each.
int distance(const QString &left, const QString &right)
{
    const auto width = static_cast<size_t>(right.size()) + 1;
    std::vector<int> beforeLast(width);
    std::vector<int> last(width);
    std::vector<int> current(width);
    for (size_t j = 0; j < width; ++j)
        last[j] = static_cast<int>(j);
    for (qsizetype i = 1; i <= left.size(); ++i) {
        current[0] = static_cast<int>(i);
        for (size_t j = 1; j < width; ++j) {
            const auto column = static_cast<qsizetype>(j);
            const int cost = left[i - 1] == right[column - 1] ? 0 : 1;
            current[j] = std::min({ last[j] + 1, current[j - 1] + 1, last[j - 1] + cost });
            if (i > 1 && j > 1 && left[i - 1] == right[column - 2] && left[i - 2] == right[column - 1])
                current[j] = std::min(current[j], beforeLast[j - 2] + 1);
        }
        std::swap(beforeLast, last);
        std::swap(last, current);
    }
    return last.back();
}

}

QString nearestName(const QString &name, const QStringList &known)
{
    // What is long is no typing error, and must not cost quadratic time.
    if (name.size() > 64)
        return {};
    QString best;
    int bestDistance = 3;
    for (const QString &candidate : known) {
        const int d = distance(name, candidate);
        if (d < bestDistance && d < name.size()) {
            best = candidate;
            bestDistance = d;
        }
    }
    return best;
}

QString unknownNameMessage(const QString &kind, const QString &name, const QStringList &known)
{
    const QString nearest = nearestName(name, known);
    const QString unknown = QStringLiteral("There is no %1 \"%2\"").arg(kind, name.left(64));
    return nearest.isEmpty() ? unknown + u'.' : unknown + QStringLiteral("; did you mean \"%1\"?").arg(nearest);
}

QString jsonPointerToken(QString name)
{
    return name.left(128).replace(u'~', QStringLiteral("~0")).replace(u'/', QStringLiteral("~1"));
}

}
