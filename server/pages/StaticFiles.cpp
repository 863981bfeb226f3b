// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/StaticFiles.h"

#include "core/Base64Url.h"
#include "crypto/Hash.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

static void initializeResources()
{
    // Must stand outside any namespace. A static library's resources are not registered by themselves.
    Q_INIT_RESOURCE(pages);
}

namespace auth::pages {

void initializePageResources()
{
    initializeResources();
}

Result<StaticFiles> StaticFiles::load(const QString& root)
{
    static const QHash<QString, QByteArray> types{
        { QStringLiteral("css"), "text/css; charset=utf-8" },
        { QStringLiteral("js"), "text/javascript; charset=utf-8" },
        { QStringLiteral("svg"), "image/svg+xml" },
    };
    StaticFiles files;
    for (const QFileInfo& info : QDir(root).entryInfoList(QDir::Files)) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly) || !types.contains(info.suffix()))
            return failure(ErrorCode::Internal, QStringLiteral("A static file cannot be served."), info.fileName());
        File entry;
        entry.contents = file.readAll();
        entry.type = types.value(info.suffix());
        const QByteArray hash = toBase64Url(crypto::sha256(entry.contents)).first(12);
        entry.url = "/static/" + info.completeBaseName().toLatin1() + '.' + hash + '.' + info.suffix().toLatin1();
        files.m_nameByUrl.insert(entry.url, info.fileName().toLatin1());
        files.m_byName.insert(info.fileName().toLatin1(), entry);
    }
    return files;
}

QString StaticFiles::url(const QByteArray& name) const
{
    Q_ASSERT(m_byName.contains(name));
    return QString::fromLatin1(m_byName.value(name).url);
}

void StaticFiles::addRoutes(http::Router* router) const
{
    for (const char* pattern : { "/static/{file}", "/favicon.ico" }) {
        http::Route route;
        route.pattern = pattern;
        route.style = http::RouteStyle::Public;
        route.handler = [this](http::Request request) { return serve(this, std::move(request)); };
        router->add(std::move(route));
    }
}

Task<Result<http::Response>> StaticFiles::serve(const StaticFiles* files, http::Request request)
{
    const bool favicon = request.path == "/favicon.ico";
    const auto name = favicon ? QByteArrayLiteral("icon.svg") : files->m_nameByUrl.value(request.path);
    const auto file = files->m_byName.find(name);
    if (file == files->m_byName.end())
        co_return failure(ErrorCode::NotFound, QStringLiteral("There is no such file."));
    auto response = http::Response::text(file->contents, file->type);
    response.setHeader("Cache-Control",
        favicon ? QByteArrayLiteral("public, max-age=86400")
                : QByteArrayLiteral("public, max-age=31536000, immutable"));
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    // An SVG opened by itself is a document.
    response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    co_return response;
}

}
