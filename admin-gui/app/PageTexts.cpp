// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/PageTexts.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

struct State {
    const char *name;
    const char *text;
    const char *tone;
};
constexpr State kStates[] = {
    { "active", QT_TRANSLATE_NOOP("State", "active"), "good" },
    { "disabled", QT_TRANSLATE_NOOP("State", "disabled"), "off" },
    { "locked", QT_TRANSLATE_NOOP("State", "locked"), "bad" },
    { "waiting", QT_TRANSLATE_NOOP("State", "waiting"), "off" },
    { "running", QT_TRANSLATE_NOOP("State", "running"), "warning" },
    { "done", QT_TRANSLATE_NOOP("State", "done"), "good" },
    { "failed", QT_TRANSLATE_NOOP("State", "failed"), "bad" },
    { "cancelled", QT_TRANSLATE_NOOP("State", "cancelled"), "off" },
    { "unconfirmed", QT_TRANSLATE_NOOP("State", "not confirmed"), "warning" },
    { "remembered", QT_TRANSLATE_NOOP("State", "remembered"), "good" },
    { "known", QT_TRANSLATE_NOOP("State", "known"), "off" },
};

const State *find(const QString &name)
{
    const auto *const found = std::find_if(std::begin(kStates), std::end(kStates),
        [&name](const State &state) { return name == QLatin1StringView(state.name); });
    return found == std::end(kStates) ? nullptr : found;
}

QString span(qint64 seconds)
{
    const auto say = [](const char *text, qint64 count) {
        return QCoreApplication::translate("PageTexts", text).arg(count);
    };
    if (seconds < 60)
        return say(QT_TRANSLATE_NOOP("PageTexts", "%1 s"), seconds);
    if (seconds < 3600)
        return say(QT_TRANSLATE_NOOP("PageTexts", "%1 min"), seconds / 60);
    if (seconds < 48 * 3600)
        return say(QT_TRANSLATE_NOOP("PageTexts", "%1 h"), seconds / 3600);
    return say(QT_TRANSLATE_NOOP("PageTexts", "%1 d"), seconds / 86'400);
}

}

QString relativeTime(const QString &time)
{
    const QDateTime at = QDateTime::fromString(time, Qt::ISODateWithMs);
    if (!at.isValid())
        return {};
    const qint64 seconds = at.secsTo(QDateTime::currentDateTimeUtc());
    if (seconds >= 0)
        return QCoreApplication::translate("PageTexts", "%1 ago").arg(span(seconds));
    return QCoreApplication::translate("PageTexts", "in %1").arg(span(-seconds));
}

std::function<QString(const QJsonObject &)> ageOf(const QString &field)
{
    return [field](const QJsonObject &item) { return relativeTime(item[field].toString()); };
}

QString stateText(const QString &state)
{
    const State *const known = find(state);
    return known ? QCoreApplication::translate("State", known->text) : state;
}

QString stateTone(const QString &state)
{
    const State *const known = find(state);
    return QString::fromLatin1(known ? known->tone : "off");
}

QString deviceState(const QJsonObject &device)
{
    if (device[u"unconfirmed"].toBool())
        return u"unconfirmed"_s;
    return device[u"remembered_until"].isString() ? u"remembered"_s : u"known"_s;
}

QString enabledState(const QJsonObject &object)
{
    return object[u"enabled"].toBool() ? u"active"_s : u"disabled"_s;
}

}
