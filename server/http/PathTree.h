// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Router.h"

#include <QtCore/QVarLengthArray>

#include <array>
#include <memory>
#include <vector>

namespace auth::http {

/// A route with what its pattern was split into.
struct RegisteredRoute {
    Route route;
    QList<QByteArray> parameterNames; ///< In the order in which they stand in the path.
    bool takesRest = false; ///< The last parameter is `{name...}`.
};

/// The routes of one path, by method.
struct Endpoint {
    std::array<std::unique_ptr<RegisteredRoute>, 8> byMethod;

    /// The route that serves \a method; GET's serves HEAD too (RFC 9110 §9.3.2).
    const RegisteredRoute *find(Method method) const;
    /// Any of the routes: an endpoint has at least one.
    const RegisteredRoute *any() const;
    /// The value of `Allow` (RFC 9110 §10.2.1), with HEAD and OPTIONS.
    QByteArray allowedMethods() const;
};

/// Finds routes by path, segment by segment. A literal segment is compared byte by byte and wins over a parameter.
class PathTree {
public:
    struct Found {
        const Endpoint *endpoint = nullptr;
        QVarLengthArray<QByteArrayView, 6> values; ///< Of the parameters, still encoded; views into the path.
    };

    PathTree();
    ~PathTree();

    void add(Route route);
    /// \a path without its query.
    Found find(QByteArrayView path) const;
    std::vector<const Route *> routes() const;

private:
    struct Node;
    static bool match(const Node &node, QByteArrayView rest, Found &found);
    static void collect(const Node &node, std::vector<const Route *> &routes);
    std::unique_ptr<Node> m_root;
};

/// Decodes a path segment: a malformed `%`, bytes that are not UTF-8 and NUL are Malformed; so is, for a \a rest of
/// several segments, one that is empty, `.`, `..` or hides a `/` or `\` (RFC 3986 §5.2.4, no traversal).
Result<QString> decodePathParameter(QByteArrayView encoded, bool rest);

}
