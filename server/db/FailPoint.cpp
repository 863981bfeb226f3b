// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/FailPoint.h"

#include "core/Log.h"
#include "db/Database.h"

#include <csignal>
#include <optional>

namespace auth::db::fail_point {

namespace {

enum class Action : quint8 { None, Log, Kill };

struct Point {
    Action action = Action::None;
    Moment moment = Moment::BeforeCommit;
    QByteArray query;
};

Point g_point;

std::optional<Point> parse(QByteArrayView text)
{
    if (text == "log")
        return Point { Action::Log, {}, {} };
    const qsizetype colon = text.indexOf(':');
    if (colon <= 0)
        return std::nullopt;
    Point point { Action::Kill, {}, text.first(colon).toByteArray() };
    const QByteArrayView moment = text.sliced(colon + 1);
    if (moment == "before-commit")
        point.moment = Moment::BeforeCommit;
    else if (moment == "commit-sent")
        point.moment = Moment::CommitSent;
    else if (moment == "after-commit")
        point.moment = Moment::AfterCommit;
    else
        return std::nullopt;
    return point;
}

}

bool isAvailable()
{
#ifdef AUTH_FAIL_POINTS
    return true;
#else
    return false;
#endif
}

bool isValid(QByteArrayView text)
{
    return parse(text).has_value();
}

void arm(QByteArrayView text)
{
    const auto point = parse(text);
    Q_ASSERT(point);
    g_point = *point;
}

void reach([[maybe_unused]] const Query *first, [[maybe_unused]] Moment moment)
{
#ifdef AUTH_FAIL_POINTS
    if (g_point.action == Action::Log && moment == Moment::AfterCommit)
        logInfo("db.committed", { { "query", QLatin1StringView(first->name) } });
    else if (g_point.action == Action::Kill && moment == g_point.moment && g_point.query == first->name)
        std::raise(SIGKILL);
#endif
}

}
