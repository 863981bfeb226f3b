// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QtGlobal>

namespace auth::api {

/// One operation of the admin API, as its description has it.
struct Operation {
    enum class Kind : quint8 { List, Create, Get, Update, Delete, Action };

    const char *name; ///< operationId.
    const char *method;
    const char *path; ///< With `{parameters}`.
    const char *permission; ///< The scope that a token needs.
    const char *tag;
    Kind kind;
    bool hasBody;
    int status; ///< Of success.

    bool changesSomething() const { return kind != Kind::List && kind != Kind::Get; }
};

}
