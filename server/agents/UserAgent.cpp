// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/UserAgent.h"

#include "agents/Expressions.h"

#include <QtCore/QCache>
#include <QtCore/QMutex>
#include <QtCore/QRegularExpression>

#include <algorithm>
#include <vector>

namespace auth::agents {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongest = 512; ///< As much as is kept of one.
constexpr qsizetype kRemembered = 1024;

/// One list, in its order.
class Parser {
public:
    explicit Parser(std::span<const Expression> expressions)
    {
        m_entries.reserve(expressions.size());
        for (const Expression &expression : expressions) {
            // Whoever calls chooses the text: no expression may be made to search for long.
            m_entries.push_back({ QRegularExpression(u"(*LIMIT_MATCH=20000)"_s + QString::fromUtf8(expression.pattern)),
                QString::fromUtf8(expression.name) });
        }
    }

    /// "Other" is what uap-core calls what is to count as unknown.
    QString find(const QString &text) const
    {
        const QString found = firstMatch(text);
        return found == u"Other"_s ? QString() : found;
    }

    void prepare() const
    {
        for (const Entry &entry : m_entries)
            entry.pattern.optimize();
    }

private:
    struct Entry {
        QRegularExpression pattern;
        QString name;
    };

    QString firstMatch(const QString &text) const
    {
        for (const Entry &entry : m_entries) {
            const auto match = entry.pattern.match(text);
            if (!match.hasMatch())
                continue;
            return entry.name.isEmpty() ? match.captured(1).simplified()
                                        : QString(entry.name).replace(u"$1"_s, match.captured(1)).simplified();
        }
        return {};
    }

    std::vector<Entry> m_entries;
};

const Parser &browsers()
{
    static const Parser parser(browserExpressions());
    return parser;
}

const Parser &systems()
{
    static const Parser parser(systemExpressions());
    return parser;
}

}

UserAgent parseUserAgent(const QString &text)
{
    static QMutex mutex;
    static QCache<QString, UserAgent> remembered(kRemembered);
    if (text.isEmpty())
        return {};
    const QString key = text.left(kLongest);
    {
        const QMutexLocker locker(&mutex);
        if (const UserAgent *known = remembered.object(key))
            return *known;
    }
    UserAgent agent { browsers().find(key), systems().find(key) };
    const QMutexLocker locker(&mutex);
    remembered.insert(key, new UserAgent(agent));
    return agent;
}

QString describeUserAgent(const QString &text)
{
    const UserAgent agent = parseUserAgent(text);
    QStringList parts { agent.browser, agent.system };
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

QString describeProgram(const QString &text)
{
    // RFC 9110 §10.1.5: product = token ["/" product-version].
    const QString name = text.section(u'/', 0, 0).section(u' ', 0, 0);
    const bool word = !name.isEmpty() && name.size() <= 30 && std::all_of(name.begin(), name.end(), [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.');
    });
    return word ? name : QString();
}

void prepare()
{
    browsers().prepare();
    systems().prepare();
}

}
