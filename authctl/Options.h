// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace auth::cli {

/// What the command line and the environment ask for.
struct Options {
    QString server;
    QString realm;
    QString output = QStringLiteral("table");
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
    bool dryRun = false;
    std::optional<qint64> ifVersion;
    bool yes = false;
    QString confirm;
    bool noInput = false;
    bool quiet = false;
    int timeoutSeconds = 30;
    bool passwordStdin = false;
    QString passwordFile;
    bool mustChange = false;
    bool jsonTree = false; ///< `commands --json`.
    QString handle; ///< The first argument: a name, client_id or user name.

    bool isJson() const { return output == QLatin1StringView("json") || output == QLatin1StringView("jsonl"); }
};

}
