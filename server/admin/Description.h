// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Router.h"

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

namespace auth::admin {

/// The description for readers: `/admin/v1/openapi.json`, `/admin/v1/docs` (a page without scripts, nothing from
/// elsewhere) and `/admin/v1/schemas/{kind}` (JSON Schemas of declared configuration, for editors). Public: it says
/// nothing that the sources do not.
void addDescriptionRoutes(http::Router *router);

/// The page of a description.
QByteArray referencePage(const QJsonObject &document);

/// The kinds of declared configuration: what is created in a realm, or is one.
QStringList declaredKinds(const QJsonObject &document);
/// The JSON Schema (2020-12) of a document of \a kind; empty where there is none.
QJsonObject declaredSchema(const QJsonObject &document, const QString &kind);

}
