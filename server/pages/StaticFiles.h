// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Router.h"

#include <QtCore/QHash>

namespace auth::pages {

/// Makes the compiled-in templates, texts and files visible. Called before any of them is read.
void initializePageResources();

/// Style, script and icon of the pages. Their names carry a hash of their contents, so that they may be kept for ever.
class StaticFiles {
public:
    static Result<StaticFiles> load(const QString& root);

    /// `/static/pages.<hash>.css`.
    QString url(const QByteArray& name) const;
    /// Serves `/static/{file}` and `/favicon.ico`. \a this must outlive \a router.
    void addRoutes(http::Router* router) const;

private:
    struct File {
        QByteArray contents;
        QByteArray type;
        QByteArray url;
    };
    static Task<Result<http::Response>> serve(const StaticFiles* files, http::Request request);

    QHash<QByteArray, File> m_byName;
    QHash<QByteArray, QByteArray> m_nameByUrl;
};

}
