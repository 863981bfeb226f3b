// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/PseudoTranslator.h"

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr QStringView kPlain = u"aceghiklnorstuyzACEGHIKLNORSTUYZ";
constexpr QStringView kAccented = u"åçéğħíķłñöŕšťüýžÅÇÉĞĦÍĶŁÑÖŔŠŤÜÝŽ";
static_assert(kPlain.size() == kAccented.size());

/// The length of what stands at \a text's beginning and is no text: a place, a tag, or 0.
qsizetype markupIn(QStringView text)
{
    if (text.startsWith(u'<'))
        return text.indexOf(u'>') + 1;
    if (!text.startsWith(u'%'))
        return 0;
    const qsizetype letter = text.size() > 1 && text[1] == u'L' ? 2 : 1;
    return qMin(letter + 1, text.size());
}

}

PseudoTranslator::PseudoTranslator(Qt::LayoutDirection direction, QObject *parent)
    : QTranslator(parent)
    , m_direction(direction)
{
}

QString pseudoText(const QString &text)
{
    QString accented;
    for (qsizetype i = 0; i < text.size();) {
        if (const qsizetype length = markupIn(QStringView(text).mid(i)); length > 0) {
            accented += text.mid(i, length);
            i += length;
            continue;
        }
        const qsizetype at = kPlain.indexOf(text[i]);
        accented += at < 0 ? text[i] : kAccented[at];
        ++i;
    }
    // Short words grow most, as they do in real languages.
    const qsizetype more = text.size() < 12 ? (text.size() + 1) / 2 : text.size() / 3;
    QString tail;
    for (qsizetype i = 0; i < more; ++i)
        tail += i % 6 == 0 ? u' ' : u'ø';
    return u'[' + accented + tail + u']';
}

QString PseudoTranslator::translate(const char *context, const char *source, const char *, int) const
{
    // The names of keys are put together of parts, and read again.
    if (qstrcmp(context, "QShortcut") == 0)
        return {};
    // Qt asks the language so which way it is written.
    if (qstrcmp(source, "QT_LAYOUT_DIRECTION") == 0)
        return m_direction == Qt::RightToLeft ? u"RTL"_s : u"LTR"_s;
    const QString text = pseudoText(QString::fromUtf8(source));
    // U+200F RIGHT-TO-LEFT MARK: what is in it may be Latin, the whole runs to the left, as Arabic does.
    return m_direction == Qt::RightToLeft ? QChar(0x200f) + text + QChar(0x200f) : text;
}

}
