// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "AdminClient.h"

#include "api/Operations.h"

namespace auth::test {

/// The admin API as its served description has it: requests for operations that no test knows by name.
class DescribedApi {
public:
    explicit DescribedApi(TestServer &server);

    /// The smallest body that the description of \a operation allows; empty where it has none.
    QJsonObject bodyOf(const api::Operation &operation) const;

    /// What stands in a path, by parameter.
    using Place = QMap<QByteArray, QByteArray>;
    /// A realm with one of everything that paths name and operations create.
    Place makePlace() const;
    /// Is everything in the path of \a operation something that makePlace() made?
    static bool isWhole(const api::Operation &operation, const Place &place);
    /// Names that paths have; an id that nobody has where \a place has none.
    static QByteArray targetOf(const api::Operation &operation, const Place &place);

    Reply call(const api::Operation &operation, const Place &place, const QByteArray &token) const;

private:
    QJsonValue exampleOf(const QJsonObject &schema) const;

    TestServer *m_server;
    QJsonObject m_document;
};

/// The names in braces of \a path.
QByteArrayList pathParameters(const QByteArray &path);

}
