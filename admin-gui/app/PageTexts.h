// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QString>

#include <functional>

namespace auth::console {

/// `3 h ago`, `in 2 d`, of a time of the API; empty for none.
QString relativeTime(const QString &time);
/// The column text of a time that is better read as an age.
std::function<QString(const QJsonObject &)> ageOf(const QString &field);

/// A state of the API (`active`, `locked`, `running`, …) in the user's language.
QString stateText(const QString &state);
/// Its tone: `good`, `warning`, `bad` or `off`.
QString stateTone(const QString &state);
/// `unconfirmed` (the person has not said that it is theirs), `remembered` (it needs no second factor) or `known`.
QString deviceState(const QJsonObject &device);
/// `active` or `disabled`, for what only has a switch.
QString enabledState(const QJsonObject &object);

}
