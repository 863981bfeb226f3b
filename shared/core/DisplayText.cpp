// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/DisplayText.h"

#include <QtCore/QList>

namespace auth {

namespace {

bool isUnfit(char32_t code)
{
    switch (QChar::category(code)) {
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Other_Format:
        // The joiners are needed to write Persian, Indic scripts and emoji; the rest hides or reorders text.
        return code != 0x200c && code != 0x200d;
    default:
        return false;
    }
}

}

QString displayTextProblem(const QString &text, qsizetype maximum)
{
    if (text.size() > maximum)
        return QStringLiteral("At most %1 characters are allowed here.").arg(maximum);
    // A lone surrogate becomes U+FFFD there, so it is looked for first.
    if (!text.isValidUtf16())
        return QStringLiteral("The text is not valid Unicode.");
    for (const char32_t code : text.toUcs4()) {
        if (isUnfit(code))
            return QStringLiteral("The character U+%1 is not allowed here.")
                .arg(static_cast<quint32>(code), 4, 16, QLatin1Char('0'));
    }
    return {};
}

}
