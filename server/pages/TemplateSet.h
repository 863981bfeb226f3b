// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "pages/PageModel.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

#include <functional>
#include <memory>
#include <vector>

namespace ctemplate {
class TemplateCache;
}

namespace auth::pages {

/// A page's template, put together from layout, content and partials.
struct PageTemplate {
    QByteArray source;
    /// Messages that stand directly in a section; "" is the top.
    QHash<QByteArray, QSet<QByteArray>> messages;
    QHash<QByteArray, QSet<QByteArray>> variables; ///< Likewise.
    QSet<QByteArray> sections;
};

/// The templates, loaded at start and frozen: expansion is safe from any thread.
class TemplateSet {
public:
    /// Text of `{{T_id}}` as seen from \a scope, the chain of entries from the innermost to the page itself.
    using MessageText = std::function<QString(const QByteArray& id, const std::vector<const PageData*>& scope)>;

    /// Reads every page of the resource folder \a root. Fails with the first thing that is wrong with any of them:
    /// what ctemplate refuses, an unknown partial, and what would take escaping away (`:none`, pragmas).
    static Result<TemplateSet> load(const QString& root);
    TemplateSet(TemplateSet&&) noexcept;
    TemplateSet& operator=(TemplateSet&&) noexcept;
    ~TemplateSet();

    const QHash<QByteArray, PageTemplate>& pages() const { return m_pages; }
    /// The document. A page that does not exist is a broken invariant.
    QByteArray expand(const QByteArray& page, const PageData& data, const MessageText& message) const;

private:
    TemplateSet();
    QHash<QByteArray, PageTemplate> m_pages;
    std::unique_ptr<ctemplate::TemplateCache> m_cache;
};

}
