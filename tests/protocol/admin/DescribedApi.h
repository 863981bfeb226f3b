// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "AdminClient.h"

#include "api/Operations.h"

namespace auth::test {

/// The admin API as its served description has it: requests for operations that no test knows by name.
class DescribedApi {
public:
    explicit DescribedApi(TestServer &server);

    /// The smallest body that the description of \a operation allows, with \a text where any text will do; empty where
    /// it has none.
    QJsonObject bodyOf(
        const api::Operation &operation, const QString &text = QStringLiteral("example-of-a-text")) const;
    /// Does it take the parameter of common.yaml that is called \a name there?
    bool takes(const api::Operation &operation, const char *name) const;

    /// What stands in a path, by parameter.
    using Place = QMap<QByteArray, QByteArray>;
    /// A realm with one of everything that paths name and operations create.
    Place makePlace() const;
    /// A realm with what the path of \a operation names, as far as operations create it.
    Place placeFor(const api::Operation &operation) const;
    /// Is everything in the path of \a operation something that makePlace() made?
    static bool isWhole(const api::Operation &operation, const Place &place);
    /// \a body with what it names of \a place.
    static QJsonObject inPlace(QJsonObject body, const Place &place);
    /// Names that paths have; an id that nobody has where \a place has none.
    static QByteArray targetOf(const api::Operation &operation, const Place &place);

    Reply call(const api::Operation &operation, const Place &place, const QByteArray &token) const;

private:
    QJsonObject described(const api::Operation &operation) const;
    QJsonValue exampleOf(const QJsonObject &schema, const QString &text) const;
    /// Makes what \a name of \a path stands for, where an operation creates such things.
    bool make(Place &place, const QByteArray &path, const QByteArray &name) const;
    /// A place with an application, where the body of \a operation names one.
    void needApplication(Place &place, const api::Operation &operation) const;

    TestServer *m_server;
    QJsonObject m_document;
};

/// The names in braces of \a path.
QByteArrayList pathParameters(const QByteArray &path);

}
