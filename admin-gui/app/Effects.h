// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Call.h"
#include "app/Location.h"
#include "models/Draft.h"
#include "widgets/ConsequenceDialog.h"

#include <optional>

namespace auth::console {

class Connection;

/// What a change of an object means to people.
struct Effect {
    Consequence consequence;
    /// A list whose total says how many it concerns, and the text that says it with `%1`.
    std::optional<api::Call> count = {};
    QString counted = {};
};

/// Of the fields that weigh, one line each; nothing of the others. \a location is of the object.
QList<Effect> effectsOf(const Connection *connection, const Location &location, const QList<DraftChange> &changes);

/// What is another value in \a after than in \a before, by its path: members of members one by one.
QList<DraftChange> differences(const QJsonObject &before, const QJsonObject &after, const QString &prefix = {});

/// A deed that is reviewed before it is done.
struct Deed {
    QString title;
    QString question;
    QList<Consequence> consequences;
    api::Call call; ///< Gets the reason that is given.
    QString text; ///< Of the button.
    Tone tone = Tone::Accent;
};
/// Asks; \a run gets the call with its reason.
void askForDeed(const Deed &deed, QWidget *parent, const std::function<void(api::Call call)> &run);

}
