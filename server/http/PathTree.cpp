// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/PathTree.h"

#include "core/Text.h"

#include <algorithm>

namespace auth::http {

struct PathTree::Node {
    std::vector<std::pair<QByteArray, std::unique_ptr<Node>>> literals;
    std::unique_ptr<Node> parameter;
    std::unique_ptr<Endpoint> endpoint; ///< Of the path that ends here.
    std::unique_ptr<Endpoint> rest; ///< Of the path whose `{name...}` begins here.

    Node &literal(QByteArrayView segment)
    {
        for (auto &[name, child] : literals) {
            if (name == segment)
                return *child;
        }
        return *literals.emplace_back(segment.toByteArray(), std::make_unique<Node>()).second;
    }
};

namespace {

constexpr std::array kMethods { Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete,
    Method::Options };

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// Cuts the first segment off \a rest; false in `more` when it was the last one.
struct Segment {
    QByteArrayView text;
    QByteArrayView rest;
    bool more = false;
};

Segment firstSegment(QByteArrayView path)
{
    const auto slash = path.indexOf('/');
    if (slash < 0)
        return { path, {}, false };
    return { path.first(slash), path.sliced(slash + 1), true };
}

}

const RegisteredRoute *Endpoint::find(Method method) const
{
    const auto &own = byMethod[static_cast<size_t>(method)];
    if (!own && method == Method::Head)
        return byMethod[static_cast<size_t>(Method::Get)].get();
    return own.get();
}

const RegisteredRoute *Endpoint::any() const
{
    const auto found
        = std::find_if(byMethod.begin(), byMethod.end(), [](const auto &route) { return route != nullptr; });
    Q_ASSERT(found != byMethod.end());
    return found->get();
}

QByteArray Endpoint::allowedMethods() const
{
    QByteArray allowed;
    for (const Method method : kMethods) {
        if (method == Method::Options || find(method)) {
            if (!allowed.isEmpty())
                allowed += ", ";
            allowed += methodName(method);
        }
    }
    return allowed;
}

PathTree::PathTree()
    : m_root(std::make_unique<Node>())
{
}

PathTree::~PathTree() = default;

void PathTree::add(Route route)
{
    Q_ASSERT(route.pattern.startsWith('/'));
    auto registered = std::make_unique<RegisteredRoute>();
    const QByteArray pattern = route.pattern;
    if (route.name.isEmpty())
        route.name = pattern;
    const auto method = static_cast<size_t>(route.method);
    registered->route = std::move(route);

    Node *node = m_root.get();
    Segment segment { {}, QByteArrayView(pattern).sliced(1), true };
    while (segment.more) {
        segment = firstSegment(segment.rest);
        if (!segment.text.startsWith('{')) {
            node = &node->literal(segment.text);
            continue;
        }
        Q_ASSERT(segment.text.endsWith('}'));
        const auto name = segment.text.sliced(1, segment.text.size() - 2);
        if (name.endsWith("...")) {
            Q_ASSERT(!segment.more);
            registered->takesRest = true;
            registered->parameterNames.append(name.chopped(3).toByteArray());
            break;
        }
        registered->parameterNames.append(name.toByteArray());
        if (!node->parameter)
            node->parameter = std::make_unique<Node>();
        node = node->parameter.get();
    }
    auto &endpoint = registered->takesRest ? node->rest : node->endpoint;
    if (!endpoint)
        endpoint = std::make_unique<Endpoint>();
    Q_ASSERT_X(!endpoint->byMethod[method], "Router::add", "two routes of one method have the same pattern");
    endpoint->byMethod[method] = std::move(registered);
}

PathTree::Found PathTree::find(QByteArrayView path) const
{
    Found found;
    if (path.startsWith('/'))
        match(*m_root, path.sliced(1), found);
    return found;
}

bool PathTree::match(const Node &node, QByteArrayView rest, Found &found)
{
    const Segment segment = firstSegment(rest);
    const auto descend = [&segment, &found](const Node &child) {
        if (segment.more)
            return match(child, segment.rest, found);
        found.endpoint = child.endpoint.get();
        return found.endpoint != nullptr;
    };
    for (const auto &[name, child] : node.literals) {
        if (name == segment.text) {
            if (descend(*child))
                return true;
            break;
        }
    }
    if (node.parameter && !segment.text.isEmpty()) {
        found.values.append(segment.text);
        if (descend(*node.parameter))
            return true;
        found.values.removeLast();
    }
    if (node.rest && !rest.isEmpty()) {
        found.values.append(rest);
        found.endpoint = node.rest.get();
        return true;
    }
    return false;
}

std::vector<const Route *> PathTree::routes() const
{
    std::vector<const Route *> routes;
    collect(*m_root, routes);
    return routes;
}

void PathTree::collect(const Node &node, std::vector<const Route *> &routes)
{
    for (const Endpoint *endpoint : { node.endpoint.get(), node.rest.get() }) {
        if (!endpoint)
            continue;
        for (const auto &registered : endpoint->byMethod) {
            if (registered)
                routes.push_back(&registered->route);
        }
    }
    for (const auto &[name, child] : node.literals)
        collect(*child, routes);
    if (node.parameter)
        collect(*node.parameter, routes);
}

Result<QString> decodePathParameter(QByteArrayView encoded, bool rest)
{
    QByteArray bytes;
    bytes.reserve(encoded.size());
    for (qsizetype i = 0; i < encoded.size(); ++i) {
        char c = encoded[i];
        if (c == '%') {
            const int high = i + 2 < encoded.size() ? hexValue(encoded[i + 1]) : -1;
            const int low = i + 2 < encoded.size() ? hexValue(encoded[i + 2]) : -1;
            if (high < 0 || low < 0)
                return failure(ErrorCode::Malformed, QStringLiteral("The path has a malformed percent-encoding."));
            c = static_cast<char>(high << 4 | low);
            i += 2;
            if (rest && c == '/')
                return failure(ErrorCode::Malformed, QStringLiteral("The path has an encoded slash."));
        }
        bytes += c;
    }
    if (rest) {
        for (const auto &segment : bytes.split('/')) {
            if (segment.isEmpty() || segment == "." || segment == ".." || segment.contains('\\'))
                return failure(ErrorCode::Malformed, QStringLiteral("The path has a segment that is not allowed."));
        }
    }
    auto text = decodeUtf8(bytes);
    if (!text)
        return failure(ErrorCode::Malformed, QStringLiteral("The path is not valid UTF-8."));
    return *std::move(text);
}

}
