// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/DurationEdit.h"

#include <QtCore/QRegularExpression>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

struct Unit {
    const char *names; ///< The first is the one that is written.
    qint64 seconds;
};
constexpr Unit kUnits[] = {
    { "d day days", 86'400 },
    { "h hour hours", 3600 },
    { "min m minute minutes", 60 },
    { "s sec second seconds", 1 },
};

}

std::optional<qint64> parseDuration(const QString &text)
{
    static const QRegularExpression part(u"\\G\\s*([0-9]{1,9})\\s*([a-z]*)\\s*"_s);
    qint64 total = 0;
    qsizetype at = 0;
    const QString lower = text.trimmed().toLower();
    if (lower.isEmpty())
        return std::nullopt;
    while (at < lower.size()) {
        const auto match = part.match(lower, at);
        if (!match.hasMatch())
            return std::nullopt;
        const QString name = match.captured(2).isEmpty() ? u"s"_s : match.captured(2);
        const auto *const unit = std::find_if(std::begin(kUnits), std::end(kUnits), [&name](const Unit &candidate) {
            return QString(QLatin1StringView(candidate.names)).split(u' ').contains(name);
        });
        if (unit == std::end(kUnits))
            return std::nullopt;
        total += match.captured(1).toLongLong() * unit->seconds;
        at = match.capturedEnd();
    }
    return total;
}

QString formatDuration(qint64 seconds)
{
    if (seconds <= 0)
        return u"0 s"_s;
    QStringList parts;
    for (const Unit &unit : kUnits) {
        if (seconds < unit.seconds)
            continue;
        parts.append(u"%1 %2"_s.arg(seconds / unit.seconds)
                         .arg(QString(QLatin1StringView(unit.names)).section(u' ', 0, 0)));
        seconds %= unit.seconds;
    }
    return parts.join(u' ');
}

void DurationEdit::setSeconds(std::optional<qint64> seconds)
{
    // What is being typed means the same already: it is left as it is written.
    if (seconds && parseDuration(text()) == seconds)
        return;
    setText(seconds ? formatDuration(*seconds) : QString());
}

}
