// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Form.h"
#include "core/Result.h"
#include "core/Task.h"

#include <QtCore/QJsonObject>

namespace auth::demo {

struct HttpAnswer {
    int status = 0;
    QByteArray body;
};

/// What goes into an Authorization header; empty leaves it out.
using Authorization = QByteArray;

/// One request over the network, as any application would make it. Answers of every status are answers; Unavailable is
/// what got none within ten seconds. Redirects are not followed.
Task<Result<HttpAnswer>> httpGet(QByteArray url, Authorization authorization = {});
Task<Result<HttpAnswer>> httpPostForm(QByteArray url, Form form, Authorization authorization = {});

/// The JSON object of a 200; Unavailable with the server's `error` otherwise.
Result<QJsonObject> jsonOf(const HttpAnswer& answer, const char* what);

}
