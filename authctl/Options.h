// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Profile.h"

#include <QtCore/QStringList>

#include <optional>

namespace auth::cli {

using namespace client;

/// What the command line, the environment and the context ask for.
struct Options : Profile {
    bool contextExists = false;
    bool isProtected = false; ///< The context asks for more confirmation.
    QString realm;
    QString output = QStringLiteral("table");
    QString jq;
    QStringList columns;
    bool noHeaders = false;
    QString sort;
    QString query;
    std::optional<int> limit;
    bool all = false;
    QString file;
    QStringList set;
    QStringList setJson;
    QStringList unset;
    QStringList add;
    QStringList remove;
    bool dryRun = false;
    bool diff = false;
    QString reason;
    std::optional<qint64> ifVersion;
    bool yes = false;
    QString confirm;
    bool noInput = false;
    bool quiet = false;
    bool verbose = false;
    bool debugHttp = false;
    bool noPager = false;
    QString color = QStringLiteral("auto");
    QString progress = QStringLiteral("auto");
    bool passwordStdin = false;
    QString passwordFile;
    QString handle; ///< The first argument: a name, client_id or user name.
    QStringList arguments; ///< Those behind the handle.

    /// What was given on the command line, by the option's name; switches have an empty value.
    QHash<QString, QStringList> given;

    bool has(const QString &flag) const { return given.contains(flag); }
    /// Empty where the option was not given.
    QString value(const QString &flag) const { return given.value(flag).value(0); }
    QStringList values(const QString &flag) const { return given.value(flag); }

    bool isJson() const
    {
        return output == QLatin1StringView("json") || output == QLatin1StringView("jsonl") || !jq.isEmpty();
    }
};

}
