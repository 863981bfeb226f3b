// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QtCore/QByteArray>

namespace auth {

/// Where a Redis is, and how to log in to it.
struct RedisUrl {
    QByteArray path; ///< Of a Unix socket; empty: host and port.
    QByteArray host;
    quint16 port = 6379;
    QByteArray user; ///< Empty: the default user.
    QByteArray password;
    int database = 0;

    /// `redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE]` or `unix://[[USER]:PASSWORD@]/PATH[?db=DATABASE]`, with
    /// percent-encoding in user and password. ValidationFailed says what is wrong, without the password.
    static Result<RedisUrl> parse(QByteArrayView text);
};

}
