// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Command.h"

#include <QtCore/QJsonObject>

#include <span>

namespace auth::cli {

/// One setting of a realm, as a group of them is shown and changed.
struct PolicySetting {
    enum class Kind : quint8 {
        Choice, ///< One of the words of the flag's type, `required|preferred`.
        OnOff,
        Number,
        Words, ///< Separated by commas; nothing for none.
        Certificates, ///< A file of PEM certificates; an empty one for none.
    };
    const char *name; ///< Of the member that is shown, and with hyphens of the flag.
    const char *setting; ///< Of the realm.
    Kind kind;
};

/// Shows what is in force.
int showPolicy(const Invocation &invocation, std::span<const PolicySetting> policy);
/// Changes what flags were given for; \a first is the setting that the handle names, if there is one. \a objection says
/// what of the result, as it is shown, has no effect; it goes to stderr. Empty: nothing.
int changePolicy(const Invocation &invocation, std::span<const PolicySetting> policy, const PolicySetting *first = nullptr,
    QString (*objection)(const QJsonObject &shown) = nullptr);

}
