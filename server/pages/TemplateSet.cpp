// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/TemplateSet.h"

#include "core/Text.h"
#include "pages/FormAction.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QRegularExpression>

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>
#include <ctemplate/template_modifiers.h>

#include <mutex>

namespace auth::pages {

namespace {

/// `:x-registered-url`: a URL that the server checked against an application's registration. ctemplate's own check
/// lets only http and https through; native applications have schemes of their own (RFC 8252 §7.1).
class RegisteredUrl final : public ctemplate::TemplateModifier {
    void Modify(const char* in, size_t length, const ctemplate::PerExpandData*, ctemplate::ExpandEmitter* out,
        const std::string&) const override
    {
        const QByteArray url(in, static_cast<qsizetype>(length));
        const QByteArray escaped = isNavigable(url) ? escapeHtml(QString::fromUtf8(url)) : QByteArrayLiteral("#");
        out->Emit(escaped.constData(), static_cast<size_t>(escaped.size()));
    }
};

/// `:x-exact`: the usual escaping turns line breaks into spaces; a parameter has to arrive as it is.
class ExactText final : public ctemplate::TemplateModifier {
    void Modify(const char* in, size_t length, const ctemplate::PerExpandData*, ctemplate::ExpandEmitter* out,
        const std::string&) const override
    {
        const QByteArray escaped = escapeHtml(QString::fromUtf8(in, static_cast<qsizetype>(length)));
        out->Emit(escaped.constData(), static_cast<size_t>(escaped.size()));
    }
};

void registerModifiers()
{
    static std::once_flag once;
    std::call_once(once, [] {
        static const RegisteredUrl registeredUrl;
        static const ExactText exactText;
        ctemplate::AddXssSafeModifier("x-registered-url", &registeredUrl);
        ctemplate::AddXssSafeModifier("x-exact", &exactText);
    });
}

Result<QByteArray> read(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Internal, QStringLiteral("A page template is missing."), path);
    return file.readAll();
}

Result<QByteArray> withPartials(const QString& root, QByteArray source, int depth)
{
    static const QRegularExpression include(QStringLiteral("{{>([a-z_]+)}}"));
    if (depth > 4)
        return failure(ErrorCode::Internal, QStringLiteral("Page partials include each other without end."), root);
    QString text = QString::fromUtf8(source);
    for (auto match = include.match(text); match.hasMatch(); match = include.match(text)) {
        const QByteArray part = TRY(read(QStringLiteral("%1/partials/%2.html").arg(root, match.captured(1))));
        const QByteArray whole = TRY(withPartials(root, part.trimmed(), depth + 1));
        text.replace(match.capturedStart(), match.capturedLength(), QString::fromUtf8(whole));
    }
    return text.toUtf8();
}

/// What a page names, and where.
Result<void> parse(PageTemplate& page, const QString& name)
{
    static const QRegularExpression tag(QStringLiteral("{{([#/]?)([A-Za-z0-9_]+)(:[^}]*)?}}"));
    static const QRegularExpression anyTag(QStringLiteral("{{[^}]*}}"));
    const QString text = QString::fromUtf8(page.source);
    const auto wrong = [&name](const QString& what) {
        return failure(
            ErrorCode::Internal, QStringLiteral("A page template is wrong."), QStringLiteral("%1: %2").arg(name, what));
    };
    QList<QByteArray> open{ QByteArray() };
    for (const auto& match : anyTag.globalMatch(text)) {
        const auto parts = tag.match(
            match.captured(), 0, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        const QString modifiers = parts.captured(3);
        if (!parts.hasMatch()
            || (!modifiers.isEmpty() && modifiers != u":x-registered-url" && modifiers != u":x-exact"))
            return wrong(QStringLiteral("%1 is not allowed").arg(match.captured()));
        const QByteArray word = parts.captured(2).toLatin1();
        if (parts.captured(1) == u"#") {
            open.append(word);
            page.sections.insert(word);
        } else if (parts.captured(1) == u"/") {
            if (open.takeLast() != word || open.isEmpty())
                return wrong(QStringLiteral("section %1 is not closed where it should be").arg(parts.captured(2)));
        } else if (word.startsWith("T_")) {
            page.messages[open.last()].insert(word.mid(2));
        } else {
            page.variables[open.last()].insert(word);
        }
    }
    if (open.size() != 1)
        return wrong(QStringLiteral("section %1 is not closed").arg(QString::fromLatin1(open.last())));
    return {};
}

ctemplate::TemplateString view(const QByteArray& bytes)
{
    return { bytes.constData(), static_cast<size_t>(bytes.size()) };
}

class Expansion {
public:
    Expansion(const PageTemplate& page, const TemplateSet::MessageText& message)
        : m_page(page)
        , m_message(message)
    {
    }

    void fill(ctemplate::TemplateDictionary* dictionary, const QByteArray& section, const PageData& data)
    {
        m_scope.insert(m_scope.begin(), &data);
        for (auto value = data.values().begin(); value != data.values().end(); ++value)
            dictionary->SetValue(view(value.key()), view(value->toUtf8()));
        for (auto message = data.messages().begin(); message != data.messages().end(); ++message)
            dictionary->SetValue(view(message.key()), view(m_message(message.value(), m_scope).toUtf8()));
        for (const auto& id : m_page.messages.value(section))
            dictionary->SetValue(view("T_" + id), view(m_message(id, m_scope).toUtf8()));
        for (const auto& [name, child] : data.sections())
            fill(dictionary->AddSectionDictionary(view(name)), name, child);
        m_scope.erase(m_scope.begin());
    }

private:
    const PageTemplate& m_page;
    const TemplateSet::MessageText& m_message;
    std::vector<const PageData*> m_scope;
};

}

TemplateSet::TemplateSet()
    : m_cache(std::make_unique<ctemplate::TemplateCache>())
{
}
TemplateSet::TemplateSet(TemplateSet&&) noexcept = default;
TemplateSet& TemplateSet::operator=(TemplateSet&&) noexcept = default;
TemplateSet::~TemplateSet() = default;

Result<TemplateSet> TemplateSet::load(const QString& root)
{
    registerModifiers();
    TemplateSet set;
    const QString layout = QString::fromUtf8(TRY(read(root + QStringLiteral("/layout.html"))));
    for (const QString& file : QDir(root).entryList({ QStringLiteral("*.html") }, QDir::Files)) {
        if (file == u"layout.html" || file.endsWith(u".head.html"))
            continue;
        const QString name = file.chopped(5);
        const QString headPath = QStringLiteral("%1/%2.head.html").arg(root, name);
        const QByteArray head = QFile::exists(headPath) ? TRY(read(headPath)) : QByteArray();
        const QByteArray content = TRY(read(root + u'/' + file));
        QString whole = layout;
        whole.replace(QStringLiteral("{{>HEAD}}"), QString::fromUtf8(head).trimmed());
        whole.replace(QStringLiteral("{{>CONTENT}}"), QString::fromUtf8(content).trimmed());
        PageTemplate page;
        page.source = TRY(withPartials(root, whole.toUtf8(), 0));
        TRY(parse(page, name));
        const QByteArray escaped = "{{%AUTOESCAPE context=\"HTML\"}}" + page.source;
        if (!set.m_cache->StringToTemplateCache(view(name.toLatin1()), view(escaped), ctemplate::STRIP_BLANK_LINES))
            return failure(ErrorCode::Internal, QStringLiteral("A page template is wrong."), name);
        set.m_pages.insert(name.toLatin1(), std::move(page));
    }
    set.m_cache->Freeze();
    return set;
}

QByteArray TemplateSet::expand(const QByteArray& page, const PageData& data, const MessageText& message) const
{
    const auto found = m_pages.find(page);
    Q_ASSERT(found != m_pages.end());
    ctemplate::TemplateDictionary dictionary(view(page));
    Expansion(*found, message).fill(&dictionary, {}, data);
    std::string document;
    [[maybe_unused]] const bool expanded
        = m_cache->ExpandNoLoad(view(page), ctemplate::STRIP_BLANK_LINES, &dictionary, nullptr, &document);
    Q_ASSERT(expanded);
    return QByteArray::fromStdString(document);
}

}
