// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/Terminal.h"

#include <QtCore/QList>

#include <cwchar>
#include <sys/ioctl.h>
#include <unistd.h>

namespace auth::cli {

namespace {

winsize window()
{
    winsize size {};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
        size = {};
    return size;
}

qsizetype widthOf(char32_t letter)
{
    // -1 for what the locale does not know: it will be one replacement character.
    const int width = wcwidth(static_cast<wchar_t>(letter));
    return width < 0 ? 1 : width;
}

}

int terminalWidth()
{
    const int width = window().ws_col;
    return width > 0 ? width : 80;
}

int terminalHeight()
{
    const int height = window().ws_row;
    return height > 0 ? height : 24;
}

qsizetype displayWidth(const QString &text)
{
    qsizetype width = 0;
    for (const uint letter : text.toUcs4())
        width += widthOf(letter);
    return width;
}

QString fitted(const QString &text, qsizetype width)
{
    if (displayWidth(text) <= width)
        return text;
    QString result;
    qsizetype taken = 1;
    for (const uint letter : text.toUcs4()) {
        taken += widthOf(letter);
        if (taken > width)
            break;
        const char32_t one = letter;
        result += QString::fromUcs4(&one, 1);
    }
    return result + u'…';
}

}
