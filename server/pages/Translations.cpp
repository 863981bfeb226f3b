// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/Translations.h"

#include <QtCore/QLocale>

#include <algorithm>

namespace auth::pages {

namespace {

/// Text as a translator would have made it longer and stranger, so that a test sees what was not translated.
QString pseudoText(const QString& text, bool rightToLeft)
{
    static const QString plain = QStringLiteral("aceinouyACDEINOUY");
    static const QString accented = QStringLiteral("àçéîñôûýÀÇÐÉÎÑÔÛÝ");
    QString result = rightToLeft ? QStringLiteral("\u202e") : QStringLiteral("[");
    bool inPlaceholder = false;
    for (const QChar character : text) {
        inPlaceholder = character == u'{' || (inPlaceholder && character != u'}');
        const auto index = inPlaceholder || rightToLeft ? -1 : plain.indexOf(character);
        result += index < 0 ? character : accented.at(index);
    }
    // A third longer, as German often is.
    result += rightToLeft ? QStringLiteral("\u202c") : QString(text.size() / 3, u'·').prepend(u' ').append(u']');
    return result;
}

bool isDirectional(QChar character)
{
    const auto direction = character.direction();
    return direction == QChar::DirR || direction == QChar::DirAL || direction == QChar::DirRLE
        || direction == QChar::DirRLO || direction == QChar::DirLRE || direction == QChar::DirLRO
        || direction == QChar::DirPDF || direction == QChar::DirLRI || direction == QChar::DirRLI
        || direction == QChar::DirFSI || direction == QChar::DirPDI;
}

/// A value inside a sentence must not turn the rest of it round: names come from outside.
QString isolated(const QString& value)
{
    if (std::none_of(value.begin(), value.end(), isDirectional))
        return value;
    QString clean;
    for (const QChar character : value) {
        const auto direction = character.direction();
        if (direction == QChar::DirR || direction == QChar::DirAL || !isDirectional(character))
            clean += character;
    }
    return QString(QChar(0x2068)) + clean + QChar(0x2069);
}

}

Result<Translations> Translations::load(PseudoLocales pseudo)
{
    Translations translations;
    for (const char* tag : { "en", "de" }) {
        auto translator = std::make_shared<QTranslator>();
        if (!translator->load(QStringLiteral(":/i18n/pages_%1.qm").arg(QLatin1StringView(tag)))) {
            return failure(ErrorCode::Internal, QStringLiteral("A translation of the pages is missing."),
                QStringLiteral("cannot load pages_%1.qm").arg(QLatin1StringView(tag)));
        }
        const QLocale locale{ QString::fromLatin1(tag) };
        QString name = locale.nativeLanguageName();
        if (locale.language() == QLocale::English)
            name = QStringLiteral("English");
        translations.m_languages.push_back({ tag, name, false, false, std::move(translator) });
    }
    if (pseudo == PseudoLocales::On) {
        const auto english = translations.m_languages.front().translator;
        translations.m_languages.push_back({ "en-XA", QStringLiteral("Pseudo"), false, true, english });
        translations.m_languages.push_back({ "ar-XB", QStringLiteral("Bidi"), true, true, english });
    }
    return translations;
}

const Language* Translations::lookup(const QList<QByteArray>& ranges) const
{
    for (QByteArray range : ranges) {
        while (!range.isEmpty()) {
            for (const auto& language : m_languages) {
                if (language.tag.compare(range, Qt::CaseInsensitive) == 0)
                    return &language;
            }
            auto cut = range.lastIndexOf('-');
            // RFC 4647 §3.4: a single letter before the cut goes too.
            if (cut >= 2 && range[cut - 2] == '-')
                cut -= 2;
            range.truncate(std::max<qsizetype>(cut, 0));
        }
    }
    return nullptr;
}

QString Translations::text(
    const Language& language, MessageId id, const std::function<QString(QByteArrayView)>& value, int number) const
{
    QString pattern = language.translator->translate("pages", id, nullptr, number);
    if (pattern.isEmpty())
        pattern = QString::fromLatin1(id);
    if (language.pseudo)
        pattern = pseudoText(pattern, language.rightToLeft);
    if (number >= 0)
        pattern.replace(QStringLiteral("%n"), QLocale(QString::fromLatin1(language.tag)).toString(number));
    if (!value || !pattern.contains(u'{'))
        return pattern;
    QString result;
    qsizetype position = 0;
    while (position < pattern.size()) {
        const auto open = pattern.indexOf(u'{', position);
        const auto close = open < 0 ? -1 : pattern.indexOf(u'}', open);
        if (close < 0)
            break;
        result += QStringView(pattern).mid(position, open - position);
        result += isolated(value(QStringView(pattern).sliced(open + 1, close - open - 1).toLatin1()));
        position = close + 1;
    }
    return result.append(QStringView(pattern).mid(position));
}

QList<QByteArray> parseAcceptLanguage(QByteArrayView header)
{
    struct Range {
        QByteArray tag;
        int weight;
        qsizetype position;
    };
    std::vector<Range> ranges;
    for (const auto& part : header.first(std::min<qsizetype>(header.size(), 512)).toByteArray().split(',')) {
        const auto pieces = part.split(';');
        const QByteArray tag = pieces.front().trimmed();
        if (tag.isEmpty() || tag == "*")
            continue;
        int weight = 1000;
        if (pieces.size() > 1) {
            // qvalue = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] )
            const QByteArray parameter = pieces[1].trimmed();
            const QByteArray digits = parameter.mid(2).replace(".", "");
            if (!parameter.startsWith("q=") || digits.isEmpty() || digits.size() > 4
                || !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
                continue;
            weight = std::min(digits.leftJustified(4, '0').toInt(), 1000);
        }
        if (weight > 0)
            ranges.push_back({ tag, weight, static_cast<qsizetype>(ranges.size()) });
    }
    std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) {
        return std::pair(-a.weight, a.position) < std::pair(-b.weight, b.position);
    });
    QList<QByteArray> tags;
    for (const auto& range : ranges)
        tags.append(range.tag);
    return tags;
}

}
